"""Days and TIMEX3 values: which days a value covers, and the value of a day or longer span."""

import calendar
import re
from datetime import date, timedelta
from typing import Final, NamedTuple

from dateline.records import Grain

_DAY: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(T.*)?")
_WEEK: Final = re.compile(r"(\d{4})-W(\d\d)(-WE|-\d)?")
_MONTH: Final = re.compile(r"(\d{4})-(\d\d)")
_PART: Final = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)")
_YEARS: Final = re.compile(r"\d{2,4}")
_INTERVAL: Final = re.compile(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)")
# First month and number of months; winter begins in December of the year it is named after.
_PARTS: Final = {
    "Q1": (1, 3), "Q2": (4, 3), "Q3": (7, 3), "Q4": (10, 3), "H1": (1, 6), "H2": (7, 6),
    "SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3),
}  # fmt: skip
_THIRDS: Final = {"START": (0, 1), "MID": (1, 2), "END": (2, 3)}
_MONTHS: Final = 12


class Days(NamedTuple):
    """A stretch of days, first and last inclusive."""

    first: date
    last: date
    grain: Grain


def make_day(year: int, month: int, day: int) -> date | None:
    """Return the day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def add_days(day: date, days: float) -> date | None:
    """Return the day so many days later, or None outside the years 1 to 9999."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def add_months(day: date, months: int) -> date | None:
    """Return the same day of the month so many months later, or the month's last day."""
    year, month = divmod(day.year * _MONTHS + day.month - 1 + months, _MONTHS)
    if not date.min.year <= year <= date.max.year:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def day_value(day: date) -> str:
    """Return the TIMEX3 value of a day."""
    return day.isoformat()


def week_value(day: date) -> str:
    """Return the TIMEX3 value of the week (Monday to Sunday) that holds the day."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def month_value(day: date) -> str:
    """Return the TIMEX3 value of the month that holds the day."""
    return f"{day.year:04d}-{day.month:02d}"


def days_of(value: str, mod: str | None = None) -> Days | None:
    """Return the days a TIMEX3 value covers, or None where it names none.

    START, MID and END take a third of a month, quarter, season, year or decade; of a week, START
    is Monday and Tuesday, MID Wednesday and Thursday, END Friday to Sunday. Dateline's own choice.
    """
    found = _whole(value)
    if found is None or mod not in _THIRDS or found.grain in {"time", "day"}:
        return found
    return _third(found, mod)


def _third(days: Days, mod: str) -> Days:
    lower, upper = _THIRDS[mod]
    if days.grain == "month":
        last = days.last.day
        return days._replace(
            first=days.first.replace(day=1 + 10 * lower),
            last=days.first.replace(day=last if mod == "END" else 10 * upper),
        )
    length = (days.last - days.first).days + 1
    return days._replace(
        first=days.first + timedelta(days=length * lower // 3),
        last=days.first + timedelta(days=length * upper // 3 - 1),
    )


def _whole(value: str) -> Days | None:
    for pattern, read in _FORMS:
        if found := pattern.fullmatch(value):
            return read(found)
    return None


def _day(found: re.Match[str]) -> Days | None:
    day = make_day(int(found[1]), int(found[2]), int(found[3]))
    return Days(day, day, "time" if found[4] else "day") if day else None


def _interval(found: re.Match[str]) -> Days | None:
    return Days(date.fromisoformat(found[1]), date.fromisoformat(found[2]), "range")


def _month(found: re.Match[str]) -> Days | None:
    return _months(int(found[1]), int(found[2]), 1, "month")


def _part(found: re.Match[str]) -> Days | None:
    return _months(int(found[1]), *_PARTS[found[2]], _part_grain(found[2]))


def _part_grain(part: str) -> Grain:
    if part.startswith("Q"):
        return "quarter"
    return "range" if part.startswith("H") else "season"


def _week(found: re.Match[str]) -> Days | None:
    try:
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        if found[3] == "-WE":
            return Days(monday + timedelta(days=5), monday + timedelta(days=6), "week")
        if found[3]:
            day = monday + timedelta(days=int(found[3][1:]) - 1)
            return Days(day, day, "day")
        return Days(monday, monday + timedelta(days=6), "week")
    except (ValueError, OverflowError):
        return None


def _months(year: int, month: int, count: int, grain: Grain) -> Days | None:
    first = make_day(year, month, 1)
    after = add_months(first, count) if first else None
    return Days(first, after - timedelta(days=1), grain) if first and after else None


def _years(found: re.Match[str]) -> Days | None:
    value = found[0]
    grains: dict[int, Grain] = {4: "year", 3: "decade", 2: "range"}
    first, last = int(value.ljust(4, "0")), int(value.ljust(4, "9"))
    if first < 1:
        return None
    return Days(date(first, 1, 1), date(last, 12, 31), grains[len(value)])


_FORMS: Final = (
    (_DAY, _day), (_INTERVAL, _interval), (_WEEK, _week), (_MONTH, _month), (_PART, _part),
    (_YEARS, _years),
)  # fmt: skip
