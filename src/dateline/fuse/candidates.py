"""Which tellings are worth comparing: blocks by day and by place, rare word or copied sentence.

A telling is filed under its `file_keys` and compared with what is filed under its `look_keys`; if one finds the
other, the other finds it. Keys are of the telling alone, so a store can index them.
"""

import math
from collections.abc import Iterable, Iterator
from typing import Final, Protocol

from dateline.fuse.profiles import Profile
from dateline.fuse.rules import FuseRules, Windows
from dateline.records import Place

_MOST_DAYS: Final = 14
_MOST_WORDS: Final = 6
_MOST_SENTENCES: Final = 12  # the lowest hashes, so that copies keep the same ones


class Candidates(Protocol):
    """Whatever can find the tellings filed under keys: a dict in memory, an indexed table."""

    def filed(self, keys: Iterable[str]) -> Iterable[Profile]:
        """Return the profiles filed under any of the keys; the same one may come twice."""
        ...


class MemoryCandidates:
    """Tellings filed in memory."""

    def __init__(self, rules: FuseRules) -> None:
        self._rules = rules
        self._filed: dict[str, list[Profile]] = {}

    def add(self, profiles: Iterable[Profile]) -> None:
        """File profiles under their keys."""
        for one in profiles:
            for key in file_keys(one, self._rules):
                self._filed.setdefault(key, []).append(one)

    def filed(self, keys: Iterable[str]) -> Iterator[Profile]:
        """Yield the profiles filed under any of the keys."""
        for key in keys:
            yield from self._filed.get(key, ())


def file_keys(one: Profile, rules: FuseRules) -> tuple[str, ...]:
    """Return the keys a telling is filed under."""
    days = _days(one, 0, rules.windows)
    keys = {f"{day}|{what}" for what in _filed_whats(one, rules.windows) for day in days}
    return tuple(sorted(keys | _copies(one)))


def look_keys(one: Profile, rules: FuseRules) -> tuple[str, ...]:
    """Return the keys to look under: a day or so around, and the coarser and finer places."""
    days = _days(one, rules.windows.slack_days, rules.windows)
    keys = {f"{day}|{what}" for what in _sought_whats(one, rules) for day in days}
    return tuple(sorted(keys | _copies(one)))


def _copies(one: Profile) -> set[str]:
    return {f"s|{sentence:x}" for sentence in one.telling.report.sentences[:_MOST_SENTENCES]}


def _days(one: Profile, slack: int, windows: Windows) -> list[str]:
    if one.days is None:
        return []
    first, last = one.days.first - slack, one.days.last + slack
    if one.days.long:
        width = windows.long_days
        return [f"long{n}" for n in range(first // width, last // width + 1)][:_MOST_DAYS]
    return [f"{day:x}" for day in range(first, last + 1)]


def _filed_whats(one: Profile, windows: Windows) -> set[str]:
    role = "f" if _is_fine(one) else "c"
    country = _country_types(one, "c" if _is_vague(one) else "f", (one.telling.event.type,))
    return (
        _cells(one, windows)
        | _province(one, role)
        | country
        | _words(one)
        | _places(one, "at", "by")
    )


def _sought_whats(one: Profile, rules: FuseRules) -> set[str]:
    provinces = _province(one, "c")
    if not _is_fine(one):
        provinces |= _province(one, "f")
    type_ = one.telling.event.type
    types = {type_}.union(*(group for group in rules.related if type_ in group))
    countries = _country_types(one, "c", types)
    if _is_vague(one):
        countries |= _country_types(one, "f", types)
    return (
        _cells(one, rules.windows) | provinces | countries | _words(one) | _places(one, "by", "at")
    )


def _is_vague(one: Profile) -> bool:
    return one.coarse in {"country", "none"}


def _is_fine(one: Profile) -> bool:
    return one.coarse in {"fine", "district"}


def _cells(one: Profile, windows: Windows) -> set[str]:
    """Return the one to four cells of the grid that the place or its surroundings lie in."""
    place = one.place
    if place is None or not _is_fine(one) or place.lat is None or place.lon is None:
        return set()
    reach, size = windows.reach_degrees, windows.cell_degrees
    return {
        f"g{math.floor((place.lat + north) / size)},{math.floor((place.lon + east) / size)}"
        for north in (-reach, reach)
        for east in (-reach, reach)
    }


def _province(one: Profile, role: str) -> set[str]:
    place = one.place
    if place is None or not place.admin1 or one.coarse in {"country", "none"}:
        return set()
    return {f"p{role}{_country(place)}/{place.admin1.casefold()}"}


def _country_types(one: Profile, role: str, types: Iterable[str]) -> set[str]:
    """Return country and type, by which those that know no finer place are found."""
    if one.place is None:
        return set()
    return {f"n{role}{_country(one.place)}/{type_}" for type_ in types}


def _country(place: Place) -> str:
    return place.country or "?"


def _places(one: Profile, own: str, told: str) -> set[str]:
    """Return keys by which a telling meets those whose place its report names for another event.

    The one is filed where the other looks: its own place under `at`, the places its report names under `by`.
    """
    mine = {f"{own}{word}" for word in one.place_words}
    return mine | {
        f"{told}{word}" for word in one.telling.told_places if word not in one.place_words
    }


def _words(one: Profile) -> set[str]:
    words = [word for word in one.telling.words if word not in one.place_words]
    return {f"w{word}" for word in one.place_words} | {f"w{word}" for word in words[:_MOST_WORDS]}
