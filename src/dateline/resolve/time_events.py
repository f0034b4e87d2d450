"""The days on which a report puts its own events: what `the third day of the offensive` counts from."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from dateline.knowledge.time_anchors import TimeAnchor
from dateline.records import Grain
from dateline.resolve.time_calendar import (
    Days,
    add_days,
    add_months,
    day_value,
    days_of,
    month_value,
    week_value,
)
from dateline.resolve.time_frame import NO_DAY, UNKNOWN_DAY, Frame, Groups, Reading
from dateline.resolve.time_lengths import UNSAID, length_value, moved, number, shifted
from dateline.resolve.time_text import fold

COUNTED: Final = frozenset(
    {"event-nth", "event-into", "event-shift", "event-eve", "event-anniversary"}
)
NO_EVENT: Final = "it counts from an event that the report does not date"
COARSE: Final = "it counts from an event whose day the report does not give"
_LOOK: Final = 160  # code points on either side of a date
_REACH: Final = 60  # how far behind an expression its own event may stand
_HOURLY: Final = frozenset({"TS", "TM", "TH"})
_DAILY: Final = frozenset({*_HOURLY, "D", "N"})
_GRAINS: Final[Mapping[str, Grain]] = {
    "W": "week",
    "M": "month",
    "Q": "quarter",
    "Y": "year",
    "DE": "decade",
}
_FINE: Final = frozenset({*_HOURLY, "D", "N", "W", "F", "WE"})
_YEAR: Final = 12  # months
_WORD: Final = re.compile(r"[\w-]+")
_DAYS: Final = frozenset({"time", "day"})


class _Dated(NamedTuple):
    """An event that a date belongs to: its noun, where that stands, and its days."""

    noun: str
    at: int
    starts: bool
    date_at: int
    days: Days


class EventDays:
    """The dates of a text, asked for the days of the events they belong to."""

    def __init__(self, flat: str, anchors: Sequence[TimeAnchor], kinds: Mapping[str, str]) -> None:
        self._flat = flat
        self._anchors = anchors
        self._kinds = kinds
        self._dates: list[tuple[int, int, Days]] = []
        self._read = 0
        self._events: list[_Dated] = []
        self._folded: str | None = None

    def add(self, start: int, end: int, days: Days) -> None:
        """Take in a further dated expression."""
        self._dates.append((start, end, days))

    def find(self, noun: str, start: int, end: int, *, is_new: bool) -> Days | None:
        """Return the days of the event `noun` that the expression from `start` to `end` counts from.

        The date that stands at that very noun goes first, then the last told before the expression
        that says when the event began. `is_new` (`an attack`) asks for the noun's own date alone.
        """
        for first, last, days in self._dates[self._read :]:
            self._events += self._at(first, last, days)
        self._read = len(self._dates)
        ranked = []
        for index, event in enumerate(self._events):
            own = start <= event.at <= end + _REACH and event.date_at >= start
            if self._fits(event, noun) and (own or not is_new):
                apart = abs(event.date_at - start)
                rank = (not own, event.noun != noun, not event.starts, event.date_at > start, apart)
                ranked.append((rank, index))
        return self._events[min(ranked)[1]].days if ranked else None

    def nearest(self, sentence: tuple[int, int], start: int) -> Sequence[str]:
        """Return the nouns for events in a sentence (start, end), those closest to `start` first.

        They are what `its third week` may be the third week of.
        """
        text = fold(self._flat[sentence[0] : sentence[1]])
        found = [
            (abs(word.start() + sentence[0] - start), word[0])
            for word in _WORD.finditer(text)
            if word[0] in self._kinds
        ]
        return [noun for _, noun in sorted(found)]

    def _fits(self, event: _Dated, noun: str) -> bool:
        if event.noun == noun:
            return True
        kind = self._kinds.get(noun)
        return event.starts and kind is not None and self._kinds.get(event.noun) == kind

    def _at(self, start: int, end: int, days: Days) -> Iterator[_Dated]:
        """Yield the events that the words around one date give it to."""
        if self._folded is None:
            self._folded = fold(self._flat)
        before = self._folded[max(0, start - _LOOK) : start]
        after = self._folded[end : end + _LOOK]
        for anchor in self._anchors:
            is_before = anchor.where == "before"
            found = anchor.pattern.search(before) if is_before else anchor.pattern.match(after, 0)
            if found is None:
                continue
            named = "event" in found.re.groupindex
            noun = found["event"] if named else anchor.event
            offset = start - len(before) if is_before else end
            at = offset + (found.start("event") if named else found.start())
            yield _Dated(noun, at, anchor.strength == "start", start, days)


def read_event_nth(groups: Groups, frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of `the third day of the offensive`, `the war's second month`."""
    count = int(groups.get("n") or groups.get("nth") or number(groups.get("num")) or 0)
    unit = "D" if groups["unit"] == "N" else groups["unit"]
    reason = _missing(frame, unit) or (None if count else UNSAID)
    if reason or frame.event is None:
        return Reading(UNKNOWN_DAY, reason=reason)
    first = moved(frame.event.first, count - 1, unit)
    after = moved(frame.event.first, count, unit)
    last = add_days(after, -1) if after else None
    if first is None or last is None:
        return Reading(UNKNOWN_DAY, reason=NO_DAY)
    return Reading(_value(first, unit), days=_stretch(first, last, unit, frame.published))


