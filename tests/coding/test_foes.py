import pytest


def _sides(coded):
    event = coded.events[0]
    return tuple(side and (side.codes.ucdp or side.id) for side in (event.side_a, event.side_b))


SOLDIER = (
    "[Unknown gunmen]{{ACTOR#a1 kind=force}} [shot dead]{{KILL#e1 agent=a1 target=v1 place=p1 time=t1}} "
    "[{victim}]{{ACTOR#v1 kind=force}} in [{place}]{{PLACE#p1 in=p2}}, [{country}]{{PLACE#p2}}, "
    "on [Tuesday]{{TIME#t1}}."
)


@pytest.mark.parametrize(
    ("victim", "place", "country", "sides"),
    [
        ("a soldier", "Idlib", "Syria", ("Government of Syria", "Syrian insurgents")),
        ("an SDF fighter", "Raqqa", "Syria", ("IS", "SDF")),
        ("a soldier", "Maiduguri", "Nigeria", ("Government of Nigeria", "IS")),
        ("a policeman", "Owerri", "Nigeria", ("Government of Nigeria", "IPOB")),
        (
            "two policemen",
            "Narathiwat",
            "Thailand",
            ("Government of Thailand", "Patani insurgents"),
        ),
        ("a policeman", "Kumasi", "Ghana", ("Government of Ghana", "unidentified:GHA")),
    ],
)
def test_gunmen_nobody_names_are_the_foe_of_the_region(code_marked, victim, place, country, sides):
    coded = code_marked(SOLDIER.format(victim=victim, place=place, country=country))
    assert _sides(coded) == sides
    inferred = [warning for warning in coded.warnings if warning.code == "side-inferred"]
    assert bool(inferred) == (country != "Ghana")


def test_an_inferred_side_costs_score(code_marked):
    inferred = code_marked(SOLDIER.format(victim="a soldier", place="Idlib", country="Syria"))
    said = code_marked(SOLDIER.format(victim="a policeman", place="Kumasi", country="Ghana"))
    assert inferred.events[0].score < said.events[0].score


def test_without_a_publication_date_no_foe_is_inferred(code_marked):
    marked = SOLDIER.format(victim="a soldier", place="Idlib", country="Syria")
    assert _sides(code_marked(marked, published=None))[1] == "unidentified:SYR"


HIT = (
    "[Government troops]{{ACTOR#a1 kind=force}} [{deed}]{{{label}#e1 agent=a1 target=v1 place=p1}} "
    "[villagers]{{ACTOR#v1 kind=civilians}} near [Demoso]{{PLACE#p1 in=p2}} in "
    "[Kayah State]{{PLACE#p2 in=p3}}, [Myanmar]{{PLACE#p3}}."
)


def test_fire_from_afar_belongs_to_the_fighting_and_a_shooting_is_one_sided(code_marked):
    shelled = code_marked(HIT.format(deed="shelled", label="SHELLING"))
    shot = code_marked(HIT.format(deed="executed", label="KILL"))
    assert _sides(shelled) == ("Government of Myanmar (Burma)", "KNPP")
    assert _sides(shot) == ("Government of Myanmar (Burma)", "Civilians")


def test_a_mine_nobody_laid_belongs_to_those_who_fight_there(code_marked):
    coded = code_marked(
        "[An old landmine]{MEANS#m1} [went off]{BOMBING#e1 place=p1 means=m1} near "
        "[Idlib]{PLACE#p1 in=p2} in [Syria]{PLACE#p2}, [killing]{KILL#e2 target=v1 cause=e1} "
        "[a shepherd]{ACTOR#v1 kind=civilians}."
    )
    assert _sides(coded) == ("Government of Syria", "Syrian insurgents")


def test_people_who_suffer_most_outweigh_a_force_named_beside(code_marked):
    coded = code_marked(
        "[Separatists]{ACTOR#a1 kind=force} [kidnapped]{ABDUCT#e1 agent=a1 target=v1 place=p1} "
        "[a tailor]{ACTOR#v1 kind=civilians} in [Belo]{PLACE#p1 in=p2}, [Cameroon]{PLACE#p2}, and "
        "[killed]{KILL#e2 agent=a1 target=v1 place=p1} him. They had [beaten]{ABUSE#e3 agent=a1 "
        "target=v1 place=p1} him before over a [scuffle]{CLASH#e4 agent=a1,a2 place=p1} with "
        "[soldiers]{ACTOR#a2 kind=force}."
    )
    assert _sides(coded) == ("Ambazonia insurgents", "Civilians")


def test_among_the_agents_of_an_air_strike_the_state_has_the_aircraft(code_marked):
    coded = code_marked(
        "An [air strike]{AIRSTRIKE#e1 agent=a1,a2 target=v1 place=p1} by "
        "[Nigerian jets]{ACTOR#a2 kind=force} on a camp of [Boko Haram]{ACTOR#a1 kind=force} in "
        "[Maiduguri]{PLACE#p1} [killed]{KILL#e2 target=v1 cause=e1} "
        "[insurgents]{ACTOR#v1 kind=force same=a1}."
    )
    assert _sides(coded) == ("Government of Nigeria", "JAS")


def test_only_what_ucdp_calls_a_government_is_put_first(code_marked):
    coded = code_marked(
        "[AQAP]{ACTOR#a1 kind=force} [attacked]{ATTACK#e1 agent=a1 target=v1 place=p1} "
        "[Yemeni soldiers]{ACTOR#v1 kind=force} in [Abyan]{PLACE#p1 in=p2}, [Yemen]{PLACE#p2}."
    )
    assert _sides(coded) == ("AQAP", "Forces of the Presidential Leadership Council")
