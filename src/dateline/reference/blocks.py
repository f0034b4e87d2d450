"""Which pairs are worth a score: events filed by day and square of a grid, or by day and country.

Every pair that can score is found, whichever of the two looks for the other.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final

from dateline.reference.items import Item
from dateline.reference.rules import CompareRules

# A little less than a degree of latitude is anywhere, so that nothing within reach is passed over.
KM_PER_DEGREE: Final = 110.5
_FLATTEST: Final = 1e-6

Key = tuple[int, float, int, int] | tuple[int, str, str]


class Blocks:
    """Events filed so that each finds those near it in time and place."""

    def __init__(self, items: Sequence[Item], rules: CompareRules) -> None:
        self._rules = rules
        self._filed: dict[Key, list[int]] = {}
        self._reaches = sorted({item.reach for item in items if self._is_fine(item)})
        for number, item in enumerate(items):
            for key in self._file_keys(item):
                self._filed.setdefault(key, []).append(number)

    def near(self, item: Item) -> list[int]:
        """Return the numbers of the filed events that may go with an event, in order."""
        found: set[int] = set()
        for key in self._look_keys(item):
            found.update(self._filed.get(key, ()))
        return sorted(found)

    def _file_keys(self, item: Item) -> Iterator[Key]:
        country = item.coded.country or ""
        fine = self._is_fine(item)
        for day in range(item.first, item.last + 1):
            yield day, "fine" if fine else "coarse", country
            if fine:
                yield day, item.reach, *self._square(item)

    def _look_keys(self, item: Item) -> Iterator[Key]:
        country = item.coded.country or ""
        fine = self._is_fine(item)
        squares = list(self._squares(item)) if fine else []
        reach = self._rules.days.reach
        for day in range(item.first - reach, item.last + reach + 1):
            yield day, "coarse", country
            if not fine:
                yield day, "fine", country
            for theirs, row, column in squares:
                yield day, theirs, row, column

    def _is_fine(self, item: Item) -> bool:
        return 0 < item.reach <= self._rules.place.fine_km

    def _square(self, item: Item) -> tuple[int, int]:
        size = self._rules.place.cell_degrees
        lat, lon = item.coded.lat or 0.0, item.coded.lon or 0.0
        return math.floor(lat / size), math.floor(lon / size) % round(360 / size)

    def _squares(self, item: Item) -> Iterator[tuple[float, int, int]]:
        """Yield each reach that is filed, with the squares in which such a place may lie within the longer reach."""
        for theirs in self._reaches:
            for row, column in self._around(item, max(item.reach, theirs)):
                yield theirs, row, column

    def _around(self, item: Item, km: float) -> Iterator[tuple[int, int]]:
        size = self._rules.place.cell_degrees
        lat, lon = item.coded.lat or 0.0, item.coded.lon or 0.0
        north = km / KM_PER_DEGREE
        # Degrees of longitude are shortest at the end of the reach that is nearer to a pole.
        shortest = max(_FLATTEST, math.cos(math.radians(min(90.0, abs(lat) + north))))
        east = min(180.0, north / shortest)
        rows = range(math.floor((lat - north) / size), math.floor((lat + north) / size) + 1)
        columns = range(math.floor((lon - east) / size), math.floor((lon + east) / size) + 1)
        return product(rows, (column % round(360 / size) for column in columns))
