"""Whose dead and wounded the people of a count are: side A's, side B's, civilians, or not said."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from dateline.annotate.annotation import LabelledSpan
from dateline.coding.evidence import Evidence, Figure
from dateline.coding.merge import Told
from dateline.coding.parties import is_civilian, is_fighter, is_named, is_state
from dateline.coding.sides import Sides, side_of
from dateline.records import Count, EventMention

_HOSTILE: Final = {"a": "b", "b": "a"}
_BEFORE: Final = 12  # code points
_AFTER: Final = 5
_LOOK: Final = 90
_FORMER: Final = re.compile(
    r"\bfrom (?:(?!to\b)[a-z-]+ ){0,4}$|\b(?:earlier|initial|initially|previous|previously|preliminary|provisional|first)\b"
    r"[^.;\d]{0,60}\b(?:at|of|said|was|were|reported|counted)\s?$",
    re.IGNORECASE,
)
_FURTHER: Final = re.compile(r"\b(?:further|another|additional)\b|\bmore\b(?! than)", re.IGNORECASE)


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What the words around a count make of it, and whether a noun alone carries it.

    `is_doubted` is set where the report says that it could not verify the toll, `is_further` where
    the number comes on top of one told before (`a further five`).

    `status` is what they say of the people counted: state, rebel, civilian, unsaid.
    """

    role: str = "event"
    status: str | None = None
    is_implicit: bool = True
    is_doubted: bool = False
    is_further: bool = False


Readings = Mapping[tuple[int, int], Reading]


def read_counts(evidence: Evidence) -> dict[tuple[int, int], Reading]:
    """Return the reading of each count of a report by its span (start, end)."""
    found: dict[tuple[int, int], Reading] = {}
    for figures, is_implicit in ((evidence.implicit, True), (evidence.figures, False)):
        for key, figure in figures.items():
            span = evidence.annotation.by_id[key]
            found[span.start, span.end] = Reading(
                role=_role(figure, span, evidence.report.text),
                status=figure.status,
                is_implicit=is_implicit,
                is_doubted=figure.is_doubted,
                is_further=_is_further(figure, span, evidence.report.text),
            )
    return found


def _is_further(figure: Figure, span: LabelledSpan, text: str) -> bool:
    around = text[max(0, span.start - _BEFORE) : span.end + _AFTER]
    return figure.role == "addition" and _FURTHER.search(around) is not None


def _role(figure: Figure, span: LabelledSpan, text: str) -> str:
    """Return what a number is to its event; a toll that was replaced is but one more telling."""
    if figure.part == "share":
        return "part"
    before = text[max(0, span.start - _LOOK) : span.start]
    is_former = figure.role == "revision" and _FORMER.search(before) is not None
    return "event" if is_former else figure.role


def whose(count: Count, mention: EventMention, reading: Reading, sides: Sides) -> str:
    """Return whose the people of a count are: a, b, civilians, unsaid or unknown.

    `unsaid` are people of whom the report says no more than that they are people. The words for
    them go before the party they were taken to be: no militant is of the state, no civilian of a
    side. Fighters of nobody's in particular are of the side that whoever hit them fights.
    """
    side = side_of(count.of, sides)
    if reading.status == "civilian" and not (side in _HOSTILE and count.of and is_named(count.of)):
        return "civilians"
    if side == "civilians":
        doer_is_known = any(is_fighter(agent) and is_named(agent) for agent in mention.agents)
        return "unsaid" if reading.status == "unsaid" and not doer_is_known else side
    if reading.status in {"rebel", "state"}:
        side = _by_status(side, sides, is_of_state=reading.status == "state")
    if side == "unknown" and (reading.status in {"rebel", "state"} or is_fighter(count.of)):
        return _foe(mention, sides) or side
    return side


def _by_status(side: str, sides: Sides, *, is_of_state: bool) -> str:
    """Return the side that is the state (or is not), where just one is and `side` does not fit."""
    actors = {"a": sides.side_a, "b": sides.side_b}
    fitting = [
        name
        for name, actor in actors.items()
        if actor is not None and is_fighter(actor) and is_state(actor) == is_of_state
    ]
    if side in fitting or len(fitting) != 1:
        return side
    named = actors.get(side)
    return side if named is not None and is_of_state else fitting[0]


def _foe(mention: EventMention, sides: Sides) -> str | None:
    """Return the armed side that the agents of a mention are not of, where they are of one."""
    own = {side_of(agent, sides) for agent in mention.agents} & _HOSTILE.keys()
    if len(own) != 1:
        return None
    foe = _HOSTILE[own.pop()]
    actor = sides.side_a if foe == "a" else sides.side_b
    return foe if is_fighter(actor) else None


def is_one_sided(told: Sequence[Told], sides: Sides) -> bool:
    """Tell whether an event is a known party's deed against people who do not fight.

    Only then are dead of whom nothing is said taken to be civilians: in fighting, in riots, or where
    the doer is not known, they may be anybody's.
    """
    doer, sufferer = sides.side_a, sides.side_b
    if doer is None or not is_fighter(doer) or not is_named(doer):
        return False
    types = {one.mention.type for one in told}
    if sufferer is None:
        return "clash" not in types
    return is_civilian(sufferer) or (sufferer.kind == "crowd" and "riot" not in types)
