"""Feasts and other named days: every row's own example, and days checked against calendars."""

import re
from datetime import date

import pytest

from dateline.errors import KnowledgeError
from dateline.knowledge.time_holidays import Holiday, read_holidays
from dateline.knowledge.time_rules import load_time_rules
from dateline.resolve.time_holidays import occurrences
from dateline.resolve.times import find_times

RULES = load_time_rules()


@pytest.mark.parametrize("holiday", RULES.holidays.values(), ids=lambda holiday: holiday.name)
def test_holiday_example(holiday: Holiday):
    marked = re.search(r"\[(.*?)\]", holiday.example)
    assert marked is not None
    text = holiday.example.replace("[", "").replace("]", "")
    mentions = find_times(text, rules=RULES, published=date(2024, 5, 15))
    shown = [(mention.text, f"{mention.type} {mention.value}") for mention in mentions]
    assert (marked[1], holiday.expected) in shown


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("easter", date(1999, 4, 4)),
        ("easter", date(2011, 4, 24)),
        ("orthodox-easter", date(2016, 5, 1)),
        ("thanksgiving", date(2001, 11, 22)),
        ("memorial-day", date(2010, 5, 31)),
        ("election-day", date(2016, 11, 8)),
        ("ramadan", date(2013, 7, 9)),
        ("eid-al-adha", date(2019, 8, 11)),
        ("yom-kippur", date(1973, 10, 6)),
        ("passover", date(2002, 3, 28)),
        ("hanukkah", date(2024, 12, 26)),
        ("lunar-new-year", date(1997, 2, 7)),
    ],
)
def test_days_known_from_calendars(name, first):
    days = [found.first for found in occurrences(RULES.holidays[name], first.year)]
    assert first in days


def test_years_that_a_calendar_does_not_cover():
    assert list(occurrences(RULES.holidays["ramadan"], 1500)) == []
    assert list(occurrences(RULES.holidays["diwali"], 1950)) == []
    text = "They died in Ramadan 1500 there"
    (mention,) = find_times(text, rules=RULES, published=date(2024, 5, 15))
    assert (mention.first, mention.reason) == (None, "the day is not known for that year")


def test_the_nearer_eid_is_meant():
    for published, month in ((date(2024, 4, 20), 4), (date(2024, 6, 25), 6)):
        (mention,) = find_times("They died at Eid.", rules=RULES, published=published)
        assert mention.first is not None
        assert mention.first.month == month


@pytest.mark.parametrize(
    "text", ["", "name\twords\n", "HEADER\nodd\tode\tmoon\t01-01\t1\tx\tx\n", "HEADER\nodd\tode\n"]
)
def test_broken_files_are_refused(tmp_path, text):
    header = "name\twords\tcalendar\tdate\tdays\texample\texpected"
    path = tmp_path / "holidays.tsv"
    path.write_text(text.replace("HEADER", header), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"holidays\.tsv:"):
        read_holidays(path)
