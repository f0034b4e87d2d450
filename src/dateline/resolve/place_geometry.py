"""Points on the globe: distances, shifted points, middles."""

import math
import re
from typing import Final

EARTH_KM: Final = 6371.0
KM_PER_MILE: Final = 1.609344
_DEGREE_KM: Final = 111.0  # a degree of latitude, a little less than it is
_NUMBERS: Final = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "hundred": 100, "a hundred": 100, "a few": 4, "several": 5,
}  # fmt: skip
_BEARINGS: Final = {
    "north": 0, "northeast": 45, "east": 90, "southeast": 135,
    "south": 180, "southwest": 225, "west": 270, "northwest": 315,
}  # fmt: skip

Point = tuple[float, float]


def distance_km(one: Point, other: Point) -> float:
    """Return the great-circle distance of two (latitude, longitude) points in kilometres."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *other))
    half = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def is_within(one: Point, other: Point, *, km: float) -> bool:
    """Tell whether two (latitude, longitude) points are at most `km` kilometres apart."""
    return abs(one[0] - other[0]) <= km / _DEGREE_KM and distance_km(one, other) <= km


def shifted(point: Point, *, km: float, way: str) -> Point:
    """Return the point `km` kilometres to the `way` ("north-east") of `point`.

    Without a known way it is the point itself.
    """
    bearing = _BEARINGS.get(re.sub(r"[^a-z]", "", way.lower()).removeprefix("due"))
    if bearing is None:
        return point
    lat, lon, angle = math.radians(point[0]), math.radians(point[1]), math.radians(bearing)
    arc = km / EARTH_KM
    lat2 = math.asin(
        math.sin(lat) * math.cos(arc) + math.cos(lat) * math.sin(arc) * math.cos(angle)
    )
    lon2 = lon + math.atan2(
        math.sin(angle) * math.sin(arc) * math.cos(lat),
        math.cos(arc) - math.sin(lat) * math.sin(lat2),
    )
    return round(math.degrees(lat2), 4), round((math.degrees(lon2) + 540) % 360 - 180, 4)


def middle(one: Point, other: Point) -> Point:
    """Return the point half-way between two points."""
    east = (other[1] - one[1] + 540) % 360 - 180
    lon = (one[1] + east / 2 + 540) % 360 - 180
    return round((one[0] + other[0]) / 2, 4), round(lon, 4)


def kilometres(number: str, unit: str) -> float | None:
    """Return how many kilometres "30" and "miles" say, None if the number cannot be read."""
    word = number.lower().strip()
    try:
        amount = float(_NUMBERS.get(word, word.replace(",", "").rstrip(".")))
    except ValueError:
        return None
    return amount * KM_PER_MILE if unit.lower().startswith("mi") else amount
