"""What the day of a report says about its places.

A place that did not exist yet is not meant, one that is gone is meant less often, and news
tells of the countries and regions that were at war.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Final

from msgspec.structs import replace

from dateline.knowledge.actor_conflicts import Conflict, load_conflicts, region_key
from dateline.knowledge.gazetteer import GazetteerPlace
from dateline.knowledge.place_rules import load_periods
from dateline.resolve.place_groups import Grouping

_NOT_YET: Final = -6.0
_THERE: Final = 1.0
_GONE: Final = -0.5
_AT_WAR: Final = 0.8
_REGION_AT_WAR: Final = 0.4


def with_day(grouping: Grouping, published: date) -> Grouping:
    """Return the groups with what the day of publication adds to each candidate, in log odds."""
    groups = tuple(
        replace(group, dated=tuple(_odds(found.place, published) for found in group.found))
        for group in grouping.groups
    )
    return replace(grouping, groups=groups)


def _odds(place: GazetteerPlace, published: date) -> float:
    lasted = _lasted(place.id, published.year)
    at_war = _fought_in(published.isoformat()).get(place.country or "")
    if at_war is None:
        return lasted
    region = region_key(place.admin1) if place.admin1 else ""
    return lasted + _AT_WAR + (_REGION_AT_WAR if region in at_war else 0.0)


def _lasted(id_: str, year: int) -> float:
    period = load_periods().get(id_)
    if period is None:
        return 0.0
    if period.first is not None and year < period.first:
        return _NOT_YET
    return _GONE if period.last is not None and year > period.last else _THERE


@lru_cache(maxsize=64)
def _fought_in(day: str) -> dict[str, frozenset[str]]:
    """Return the regions fought over on a day by country, none where it was the whole country."""
    found: dict[str, frozenset[str]] = {}
    for one in _current(_conflicts(), day):
        found[one.country] = found.get(one.country, frozenset()) | one.regions
    return found


def _current(conflicts: Iterable[Conflict], day: str) -> Iterable[Conflict]:
    return (one for one in conflicts if one.years.holds(day))


_conflicts = lru_cache(maxsize=1)(load_conflicts)
