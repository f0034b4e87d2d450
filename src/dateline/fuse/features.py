"""How alike two tellings are: one number a feature, 0 where nothing can be said."""

import math
from collections.abc import Mapping
from typing import Final

from dateline.coding.merge import distance_km
from dateline.fuse.duplicates import are_copies
from dateline.fuse.profiles import Days, Profile, Side
from dateline.fuse.rules import FuseRules, Windows
from dateline.records import Range

FEATURES: Final = (
    "type_same", "type_unlike", "day_same", "day_maybe", "day_next", "day_far", "place_same",
    "place_near", "place_far", "place_within", "place_unsaid", "place_word", "place_told", "sides_same", "sides_kin",
    "sides_unlike", "toll_same", "toll_near", "toll_unlike", "figure_same", "means_same",
    "means_unlike", "words_share", "words_count", "status_unlike", "copy", "published_apart",
)  # fmt: skip
_FEW_DEAD: Final = 3


def compare(one: Profile, other: Profile, rules: FuseRules) -> dict[str, float]:
    """Return the features of a pair that are not 0; the order of the two makes no difference."""
    found: dict[str, float] = {}
    _types(one, other, rules, found)
    _days(one.days, other.days, found)
    _places(one, other, rules.windows, found)
    _sides(one, other, found)
    _tolls(one.deaths, other.deaths, found)
    _figures(one.figures, other.figures, found)
    _means(one, other, found)
    _words(one, other, found)
    if ("future" in (one.telling.status, other.telling.status)) and (
        one.telling.status != other.telling.status
    ):
        found["status_unlike"] = 1.0
    _copies(one, other, rules, found)
    found["published_apart"] = _published_apart(one, other)
    return found


def _copies(one: Profile, other: Profile, rules: FuseRules, found: dict[str, float]) -> None:
    a, b = one.telling, other.telling
    if a.sentence is not None and a.sentence == b.sentence and "type_unlike" not in found:
        found["copy"] = 1.0
    elif are_copies(a.report, b.report, rules.copies):
        found["copy"] = 0.2 if "type_unlike" in found else 0.7


def _types(one: Profile, other: Profile, rules: FuseRules, found: dict[str, float]) -> None:
    a, b = one.telling.event.type, other.telling.event.type
    if a == b:
        found["type_same"] = 1.0
    elif any(a in group and b in group for group in rules.related):
        shared = set(one.telling.types) & set(other.telling.types)
        found["type_same"] = 0.5 if shared else 0.25
    else:
        found["type_unlike"] = 1.0


def _days(one: Days | None, other: Days | None, found: dict[str, float]) -> None:
    if one is None or other is None:
        return
    gap = max(one.first - other.last, other.first - one.last, 0)
    sure = one.sure and other.sure
    if gap == 0:
        found["day_same" if sure else "day_maybe"] = 1.0
    elif gap == 1:
        found["day_next"] = 1.0 if sure else 0.5
    else:
        found["day_far"] = min(gap, 7) / 7 if sure else min(gap, 7) / 14


def _places(one: Profile, other: Profile, windows: Windows, found: dict[str, float]) -> None:
    if one.place_words & other.place_words:
        found["place_word"] = 1.0
    elif one.place_words & other.text_words or other.place_words & one.text_words:
        found["place_told"] = 1.0
    a, b = one.place, other.place
    if a is None or b is None:
        found["place_unsaid"] = 1.0
        return
    if a.country and b.country and a.country != b.country:
        found["place_far"] = 1.0
        return
    if a.id and a.id == b.id:
        close = one.coarse in {"fine", "district"}
        found["place_same"] = 1.0 if close else 0.3
        found["place_near"] = 1.0 if close else 0.0
        return
    if "country" in (one.coarse, other.coarse):
        found["place_unsaid"] = 0.7
        return
    if one.coarse == other.coarse == "fine" or "province" not in (one.coarse, other.coarse):
        _distances(one, other, windows, found)
        return
    same = bool(a.admin1 and b.admin1 and a.admin1 == b.admin1)
    found["place_within" if same else "place_far"] = 1.0


