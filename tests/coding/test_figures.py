"""Figures of an event: what is added to a toll, what is inside it, and what takes its place."""

import pytest

KILLED = (
    "A [bomb]{BOMBING#e1 place=p1 time=t1} [killed]{KILL#e2 target=v1 count=n1 cause=e1} "
    "[12]{COUNT#n1 of=v1} [people]{ACTOR#v1 kind=civilians} in [Baidoa]{PLACE#p1} on [Monday]{TIME#t1}. "
)
AGAIN = "[people]{ACTOR#v2 kind=civilians}"
VERB = "[died]{KILL#e3 target=v2 count=n2 cause=e1}"


@pytest.mark.parametrize(
    ("told", "low", "best", "high"),
    [
        ("", 12, 12, 12),
        (f"[A further five]{{COUNT#n2 of=v2}} {AGAIN} {VERB} of their wounds.", 17, 17, 17),
        (f"A further [five]{{COUNT#n2 of=v2}} {AGAIN} {VERB} of their wounds.", 17, 17, 17),
        (f"[Five more]{{COUNT#n2 of=v2}} {AGAIN} {VERB} of their wounds.", 17, 17, 17),
        (f"[Nine]{{COUNT#n2 of=v2}} {AGAIN} {VERB}, an aid group said.", 9, 12, 12),
    ],
)
def test_a_further_number_is_added_and_another_toll_is_a_rival(code_marked, told, low, best, high):
    deaths = code_marked(KILLED + told).events[0].deaths.total
    assert (deaths.low, deaths.best, deaths.high) == (low, best, high)


def test_further_people_told_twice_are_added_once(code_marked):
    coded = code_marked(
        f"{KILLED}[A further five]{{COUNT#n2 of=v2}} {AGAIN} {VERB} of wounds. "
        "The [further five]{COUNT#n3 of=v3} [people]{ACTOR#v3 kind=civilians} "
        "[died]{KILL#e4 target=v3 count=n3 cause=e1} in hospital."
    )
    assert coded.events[0].deaths.total.best == 17


def test_a_revised_toll_takes_the_place_of_the_one_before(code_marked):
    coded = code_marked(
        f"{KILLED}[A further five]{{COUNT#n2 of=v2}} {AGAIN} {VERB} of wounds, "
        "[raising the toll]{KILL#e4 count=n3 cause=e1} to [42]{COUNT#n3}."
    )
    assert coded.events[0].deaths.total.best == 42


@pytest.mark.parametrize(
    ("told", "best"),
    [
        ("rose from [12]{COUNT#n2} to [17]{COUNT#n3}.", 17),
        ("rose to [17]{COUNT#n3} from [12]{COUNT#n2}.", 17),
        ("was revised down to [10]{COUNT#n3} from [12]{COUNT#n2}.", 10),
        ("was raised to [17]{COUNT#n3}. An earlier report put it at [15]{COUNT#n2}.", 17),
    ],
)
def test_of_a_toll_that_was_revised_the_new_one_counts(code_marked, told, best):
    coded = code_marked(f"{KILLED}The [toll]{{KILL#e3 count=n2,n3 cause=e1}} {told}")
    assert coded.events[0].deaths.total.best == best


def test_the_toll_of_a_year_is_not_that_of_the_day(code_marked):
    coded = code_marked(
        f"{KILLED}This year [412]{{COUNT#n2 of=v2}} {AGAIN} have been "
        "[killed]{KILL#e3 target=v2 count=n2 place=p1} there."
    )
    assert coded.events[0].deaths.total.best == 12


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("families", (600, 1000, 1000)),
        ("households", (600, 1000, 1000)),
        ("people", (200, 200, 200)),
    ],
)
def test_displaced_families_are_counted_in_people(code_marked, words, expected):
    coded = code_marked(
        "[Shelling]{SHELLING#e1 place=p1 time=t1} [displaced]{DISPLACE#e2 target=v1 count=n1 cause=e1} "
        f"[200]{{COUNT#n1 of=v1}} [{words}]{{ACTOR#v1 kind=civilians}} in [Saada]{{PLACE#p1}} on [Monday]{{TIME#t1}}."
    )
    (displaced,) = [e.figures["displaced"] for e in coded.events if "displaced" in e.figures]
    assert (displaced.low, displaced.best, displaced.high) == expected
    (count,) = [c for m in coded.event_mentions for c in m.counts]
    assert count.hedge == (None if words == "people" else words)


def test_killed_families_are_not_multiplied(code_marked):
    coded = code_marked(
        "[Shelling]{SHELLING#e1 place=p1 time=t1} [killed]{KILL#e2 target=v1 count=n1 cause=e1} "
        "[two]{COUNT#n1 of=v1} [families]{ACTOR#v1 kind=civilians} in [Saada]{PLACE#p1} on [Monday]{TIME#t1}."
    )
    assert coded.events[0].deaths.total.best == 2
