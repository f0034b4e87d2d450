"""Functions for those who want one part of dateline: times, amounts or places of a text."""

from collections.abc import Sequence
from datetime import date
from functools import cache

from dateline.knowledge.amounts import AmountTable, load_amount_table
from dateline.knowledge.gazetteer import Gazetteer, load_gazetteer
from dateline.knowledge.time_rules import TimeRules, load_time_rules
from dateline.records import Place
from dateline.resolve.amount_found import FoundCount
from dateline.resolve.amount_found import find_counts as find_counts_by
from dateline.resolve.places import resolve_places_in
from dateline.resolve.time_frame import TimeMention
from dateline.resolve.times import find_times as find_times_by

# Each is loaded once and never changed.
_times = cache(load_time_rules)
_amounts = cache(load_amount_table)
_gazetteer = cache(load_gazetteer)


def find_times(text: str, published: date | str | None = None) -> tuple[TimeMention, ...]:
    """Return every time expression of a text: span, TIMEX3 type and value, first and last day.

    Offsets are code points, `end` exclusive; days are inclusive. `published` (a day) anchors
    relative expressions; without it they stay unresolved, with the reason.

    Raises:
        ValueError: `published` is not an ISO day.
    """
    rules: TimeRules = _times()
    day = date.fromisoformat(published) if isinstance(published, str) else published
    return find_times_by(text, rules=rules, published=day)


def find_counts(text: str) -> tuple[FoundCount, ...]:
    """Return every amount of a text: span, low, best and high, hedge, unit, and what is counted."""
    table: AmountTable = _amounts()
    return find_counts_by(text, table=table)


def resolve_places(
    text: str,
    spans: Sequence[tuple[int, int]],
    published: date | str | None = None,
    publisher: str | None = None,
) -> tuple[Place | None, ...]:
    """Return a place or None for each (start, end) of `spans`; `end` is exclusive.

    `publisher` hints at a country. `published` (a day) speaks against territories that did not
    exist yet and for places in countries at war on that day; former names are known without it.

    Raises:
        ValueError: a span is empty or not in the text, or `published` is not an ISO day.
    """
    gazetteer: Gazetteer = _gazetteer()
    day = date.fromisoformat(published) if isinstance(published, str) else published
    return resolve_places_in(text, spans, gazetteer=gazetteer, published=day, publisher=publisher)
