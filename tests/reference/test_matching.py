"""One-to-one matching: what it takes for a match, and what makes no difference."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reference.conftest import ISLAMIC_STATE, RULES, SDF, item, who

from dateline.records import Range
from dateline.reference.matching import match_items, toll_likeness
from dateline.reference.scoring import score

ARMY = "Military Forces of Syria (2000-2024)"


def match(ones, others):
    """Return the pairs by id."""
    found = match_items(ones, others, RULES, who().sides)
    return {(ones[pair.one].id, others[pair.other].id) for pair in found.pairs}


def points(**changed):
    one, other = item("a"), item("b", **changed)
    return score(one, other, (who().sides(one), who().sides(other)), RULES)


PAIRS = [
    pytest.param({}, True, id="the same"),
    pytest.param({"sides": (ISLAMIC_STATE, SDF)}, True, id="sides crossed"),
    pytest.param({"sides": ("SDF", "IS")}, True, id="other names of the same parties"),
    pytest.param({"sides": (SDF, None)}, True, id="a side unsaid"),
    pytest.param({"after": 1}, True, id="the next day"),
    pytest.param({"after": 3}, False, id="three days later"),
    pytest.param({"lat": 34.6}, True, id="17 km away"),
    pytest.param({"lat": 35.5}, False, id="117 km away"),
    pytest.param({"lat": None, "lon": None}, True, id="no point, the same name"),
    pytest.param({"lat": None, "lon": None, "country": "IRQ"}, False, id="no point elsewhere"),
    pytest.param({"event_type": "Violence against civilians", "sub_event_type": "Attack"}, True, id="attack"),
    pytest.param(
        {"event_type": "Protests", "sub_event_type": "Peaceful protest", "sides": ("Protesters (Syria)", None)},
        False,
        id="a protest",
    ),
    pytest.param({"sides": (ARMY, "Free Falcons"), "after": 1}, False, id="other parties, other day"),
    pytest.param({"dead": 400}, True, id="another toll"),
    pytest.param({"after": 20, "date_precision": 3}, True, id="that month"),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "matches"), PAIRS)
def test_what_is_a_match(changed, matches):
    assert match([item("a")], [item("b", **changed)]) == ({("a", "b")} if matches else set())


def test_the_same_in_all_is_worth_most():
    assert points() == 1.0
    assert points() > points(sides=(SDF, None)) > points(sides=(SDF, ARMY))
    assert points() > points(after=1) > points(after=2)


def test_equal_pairs_are_told_apart_by_their_tolls():
    ones = [item("a", dead=3), item("b", dead=40)]
    others = [item("x", dead=38), item("y", dead=3)]
    assert match(ones, others) == {("a", "y"), ("b", "x")}


def test_equal_pairs_are_told_apart_by_the_order_of_their_sides():
    for first, second in ("ab", "ba"):
        ones = [item("x", sides=(SDF, ISLAMIC_STATE)), item("y", sides=(ISLAMIC_STATE, SDF))]
        others = [item(first, sides=(SDF, ISLAMIC_STATE)), item(second, sides=(ISLAMIC_STATE, SDF))]
        assert match(ones, others) == {("x", first), ("y", second)}


def test_days_and_place_come_before_tolls():
    ones = [item("a", dead=3), item("b", after=1, dead=40)]
    others = [item("x", dead=40), item("y", after=1, dead=3)]
    assert match(ones, others) == {("a", "x"), ("b", "y")}


def test_across_the_date_line():
    assert match([item("a", lon=179.99)], [item("b", lon=-179.99)]) == {("a", "b")}


def test_near_a_pole():
    assert match([item("a", lat=89.9, lon=10.0)], [item("b", lat=89.9, lon=60.0)]) == {("a", "b")}


def test_a_coarse_place_is_found_from_either_side():
    coarse = item("b", place="Deir ez-Zor", lat=35.3, lon=40.1, place_precision=3)
    assert match([item("a")], [coarse]) == {("a", "b")}
    assert match([coarse], [item("a")]) == {("b", "a")}


def test_the_nearest_of_what_has_no_partner():
    ones, others = [item("a"), item("c", after=1)], [item("b")]
    found = match_items(ones, others, RULES, who().sides)
    assert [(pair.one, pair.other) for pair in found.pairs] == [(0, 0)]
    assert (found.nearest_of_ones[1].number, found.nearest_of_others) == (0, {})


@pytest.mark.parametrize(
    ("one", "other", "alike"), [(3, 3, 1000), (0, 1, 500), (None, 3, 0), (9, 0, 100)]
)
def test_likeness_of_tolls(one, other, alike):
    assert toll_likeness(Range(best=one), Range(best=other)) == alike
    assert toll_likeness(Range(best=other), Range(best=one)) == alike


CHANGES = st.fixed_dictionaries(
    {
        "after": st.integers(0, 4),
        "lat": st.sampled_from([34.45, 34.5, 34.7, 35.3, None]),
        "sides": st.sampled_from([(SDF, ISLAMIC_STATE), (ARMY, ISLAMIC_STATE), (SDF, None)]),
        "dead": st.integers(0, 2),
        "date_precision": st.sampled_from([1, 1, 2]),
        "place_precision": st.sampled_from([1, 1, 3]),
    }
)
SOME = st.lists(CHANGES, max_size=7)


def made(prefix, changes):
    return [item(f"{prefix}{number}", **one) for number, one in enumerate(changes)]


@given(SOME, SOME, st.randoms(use_true_random=False))
def test_neither_order_nor_side_makes_a_difference(left, right, chance):
    ones, others = made("r", left), made("l", right)
    pairs = match(ones, others)
    assert len({one for one, _ in pairs}) == len({other for _, other in pairs}) == len(pairs)
    assert {(one, other) for other, one in match(others, ones)} == pairs
    chance.shuffle(ones)
    chance.shuffle(others)
    assert match(ones, others) == pairs


@given(SOME)
def test_a_list_goes_with_itself_whole(changes):
    found = match_items(made("r", changes), made("l", changes), RULES, who().sides)
    assert [pair.score for pair in found.pairs] == [1.0] * len(changes)
