"""Which events a report tells: its news, its background, plans, threats, and many of them in round-ups."""

INCIDENTS = (
    ("Gwoza", "Nigeria", "four", 4, "Monday", "2021-06-07"),
    ("Mopti", "Mali", "six", 6, "Tuesday", "2021-06-08"),
    ("Djibo", "Burkina Faso", "two", 2, "Wednesday", "2021-06-09"),
    ("Diffa", "Niger", "eleven", 11, "Monday", "2021-06-07"),
    ("Baidoa", "Somalia", "three", 3, "Sunday", "2021-06-06"),
    ("Goma", "Democratic Republic of the Congo", "nine", 9, "Tuesday", "2021-06-08"),
    ("Ghazni", "Afghanistan", "five", 5, "Saturday", "2021-06-05"),
    ("Quetta", "Pakistan", "seven", 7, "Wednesday", "2021-06-09"),
    ("Mosul", "Iraq", "eight", 8, "Sunday", "2021-06-06"),
    ("Idlib", "Syria", "ten", 10, "Monday", "2021-06-07"),
    ("Marawi", "Philippines", "twelve", 12, "Saturday", "2021-06-05"),
    ("Pemba", "Mozambique", "thirteen", 13, "Tuesday", "2021-06-08"),
)


def incident(number, town, country, word, day):
    k = number
    return (
        f"[{town}]{{PLACE#p{k} in=q{k}}}, [{country}]{{PLACE#q{k}}}: [Gunmen]{{ACTOR#a{k} kind=force}} "
        f"[attacked]{{ATTACK#e{k} agent=a{k} target=v{k} place=p{k} time=t{k}}} a market on "
        f"[{day}]{{TIME#t{k}}}, [killing]{{KILL#f{k} agent=a{k} target=v{k} count=n{k} place=p{k} "
        f"cause=e{k}}} [{word}]{{COUNT#n{k} of=v{k}}} [civilians]{{ACTOR#v{k} kind=civilians}}."
    )


def test_a_round_up_of_a_dozen_incidents_is_a_dozen_events(code_marked):
    lines = [
        incident(k, town, country, word, day)
        for k, (town, country, word, _, day, _) in enumerate(INCIDENTS, 1)
    ]
    coded = code_marked("\n".join(lines))
    told = {
        (one.place.span.text, one.first, one.last, one.deaths.total.best)
        for one in coded.events
        if one.place and one.place.span
    }
    assert told == {(town, day, day, toll) for town, _, _, toll, _, day in INCIDENTS}


def test_a_round_up_in_one_town_is_split_by_day(code_marked):
    lines = []
    for k, (day, word) in enumerate(
        (("Monday", "two"), ("Tuesday", "three"), ("Wednesday", "one")), 1
    ):
        lines.append(
            f"[{day}]{{TIME#t{k}}}: [gunmen]{{ACTOR#a{k} kind=force}} [shot dead]{{KILL#e{k} agent=a{k} "
            f"target=v{k} count=n{k} place=p{k} time=t{k}}} [{word}]{{COUNT#n{k} of=v{k}}} "
            f"[farmers]{{ACTOR#v{k} kind=civilians}} near [Gwoza]{{PLACE#p{k}}}."
        )
    coded = code_marked("\n".join(lines))
    days = sorted((one.first, one.deaths.total.best) for one in coded.events)
    assert days == [("2021-06-07", 2), ("2021-06-08", 3), ("2021-06-09", 1)]


STORY = (
    "[Mosul]{PLACE#p1} bomb [kills]{KILL#e1 target=v1 count=n1 place=p1} [nine]{COUNT#n1 of=v1}\n"
    "A [car bomb]{MEANS#m1} [exploded]{BOMBING#e2 place=p2 time=t1 means=m1} at a [market]{PLACE#p3 "
    "in=p2} in [Mosul]{PLACE#p2 same=p1} on [Wednesday]{TIME#t1}, [killing]{KILL#e3 target=v1 count=n2 "
    "cause=e2} [nine]{COUNT#n2 of=v1} [people]{ACTOR#v1 kind=civilians} and "
    "[wounding]{INJURE#e4 target=v2 count=n3 cause=e2} [20]{COUNT#n3 of=v2} "
    "[others]{ACTOR#v2 kind=civilians}, [police]{ACTOR#a1 kind=force} [said]{SAY#c1 source=a1 "
    "says=e2,e3,e4}.\n"
    "The [blast]{BOMBING#e5 place=p3 time=t1} tore through stalls. A [doctor]{ACTOR#a2 kind=person} later "
    "[said]{SAY#c2 source=a2 says=e6} the [toll]{KILL#e6 target=v1 count=n4 cause=e5} had risen to "
    "[14]{COUNT#n4 of=v1}.\n"
    "[Islamic State]{ACTOR#a3 kind=force} [claimed responsibility]{CLAIM_RESPONSIBILITY#e7 agent=a3 "
    "cause=e2}. The [prime minister]{ACTOR#a4 kind=government} [condemned]{SAY#c3 source=a4 says=e8} the "
    "[attack]{ATTACK#e8 place=p3 time=t1}."
)


