"""Lists of places: which names a comma parts, rather than puts one in the next."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from dateline.knowledge.gazetteer import Found, GazetteerPlace
from dateline.resolve.place_joint import contains

_AND: Final = re.compile(r",? (?:and|or|as well as) (?:the |in )?")
_COMMA: Final = re.compile(r", (?:the )?")
_TOP: Final = 3
_LARGE: Final = 6.3
_STATE: Final = 7.0
_CITIES: Final = frozenset({"capital", "seat", "city"})


def find_listed(
    text: str,
    spans: Sequence[tuple[int, int]],
    found: Sequence[Sequence[Found]],
) -> frozenset[int]:
    """Return the numbers of the spans that a list parts from the span behind them.

    In "Washington, New York and Boston" no name holds the one before it; in "Columbus, Ohio and
    Chicago" one does. `found` are the candidates of each span.
    """
    order = sorted(range(len(spans)), key=lambda number: spans[number])
    gaps = [text[spans[a][1] : spans[b][0]] for a, b in pairwise(order)]
    listed: set[int] = set()
    run: list[int] = []
    for place, gap in enumerate(gaps):
        if _COMMA.fullmatch(gap):
            run.append(place)
            if _both_countries(found[order[place]], found[order[place + 1]]):
                listed.add(order[place])
        else:
            if run and _AND.fullmatch(gap):
                listed.update(order[one] for one in _parted(run, order, found))
            run = []
    return frozenset(listed)


def _parted(
    run: Sequence[int], order: Sequence[int], found: Sequence[Sequence[Found]]
) -> list[int]:
    return [
        place
        for place in run
        if _is_parted(found[order[place]], found[order[place + 1]], is_long=len(run) > 1)
    ]


def _is_parted(names: Sequence[Found], after: Sequence[Found], *, is_long: bool) -> bool:
    """Whether a name in a list does not lie in the next one; a short list needs large places."""
    here, there = _top(names), _top(after)
    if not here or not there or any(contains(outer, here[0]) for outer in there):
        return False
    if here[0].kind == there[0].kind == "admin1" and here[0].rank >= _STATE:
        return True
    city = any(place.kind in _CITIES and place.rank >= _LARGE for place in there)
    return here[0].rank >= _LARGE and (city or is_long)


def _both_countries(names: Sequence[Found], after: Sequence[Found]) -> bool:
    here, there = _top(names), _top(after)
    return bool(here and there) and here[0].kind == there[0].kind == "country"


def _top(found: Sequence[Found]) -> list[GazetteerPlace]:
    exact = [hit.place for hit in found if hit.how in {"exact", "alias"}]
    return sorted(exact, key=lambda place: (-place.rank, place.id))[:_TOP]
