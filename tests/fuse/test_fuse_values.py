import pytest
from tests.fuse.conftest import ARMY, CIVILIANS, GUNMEN, SHABAAB, make_telling

from dateline.fuse.fusing import fuse
from dateline.fuse.merge import merge_tellings
from dateline.fuse.sayings import Saying
from dateline.fuse.tolls import find_toll
from dateline.fuse.voices import Voice, show_range
from dateline.records import Range

POLICE = Voice(kind="official", id="police:SOM", name="Police Forces of Somalia")
DOCTOR = Voice(kind="medic", id="unknown:1", name="a doctor")
DENIAL = Voice(kind="party", id="al-shabaab", name="al-Shabaab", stance="deny")


def toll(*told, grades=None):
    """The toll of (name, day, figure, origin) rows."""
    said = [
        Saying(telling=make_telling(name, said=day), figure=figure, origins=(origin,))
        for name, day, figure, origin in told
        if figure.best is not None
    ]
    return find_toll(said, grades or {})


def field_of(event, name):
    found = event.field(name)
    assert found is not None
    return found


def exactly(number):
    return Range(low=number, best=number, high=number)


@pytest.mark.parametrize(
    ("told", "expected", "rule"),
    [
        ([("a", 5, exactly(7), "x")], exactly(7), "only"),
        ([("a", 5, exactly(7), "x"), ("b", 5, exactly(7), "y"), ("c", 5, exactly(9), "z")], Range(low=7, best=7, high=9), "agreed"),
        ([("a", 5, exactly(7), "x"), ("b", 8, exactly(12), "y")], Range(low=7, best=12, high=12), "latest"),
        ([("a", 5, exactly(7), "x"), ("b", 8, exactly(12), "x")], exactly(12), "latest"),
        ([("a", 5, Range(low=5, best=5), "x"), ("b", 5, exactly(7), "y")], Range(low=5, best=7, high=7), "latest"),
        ([("a", 5, Range(low=40, best=40), "x")], Range(low=40, best=40), "only"),
    ],
    ids=["one", "most origins", "later report", "own revision drops the old figure", "exact before at least", "open"],
)  # fmt: skip
def test_the_toll_and_its_rule(told, expected, rule):
    found = toll(*told)
    assert (found.range, found.rule) == (expected, rule)
    assert found == toll(*reversed(told))


def test_of_two_single_origins_the_better_graded_wins():
    found = toll(
        ("a", 5, exactly(12), "x"), ("b", 5, exactly(40), "y"), grades={"x": "B", "y": "D"}
    )
    assert (found.range, found.rule) == (Range(low=12, best=12, high=40), "graded")


def test_nobody_gives_a_figure():
    assert toll(("a", 5, Range(), "x")) is None


@pytest.mark.parametrize(
    ("figure", "text"),
    [(exactly(12), "12"), (Range(low=12, best=12), "at least 12"), (Range(high=5), "up to 5"), (Range(low=10, best=12, high=15), "12 (10 to 15)")],
)  # fmt: skip
def test_figures_as_text(figure, text):
    assert show_range(figure) == text


def test_who_said_what_and_when_it_changed(rules):
    told = [
        make_telling("a", voices=(POLICE,)),
        make_telling("b", dead=9, said=8, voices=(DOCTOR,)),
    ]
    event = merge_tellings(told, rules)
    deaths = field_of(event, "deaths")
    assert deaths.best.value == "9"
    assert deaths.best.tellings == (told[1].id,)
    assert [claim.value for claim in deaths.alternatives] == ["7"]
    assert [(c.day, c.value) for c in deaths.changes] == [("2021-03-05", "7"), ("2021-03-08", "9")]
    assert event.event.deaths.total == Range(low=7, best=9, high=9)


def test_the_finest_place_and_day_that_somebody_gives(rules):
    told = [make_telling("a", place="Jubba", day=None), make_telling("b")]
    event = merge_tellings(told, rules)
    assert event.event.place is not None
    assert (event.event.place.name, event.event.first) == ("Kismayo", "2021-03-04")
    assert field_of(event, "place").alternatives[0].value == "gn:4"


def test_a_deed_names_the_event_and_a_named_party_its_side(rules):
    told = [make_telling(n, type_="kill", sides=(GUNMEN, CIVILIANS)) for n in "ab"]
    event = merge_tellings([*told, make_telling("c")], rules)
    assert event.event.side_a is not None
    assert (event.event.type, event.event.side_a.id) == ("bombing", "al-shabaab")


def test_sides_told_the_other_way_round_are_turned(rules):
    told = [make_telling(n, type_="clash", sides=(ARMY, SHABAAB)) for n in "ab"]
    event = merge_tellings([*told, make_telling("c", type_="clash", sides=(SHABAAB, ARMY))], rules)
    assert field_of(event, "side_a").alternatives == ()


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"dead": 40}, "deaths"),
        ({"place": "Baidoa"}, "place"),
        ({"day": 3}, "day"),
        ({"sides": (ARMY, CIVILIANS)}, "side_a"),
        ({"voices": (DENIAL,)}, "status"),
    ],
)
def test_contradictions(rules, facts, field):
    event = merge_tellings([make_telling("a"), make_telling("b", **facts)], rules)
    assert field in [one.field for one in event.contradictions]
    assert all(len(one.claims) > 1 for one in event.contradictions)


def test_rounding_is_no_contradiction(rules):
    told = [
        make_telling("a"),
        make_telling("b", dead=Range(low=5, best=5)),
        make_telling("c", place="Jubba"),
    ]
    assert merge_tellings(told, rules).contradictions == ()


def test_the_id_hangs_on_the_tellings_alone(rules):
    told = [make_telling("a"), make_telling("b")]
    one = merge_tellings(told, rules)
    assert one == merge_tellings(told[::-1], rules)
    assert one.id != merge_tellings(told[:1], rules).id
    assert one.event.mentions == ("a-mention", "b-mention")


def test_events_come_in_the_order_of_their_days(rules):
    events = fuse([make_telling("a", day=8, said=9), make_telling("b", place="Baidoa")], rules)
    assert [one.event.first for one in events] == ["2021-03-04", "2021-03-08"]
