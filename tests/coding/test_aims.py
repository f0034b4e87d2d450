"""When an aim is, and a clause that hangs on the background."""


def test_an_aim_has_not_the_day_of_the_deed(code_marked):
    coded = code_marked(
        "The [army]{ACTOR#a1 kind=force} began an [assault]{ADVANCE#e1 agent=a1 place=p1 time=t1} to "
        "[capture]{CAPTURE#e2 agent=a1 place=p1 time=t1} [Kidal]{PLACE#p1} on [Monday]{TIME#t1}."
    )
    days = {one.type: (one.status, one.time.first) for one in coded.event_mentions}
    assert days == {"advance": ("happened", "2021-06-07"), "capture": ("future", None)}
    assert [event.first for event in coded.events] == ["2021-06-07", "2021-06-10"]


def test_a_day_to_come_is_that_of_the_plan(code_marked):
    coded = code_marked(
        "The [army]{ACTOR#a1 kind=force} [massed]{DEPLOY#e1 agent=a1 time=t1} for an "
        "[assault]{ADVANCE#e2 agent=a1 place=p1 time=t1 status=future} on [Kidal]{PLACE#p1} on [Sunday next week]{TIME#t1}."
    )
    assert coded.event_mentions[1].time.first == coded.event_mentions[0].time.first


def test_a_participle_goes_with_the_background_it_hangs_on(code_marked):
    coded = code_marked(
        "[Troops]{ACTOR#a1 kind=force} [clashed]{CLASH#e1 agent=a1 target=a2 time=t1} with [rebels]{ACTOR#a2 kind=force} on "
        "[Wednesday]{TIME#t1}. The rain fell. It was cold. The [campaign]{ADVANCE#e2 agent=a1 target=a2 time=t2} began in "
        "[September]{TIME#t2}, [pushing]{ADVANCE#e3 agent=a1 to=p1} them to [Kidal]{PLACE#p1}."
    )
    fight, campaign, push = (one.id for one in coded.event_mentions)
    assert sorted(map(len, (event.mentions for event in coded.events))) == [1, 2]
    assert any(set(event.mentions) == {campaign, push} for event in coded.events)
    assert any(event.mentions == (fight,) for event in coded.events)
