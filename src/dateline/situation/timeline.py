"""Events and deaths over time, in days, weeks, months or years."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from dateline.fuse.records import FusedEvent
from dateline.records import Range, Record
from dateline.situation.figures import toll
from dateline.situation.gather import Situation, first_published

_REAL: Final = frozenset({"happened", "ongoing"})
_BEFORE_REPORTS: Final = 31  # days; what reports tell of earlier times is background
# The step and the most days that are shown in it.
_STEPS: Final = (("day", 45), ("week", 300), ("month", 1900), ("year", 10**9))
_MONTHS: Final = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)
_DECEMBER: Final = 12


class Bin(Record, frozen=True, kw_only=True):
    """A day, week, month or year: first and last day inclusive, its events and their deaths together."""

    first: str
    last: str
    label: str
    events: tuple[FusedEvent, ...]
    deaths: Range


class Timeline(Record, frozen=True, kw_only=True):
    """All bins from the first that holds an event to the last, empty ones between too.

    `longer` are the ids of events over more than one bin, `earlier` those of events long before the reports.
    """

    step: str
    bins: tuple[Bin, ...]
    longer: tuple[str, ...]
    earlier: tuple[str, ...]


def find_timeline(situation: Situation) -> Timeline | None:
    """Return the events over time, None where none has a day."""
    dated = [one for one in situation.events if one.status in _REAL and _first(one)]
    start = _start(situation)
    shown = [one for one in dated if _last(one) >= start]
    if not shown:
        return None
    last = max(_last(one) for one in shown)
    first = max(min(_first(one) for one in shown), start)
    step = _step(date.fromisoformat(first), date.fromisoformat(last))
    bins = _bins(first, last, step)
    held = {one.id: _held(one, bins) for one in shown}
    filled = [number for number in held.values() if number is not None] or [0]
    return Timeline(
        step=step,
        bins=tuple(
            _bin(bins[number], [one for one in shown if held[one.id] == number], step)
            for number in range(min(filled), max(filled) + 1)
        ),
        longer=tuple(one.id for one in shown if held[one.id] is None),
        earlier=tuple(one.id for one in dated if _last(one) < start),
    )


def _start(situation: Situation) -> str:
    """Return the first day that is shown."""
    published = first_published(situation.sources)
    if situation.wanted.first or published is None:
        return situation.wanted.first or "0001-01-01"
    try:
        start = date.fromisoformat(published[0]) - timedelta(days=_BEFORE_REPORTS)
    except OverflowError:
        return "0001-01-01"
    return start.isoformat()


def _first(one: FusedEvent) -> str:
    return one.event.first or one.event.last or ""


def _last(one: FusedEvent) -> str:
    return one.event.last or one.event.first or ""


def _step(first: date, last: date) -> str:
    days = (last - first).days + 1
    return next(step for step, most in _STEPS if days <= most)


def _bins(first: str, last: str, step: str) -> list[tuple[date, date]]:
    end = date.fromisoformat(last)
    start = _opening(date.fromisoformat(first), step)
    found = []
    while start <= end:
        after = _next(start, step)
        found.append((start, after - timedelta(days=1)))
        start = after
    return found


def _opening(day: date, step: str) -> date:
    if step == "week":
        return day - timedelta(days=day.weekday())
    if step == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if step == "year" else day


def _next(day: date, step: str) -> date:
    if step in {"day", "week"}:
        return day + timedelta(days=1 if step == "day" else 7)
    if step == "year" or day.month == _DECEMBER:
        return day.replace(year=day.year + 1, month=1)
    return day.replace(month=day.month + 1)


def _held(one: FusedEvent, bins: Sequence[tuple[date, date]]) -> int | None:
    """Return the number of the bin that holds all days of an event, None where it goes over more."""
    first, last = date.fromisoformat(_first(one)), date.fromisoformat(_last(one))
    return next((n for n, (start, end) in enumerate(bins) if start <= first and last <= end), None)


def _bin(span: tuple[date, date], events: Iterable[FusedEvent], step: str) -> Bin:
    told = tuple(events)
    return Bin(
        first=span[0].isoformat(),
        last=span[1].isoformat(),
        label=_label(span[0], step),
        events=told,
        deaths=toll(told),
    )


def _label(day: date, step: str) -> str:
    if step == "year":
        return str(day.year)
    month = _MONTHS[day.month - 1]
    return f"{month} {day.year}" if step == "month" else f"{day.day} {month}"
