"""The piece of the world that a map shows, and how its lines are cut to it."""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from dateline.knowledge.world_map import MapLine, Point
from dateline.records import Record

WIDTH: Final = 720.0
_SHAPE: Final = 0.62  # height over width
_LEAST: Final = 1.1  # degrees of latitude, about 120 km
_MARGIN: Final = 1.45
_POLAR: Final = 70.0  # degrees of latitude; the middle of a map is no nearer to a pole
_EDGE: Final = 85.0  # degrees of latitude, where every map ends
_KM: Final = 111.32  # a degree of latitude
_THIN: Final = 0.6  # pixels; what lies nearer to the point before is left out

Pixels = tuple[float, float]


class Window(Record, frozen=True, kw_only=True):
    """A map of `WIDTH` times `height` pixels: degrees at its edges, a degree of longitude shrunk to scale."""

    west: float
    south: float
    east: float
    north: float

    @property
    def shrink(self) -> float:
        """Return how long a degree of longitude is beside one of latitude, in the middle."""
        return math.cos(math.radians((self.south + self.north) / 2))

    @property
    def per_degree(self) -> float:
        """Return the pixels of a degree of latitude."""
        return WIDTH / ((self.east - self.west) * self.shrink)

    @property
    def height(self) -> float:
        """Return the height in pixels."""
        return (self.north - self.south) * self.per_degree

    @property
    def per_km(self) -> float:
        """Return the pixels of a kilometre."""
        return self.per_degree / _KM

    def place(self, point: Point) -> Pixels:
        """Return where a point of longitude and latitude lies, from the upper left corner."""
        lon, lat = point
        across = (lon - self.west) * self.shrink * self.per_degree
        return across, (self.north - lat) * self.per_degree

    def wider(self, share: float) -> tuple[float, float, float, float]:
        """Return west, south, east and north of a window that is larger by a share on each side."""
        across, up = (self.east - self.west) * share, (self.north - self.south) * share
        return self.west - across, self.south - up, self.east + across, self.north + up


def find_window(points: Sequence[Point]) -> Window:
    """Return a window that holds the points with room around them.

    Raises:
        ValueError: there are no points.
    """
    if not points:
        raise ValueError("a map needs a point: give at least one")
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    middle = (
        (min(lons) + max(lons)) / 2,
        min(max((min(lats) + max(lats)) / 2, -_POLAR), _POLAR),
    )
    shrink = math.cos(math.radians(middle[1]))
    up = max(2 * max(abs(lat - middle[1]) for lat in lats) * _MARGIN, _LEAST)
    across = min(max((max(lons) - min(lons)) * _MARGIN, up / _SHAPE / shrink), 360.0)
    up = min(across * shrink * _SHAPE, 2 * _EDGE)
    south = min(max(middle[1] - up / 2, -_EDGE), _EDGE - up)
    return Window(
        west=middle[0] - across / 2,
        south=south,
        east=middle[0] + across / 2,
        north=south + up,
    )


def meets(line: MapLine, window: Window) -> bool:
    """Tell whether the box of a line meets the window."""
    west, south, east, north = line.box
    return (
        west <= window.east
        and east >= window.west
        and south <= window.north
        and north >= window.south
    )


def cut_ring(points: Sequence[Point], box: tuple[float, float, float, float]) -> list[Point]:
    """Return the part of a ring inside a box (Sutherland and Hodgman)."""
    west, south, east, north = box
    found = list(points)
    for axis, edge, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        found = list(_cut(found, axis, edge, sign))
    return found


def _cut(points: Sequence[Point], axis: int, edge: float, sign: int) -> Iterable[Point]:
    for before, here in zip([*points[-1:], *points[:-1]], points, strict=True):
        was_in, is_in = sign * (before[axis] - edge) >= 0, sign * (here[axis] - edge) >= 0
        if was_in != is_in:
            share = (edge - before[axis]) / (here[axis] - before[axis])
            yield tuple(a + share * (b - a) for a, b in zip(before, here, strict=True))  # type: ignore[misc]
        if is_in:
            yield here


def cut_line(points: Sequence[Point], box: tuple[float, float, float, float]) -> list[list[Point]]:
    """Return the runs of a line that lie in a box, each with the points just outside."""
    runs: list[list[Point]] = []
    run: list[Point] = []
    for before, here in pairwise(points):
        if _touches(before, here, box):
            run = run or [before]
            run.append(here)
        elif run:
            runs.append(run)
            run = []
    return [*runs, run] if run else runs


def _touches(one: Point, other: Point, box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = box
    return (
        max(one[0], other[0]) >= west
        and min(one[0], other[0]) <= east
        and max(one[1], other[1]) >= south
        and min(one[1], other[1]) <= north
    )


def draw(points: Iterable[Point], window: Window, *, closed: bool) -> str:
    """Return points as the path of an SVG, empty where they make none."""
    kept: list[Pixels] = []
    for x, y in map(window.place, points):
        if not kept or math.hypot(x - kept[-1][0], y - kept[-1][1]) >= _THIN:
            kept.append((x, y))
    if len(kept) < (3 if closed else 2):
        return ""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in kept) + ("Z" if closed else "")
