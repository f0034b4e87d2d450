import re

import pytest
from tests.situation.conftest import coded_report

from dateline.knowledge.families import load_families
from dateline.knowledge.world_map import load_world_map
from dateline.situation.chart import nice_top
from dateline.situation.gather import gather
from dateline.situation.map import draw_map
from dateline.situation.marks import LEAST, find_spots, outline, radius_of
from dateline.situation.window import WIDTH, cut_line, cut_ring, draw, find_window

BOX = (0.0, 0.0, 10.0, 10.0)


def area(path):
    points = [tuple(map(float, pair.split())) for pair in path.strip("MZ").split("L")]
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def test_a_window_holds_its_points_and_room_around_them():
    window = find_window([(39.0, 36.0), (41.0, 34.5)])
    for point in [(39.0, 36.0), (41.0, 34.5)]:
        x, y = window.place(point)
        assert WIDTH * 0.05 < x < WIDTH * 0.95
        assert window.height * 0.05 < y < window.height * 0.95


@pytest.mark.parametrize(
    "points", [[(40.9, 34.4)], [(-170.0, -60.0), (170.0, 70.0)], [(0.0, 84.9)]]
)
def test_a_window_of_one_point_or_of_the_world_can_be_drawn(points):
    window = find_window(points)
    assert WIDTH * 0.4 < window.height < WIDTH * 0.8
    assert -85.1 <= window.south < window.north <= 85.1


def test_a_window_needs_a_point():
    with pytest.raises(ValueError, match="give at least one"):
        find_window([])


def test_a_ring_is_cut_to_a_box():
    ring = cut_ring([(-5.0, 5.0), (5.0, 15.0), (15.0, 5.0), (5.0, -5.0)], BOX)
    assert all(-1e-9 <= x <= 10 + 1e-9 and -1e-9 <= y <= 10 + 1e-9 for x, y in ring)
    assert cut_ring([(20.0, 20.0), (21.0, 20.0), (20.0, 21.0)], BOX) == []


def test_a_line_that_leaves_a_box_and_comes_back_is_two_runs():
    runs = cut_line([(1.0, 1.0), (2.0, 30.0), (4.0, 30.0), (5.0, 1.0)], BOX)
    assert runs == [[(1.0, 1.0), (2.0, 30.0)], [(4.0, 30.0), (5.0, 1.0)]]


def test_points_nearer_than_a_pixel_are_left_out():
    window = find_window([(40.0, 35.0)])
    assert (
        draw([(40.0, 35.0), (40.00001, 35.0), (40.3, 35.0)], window, closed=False).count("L") == 1
    )
    assert draw([(40.0, 35.0), (40.00001, 35.0)], window, closed=True) == ""


@pytest.mark.parametrize("family", load_families()[1:], ids=lambda family: family.shape)
def test_every_shape_has_the_area_of_its_circle(family):
    assert area(outline(family.shape, 50, 50, 10)) == pytest.approx(3.14159 * 100, rel=0.03)


def test_the_area_of_a_mark_goes_with_the_deaths():
    assert radius_of(40, 160) == pytest.approx(radius_of(160, 160) / 2)
    assert radius_of(None, 160) == radius_of(0, 0) == LEAST


def test_places_are_sorted_by_toll_and_a_country_is_not_drawn(several, rules):
    spots = find_spots(gather(several, rules).events)
    assert [(spot.place.name, spot.drawn) for spot in spots] == [
        ("Hajin", True), ("Syria", False), ("Raqqa", True),
    ]  # fmt: skip
    assert [mark.family.name for mark in spots[0].marks] == ["blast", "fighting"]


def test_the_map_has_land_rivers_names_and_a_link_for_each_place(several, rules):
    situation = gather(several, rules)
    spots = find_spots(situation.events)
    window = find_window([spot.point for spot in spots if spot.drawn])
    svg = draw_map(window, load_world_map(), spots, ())
    assert 'class="land"' in svg
    assert ">Euphrates<" in svg
    assert re.findall(r'href="(#p\d)"', svg) == ["#p3", "#p1"]
    assert "Hajin, Deir ez-Zor, SYR; air strikes, shelling, bombs: 1" in svg
    assert 'class="mark blast"' in svg
    assert " km<" in svg


def test_a_place_known_to_the_province_only_is_drawn_as_such(rules):
    situation = gather([coded_report("Sham", place="Aleppo Province")], rules)
    spots = find_spots(situation.events)
    svg = draw_map(find_window([spots[0].point]), (), spots, ())
    assert 'class="mark blast rough"' in svg


@pytest.mark.parametrize(
    ("most", "top"), [(0, 1), (1, 1), (3, 5), (17, 20), (100, 100), (101, 200)]
)
def test_an_axis_ends_at_a_round_number(most, top):
    assert nice_top(most) == top
