"""Rows of the gazetteer while it is built, and what finds them by name and by nearness."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from dateline.knowledge.gazetteer_names import fold_key, place_key
from dateline.knowledge.gazetteer_schema import own_ref

__all__ = ["Grid", "Row", "distance", "fold", "gn_ref", "gns_ref", "own_ref", "place_key"]

KM_PER_DEGREE = 111.2
GN, GNS_PLUS, GNS_MINUS = range(3)


fold = cache(fold_key)


def gn_ref(number: int) -> int:
    """Return the row number of a GeoNames id."""
    return number * 4 + GN


def gns_ref(number: int) -> int:
    """Return the row number of a GNS or GNIS id (GNS ids may be negative)."""
    return number * 4 + GNS_PLUS if number >= 0 else -number * 4 + GNS_MINUS


@dataclass(slots=True)
class Row:
    """One place: `cc` is ISO 3166-1 alpha-2, `parent` the row of its finest region or 0."""

    ref: int
    name: str
    lat: float
    lon: float
    cc: str
    kind: str
    parent: int = 0
    population: int = 0
    slug: str = ""
    keys: set[str] = field(default_factory=set)

    def add(self, names: Iterable[str]) -> "Row":
        """Return the row itself, findable by `names` too."""
        self.keys.update(key for key in map(useful_key, names) if key)
        return self


def useful_key(name: str) -> str:
    """Return the key of a name worth storing, "" for codes, numbers and machine transliterations."""
    if (name.isascii() and name == name.lower()) or name.isdigit() or "http" in name:
        return ""
    key = place_key(name)
    return "" if len(key) < 2 or key.isdigit() or len(key) > 45 else key


def distance(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return kilometres, good enough for short ways."""
    east = (lon1 - lon2 + 180) % 360 - 180
    return KM_PER_DEGREE * math.hypot(lat1 - lat2, east * math.cos(math.radians(lat1)))


class Grid:
    """Rows by half-degree cell."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Row]] = defaultdict(list)

    def add(self, row: Row) -> None:
        """Take in a row."""
        self._cells[math.floor(row.lat * 2), math.floor(row.lon * 2)].append(row)

    def around(self, lat: float, lon: float, reach: int = 1) -> Iterator[Row]:
        """Yield the rows in the cell of a point and `reach` cells around."""
        y, x = math.floor(lat * 2), math.floor(lon * 2)
        for dy in range(-reach, reach + 1):
            for dx in range(-reach, reach + 1):
                yield from self._cells.get((y + dy, x + dx), ())

    def nearest(self, lat: float, lon: float, cc: str = "") -> tuple[Row | None, float]:
        """Return the nearest row (of a country) and its distance in kilometres."""
        for reach in (1, 4):
            best, best_km = None, 1e9
            for row in self.around(lat, lon, reach):
                if cc and row.cc != cc:
                    continue
                km = distance(lat, lon, row.lat, row.lon)
                if km < best_km:
                    best, best_km = row, km
            if best:
                return best, best_km
        return None, 1e9
