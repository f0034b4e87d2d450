BOMB = (
    "A [roadside bomb]{MEANS#m1} [went off]{BOMBING#e1 place=p1 time=t1 means=m1} in "
    "[Maiduguri]{PLACE#p1 in=p2}, [Nigeria]{PLACE#p2}, on [Tuesday]{TIME#t1}, "
    "[killing]{KILL#e2 target=v1 count=n1 cause=e1} [four]{COUNT#n1 of=v1} "
    "[soldiers]{ACTOR#v1 kind=force} and [wounding]{INJURE#e3 target=v2 count=n2 cause=e1} "
    "[nine]{COUNT#n2 of=v2} [traders]{ACTOR#v2 kind=civilians}. "
    "[Boko Haram]{ACTOR#a1 kind=force} [claimed]{CLAIM_RESPONSIBILITY#e4 agent=a1 cause=e1} it."
)


def test_a_bomb_its_dead_its_wounded_and_its_claim_are_one_event(code_marked):
    coded = code_marked(BOMB)
    assert len(coded.events) == 1
    event = coded.events[0]
    assert event.type == "bombing"
    assert len(event.mentions) == 4
    assert (event.first, event.last, event.date_grain) == ("2021-06-08", "2021-06-08", "day")
    assert event.place is not None
    assert event.place.country == "NGA"
    assert event.deaths.total.best == 4
    assert event.figures["injured"].best == 9
    assert event.codes.acled.sub_event_type == "Remote explosive/landmine/IED"
    assert event.codes.acled.event_type == "Explosions/Remote violence"
    assert event.codes.plover.mode == "explosives"


def test_the_state_is_side_a_and_deaths_go_to_their_side(code_marked):
    event = code_marked(BOMB).events[0]
    assert event.side_a is not None
    assert event.side_b is not None
    assert event.side_a.codes.ucdp == "Government of Nigeria"
    assert event.side_b.name == "Boko Haram"
    assert event.codes.ucdp.type_of_violence == 1
    assert event.deaths.side_a.best == 4
    assert event.deaths.side_b.best is None


def test_headline_and_lead_tell_one_event(code_marked):
    coded = code_marked(
        "[Gunmen]{ACTOR#a1 kind=force} [kill]{KILL#e1 agent=a1 target=v1 count=n1 place=p1} "
        "[six]{COUNT#n1 of=v1} [villagers]{ACTOR#v1 kind=civilians} in [Zamfara]{PLACE#p1}\n"
        "[Gunmen]{ACTOR#a2 kind=force same=a1} [attacked]{ATTACK#e2 agent=a2 place=p2 time=t1} a "
        "village in [Zamfara state]{PLACE#p2 same=p1} on [Monday]{TIME#t1} and "
        "[shot dead]{KILL#e3 agent=a2 target=v2 count=n2 place=p2 time=t1 cause=e2} "
        "[six]{COUNT#n2 of=v2} [people]{ACTOR#v2 kind=civilians same=v1}."
    )
    assert len(coded.events) == 1
    event = coded.events[0]
    assert event.deaths.civilians.best == 6
    assert event.deaths.total.best == 6
    assert event.codes.ucdp.type_of_violence == 3
    assert event.codes.acled.sub_event_type == "Attack"


def test_other_towns_are_other_events(code_marked):
    coded = code_marked(
        "[Troops]{ACTOR#a1 kind=force} [shelled]{SHELLING#e1 agent=a1 place=p1 time=t1} "
        "[Kramatorsk]{PLACE#p1} on [Monday]{TIME#t1}. [Bakhmut]{PLACE#p2} was "
        "[shelled]{SHELLING#e2 agent=a1 place=p2 time=t1} too."
    )
    assert [e.place.name for e in coded.events if e.place] == ["Kramatorsk", "Bakhmut"]


def test_a_total_and_its_part_are_not_added(code_marked):
    coded = code_marked(
        "An [air strike]{AIRSTRIKE#e1 place=p1 time=t1} on [Sunday]{TIME#t1} in [Saada]{PLACE#p1} "
        "[killed]{KILL#e2 target=v1,v2 count=n1,n2 cause=e1} [12]{COUNT#n1 of=v1} "
        "[people]{ACTOR#v1 kind=civilians}, including [five]{COUNT#n2 of=v2} "
        "[children]{ACTOR#v2 kind=civilians}."
    )
    assert coded.events[0].deaths.total.best == 12


