"""How probable it is that two tellings are of one event, and what rules it out."""

import math
from typing import Final

from dateline.coding.merge import distance_km
from dateline.fuse.features import compare
from dateline.fuse.profiles import Profile
from dateline.fuse.rules import FuseRules
from dateline.records import Place, Record

_DISTRICTED: Final = frozenset({"exact", "near", "admin2"})


class Pair(Record, frozen=True, kw_only=True):
    """Two tellings compared: the probability that they are of one event, or why they cannot be."""

    one: str
    other: str
    score: float
    barred: str | None = None


def score_pair(one: Profile, other: Profile, rules: FuseRules) -> Pair:
    """Return the comparison of two tellings; which comes first makes no difference."""
    one, other = sorted((one, other), key=lambda profile: profile.telling.id)
    barred = why_barred(one, other, rules)
    features = {} if barred else compare(one, other, rules)
    odds = rules.bias + sum(
        rules.weights.get(name, 0.0) * value for name, value in features.items()
    )
    return Pair(
        one=one.telling.id,
        other=other.telling.id,
        score=0.0 if barred else round(1 / (1 + math.exp(-odds)), 6),
        barred=barred,
    )


def why_barred(one: Profile, other: Profile, rules: FuseRules) -> str | None:
    """Return why two tellings cannot be of one event, None where they can."""
    if one.telling.report.id == other.telling.report.id:
        return "one report tells them as two events"
    if _other_tolls_on_other_days(one, other):
        return "two different tolls on different days"
    if _other_districts(one.place, other.place, rules):
        return "two named districts"
    return None


def _other_tolls_on_other_days(one: Profile, other: Profile) -> bool:
    a, b = one.days, other.days
    if a is None or b is None or not (a.sure and b.sure):
        return False
    apart = a.last < b.first or b.last < a.first
    tolls = {one.deaths.best, other.deaths.best}
    return apart and len(tolls) == 2 and None not in tolls  # noqa: PLR2004  the two differ


def _other_districts(one: Place | None, other: Place | None, rules: FuseRules) -> bool:
    if one is None or other is None or not (one.admin2 and other.admin2):
        return False
    if not {one.precision, other.precision} <= _DISTRICTED:
        return False
    if (one.country, one.admin1, one.admin2) == (other.country, other.admin1, other.admin2):
        return False
    if None in {one.lat, one.lon, other.lat, other.lon}:
        return True
    return distance_km(one, other) > rules.windows.same_district_km
