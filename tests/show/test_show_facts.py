from dateline.show.facts import find_facts, told_events


def facts_of(coded):
    return {fact.name: fact for fact in find_facts(told_events(coded)[0])}


def test_every_value_has_its_evidence(coded):
    facts = facts_of(coded)
    shown = {name: (fact.value, [span.text for span in fact.spans]) for name, fact in facts.items()}
    assert shown == {
        "Side A": ("Global Coalition against Daesh", ["Coalition warplanes"]),
        "Side B": ("Civilians (Syria)", ["civilians", "civilians"]),
        "When": ("Sun 3 Mar 2019", ["Sunday"]),
        "Where": ("Baghouz, Deir ez-Zor, SYR", ["Baghouz"]),
        "Deaths": ("9 or more", ["at least nine"]),
        "With": ("warplanes", ["warplanes"]),
        "Said by": ("medic", ["medic", "told"]),
        "Denied by": ("Global Coalition against Daesh", ["coalition", "denied"]),
    }


def test_deaths_are_told_by_side(coded):
    assert facts_of(coded)["Deaths"].note == "civilians 9 or more"


def test_the_status_is_that_of_the_events_own_type(coded):
    assert told_events(coded)[0].status == "happened"
