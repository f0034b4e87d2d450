"""Which places a report means, decided for all its names together.

Every name has candidates. A candidate is believed for what it is (prominence, how its name was
found, whether the words beside it fit its kind), for standing inside what the text says it stands
in, and for being near, or in the country and region of, the likely candidates of the other names.
Beliefs are recomputed a few times, each time from the last beliefs of the others.
"""

from collections.abc import Sequence
from itertools import accumulate
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.knowledge.gazetteer import Found, GazetteerPlace
from dateline.resolve.place_geometry import EARTH_KM

_WIDE: Final = frozenset({"country", "continent", "sea", "region", "territory", "desert"})
_DISTRICTS: Final = frozenset({"admin2", "admin3"})
_CITIES: Final = frozenset({"capital", "seat", "city"})
_LARGE: Final = 6.3
_STATE: Final = 7.0
_LOOSE: Final = frozenset({"fold", "typed", "part"})
_ROUNDS: Final = 4

Floats = NDArray[np.float64]


class Weights(msgspec.Struct, frozen=True):
    """What each reason counts, in natural-log odds."""

    rank: float = 0.63
    alias: float = -1.5
    bare_district: float = -1.5
    bare_region: float = -0.9
    country_lift: float = 3.0
    rival_state: float = -2.0
    state_lift: float = 0.7
    in_namesake: float = -5.0
    typed: float = -0.4
    part: float = -1.0
    fold: float = -3.0
    kind_fits: float = 2.1
    kind_misfits: float = -1.0
    inside: float = 4.2
    outside: float = 2.0
    context: float = 9.0
    near: float = 1.0
    near_km: float = 270.0
    region: float = 0.5
    country: float = 0.41
    shrink: float = 0.6
    reach: float = 250.0
    far: float = 0.35
    none: float = 1.5


class Group(msgspec.Struct, frozen=True):
    """One name of a report: its candidates, where it stands, and what holds it.

    `inside` are the numbers of the groups that the text says contain it. `weight` is how much it
    says about the others. `dated` is what the day of the report adds to each candidate, if known.
    """

    found: tuple[Found, ...]
    positions: tuple[int, ...]
    kinds: frozenset[str] = frozenset()
    inside: tuple[int, ...] = ()
    weight: float = 1.0
    dated: tuple[float, ...] = ()


def believe(groups: Sequence[Group], weights: Weights) -> list[list[float]]:
    """Return for each group how likely each of its candidates is.

    They sum to less than one: the rest is how likely none of them is meant.
    """
    places = [found.place for group in groups for found in group.found]
    if not places:
        return [[] for _ in groups]
    owner = np.repeat(np.arange(len(groups)), [len(group.found) for group in groups])
    base = np.array(
        [
            _base(found, group, weights, rivals)
            for group, rivals in zip(groups, map(_rivals, groups), strict=True)
            for found in group.found
        ]
    )
    base += np.array(
        [extra for group in groups for extra in group.dated or (0.0,) * len(group.found)]
    )
    kinship = _kinship(places, weights)
    kinship[owner[:, None] == owner[None, :]] = 0.0
    closeness = _closeness(groups, weights)
    spread = closeness[owner][:, owner]
    holds = _holds(groups, places)
    strays = _strays(groups, owner, holds)
    heard = closeness.sum(axis=1)[owner] + weights.shrink
    beliefs = _softmax(base, owner, len(groups), weights.none)
    pull = kinship * spread
    for _ in range(_ROUNDS):
        support = pull @ beliefs / heard
        scores = base + weights.context * support + weights.inside * (holds @ beliefs)
        scores -= weights.outside * strays
        beliefs = _softmax(scores, owner, len(groups), weights.none)
    ends = np.cumsum([len(group.found) for group in groups])
    return [list(map(float, part)) for part in np.split(beliefs, ends[:-1])]


class _Rivals(msgspec.Struct, frozen=True):
    """What else a name may be: a large city, a country, and where a large state is so named."""

    large_city: bool
    countries: frozenset[str | None]
    cities_in: frozenset[str | None]
    states_in: frozenset[str | None]


def _rivals(group: Group) -> _Rivals:
    exact = [found.place for found in group.found if found.how == "exact"]
    return _Rivals(
        large_city=any(place.kind in _CITIES and place.rank >= _LARGE for place in exact),
        countries=frozenset(place.country for place in exact if place.kind == "country"),
        cities_in=frozenset(place.admin1_id for place in exact if place.kind in _CITIES),
        states_in=frozenset(
            place.country for place in exact if place.kind == "admin1" and place.rank >= _STATE
        ),
    )


