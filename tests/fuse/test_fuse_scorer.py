import pytest
from msgspec.structs import replace
from tests.fuse.conftest import ARMY, CIVILIANS, GUNMEN, SHABAAB, make_telling

from dateline.fuse.features import FEATURES, compare
from dateline.fuse.profiles import profile
from dateline.fuse.scorer import score_pair
from dateline.records import Range

STORY = make_telling("story")


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"dead": 9, "said": 6},
        {"type_": "kill", "sides": (GUNMEN, CIVILIANS)},
        {"day": None, "said": 5, "dead": None},
        {"place": "Jubba"},
    ],
    ids=["same", "other toll", "deaths alone, agent unnamed", "no day", "province alone"],
)
def test_other_tellings_of_one_event_may_be_one(rules, facts):
    pair = score_pair(profile(STORY, rules), profile(make_telling("b", **facts), rules), rules)
    assert pair.score >= rules.link


@pytest.mark.parametrize(
    "facts",
    [
        {"day": 8, "said": 9},
        {"place": "Baidoa"},
        {"type_": "displace", "dead": None},
        {"place": "Baidoa", "sides": (ARMY, SHABAAB)},
    ],
    ids=[
        "same town, other day",
        "same day, other town",
        "other kind of event",
        "other sides elsewhere",
    ],
)
def test_close_by_events_are_not(rules, facts):
    pair = score_pair(profile(STORY, rules), profile(make_telling("b", **facts), rules), rules)
    assert pair.score < rules.join


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (make_telling("b", day=5, said=6, dead=12), "two different tolls on different days"),
        (make_telling("b", place="Jamame"), "two named districts"),
        (replace(make_telling("b"), report=STORY.report), "one report tells them as two events"),
    ],
)
def test_what_keeps_two_tellings_apart(rules, other, why):
    pair = score_pair(profile(STORY, rules), profile(other, rules), rules)
    assert (pair.barred, pair.score) == (why, 0.0)


def test_order_of_a_pair_makes_no_difference(rules):
    one, other = profile(STORY, rules), profile(make_telling("b", type_="kill", dead=9), rules)
    assert score_pair(one, other, rules) == score_pair(other, one, rules)
    assert compare(one, other, rules) == compare(other, one, rules)


def test_tolls_that_meet_are_near(rules):
    open_ended = make_telling("b", dead=Range(low=5, best=5))
    assert compare(profile(STORY, rules), profile(open_ended, rules), rules)["toll_near"] == 1.0


def test_every_feature_has_a_weight(rules):
    assert set(rules.weights) == set(FEATURES)


def test_kin_of_a_side_is_no_stranger(rules):
    branch = replace(SHABAAB, id="islamic-state-somalia")
    whole = replace(SHABAAB, id="islamic-state")
    one = profile(make_telling("a", sides=(branch, CIVILIANS)), rules)
    other = profile(make_telling("b", sides=(whole, CIVILIANS)), rules)
    assert "sides_unlike" not in compare(one, other, rules)
