BLAST = (
    "A [car bomb]{MEANS#m1} [went off]{BOMBING#e1 place=p1 time=t1 means=m1} in "
    "[Maiduguri]{PLACE#p1} on [Tuesday]{TIME#t1}, [killing]{KILL#e2 target=v1 count=n1 cause=e1} "
    "[nine]{COUNT#n1 of=v1} [traders]{ACTOR#v1 kind=civilians}. "
)


def claims(event):
    return [
        (one.actor.span.text, one.kind, one.by.span.text if one.by else None, one.stance)
        for one in event.claims
    ]


def test_a_claim_of_responsibility_names_its_agent_as_no_fact(code_marked):
    coded = code_marked(
        BLAST
        + "[Boko Haram]{ACTOR#a1 kind=force} [claimed]{CLAIM_RESPONSIBILITY#e3 agent=a1 cause=e1} it."
    )
    (event,) = coded.events
    assert claims(event) == [("Boko Haram", "claim", "Boko Haram", "assert")]
    assert "Boko Haram (by its own claim)" in event.summary


def test_nobodys_claim_is_none(code_marked):
    coded = code_marked(
        BLAST + "[No group]{ACTOR#a1 kind=force} has "
        "[claimed responsibility]{CLAIM_RESPONSIBILITY#e3 agent=a1 cause=e1 status=denied}."
    )
    assert coded.events[0].claims == ()


def test_an_accusation_and_its_denial_stand_beside_the_event(code_marked):
    coded = code_marked(
        BLAST + "The [governor]{ACTOR#a2 kind=government} "
        "[blamed]{SAY#c1 source=a2 says=e4} the [attack]{ATTACK#e4 agent=a1 place=p1 time=t1} on "
        "[Boko Haram]{ACTOR#a1 kind=force}. [Boko Haram]{ACTOR#a3 kind=force same=a1} "
        "[denied]{SAY#c2 source=a3 says=e4 stance=deny} it."
    )
    event = coded.events[0]
    assert claims(event) == [
        ("Boko Haram", "accusation", "governor", "assert"),
        ("Boko Haram", "denial", "Boko Haram", "deny"),
    ]
    assert "Boko Haram (accused)" in event.summary


def test_whom_the_words_accuse_need_not_be_an_agent(code_marked):
    coded = code_marked(
        BLAST + "[Police]{ACTOR#a2 kind=force} [suspect]{SAY#c1 source=a2 says=e1} "
        "[Boko Haram]{ACTOR#a1 kind=force}."
    )
    event = coded.events[0]
    assert claims(event) == [("Boko Haram", "accusation", "Police", "assert")]


def test_rival_accusations_are_both_kept(code_marked):
    coded = code_marked(
        "[Shells]{MEANS#m1} [fell]{SHELLING#e1 place=p1 time=t1 means=m1} on [Donetsk]{PLACE#p1} on "
        "[Monday]{TIME#t1}. [Kyiv]{ACTOR#a1 kind=government} [blamed]{SAY#c1 source=a1 says=e1} "
        "[Russian troops]{ACTOR#a2 kind=force}; [Moscow]{ACTOR#a3 kind=government} "
        "[accused]{SAY#c2 source=a3 says=e1} the [Ukrainian army]{ACTOR#a4 kind=force} of it."
    )
    (event,) = coded.events
    assert [(one.actor.span.text, one.by.span.text) for one in event.claims] == [
        ("Russian troops", "Kyiv"),
        ("Ukrainian army", "Moscow"),
    ]


def test_what_the_report_itself_says_is_no_claim(code_marked):
    coded = code_marked(
        "[Boko Haram]{ACTOR#a1 kind=force} [attacked]{ATTACK#e1 agent=a1 place=p1 time=t1} "
        "[Maiduguri]{PLACE#p1} on [Tuesday]{TIME#t1}. The [governor]{ACTOR#a2 kind=government} "
        "[said]{SAY#c1 source=a2 says=e1} so."
    )
    assert coded.events[0].claims == ()
    assert "(" not in coded.events[0].summary.split(" in ")[0]
