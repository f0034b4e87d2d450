"""The event in the codebooks in use: ACLED, UCDP GED, PLOVER and CAMEO.

Source: ACLED Codebook 2024 (sub-event definitions and their order of precedence), UCDP GED
codebook (type of violence), PLOVER manual draft 2.0; `docs/reference/codebooks.md` explains each rule.
"""

from collections.abc import Callable, Sequence
from typing import Final

import msgspec

from dateline.coding.merge import Told
from dateline.coding.parties import is_civilian, is_state
from dateline.coding.sides import Sides
from dateline.knowledge.codebook import Codebook, EventType
from dateline.records import AcledCode, Actor, Codes, PloverCode, UcdpCode


class Features(msgspec.Struct, frozen=True, kw_only=True):
    """What the codes of an event are decided from.

    `types` are the types of its mentions, `means` the classes of their means, `dead` its deaths.
    """

    types: frozenset[str]
    means: frozenset[str]
    words: str
    side_a: Actor | None
    side_b: Actor | None
    dead: int
    injured: int
    civilians_hit: bool
    main: EventType

    @property
    def on_civilians(self) -> bool:
        """Tell whether the other side is unarmed."""
        return self.side_b is not None and is_civilian(self.side_b)

    @property
    def both_armed(self) -> bool:
        """Tell whether two armed sides face each other."""
        sides = (self.side_a, self.side_b)
        return all(side is not None and side.kind in {"force", "government"} for side in sides)


Rule = tuple[str, Callable[[Features], bool], str]


def _has(*types: str) -> Callable[[Features], bool]:
    return lambda features: bool(features.types & set(types))


def _main(*types: str) -> Callable[[Features], bool]:
    return lambda features: features.main.name in types


def _is_crowd(actor: Actor | None) -> bool:
    return actor is not None and actor.kind == "crowd"


def _captor_is_state(features: Features) -> bool:
    captors = [side for side in (features.side_a, features.side_b) if side]
    return bool(captors) and is_state(captors[0])


# The first rule that holds decides. Each says why, as `dateline explain` prints it.
_ACLED_RULES: Final[tuple[Rule, ...]] = (
    ("sexual violence is its own sub-event", _main("sexual-violence"), "Sexual violence"),
    (
        "a chemical agent was used",
        lambda f: "chemical" in f.means and f.main.violent,
        "Chemical weapon",
    ),
    (
        "ground changed hands by fighting, to the state",
        lambda f: _main("capture")(f) and _captor_is_state(f) and "withdraw" not in f.types,
        "Government regains territory",
    ),
    (
        "ground changed hands by fighting, not to the state",
        _main("capture"),
        "Non-state actor overtakes territory",
    ),
    (
        "force against a crowd left dead or badly wounded",
        lambda f: (
            _has("protest", "repress")(f)
            and _has("repress", "kill", "injure", "attack")(f)
            and (f.dead > 0 or f.injured > 0)
            and "riot" not in f.types
        ),
        "Excessive force against protesters",
    ),
    (
        "a protest was broken up or met with arrests",
        lambda f: (
            "riot" not in f.types
            and (_main("repress")(f) or (_main("protest")(f) and _has("detain", "repress")(f)))
        ),
        "Protest with intervention",
    ),
    (
        "a crowd without a demonstration turned on people or property",
        lambda f: _main("riot")(f) and "protest" not in f.types and f.side_b is not None,
        "Mob violence",
    ),
    ("demonstrators were violent", _main("riot"), "Violent demonstration"),
    ("a protest without violence", _main("protest"), "Peaceful protest"),
    (
        "the bomber died with the bomb",
        lambda f: _main("bombing")(f) and ("suicide" in f.means or "suicide" in f.words),
        "Suicide bomb",
    ),
    (
        "a grenade was thrown",
        lambda f: _main("bombing", "attack")(f) and "grenade" in f.means and not f.both_armed,
        "Grenade",
    ),
    ("two armed sides fought", _main("clash"), "Armed clash"),
    (
        "armed men harmed unarmed people",
        lambda f: (
            _main("attack", "kill", "injure", "advance", "abuse")(f)
            and (f.on_civilians or (f.side_b is None and f.civilians_hit))
        ),
        "Attack",
    ),
    (
        "one armed side attacked another",
        lambda f: _main("attack", "kill", "injure", "advance")(f) and f.both_armed,
        "Armed clash",
    ),
    (
        "a base or headquarters was set up",
        lambda f: (
            _main("deploy")(f)
            and any(
                word in f.words
                for word in ("base", "headquarters", "outpost", "camp", "checkpoint")
            )
        ),
        "Headquarters or base established",
    ),
    (
        "property was destroyed outside other violence",
        _main("destroy"),
        "Looting/property destruction",
    ),
)


def find_codes(
    told: Sequence[Told], main: EventType, sides: Sides, dead: int, injured: int, codebook: Codebook
) -> tuple[Codes, str]:
    """Return the codes of an event and why its ACLED sub-event type was chosen."""
    features = _features(told, main, sides, dead, injured)
    acled, why = _acled(features)
    plover_type, plover_mode = _plover(features)
    codes = Codes(
        acled=codebook.acled.get(acled, AcledCode()),
        ucdp=UcdpCode(type_of_violence=_type_of_violence(features)),
        plover=PloverCode(event_type=plover_type or None, mode=plover_mode or None),
        cameo=_cameo(features),
    )
    return codes, why


def _features(
    told: Sequence[Told], main: EventType, sides: Sides, dead: int, injured: int
) -> Features:
    mentions = [one.mention for one in told]
    means = [means for mention in mentions for means in mention.means]
    words = [mention.trigger.text for mention in mentions] + [one.name for one in means]
    return Features(
        types=frozenset(mention.type for mention in mentions),
        means=frozenset(one.class_ for one in means if one.class_),
        words=" ".join(words).lower(),
        side_a=sides.side_a,
        side_b=sides.side_b,
        dead=dead,
        injured=injured,
        civilians_hit=any(is_civilian(party) for mention in mentions for party in mention.targets),
        main=main,
    )


def _acled(features: Features) -> tuple[str, str]:
    for why, holds, sub_event_type in _ACLED_RULES:
        if holds(features):
            return sub_event_type, why
    return features.main.acled, f"the codebook's choice for {features.main.name}"


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
