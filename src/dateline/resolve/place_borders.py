"""Where the border of two countries is."""

from collections.abc import Sequence

from dateline.knowledge.place_rules import load_borders
from dateline.resolve.place_geometry import Point, distance_km


def are_neighbours(one: str, other: str) -> bool:
    """Whether two countries (alpha-3) have a border with each other."""
    return one != other and frozenset((one, other)) in load_borders()


def border_point(one: str, other: str, towns: Sequence[Point]) -> Point | None:
    """Return the point of a border nearest to the first of some towns, its middle without any.

    It is None if the countries (alpha-3) are no neighbours.
    """
    points = load_borders().get(frozenset((one, other)), ())
    if not points or not towns:
        return points[0] if points else None
    return min(points, key=lambda point: (min(distance_km(point, town) for town in towns), point))