def test_an_old_attack_does_not_swallow_the_news(code_marked):
    coded = code_marked(
        "A [gunman]{ACTOR#a1 kind=force} [shot]{ATTACK#e1 agent=a1 target=v1 place=p1 time=t1} a "
        "[policeman]{ACTOR#v1 kind=force} in [Quetta]{PLACE#p1} on [Wednesday]{TIME#t1}. In "
        "[January 2013]{TIME#t2} [bombs]{BOMBING#e2 place=p2 time=t2} in [Quetta]{PLACE#p2 same=p1} "
        "[killed]{KILL#e3 target=v2 count=n1 place=p2 time=t2 cause=e2} [92]{COUNT#n1 of=v2} "
        "[people]{ACTOR#v2 kind=civilians}."
    )
    assert [e.type for e in coded.events] == ["attack", "bombing"]
    assert coded.events[0].first == "2021-06-09"
    assert coded.events[1].date_grain == "month"
    assert coded.events[1].deaths.total.best == 92
    assert coded.events[0].deaths.total.best is None


def test_without_a_day_the_event_says_so(code_marked):
    coded = code_marked(
        "[Rebels]{ACTOR#a1 kind=force} [ambushed]{ATTACK#e1 agent=a1 target=v1 place=p1} an [army patrol]{ACTOR#v1 kind=force} near [Goma]{PLACE#p1}."
    )
    event = coded.events[0]
    assert event.date_grain == "range"
    assert event.last == "2021-06-10"
    assert any(w.code == "event-undated" for w in coded.warnings)


def test_future_events_do_not_merge_with_past_ones(code_marked):
    coded = code_marked(
        "[Police]{ACTOR#a1 kind=force} [fired]{REPRESS#e1 agent=a1 target=a2 place=p1} on "
        "[marchers]{ACTOR#a2 kind=crowd} in [Lagos]{PLACE#p1}. A new "
        "[march]{PROTEST#e2 agent=a2 place=p1 status=future} is planned."
    )
    statuses = {m.type: m.status for m in coded.event_mentions}
    assert statuses == {"repress": "happened", "protest": "future"}
    assert len(coded.events) == 2
    assert coded.events[1].summary.startswith("Expected: ")


def test_the_source_goes_with_the_event(code_marked):
    coded = code_marked(
        "[SDF]{ACTOR#a1 kind=force} fighters [entered]{ADVANCE#e1 agent=a1 place=p1} "
        "[Hajin]{PLACE#p1}, [Mustafa Bali]{ACTOR#a2 kind=person} [told]{SAY#c1 source=a2 says=e1 to=a3} "
        "[AFP]{ACTOR#a3 kind=media}."
    )
    attribution = coded.event_mentions[0].attribution
    assert attribution is not None
    assert attribution.source is not None
    assert attribution.source.name == "Mustafa Bali"
    assert attribution.cue is not None
    assert attribution.cue.text == "told"
    assert coded.events[0].sources == ("Mustafa Bali",)


def test_ids_are_stable_and_of_content(code_marked):
    assert code_marked(BOMB) == code_marked(BOMB)
    assert (
        code_marked(BOMB).events[0].id != code_marked(BOMB, published="2021-06-17").events[0].first
    )


def test_capture_by_the_state_and_by_others(code_marked):
    def sub_event(actor, kind):
        coded = code_marked(
            f"[{actor}]{{ACTOR#a1 kind={kind}}} [captured]{{CAPTURE#e1 agent=a1 target=a2 place=p1}} "
            "[Kidal]{PLACE#p1} from [rivals]{ACTOR#a2 kind=force}."
        )
        return coded.events[0].codes.acled.sub_event_type

    assert sub_event("Malian army", "force") == "Government regains territory"
    assert (
        sub_event("Jama'at Nusrat al-Islam wal-Muslimin", "force")
        == "Non-state actor overtakes territory"
    )