def _distances(one: Profile, other: Profile, windows: Windows, found: dict[str, float]) -> None:
    a, b = one.place, other.place
    if a is None or b is None or None in {a.lat, a.lon, b.lat, b.lon}:
        return
    km = distance_km(a, b)
    if "district" in (one.coarse, other.coarse) and a.admin2 and a.admin2 == b.admin2:
        found["place_within"] = 1.0
    elif km <= windows.near_km:
        found["place_near"] = 1.0 - km / (2 * windows.near_km)
    else:
        found["place_far"] = min(1.0, 0.3 + 0.7 * (km - windows.near_km) / windows.far_km)


def side_level(one: Side | None, other: Side | None) -> float:
    """Return 1 for the same party, 0.7 for kin, -1 for two named others, 0 where nothing is said."""
    if one is None or other is None:
        return 0.0
    if one.id == other.id:
        return 1.0 if one.named else 0.4
    if one.kin & other.kin:
        return 0.7
    if one.named and other.named:
        return -1.0
    return -0.3 if _armed(one) != _armed(other) and (one.named or other.named) else 0.0


def _armed(side: Side) -> bool:
    return side.kind in {"force", "government"}


def _sides(one: Profile, other: Profile, found: dict[str, float]) -> None:
    straight = [side_level(a, b) for a, b in zip(one.sides, other.sides, strict=True)]
    crossed = [side_level(a, b) for a, b in zip(one.sides, reversed(other.sides), strict=True)]
    levels = max(straight, crossed, key=sum)
    for level in levels:
        name = "sides_same" if level >= 1 else "sides_kin" if level > 0 else "sides_unlike"
        if level:
            found[name] = found.get(name, 0.0) + abs(level)


def _tolls(one: Range, other: Range, found: dict[str, float]) -> None:
    if one.best is None or other.best is None:
        return
    if one.best == other.best:
        found["toll_same"] = 0.0 if one.best == 0 else 0.5 if one.best <= _FEW_DEAD else 1.0
    elif overlap(one, other):
        found["toll_near"] = 1.0
    else:
        ratio = (min(one.best, other.best) + 1) / (max(one.best, other.best) + 1)
        found["toll_near"] = ratio
        found["toll_unlike"] = 1.0 - ratio


def overlap(one: Range, other: Range) -> bool:
    """Tell whether two ranges share a number; a missing low is the best figure, a missing high open."""
    ends = []
    for low_of, high_of in ((one, other), (other, one)):
        low = low_of.low if low_of.low is not None else low_of.best
        high = high_of.high if high_of.high is not None or high_of.low is not None else high_of.best
        ends.append(low is None or high is None or low <= high)
    return all(ends)


def _figures(one: Mapping[str, Range], other: Mapping[str, Range], found: dict[str, float]) -> None:
    for measure in one.keys() & other.keys():
        a, b = one[measure].best or 0, other[measure].best or 0
        if min(a, b) > 0 and max(a, b) <= 1.2 * min(a, b):
            found["figure_same"] = 1.0


def _means(one: Profile, other: Profile, found: dict[str, float]) -> None:
    a, b = set(one.telling.means), set(other.telling.means)
    if a and b:
        found["means_same" if a & b else "means_unlike"] = 1.0


def _words(one: Profile, other: Profile, found: dict[str, float]) -> None:
    shared = len(one.words & other.words)
    if shared:
        found["words_share"] = shared / max(4, min(len(one.words), len(other.words)))
        found["words_count"] = math.log1p(shared)


def _published_apart(one: Profile, other: Profile) -> float:
    """Return how far apart the reports are, 1 for two weeks or more."""
    a, b = one.telling.report.published, other.telling.report.published
    if not a or not b:
        return 0.0
    return min(14, abs(_day(a) - _day(b))) / 14


def _day(day: str) -> int:
    year, month, number = (int(part) for part in day.split("-"))
    return 372 * year + 31 * month + number  # close enough for a gap of two weeks
