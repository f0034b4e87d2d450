"""The event in the codebooks in use: ACLED, UCDP GED, PLOVER and CAMEO.

Source: ACLED Codebook 2024 (sub-event definitions and their order of precedence), UCDP GED
codebook (type of violence), PLOVER manual draft 2.0; `docs/reference/codebooks.md` explains each rule.
"""

import msgspec

from dateline.coding.acled import choose_acled
from dateline.coding.features import Features
from dateline.coding.parties import is_civilian, is_state
from dateline.knowledge.codebook import Codebook
from dateline.records import AcledCode, Actor, Codes, PloverCode, Span, UcdpCode


class CodeWhy(msgspec.Struct, frozen=True):
    """Why the ACLED sub-event type was chosen, and the words it turned on."""

    why: str
    spans: tuple[Span, ...] = ()


def find_codes(features: Features, codebook: Codebook) -> tuple[Codes, CodeWhy]:
    """Return the codes of an event and why its ACLED sub-event type was chosen."""
    acled, why = _acled(features)
    plover_type, plover_mode = _plover(features)
    codes = Codes(
        acled=codebook.acled.get(acled, AcledCode()),
        ucdp=UcdpCode(type_of_violence=_type_of_violence(features)),
        plover=PloverCode(event_type=plover_type or None, mode=plover_mode or None),
        cameo=_cameo(features),
    )
    return codes, why


def _acled(features: Features) -> tuple[str, CodeWhy]:
    acled, rule = choose_acled(features)
    if rule is None:
        return acled, CodeWhy(f"the codebook's choice for {features.main.name}")
    spans = features.cue_spans(rule.cues)
    words = "; ".join(dict.fromkeys(span.text for span in spans))
    return acled, CodeWhy(f"{rule.why} ({words})" if words else rule.why, spans)


def _type_of_violence(features: Features) -> int | None:
    """Return 1 state-based, 2 non-state, 3 one-sided, None where the sides do not say."""
    side_a, side_b = features.side_a, features.side_b
    if not features.main.violent or side_a is None:
        return None
    if side_b is None:
        return 3 if features.civilians_hit else None
    if is_civilian(side_b) or _is_crowd(side_b):
        return 3
    if is_civilian(side_a) or _is_crowd(side_a):
        return None
    return 1 if is_state(side_a) or is_state(side_b) else 2


def _is_crowd(actor: Actor) -> bool:
    return actor.kind == "crowd"


def _plover(features: Features) -> tuple[str, str]:
    event_type, mode = features.main.plover
    if features.main.name == "airstrike" and "drone" in features.means:
        mode = "drone"
    elif features.main.name == "bombing" and "suicide" in features.means:
        mode = "suicide-attack"
    elif "chemical" in features.means and event_type == "ASSAULT":
        mode = "unconventional"
    elif features.main.name in {"attack", "kill"} and {"blade", "blunt"} & features.means:
        mode = "primitive"
    return event_type, mode


def _cameo(features: Features) -> str:
    if features.main.name == "bombing":
        if "suicide" in features.means:
            return "1831"
        return "1832" if "car bomb" in features.words else "183"
    return features.main.cameo