def _base(found: Found, group: Group, weights: Weights, rivals: _Rivals) -> float:
    place = found.place
    score = weights.rank * place.rank
    if place.kind == "admin1" and place.rank >= _STATE and place.id not in rivals.cities_in:
        score += weights.state_lift
    if place.kind != "country" and place.country in rivals.countries:
        score += weights.in_namesake
    score += {
        "alias": weights.alias,
        "typed": weights.typed,
        "part": weights.part,
        "fold": weights.fold,
    }.get(found.how, 0.0)
    kinds = group.kinds | found.kinds
    if place.kind in kinds:
        score += weights.kind_fits
    elif kinds and (group.kinds or found.how != "exact"):
        score += weights.kind_misfits
    elif place.kind in _DISTRICTS:
        score += weights.bare_district
    elif place.kind == "admin1" and rivals.large_city:
        score += weights.bare_region
    if place.kind == "country" and found.how == "exact":
        score += weights.country_lift
        score += weights.rival_state if rivals.states_in - {place.country} else 0.0
    return score


def _kinship(places: Sequence[GazetteerPlace], weights: Weights) -> Floats:
    """Return how much each place speaks for each other: near, same region, same country."""
    lat = np.radians([place.lat for place in places])
    lon = np.radians([place.lon for place in places])
    points = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
    chord = np.sqrt(np.maximum(0.0, 2.0 - 2.0 * (points @ points.T)))
    near = np.exp(-chord * EARTH_KM / weights.near_km)
    wide = np.array([place.kind in _WIDE for place in places])
    near[wide, :] = 0.0
    near[:, wide] = 0.0
    region = _same([place.admin1_id for place in places])
    country = _same([place.country for place in places])
    kinship: Floats = weights.near * near + weights.region * region + weights.country * country
    return kinship


def _same(values: Sequence[str | None]) -> Floats:
    numbers = {value: number for number, value in enumerate(dict.fromkeys(values))}
    codes = np.array([numbers[value] if value else -1 for value in values])
    equal = (codes[:, None] == codes[None, :]) & (codes[:, None] >= 0)
    return np.asarray(equal, dtype=np.float64)


def _closeness(groups: Sequence[Group], weights: Weights) -> Floats:
    """Return how much each group listens to each other: by weight and distance in the text."""
    count = len(groups)
    gaps = np.zeros((count, count))
    for one in range(count):
        for other in range(one + 1, count):
            gap = min(abs(a - b) for a in groups[one].positions for b in groups[other].positions)
            gaps[one, other] = gaps[other, one] = gap
    close = weights.far + (1 - weights.far) * np.exp(-gaps / weights.reach)
    listens: Floats = close * np.array([group.weight if group.found else 0.0 for group in groups])
    np.fill_diagonal(listens, 0.0)
    return listens


def _holds(groups: Sequence[Group], places: Sequence[GazetteerPlace]) -> Floats:
    """Return 1 where the second place is said to hold, and does hold, the first; or the reverse."""
    holds = np.zeros((len(places), len(places)))
    ends = [0, *accumulate(len(group.found) for group in groups)]
    for number, group in enumerate(groups):
        for holder in group.inside:
            for one in range(ends[number], ends[number + 1]):
                for other in range(ends[holder], ends[holder + 1]):
                    if contains(places[other], places[one]):
                        holds[one, other] = 1.0
                        holds[other, one] = 0.5
    return holds


def _strays(groups: Sequence[Group], owner: NDArray[np.int64], holds: Floats) -> Floats:
    """Return 1 for each loosely found place that lies in nothing the text says it stands in."""
    loose = np.array([found.how in _LOOSE for group in groups for found in group.found])
    said = np.array([any(groups[one].found for one in group.inside) for group in groups])
    return np.asarray(loose & said[owner] & (holds.max(axis=1) == 0.0), dtype=np.float64)


def contains(outer: GazetteerPlace, inner: GazetteerPlace) -> bool:
    """Whether a place lies in another, by the regions it belongs to, or close to its point."""
    if outer.id == inner.id:
        return False
    if outer.kind == "country":
        return outer.country == inner.country
    if outer.kind == "admin1":
        return outer.id == inner.admin1_id
    if outer.kind == "admin2":
        return outer.id == inner.admin2_id or (
            outer.admin1_id == inner.admin1_id and _degrees(outer, inner) < _DISTRICT
        )
    reach = _REGION if outer.kind in _WIDE else _TOWN
    return outer.kind != "continent" and _degrees(outer, inner) < reach


_DISTRICT: Final = 0.5
_REGION: Final = 3.0
_TOWN: Final = 0.3


def _degrees(one: GazetteerPlace, other: GazetteerPlace) -> float:
    return abs(one.lat - other.lat) + abs(one.lon - other.lon)


def _softmax(scores: Floats, owner: NDArray[np.int64], count: int, none: float) -> Floats:
    tops = np.full(count, none)
    np.maximum.at(tops, owner, scores)
    powers = np.exp(scores - tops[owner])
    sums = np.exp(none - tops)
    np.add.at(sums, owner, powers)
    result: Floats = powers / sums[owner]
    return result