def _value(first: date, unit: str) -> str:
    values = {"D": day_value(first), "W": week_value(first), "M": month_value(first)}
    return values.get(unit, f"{first.year:04d}")


def _stretch(first: date, last: date, unit: str, published: date | None) -> Days:
    """Return the days of a unit; one that runs at publication ends with it."""
    if unit in _DAILY:
        return Days(first, first, "day")
    last = published if published and first <= published < last else last
    return Days(first, last, _GRAINS.get(unit, "range"))


def _missing(frame: Frame, unit: str) -> str | None:
    """Return why nothing can be counted in this unit, None where it can."""
    if frame.event is None:
        return NO_EVENT
    if unit in _FINE and frame.event.grain not in _DAYS:
        return COARSE
    return COARSE if unit == "M" and frame.event.grain not in {*_DAYS, "month"} else None


def read_event_into(groups: Groups, frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of `three weeks into the war`: a length, and the unit that it leads into."""
    count, unit = number(groups.get("num")), groups["unit"]
    value = length_value(count, unit)
    reason = _missing(frame, unit) or (UNSAID if count is None else None)
    if reason or frame.event is None or count is None:
        return Reading(value, reason=reason)
    first = moved(frame.event.first, count, unit)
    after = moved(frame.event.first, count + 1, unit)
    last = add_days(after, -1) if after else None
    if first is None or last is None:
        return Reading(value, reason=NO_DAY)
    return Reading(value, days=_stretch(first, last, unit, frame.published))


def read_event_shift(groups: Groups, frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of `two days after the attack` (a length) or `the day before the vote`."""
    unit = groups["unit"]
    is_length = "num" in groups or unit in _HOURLY
    value = length_value(number(groups.get("num")), unit) if is_length else UNKNOWN_DAY
    count = _count(groups, unit) if is_length else 1.0
    reason = _missing(frame, unit) or (UNSAID if count is None else None)
    if reason or frame.event is None or count is None:
        return Reading(value, reason=reason)
    is_after = groups["way"] == "after"
    base = frame.event.last if is_after else frame.event.first
    found = shifted(base, count if is_after else -count, unit)
    return found._replace(value=value, type=None, days=days_of(found.value)) if is_length else found


def _count(groups: Groups, unit: str) -> float | None:
    """Return how many units are said; `hours after the attack` is the same day, near enough."""
    said = number(groups.get("num"))
    return 0.0 if said is None and unit in _HOURLY else said


def read_event_eve(groups: Groups, frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of `the eve of the vote`."""
    return read_event_shift({**groups, "unit": "D", "way": "before"}, frame, ())


def read_event_anniversary(groups: Groups, frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of `the third anniversary of the coup`."""
    reason = _missing(frame, "D")
    if reason or frame.event is None:
        return Reading(UNKNOWN_DAY, reason=reason)
    years = int(groups.get("n") or groups["nth"])
    found = add_months(frame.event.first, years * _YEAR)
    return Reading(day_value(found)) if found else Reading(UNKNOWN_DAY, reason=NO_DAY)
