"""How dateline words days for people."""

from datetime import date
from typing import Final

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
NO_DAY: Final = "day not said"


def day_words(first: str | None, last: str | None, grain: str | None = None) -> str:
    """Return ISO days, both inclusive, in words.

    `Fri 1 Mar 2019`, `1 to 4 Mar 2019`, `March 2019`, `by Fri 1 Mar 2019`, `day not said`. What is no
    ISO day comes back as it is.
    """
    if first is None and last is None:
        return NO_DAY
    if first is None:
        return f"by {_one(last)}"
    if last is None:
        return f"from {_one(first)}"
    return _stretch(first, last, grain)


def _stretch(first: str, last: str, grain: str | None) -> str:
    start, end = _parse(first), _parse(last)
    if start is None or end is None:
        return first if first == last else f"{first} to {last}"
    if start == end:
        return _one(first)
    if grain == "month" and _month(start) == _month(end):
        return f"{_MONTHS[start.month - 1]} {start.year}"
    if grain == "year" and start.year == end.year:
        return str(start.year)
    return f"{_opening(start, end)} to {_full(end)}"


def _opening(start: date, end: date) -> str:
    """Return the first day without what it shares with the last one."""
    if _month(start) == _month(end):
        return str(start.day)
    return _short(start) if start.year == end.year else _full(start)


def _one(day: str | None) -> str:
    known = _parse(day)
    return f"{_WEEKDAYS[known.weekday()]} {_full(known)}" if known else str(day)


def _full(day: date) -> str:
    return f"{_short(day)} {day.year}"


def _short(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1][:3]}"


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _parse(day: str | None) -> date | None:
    try:
        return date.fromisoformat(day or "")
    except ValueError:
        return None
