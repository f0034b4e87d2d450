import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.resolve.place_geometry import distance_km, kilometres, middle, shifted

POINTS = st.tuples(st.floats(-80, 80), st.floats(-180, 180))


def test_distance_of_damascus_and_aleppo():
    assert distance_km((33.5102, 36.2913), (36.2012, 37.1612)) == pytest.approx(310, abs=3)


@pytest.mark.parametrize(
    ("way", "lat", "lon"),
    [("south", 9.1007, 20.0), ("due north", 10.8993, 20.0), ("East", 9.9988, 20.9132)],
)
def test_a_hundred_kilometres_on(way, lat, lon):
    assert shifted((10.0, 20.0), km=100, way=way) == pytest.approx((lat, lon), abs=1e-3)


def test_no_way_no_shift():
    assert shifted((10.0, 20.0), km=100, way="") == (10.0, 20.0)


@pytest.mark.parametrize(
    ("number", "unit", "km"),
    [("30", "km", 30), ("1,200", "km", 1200), ("ten", "miles", 16.09), ("12.5", "mi", 20.12)],
)
def test_kilometres(number, unit, km):
    assert kilometres(number, unit) == pytest.approx(km, abs=0.01)


def test_an_unreadable_number_is_none():
    assert kilometres("umpteen", "km") is None


def test_the_middle_crosses_the_date_line():
    assert middle((0.0, 179.0), (0.0, -179.0)) == (0.0, -180.0)


@given(POINTS, st.floats(0, 400), st.sampled_from(["north", "south-east", "west"]))
def test_a_shift_moves_by_the_distance(point, km, way):
    assert distance_km(point, shifted(point, km=km, way=way)) == pytest.approx(km, abs=0.2)