def test_bomb_deaths_wounded_claim_revised_toll_and_other_words_are_one_event(code_marked):
    coded = code_marked(STORY)
    (event,) = coded.events
    assert event.type == "bombing"
    assert len(event.mentions) == 8
    assert event.deaths.total.best == 14
    assert event.figures["injured"].best == 20
    assert [one.kind for one in event.claims] == ["claim"]


def test_background_keeps_its_own_day_and_comes_last(code_marked):
    coded = code_marked(
        STORY + "\nIn [August 2016]{TIME#t2} a [bombing]{BOMBING#e20 place=p20 time=t2} in "
        "[Mosul]{PLACE#p20 same=p1} [killed]{KILL#e21 target=v20 count=n20 place=p20 time=t2 cause=e20} "
        "[300]{COUNT#n20 of=v20} [people]{ACTOR#v20 kind=civilians}."
    )
    news, old = coded.events
    assert news.deaths.total.best == 14
    assert (old.first, old.deaths.total.best) == ("2016-08-01", 300)


def test_a_yearly_total_is_an_event_of_its_own(code_marked):
    coded = code_marked(
        STORY + "\n[Bombings]{BOMBING#e20 place=p20 time=t2} in [Iraq]{PLACE#p20} have "
        "[killed]{KILL#e21 target=v20 count=n20 place=p20 time=t2 cause=e20} [1,200]{COUNT#n20 of=v20} "
        "[people]{ACTOR#v20 kind=civilians} so far [this year]{TIME#t2}, a "
        "[monitor]{ACTOR#a20 kind=org} [said]{SAY#c20 source=a20 says=e21}."
    )
    assert coded.events[0].deaths.total.best == 14
    assert coded.events[1].deaths.total.best == 1200


BIOGRAPHY = [
    "He was [jailed]{DETAIN#e20 target=a20} before joining the [group]{ACTOR#a20 kind=force}.",
    "He had served ten years for the [murder]{KILL#e21 target=v20} of a [judge]{ACTOR#v20 kind=government}.",
    "She was wanted for the [murder]{KILL#e21 target=v20} of a [judge]{ACTOR#v20 kind=government}.",
]


def test_a_biography_is_no_news(code_marked):
    for sentence in BIOGRAPHY:
        coded = code_marked(STORY + "\n" + sentence)
        assert coded.events[0].deaths.total.best == 14
        assert all(one.first != "2021-06-09" for one in coded.events[1:])


def test_an_attack_recalled_without_a_date_is_not_dated_as_the_news(code_marked):
    coded = code_marked(
        STORY + "\nThe blast recalled an earlier [bombing]{BOMBING#e20 place=p20} in "
        "[Baghdad]{PLACE#p20} that [killed]{KILL#e21 target=v20 count=n20 cause=e20} [40]{COUNT#n20 of=v20} "
        "[worshippers]{ACTOR#v20 kind=civilians}."
    )
    old = coded.events[1]
    assert old.deaths.total.best == 40
    assert old.first is None


def test_plan_threat_allegation_and_denial_are_no_news(code_marked):
    coded = code_marked(
        STORY
        + "\nThe army will [storm]{ATTACK#e20 agent=a20 place=p20 time=t20} [Tal Afar]{PLACE#p20} "
        "[next week]{TIME#t20}, its [commander]{ACTOR#a20 kind=force} said. The group threatened to "
        "[bomb]{BOMBING#e21 agent=a3 place=p21} [Erbil]{PLACE#p21}. Troops may have "
        "[shot]{ATTACK#e22 agent=a22 target=v22 place=p22} a [boy]{ACTOR#v22 kind=civilians} in "
        "[Kirkuk]{PLACE#p22}, [residents]{ACTOR#a23 kind=civilians} [say]{SAY#c22 source=a23 says=e22}, but the "
        "[army]{ACTOR#a22 kind=force} [denied]{SAY#c23 source=a22 says=e22 stance=deny} it. No one was "
        "[hurt]{INJURE#e23 place=p23} in [Sinjar]{PLACE#p23}."
    )
    statuses = {one.trigger.text: one.status for one in coded.event_mentions}
    assert statuses["storm"] == "future"
    assert statuses["bomb"] == "future"
    assert statuses["shot"] == "possible"
    assert statuses["hurt"] == "denied"
    assert coded.events[0].deaths.total.best == 14
    starts = {one.summary.split(":")[0] for one in coded.events[1:]}
    assert starts == {"Expected", "Reported, not confirmed", "Denied"}
