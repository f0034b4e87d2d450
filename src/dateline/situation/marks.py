"""The marks of a map: where they stand, how large they are, and what shape they have."""

import math
from collections.abc import Iterable, Sequence
from typing import Final

from dateline.fuse.records import FusedEvent
from dateline.knowledge.families import Family, family_of, load_families
from dateline.records import Place, Range, Record
from dateline.situation.figures import toll

LEAST: Final = 5.0  # pixels, the radius of a mark without deaths
_MOST: Final = 34.0
_CROSS: Final = 0.36  # half the width of an arm, as a share of its length


class Mark(Record, frozen=True, kw_only=True):
    """The events of one family at one place. `radius` is that of a circle of the mark's area, in pixels."""

    family: Family
    events: tuple[FusedEvent, ...]
    deaths: Range
    radius: float


class Spot(Record, frozen=True, kw_only=True):
    """A place with all its events and their marks, in the order of the legend.

    `drawn` tells whether the place is known well enough for a map: not only to the country.
    """

    place: Place
    events: tuple[FusedEvent, ...]
    deaths: Range
    marks: tuple[Mark, ...]

    @property
    def drawn(self) -> bool:
        """Tell whether the place is known well enough for a map."""
        known = self.place.lat is not None and self.place.lon is not None
        return known and self.place.precision != "country"

    @property
    def point(self) -> tuple[float, float]:
        """Return longitude and latitude; 0, 0 where they are not known."""
        return self.place.lon or 0.0, self.place.lat or 0.0


def find_spots(events: Iterable[FusedEvent]) -> tuple[Spot, ...]:
    """Return the places of events: those with most deaths first, then most events, then by name."""
    by_place: dict[str, list[FusedEvent]] = {}
    for one in events:
        if one.event.place and one.status != "denied":
            by_place.setdefault(one.event.place.id or one.event.place.name, []).append(one)
    most = max((_most(told) for told in by_place.values()), default=0)
    spots = [_spot(told, most) for told in by_place.values()]
    return tuple(sorted(spots, key=lambda s: (-(s.deaths.best or 0), -len(s.events), s.place.name)))


def _most(told: Sequence[FusedEvent]) -> int:
    return max(group.best or 0 for group in (toll(one) for one in _families(told).values()))


def _families(told: Iterable[FusedEvent]) -> dict[str, list[FusedEvent]]:
    found: dict[str, list[FusedEvent]] = {}
    for one in told:
        found.setdefault(family_of(one.event.type).name, []).append(one)
    return found


def _spot(told: Sequence[FusedEvent], most: int) -> Spot:
    place = told[0].event.place
    if place is None:
        raise ValueError("a spot needs a place: give events that have one")
    families = _families(told)
    marks = []
    for family in load_families():
        if events := families.get(family.name):
            dead = toll(events)
            marks.append(
                Mark(
                    family=family,
                    events=tuple(events),
                    deaths=dead,
                    radius=radius_of(dead.best, most),
                )
            )
    return Spot(place=place, events=tuple(told), deaths=toll(told), marks=tuple(marks))


def radius_of(dead: int | None, most: int) -> float:
    """Return the radius of a mark: its area goes with the deaths; `most` are those of the largest mark."""
    if not dead or not most:
        return LEAST
    largest = min(_MOST, LEAST + 2.2 * math.sqrt(most))
    return max(LEAST, largest * math.sqrt(dead / most))


def outline(shape: str, x: float, y: float, radius: float) -> str:
    """Return the path of a shape around x, y that has the area of a circle of that radius."""
    if shape == "circle":
        r = f"{radius:.1f}"
        return f"M{x - radius:.1f} {y:.1f}a{r} {r} 0 1 0 {2 * radius:.1f} 0a{r} {r} 0 1 0 {-2 * radius:.1f} 0Z"
    corners = _corners(shape)
    size = radius * math.sqrt(math.pi / _area(corners))
    points = (f"{x + cx * size:.1f} {y + cy * size:.1f}" for cx, cy in corners)
    return "M" + "L".join(points) + "Z"


def _corners(shape: str) -> list[tuple[float, float]]:
    if shape == "square":
        return [(-1, -1), (1, -1), (1, 1), (-1, 1)]
    if shape == "diamond":
        return [(0, -1), (1, 0), (0, 1), (-1, 0)]
    if shape == "cross":
        a = _CROSS
        quarter = [(a, -1.0), (a, -a), (1.0, -a), (1.0, a), (a, a), (a, 1.0)]
        return [*quarter, *((-x, -y) for x, y in quarter)]
    up = [(0.0, -1.0), (math.sqrt(3) / 2, 0.5), (-math.sqrt(3) / 2, 0.5)]
    return up if shape == "triangle" else [(x, -y) for x, y in up]


def _area(corners: Sequence[tuple[float, float]]) -> float:
    pairs = zip(corners, [*corners[1:], corners[0]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2
