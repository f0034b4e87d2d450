"""The day of an event that the report does not date: assumed, said to be so, and worth little."""

import pytest

RAID = "[Rebels]{ACTOR#a1 kind=force} [ambushed]{ATTACK#e1 agent=a1 target=v1 place=p1} an [army patrol]{ACTOR#v1 kind=force} near [Goma]{PLACE#p1}."
DATED = RAID.replace("place=p1", "place=p1 time=t1", 1).replace(
    "[Goma]{PLACE#p1}", "[Goma]{PLACE#p1} on [Monday]{TIME#t1}"
)
PADDING = (
    "It was quiet there. Shops were open. People went to work. Nothing was said. No one came. "
)


def test_news_without_a_day_is_placed_on_the_publication_day_and_says_so(code_marked):
    coded = code_marked(RAID)
    event = coded.events[0]
    assert (event.first, event.last, event.date_grain) == ("2021-06-10", "2021-06-10", "range")
    (warning,) = [one for one in coded.warnings if one.code == "event-undated"]
    assert "gives no time" in warning.message


def test_a_dated_event_has_the_grain_of_its_words_and_no_warning(code_marked):
    coded = code_marked(DATED)
    event = coded.events[0]
    assert (event.first, event.last, event.date_grain) == ("2021-06-07", "2021-06-07", "day")
    assert not [one for one in coded.warnings if one.code == "event-undated"]


def test_what_is_no_news_gets_an_open_range(code_marked):
    event = code_marked(PADDING + RAID).events[0]
    assert (event.first, event.last, event.date_grain) == (None, "2021-06-10", "range")


def test_without_a_publication_day_there_is_no_day(code_marked):
    coded = code_marked(RAID, published=None)
    event = coded.events[0]
    assert (event.first, event.last, event.date_grain) == (None, None, None)
    assert any(one.code == "event-undated" for one in coded.warnings)


@pytest.mark.parametrize("published", ["2021-06-10", None])
def test_an_assumed_day_costs_half_the_score(code_marked, published):
    assert code_marked(RAID, published=published).events[0].score <= 0.5
    assert code_marked(DATED).events[0].score > 0.5


def test_the_third_day_of_an_offensive_dates_its_event(code_marked):
    coded = code_marked(
        "The offensive began on [3 June]{TIME#t1}. On [the third day of the offensive]{TIME#t2} [rebels]{ACTOR#a1 kind=force} "
        "[took]{CAPTURE#e1 agent=a1 place=p1 time=t2} [Goma]{PLACE#p1}."
    )
    event = coded.events[0]
    assert (event.first, event.last, event.date_grain) == ("2021-06-05", "2021-06-05", "day")


def test_three_weeks_into_a_war_date_its_event(code_marked):
    coded = code_marked(
        "The war broke out on [3 May]{TIME#t1}. [Three weeks into the war]{TIME#t2}, [rebels]{ACTOR#a1 kind=force} "
        "[took]{CAPTURE#e1 agent=a1 place=p1 time=t2} [Goma]{PLACE#p1}."
    )
    event = coded.events[0]
    assert (event.first, event.last, event.date_grain) == ("2021-05-24", "2021-05-30", "week")


def test_what_is_only_expected_is_not_placed_on_the_day_of_what_happened(code_marked):
    coded = code_marked(
        f"{DATED} The army expects the [siege]{{BLOCKADE#e2 agent=v1 place=p1}} to end soon."
    )
    (ahead,) = [event for event in coded.events if event.type == "blockade"]
    assert (ahead.first, ahead.last, ahead.date_grain) == ("2021-06-10", None, "range")
    assert ahead.summary.startswith("Expected:")
