from msgspec.structs import replace
from tests.fuse.conftest import ARMY, SHABAAB, SOMALIA, make_telling

from dateline.fuse.control import control_of_places
from dateline.fuse.merge import merge_tellings
from dateline.fuse.situation import displacement_flows, monthly_figures, subtract
from dateline.records import Deaths, Range


def fused(rules, name, **facts):
    return merge_tellings([make_telling(name, **facts)], rules)


def name(actor):
    return actor.id if actor else None


def test_who_holds_a_place_since_when(rules):
    events = [
        fused(rules, "a", type_="capture", sides=(SHABAAB, ARMY), dead=None, day=4),
        fused(rules, "b", type_="capture", sides=(SHABAAB, ARMY), dead=None, day=5, said=6),
        fused(rules, "c", type_="capture", sides=(ARMY, SHABAAB), dead=None, day=9, said=10),
        fused(rules, "d", type_="bombing", day=9, said=10),
    ]
    found = control_of_places(reversed(events))
    assert [(c.place.name, name(c.holder), c.since, c.until) for c in found] == [
        ("Kismayo", "al-shabaab", "2021-03-04", "2021-03-09"),
        ("Kismayo", "military:SOM", "2021-03-09", None),
    ]
    assert len(found[0].events) == 2
    assert name(found[1].lost_by) == "al-shabaab"


def test_who_leaves_a_place_holds_it_no_longer(rules):
    events = [
        fused(rules, "a", type_="capture", sides=(SHABAAB, ARMY), dead=None),
        fused(rules, "b", type_="withdraw", sides=(SHABAAB, None), dead=None, day=7, said=8),
    ]
    found = control_of_places(events)
    assert [(name(c.holder), c.since) for c in found] == [
        ("al-shabaab", "2021-03-04"),
        (None, "2021-03-07"),
    ]


def test_a_plan_to_take_a_place_changes_nothing(rules):
    told = replace(make_telling("a", type_="capture", sides=(ARMY, SHABAAB)), status="future")
    assert control_of_places([merge_tellings([told], rules)]) == ()


def test_figures_by_month_and_party(rules):
    events = [
        fused(rules, "a"),
        fused(rules, "b", day=20, said=21, dead=5),
        fused(rules, "c", day=40, said=41),
    ]
    found = [(f.month, f.party, f.measure, f.range.best) for f in monthly_figures(events)]
    assert found == [("2021-03", "civilians", "deaths", 12), ("2021-04", "civilians", "deaths", 7)]


def test_a_weeks_toll_that_holds_a_days_is_not_added_to_it(rules):
    day = fused(rules, "a")
    week = fused(rules, "b", dead=20)
    week = replace(week, event=replace(week.event, first="2021-03-01", last="2021-03-07"))
    (found,) = monthly_figures([day, week])
    assert found.range.best == 20
    assert len(found.events) == 2


def test_sums_of_months_stay_out(rules):
    event = fused(rules, "a", dead=500)
    event = replace(event, event=replace(event.event, first="2021-01-01", last="2021-03-31"))
    assert monthly_figures([event]) == ()


def test_a_part_leaves_the_rest():
    whole, part = Range(low=18, best=20, high=25), Range(low=7, best=7, high=9)
    assert subtract(whole, [part]) == Range(low=9, best=13, high=18)


def test_deaths_without_sides_are_of_nobody_known(rules):
    event = fused(rules, "a")
    event = replace(
        event, event=replace(event.event, deaths=Deaths(total=Range(low=3, best=3, high=3)))
    )
    assert [(f.party, f.range.best) for f in monthly_figures([event])] == [("unknown", 3)]


def test_a_flow_that_tells_less_is_part_of_the_fuller_one(rules):
    people = {"displaced": Range(low=500, best=500, high=500)}
    events = []
    for label, to in (("a", SOMALIA["Baidoa"]), ("b", None)):
        told = make_telling(
            label, type_="displace", dead=None, origin=SOMALIA["Kismayo"], destination=to
        )
        events.append(
            merge_tellings([replace(told, event=replace(told.event, figures=people))], rules)
        )
    (flow,) = displacement_flows(events)
    assert flow.destination == SOMALIA["Baidoa"]


def test_flows_from_where_to_where(rules):
    told = make_telling(
        "a", type_="displace", dead=None, destination=SOMALIA["Baidoa"], origin=SOMALIA["Kismayo"]
    )
    told = replace(
        told, event=replace(told.event, figures={"displaced": Range(low=500, best=500, high=500)})
    )
    back = make_telling("b", type_="return", dead=None, day=9, said=10)
    flows = displacement_flows([merge_tellings([told], rules), merge_tellings([back], rules)])
    assert [
        (f.kind, f.origin and f.origin.name, f.destination and f.destination.name, f.people.best)
        for f in flows
    ] == [("displace", "Kismayo", "Baidoa", 500), ("return", None, "Kismayo", None)]
