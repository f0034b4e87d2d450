"""The days of TIME spans, read with the text around them and the links of the reader."""

from datetime import date

import pytest

from dateline.annotate.annotation import Annotation, LabelledSpan, Link
from dateline.knowledge.time_rules import load_time_rules
from dateline.resolve.time_annotation import ResolvedTime, resolve_annotation_times

RULES = load_time_rules()
PUBLISHED = date(2024, 5, 15)  # a Wednesday


def resolve(text: str, words: str, published: date | None = PUBLISHED) -> ResolvedTime:
    start = text.index(words)
    span = LabelledSpan(id="t1", label="TIME", start=start, end=start + len(words), text=words)
    annotation = Annotation(spans=(span,))
    return resolve_annotation_times(annotation, text, rules=RULES, published=published)["t1"]


@pytest.mark.parametrize(
    ("text", "words", "first", "last", "grain"),
    [
        ("It was hit on Friday.", "Friday", "2024-05-10", "2024-05-10", "day"),
        ("It was hit on Monday and Tuesday.", "Monday and Tuesday", "2024-05-13", "2024-05-14", "range"),
        ("It was hit between 5 and 9 May.", "between 5 and 9 May", "2024-05-05", "2024-05-09", "range"),
        ("It was hit between May 5 and May 9.", "May 5", "2024-05-05", "2024-05-09", "range"),
        ("It was shut from Monday to Tuesday.", "Tuesday", "2024-05-13", "2024-05-14", "range"),
        ("It was hit on 12-14 May.", "12-14 May", "2024-05-12", "2024-05-14", "range"),
        ("It was hit on 12/13 May.", "12/13 May", "2024-05-12", "2024-05-13", "range"),
        ("It was hit on the night of 12-13 May.", "night of 12-13 May", "2024-05-12", "2024-05-13", "time"),
        ("It was hit on 3, 4 and 5 May.", "3, 4 and 5 May", "2024-05-03", "2024-05-05", "range"),
        ("The curfew held before 3 May.", "3 May", None, "2024-05-02", "range"),
        ("Calm has held after 3 May.", "3 May", "2024-05-03", "2024-05-15", "range"),
        ("At seven the order came.", "seven", "2024-05-15", "2024-05-15", "time"),
        ("It was hit after dark on Monday.", "after dark", "2024-05-13", "2024-05-13", "time"),
        ("It has been shut since Friday.", "Friday", "2024-05-10", "2024-05-15", "range"),
        ("It has been shut since Friday.", "since Friday", "2024-05-10", "2024-05-15", "range"),
        ("It stayed shut until Friday.", "Friday", None, "2024-05-10", "range"),
        ("Three were hit overnight.", "overnight", "2024-05-14", "2024-05-15", "time"),
        ("It was hit at 9 a.m. on Monday.", "9 a.m.", "2024-05-13", "2024-05-13", "time"),
        ("On Monday it was hit at dawn.", "dawn", "2024-05-13", "2024-05-13", "time"),
    ],
)  # fmt: skip
def test_days(text, words, first, last, grain):
    time = resolve(text, words).time
    assert (time.first, time.last, time.grain) == (first, last, grain)


def test_open_ends_are_said():
    assert resolve("It has been shut since Friday.", "Friday").open_end
    assert resolve("It stayed shut until Friday.", "Friday").open_start
    assert not resolve("It was hit on Friday.", "Friday").open_end


def test_what_no_rule_reads_has_a_reason():
    resolved = resolve("It was hit at the hour of the wolf.", "the wolf")
    assert resolved.time.first is None
    assert resolved.reason == "no rule reads these words as a time"


def test_no_publication_date():
    resolved = resolve("It was hit on Friday.", "Friday", None)
    assert (resolved.time.first, resolved.time.value) == (None, "XXXX-WXX-5")
    assert "publication date" in (resolved.reason or "")


def test_the_next_day_hangs_on_what_happened_not_on_who_said_it():
    text = "Troops left on Monday (the ministry, Tuesday). The next day rebels came."
    words = {"t1": "Monday", "t2": "Tuesday", "t3": "The next day"}
    times = [
        LabelledSpan(id=key, label="TIME", start=text.index(word), end=text.index(word) + len(word), text=word)
        for key, word in words.items()
    ]  # fmt: skip
    cue = LabelledSpan(id="s1", label="SAY", start=27, end=35, text=text[27:35])
    links = (Link(head="s1", role="time", tail="t2"),)
    annotation = Annotation(spans=(*times, cue), links=links)
    resolved = resolve_annotation_times(annotation, text, rules=RULES, published=PUBLISHED)
    assert resolved["t3"].time.first == "2024-05-14"
