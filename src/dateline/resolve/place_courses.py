"""Where a river, desert or range that several countries share lies, as a report means it."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from dateline.knowledge.gazetteer import GazetteerPlace
from dateline.knowledge.place_rules import load_courses
from dateline.records import Place
from dateline.resolve.place_geometry import Point, distance_km

_NEAR_KM: Final = 60.0  # a town so near tells the region, too
_FADES_KM: Final = 100.0
_WIDE: Final = frozenset({"country", "territory", "continent", "region", "sea", "admin1"})
_WIDE_WEIGHT: Final = 0.2  # a country or province named says less than a town on the bank


def on_course(place: Place, named: Iterable[tuple[GazetteerPlace, float]]) -> Place:
    """Return a shared river, desert or range where the other places of the report are.

    `named` are those places with what each weighs. It lies in the country for which the most of
    them speak, towns by their distance; at its point nearest to such a town, in the region of that
    town where it is near. A place of one country, and one that nothing speaks for, stays as it is.
    """
    courses = load_courses().get(place.id or "")
    if courses is None:
        return place
    speaking = [
        (one, weight, *_nearest(courses[one.country], (one.lat, one.lon)))
        for one, weight in named
        if one.country and one.country in courses and one.id != place.id
    ]
    votes: dict[str, float] = defaultdict(float)
    for one, weight, _, far in speaking:
        near = _WIDE_WEIGHT if one.kind in _WIDE else math.exp(-far / _FADES_KM)
        votes[one.country or ""] += weight * near
    if not votes:
        return place
    country = min(votes, key=lambda code: (-votes[code], code))
    towns = [
        (far, one.id, at, one)
        for one, _, at, far in speaking
        if one.country == country and one.kind not in _WIDE
    ]
    if not towns:
        return _moved(place, country, None, _middle(courses, country, place))
    far, _, at, town = min(towns, key=lambda option: option[:3])
    return _moved(place, country, town if far <= _NEAR_KM else None, at)


def _nearest(points: Iterable[Point], at: Point) -> tuple[Point, float]:
    far, point = min((distance_km(point, at), point) for point in points)
    return point, far


def _middle(courses: Mapping[str, tuple[Point, ...]], country: str, place: Place) -> Point:
    """Return where the place is known to be, if that is in the country, else the middle of its part."""
    if place.country == country and place.lat is not None and place.lon is not None:
        return place.lat, place.lon
    points = courses[country]
    return points[len(points) // 2]


def _moved(place: Place, country: str, town: GazetteerPlace | None, at: Point) -> Place:
    stays = place.country == country and town is None and at == (place.lat, place.lon)
    return msgspec.structs.replace(
        place,
        lat=at[0],
        lon=at[1],
        country=country,
        admin1=town.admin1 if town else place.admin1 if stays else None,
        admin2=None,
    )
