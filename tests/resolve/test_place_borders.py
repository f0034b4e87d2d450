import pytest

from dateline.knowledge.place_rules import load_borders
from dateline.resolve.place_borders import are_neighbours, border_point
from dateline.resolve.place_geometry import distance_km


@pytest.mark.parametrize(
    ("one", "other", "neighbours"),
    [
        ("SYR", "IRQ", True),
        ("IRQ", "SYR", True),
        ("MLI", "NER", True),
        ("JOR", "LBN", False),
        ("ISR", "IRQ", False),
        ("SYR", "SYR", False),
    ],
)
def test_neighbours(one, other, neighbours):
    assert are_neighbours(one, other) is neighbours


def test_a_border_is_where_the_nearest_town_is():
    kobani, hatay = (36.89, 38.35), (36.2, 36.16)
    east = border_point("SYR", "TUR", [kobani])
    west = border_point("TUR", "SYR", [hatay])
    assert east is not None
    assert west is not None
    assert distance_km(east, kobani) < 60
    assert distance_km(west, hatay) < 60
    assert border_point("SYR", "TUR", []) == load_borders()[frozenset(("SYR", "TUR"))][0]
    assert border_point("JOR", "LBN", []) is None


def test_the_points_are_on_the_globe():
    assert len(load_borders()) > 250
    for points in load_borders().values():
        assert points
        assert all(-90 <= lat <= 90 and -180 <= lon <= 180 for lat, lon in points)