def test_crowds(code_marked):
    peaceful = code_marked(
        "[Students]{ACTOR#a1 kind=crowd} [marched]{PROTEST#e1 agent=a1 place=p1} in [Dhaka]{PLACE#p1}."
    )
    assert peaceful.events[0].codes.acled.sub_event_type == "Peaceful protest"
    broken_up = code_marked(
        "[Students]{ACTOR#a1 kind=crowd} [marched]{PROTEST#e1 agent=a1 place=p1} in [Dhaka]{PLACE#p1}. "
        "[Police]{ACTOR#a2 kind=force} [fired tear gas]{REPRESS#e2 agent=a2 target=a1 place=p1 cause=e1} at [them]{ACTOR#a3 kind=crowd same=a1}."
    )
    assert broken_up.events[0].codes.acled.sub_event_type == "Protest with intervention"


def test_rebels_hit_by_nobody_named_face_the_forces_of_the_country(code_marked):
    coded = code_marked(
        "[Nine]{COUNT#n1 of=v1} [Taliban insurgents]{ACTOR#v1 kind=force} were "
        "[killed]{KILL#e1 target=v1 count=n1 place=p1 cause=e2} in an [air strike]{AIRSTRIKE#e2 target=v1 place=p1} in "
        "[Balkh province]{PLACE#p1}, [Afghanistan]{PLACE#p2}."
    )
    event = coded.events[0]
    assert event.side_a is not None
    assert event.side_b is not None
    assert event.side_a.codes.ucdp == "Government of Afghanistan"
    assert event.side_b.codes.ucdp == "Taleban"
    assert event.deaths.side_b.best == 9


def test_dead_and_wounded_together_bound_the_deaths(code_marked):
    coded = code_marked(
        "[Ten]{COUNT#n1 of=v1} [soldiers]{ACTOR#v1 kind=force} were [killed]{KILL#e1 target=v1 count=n1 place=p1 cause=e3} "
        "and [wounded]{INJURE#e2 target=v1 count=n1 place=p1 cause=e3} in an [ambush]{ATTACK#e3 target=v1 place=p1} near "
        "[Gao]{PLACE#p1}."
    )
    event = coded.events[0]
    assert event.deaths.total.best is None
    assert event.deaths.total.high == 10


def test_a_sum_over_years_is_an_event_of_its_own(code_marked):
    coded = code_marked(
        "[Gunmen]{ACTOR#a1 kind=force} [shot dead]{KILL#e1 agent=a1 target=v1 place=p1 time=t1} a "
        "[trader]{ACTOR#v1 kind=civilians} in [Quetta]{PLACE#p1} on [Tuesday]{TIME#t1}. The shops closed. Police gave no "
        "motive. [410]{COUNT#n1 of=v2} [people]{ACTOR#v2 kind=civilians} have been [killed]{KILL#e2 target=v2 count=n1 place=p1} "
        "in the city since January 2019."
    )
    assert [event.deaths.total.best for event in coded.events] == [1, 410]


def test_a_party_read_on_both_sides_stays_on_the_heavier(code_marked):
    coded = code_marked(
        "[Al-Shabaab]{ACTOR#a1 kind=force} [fighters]{ACTOR#a2 kind=force same=a1} [died]{KILL#e1 agent=a1 target=a2 place=p1 cause=e2} "
        "when [jets]{MEANS#m1} [struck]{AIRSTRIKE#e2 target=a1,a2 place=p1 means=m1} [Kismayo]{PLACE#p1} in [Somalia]{PLACE#p2}."
    )
    event = coded.events[0]
    assert event.side_b is not None
    assert event.side_b.name == "Al-Shabaab"
    assert event.side_a is not None
    assert event.side_a.codes.ucdp == "Government of Somalia"


def test_the_state_is_not_blamed_where_two_other_parties_fight(code_marked):
    coded = code_marked(
        "The [Syrian Democratic Forces]{ACTOR#a1 kind=force} [advanced]{ADVANCE#e1 agent=a1 place=p1} on "
        "[Baghouz]{PLACE#p1}. [Twelve]{COUNT#n1 of=a2} [Islamic State fighters]{ACTOR#a2 kind=force} were "
        "[killed]{KILL#e2 target=a2 count=n1 place=p1 cause=e3} by [shelling]{SHELLING#e3 target=a2 place=p1}.",
        published="2019-03-10",
    )
    shelling = next(event for event in coded.events if event.type == "shelling")
    assert shelling.side_a is not None
    assert shelling.side_a.name == "Syrian Democratic Forces"
