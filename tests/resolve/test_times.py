"""Time expressions: every rule's own example, and what follows from the text around them."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.knowledge.time_rules import TimeRule, load_time_rules
from dateline.resolve.time_frame import TimeMention
from dateline.resolve.times import find_times

RULES = load_time_rules()
PUBLISHED = date(2024, 5, 15)  # a Wednesday


def shown(mention: TimeMention) -> str:
    mod = f" {mention.mod}" if mention.mod else ""
    return f"{mention.type} {mention.value}{mod}"


def found(text: str, published: date | None = PUBLISHED) -> dict[str, TimeMention]:
    return {mention.text: mention for mention in find_times(text, rules=RULES, published=published)}


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.name)
def test_rule_example(rule: TimeRule):
    marked = re.search(r"\[(.*?)\s*\]", rule.example)
    assert marked is not None
    text = rule.example.replace("[", "").replace("]", "")
    mentions = find_times(text, rules=RULES, published=PUBLISHED)
    at = [mention for mention in mentions if mention.start == marked.start()]
    assert [(mention.text, shown(mention), mention.rule) for mention in at] == [
        (marked[1], rule.expected, rule.name)
    ]


def sentences() -> list[tuple[str, str]]:
    lines = (Path(__file__).parent / "time_sentences.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines[2:]]
    return [(text, expected) for text, expected in rows]


@pytest.mark.parametrize(("text", "expected"), sentences())
def test_sentence(text, expected):
    mentions = find_times(text, rules=RULES, published=PUBLISHED)
    assert " | ".join(f"{mention.text} = {shown(mention)}" for mention in mentions) == expected


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        ("On Friday two men were killed.", "Friday", "2024-05-10", "2024-05-10"),
        ("The talks will resume on Friday.", "Friday", "2024-05-17", "2024-05-17"),
        ("The court is expected to rule on Friday.", "Friday", "2024-05-17", "2024-05-17"),
        ("On Friday the army will leave.", "Friday", "2024-05-17", "2024-05-17"),
        ("Police said on Wednesday they had no leads.", "Wednesday", "2024-05-15", "2024-05-15"),
        ("He was shot on August 5.", "August 5", "2023-08-05", "2023-08-05"),
        ("The vote will be held on August 5.", "August 5", "2024-08-05", "2024-08-05"),
        ("They were shelled overnight.", "overnight", "2024-05-14", "2024-05-15"),
        ("They fled in early March.", "early March", "2024-03-01", "2024-03-10"),
        ("They fled last week.", "last week", "2024-05-06", "2024-05-12"),
        ("Twelve died in the past 24 hours.", "the past 24 hours", "2024-05-14", "2024-05-15"),
        ("He was held in 2023.", "2023", "2023-01-01", "2023-12-31"),
        ("He was held this year.", "this year", "2024-01-01", "2024-05-15"),
        ("On 3 May they met. The next day they split.", "The next day", "2024-05-04", "2024-05-04"),
        ("On 3 May they met. Two days later all was over.", "Two days later", "2024-05-05", "2024-05-05"),
        ("On 3 May they came to the village, which had been hit on 12 April. The next day they left.", "The next day", "2024-05-04", "2024-05-04"),
        ("On 3 May they came. The village had been hit on 12 April. The next day they left.", "The next day", "2024-05-04", "2024-05-04"),
        ("He said that they had come on 3 May. The next day they left.", "The next day", "2024-05-04", "2024-05-04"),
        ("He had been held on 12 April. The next day he was freed.", "The next day", "2024-04-13", "2024-04-13"),
        ("They came overnight Friday. By the next morning they had left.", "the next morning", "2024-05-11", "2024-05-11"),
        ("They came overnight Friday. The next day they left.", "The next day", "2024-05-11", "2024-05-11"),
        ("They were hit on Friday, he said on Monday. A day earlier they fled.", "A day earlier", "2024-05-09", "2024-05-09"),
    ],
)  # fmt: skip
def test_days(text, words, first, last):
    mention = found(text)[words]
    assert (str(mention.first), str(mention.last)) == (first, last)


def test_relative_dates_need_a_publication_date():
    mention = found("They fled yesterday and on Monday.", None)["Monday"]
    assert (mention.first, mention.value) == (None, "XXXX-WXX-1")
    assert mention.reason is not None
    assert "publication date" in mention.reason


def test_full_dates_need_none():
    assert found("They fled on 3 May 2019.", None)["3 May 2019"].first == date(2019, 5, 3)


def test_a_date_told_before_is_needed():
    mention = found("The next day they fled.")["The next day"]
    assert mention.first is None
    assert mention.reason is not None


@pytest.mark.parametrize(
    "text",
    [
        "They may march if the sun comes out.",
        "A man aged 34 and a 12-year-old girl died.",
        "They paid $2000 for flight 1998.",
        "",
    ],
)
def test_nothing_to_find(text):
    assert find_times(text, rules=RULES, published=PUBLISHED) == ()


@pytest.mark.parametrize("text", ["31 February 2024", "on 99/99/2024", "June 31"])
def test_no_such_day(text):
    for mention in find_times(text, rules=RULES, published=PUBLISHED):
        assert mention.grain != "day"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("on ١٢ May ٢٠٢٤ they fled", date(2024, 5, 12)),
        ("on １２ May ２０２４ they fled", date(2024, 5, 12)),
        ("on 12\nMay 2024 they fled", date(2024, 5, 12)),
        ("on 12\u00a0May\u00a02024 they fled", date(2024, 5, 12)),
    ],
)
def test_odd_digits_and_blanks(text, first):
    (mention,) = find_times(text, rules=RULES, published=PUBLISHED)
    assert mention.first == first
    assert text[mention.start : mention.end] == mention.text


def test_long_blanks_cost_nothing_and_join_nothing():
    text = "12" + " " * 20_000 + "May" + " " * 20_000 + "2024"
    values = [mention.value for mention in find_times(text, rules=RULES, published=PUBLISHED)]
    assert "2024-05-12" not in values


@pytest.mark.parametrize(
    "text",
    [
        "fiscal year 2023 " * 1000,
        "in its third week " * 1000,
        "had " * 2000 + "on 3 May. The next day",
    ],
)
def test_long_sentences_cost_little(text):
    assert find_times(text, rules=RULES, published=PUBLISHED)


@pytest.mark.parametrize("published", [date.min, date.max])
def test_the_edges_of_the_calendar(published):
    text = "They died on Thanksgiving, next week, a century ago, at Easter, in Ramadan, overnight."
    for mention in find_times(text, rules=RULES, published=published):
        assert mention.first is not None or mention.reason


WORDS = st.sampled_from(
    [
        "on",
        "Monday",
        "May",
        "12",
        "2024",
        "early",
        "late",
        "last",
        "next",
        "week",
        "days",
        "two",
        "ago",
        "the",
        "of",
        "night",
        "at",
        "9",
        "a.m.",
        "GMT",
        "-",
        ",",
        ".",
        "\n",
        "31",
        "February",
        "0",
        "99999999999",
        "٣",
        "every",
        "decade",
        "1990s",
        "overnight",
        "since",
        "until",
        "between",
        "and",
    ]
)


@settings(max_examples=60)
@given(st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=80), st.none() | st.dates())
def test_spans_hold(text, published):
    mentions = find_times(text, rules=RULES, published=published)
    end = 0
    for mention in mentions:
        assert mention.start >= end
        assert text[mention.start : mention.end] == mention.text
        assert (mention.first is None) == (mention.last is None) == (mention.grain is None)
        if mention.first is None:
            assert mention.reason
        else:
            assert mention.last is not None
            assert mention.first <= mention.last
        end = mention.end
    assert mentions == find_times(text, rules=RULES, published=published)
