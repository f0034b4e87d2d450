"""Days counted from the report's own events, and the ways a report dates those."""

import re
from datetime import date

import pytest

from dateline.knowledge.time_anchors import TimeAnchor
from dateline.knowledge.time_fiscal import FiscalYear
from dateline.knowledge.time_rules import load_time_rules
from dateline.resolve.time_frame import TimeMention
from dateline.resolve.times import find_times

RULES = load_time_rules()
PUBLISHED = date(2024, 5, 15)  # a Wednesday


def found(text: str, words: str) -> TimeMention:
    mentions = find_times(text, rules=RULES, published=PUBLISHED)
    return next(mention for mention in mentions if mention.text == words)


@pytest.mark.parametrize("anchor", RULES.anchors, ids=lambda anchor: anchor.name)
def test_an_anchor_dates_the_event_of_its_example(anchor: TimeAnchor):
    braced = re.search(r"\{(.*?)\}", anchor.example)
    noun = braced[1] if braced else anchor.event
    text = re.sub(r"[\[\]{}]", "", anchor.example) + f". They fled on the second day of the {noun}."
    mention = found(text, f"the second day of the {noun}")
    dated = re.search(r"\[(.*?)\]", anchor.example)
    assert dated is not None
    assert mention.first == (date(2024, 5, 14) if dated[1] == "Monday" else date(2024, 5, 4))


@pytest.mark.parametrize("fiscal", RULES.fiscal_years, ids=lambda fiscal: fiscal.country)
def test_a_fiscal_year_is_the_country_s(fiscal: FiscalYear):
    words = re.search(r"\[(.*?)\]", fiscal.example)
    assert words is not None
    mention = found(re.sub(r"[\[\]]", "", fiscal.example) + ".", words[1])
    assert f"{mention.first} {mention.last}" == fiscal.expected


@pytest.mark.parametrize(
    ("text", "words", "first", "last", "grain"),
    [
        ("The offensive began on 3 May. On the third day of the offensive rebels took Kisal.", "the third day of the offensive", "2024-05-05", "2024-05-05", "day"),
        ("On the third day of the offensive, which began on 3 May, rebels took Kisal.", "the third day of the offensive", "2024-05-05", "2024-05-05", "day"),
        ("The offensive began on 3 May. On the third day of the operation rebels took Kisal.", "the third day of the operation", "2024-05-05", "2024-05-05", "day"),
        ("The war broke out on 15 April 2023. Three weeks into the war the city fell.", "Three weeks", "2023-05-06", "2023-05-12", "week"),
        ("The war broke out in April 2023. Two months into the war the city fell.", "Two months", "2023-06-01", "2023-06-30", "month"),
        ("Two days after the 3 May attack, police came.", "Two days", "2024-05-05", "2024-05-05", "day"),
        ("Two days after Monday's attack, police came.", "Two days", "2024-05-15", "2024-05-15", "day"),
        ("Rebels attacked the base on 3 May. A week after the attack it was empty.", "A week", "2024-05-06", "2024-05-12", "week"),
        ("The truce took effect on 3 May. It was broken on the eve of the vote.", "the eve of the vote", "None", "None", "None"),
        ("The truce took effect on 3 May. On the fourth day of the truce shells fell. The next day it was over.", "The next day", "2024-05-07", "2024-05-07", "day"),
        ("The attack on 3 May killed two. A day after an attack on a market, he fled.", "A day", "None", "None", "None"),
        ("The attack on 3 May killed two. A day after the attack on 7 May, he fled.", "A day", "2024-05-08", "2024-05-08", "day"),
        ("The war began in 2023. On the third day of the war the city fell.", "the third day of the war", "None", "None", "None"),
        ("The war began in 2023. In the second year of the war the city fell.", "the second year of the war", "2024-01-01", "2024-05-15", "year"),
        ("In its third week, the war that began on 15 April 2023 reached Kisal.", "its third week", "2023-04-29", "2023-05-05", "week"),
        ("The dam, in its third week, broke on 3 May.", "its third week", "None", "None", "None"),
        ("Hours after the blast on 3 May he fled.", "Hours", "2024-05-03", "2024-05-03", "day"),
        ("The siege began on 3 May and is in its second week of the siege.", "its second week of the siege", "2024-05-10", "2024-05-15", "week"),
    ],
)  # fmt: skip
def test_days(text, words, first, last, grain):
    mention = found(text, words)
    assert (str(mention.first), str(mention.last), str(mention.grain)) == (first, last, grain)
    assert (mention.reason is None) == (mention.first is not None)


def test_an_event_that_the_report_does_not_date_says_so():
    mention = found(
        "They fled on the third day of the offensive.", "the third day of the offensive"
    )
    assert mention.first is None
    assert mention.reason == "it counts from an event that the report does not date"


def test_a_length_keeps_its_timex_value():
    mention = found("Three weeks into the war, the city fell.", "Three weeks")
    assert (mention.type, mention.value, mention.first) == ("DURATION", "P3W", None)


@pytest.mark.parametrize(
    ("text", "words", "value", "days"),
    [
        ("It was spent in fiscal year 2023.", "fiscal year 2023", "FY2023", "None None"),
        ("It was spent in FY2023/24.", "FY2023/24", "FY2024", "None None"),
        ("It fell in the fiscal year ended September 30, 2023.", "the fiscal year ended September 30, 2023", "FY2023", "2022-10-01 2023-09-30"),
        ("It fell in the fiscal year ending June 2024.", "the fiscal year ending June 2024", "FY2024", "2023-07-01 2024-06-30"),
        ("Pakistan's army was paid last fiscal year.", "last fiscal year", "FY2023", "2022-07-01 2023-06-30"),
        ("Japan paid India in fiscal 2023.", "fiscal 2023", "FY2023", "None None"),
        ("They gave us much in fiscal 2023.", "fiscal 2023", "FY2023", "None None"),
        ("Aid fell in the fiscal first quarter of 2024.", "the fiscal first quarter of 2024", "2024-Q1", "None None"),
        ("It was spent in fiscal 2023-29.", "fiscal 2023-29", "FY2023", "None None"),
    ],
)  # fmt: skip
def test_fiscal_years(text, words, value, days):
    mention = found(text, words)
    assert (mention.value, f"{mention.first} {mention.last}") == (value, days)
    assert (mention.reason is None) == (mention.first is not None)
