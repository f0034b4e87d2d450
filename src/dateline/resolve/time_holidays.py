"""The days of feasts and other named days."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from hijridate import Gregorian, Hijri

from dateline.knowledge.time_holidays import Holiday
from dateline.resolve.time_calendar import Days, day_value, make_day
from dateline.resolve.time_frame import NO_PUBLISHED, UNKNOWN_DAY, Frame, Groups, Reading

_TOLERANCE: Final = 1
_HEBREW_EPOCH: Final = -1373427  # proleptic Gregorian ordinal of 1 Tishri of the year 1, less one
_HEBREW_OFFSET: Final = 3760  # the Hebrew year that ends in autumn, less the Gregorian one
_PASSOVER: Final = 163  # days from 15 Nisan to the next 1 Tishri
_LONG_AUTUMN: Final = frozenset({355, 385})  # lengths of years whose second month has 30 days
_LEAP_AFTER: Final = 356
_LEAP_BEFORE: Final = 382
_UNCERTAIN: Final = "the day is not known for that year"


def read_holiday(groups: Groups, frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of a named day: of the year said, else the nearest on the tense's side."""
    holiday = frame.holidays[groups["holiday"]]
    if "year" in groups:
        return _of_year(groups, holiday, int(groups["year"]))
    if frame.published is None:
        return Reading(UNKNOWN_DAY, reason=NO_PUBLISHED)
    if "year" in groups.get("rel_unit", ""):
        return _of_year(groups, holiday, frame.published.year + int(groups["rel"]))
    days = _nearest((holiday,), frame, groups.get("rel"))
    return _reading(groups, days) if days else Reading(UNKNOWN_DAY, reason=_UNCERTAIN)


def read_holiday_nth(groups: Groups, frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of `the third day of Ramadan`."""
    reading = read_holiday(groups, frame, ())
    if reading.reason:
        return reading
    first = reading.days.first if reading.days else date.fromisoformat(reading.value)
    return Reading(day_value(first + timedelta(days=int(groups["nth"]) - 1)))


def _of_year(groups: Groups, holiday: Holiday, year: int) -> Reading:
    days = next((found for found in occurrences(holiday, year) if found.first.year == year), None)
    return _reading(groups, days) if days else Reading(UNKNOWN_DAY, reason=_UNCERTAIN)


def read_eid(groups: Groups, frame: Frame, args: tuple[str, ...]) -> Reading:
    """Return the reading of `Eid` alone: whichever of the two feasts is nearest."""
    if frame.published is None:
        return Reading(UNKNOWN_DAY, reason=NO_PUBLISHED)
    days = _nearest(tuple(frame.holidays[name] for name in args), frame, None)
    return _reading(groups, days) if days else Reading(UNKNOWN_DAY, reason=_UNCERTAIN)


def _nearest(holidays: tuple[Holiday, ...], frame: Frame, rel: str | None) -> Days | None:
    published = frame.published or date.min
    days = [found for holiday in holidays for found in occurrences(holiday, published.year)]
    tense = {"-1": "past", "1": "future"}.get(rel or "", frame.tense)
    if tense == "past":
        latest = published + timedelta(days=_TOLERANCE)
        days = [found for found in days if found.first <= latest]
    if tense == "future":
        days = [found for found in days if found.last >= published]
    return min(
        days, key=lambda found: (abs((found.first - published).days), found.first), default=None
    )


def _reading(groups: Groups, days: Days) -> Reading:
    first, last = day_value(days.first), day_value(days.last)
    part = groups.get("part")
    value = first if first == last else f"{first}/{last}"
    if part and first == last:
        return Reading(f"{value}T{part}", type="TIME")
    return Reading(value, days=days)


def occurrences(holiday: Holiday, year: int) -> Iterator[Days]:
    """Yield the days of the holiday in the year, the one before and the one after."""
    for around in (year - 1, year, year + 1):
        for first in _firsts(holiday, around):
            last = first + timedelta(days=holiday.days - 1)
            yield Days(first, last, "day" if holiday.days == 1 else "range")


def _firsts(holiday: Holiday, year: int) -> Iterator[date]:
    readers = {
        "gregorian": _gregorian, "weekday": _weekday, "easter": _easter, "orthodox": _orthodox,
        "hijri": _hijri, "hebrew": _hebrew, "table": _table,
    }  # fmt: skip
    try:
        yield from readers[holiday.calendar](holiday.date, year)
    except (OverflowError, ValueError):
        return  # outside what the calendar covers


def _gregorian(args: tuple[str, ...], year: int) -> Iterator[date]:
    month, day = args[0].split("-")
    found = make_day(year, int(month), int(day))
    if found:
        yield found


def _weekday(args: tuple[str, ...], year: int) -> Iterator[date]:
    month, weekday, count, after = (int(arg) for arg in args)
    days = [found for day in range(1, 32) if (found := make_day(year, month, day))]
    fitting = [day for day in days if day.isoweekday() == weekday]
    if not fitting:
        return  # the year lies outside the calendar
    yield fitting[count - 1 if count > 0 else count] + timedelta(days=after)


def _easter(args: tuple[str, ...], year: int) -> Iterator[date]:
    """Source: the anonymous Gregorian algorithm (Nature, 20 April 1876)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    shift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - century // 4 - shift + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    fix = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * fix + 114, 31)
    yield date(year, month, day + 1) + timedelta(days=int(args[0]))


def _orthodox(args: tuple[str, ...], year: int) -> Iterator[date]:
    """Source: Meeus, Astronomical Algorithms, Julian Easter; thirteen days later from 1900 to 2099."""
    moon = (19 * (year % 19) + 15) % 30
    week = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + week + 114, 31)
    yield date(year, month, day + 1) + timedelta(days=13 + int(args[0]))


def _hijri(args: tuple[str, ...], year: int) -> Iterator[date]:
    month, day = args[0].split("-")
    first = Gregorian(year, 1, 1).to_hijri().year
    for hijri_year in (first, first + 1):
        found = Hijri(hijri_year, int(month), int(day)).to_gregorian()
        if found.year == year:
            yield date(found.year, found.month, found.day)


def _hebrew(args: tuple[str, ...], year: int) -> Iterator[date]:
    anchor, after = args[0], int(args[1])
    autumn = _new_year(year + _HEBREW_OFFSET + 1)
    if anchor == "passover":
        yield date.fromordinal(autumn - _PASSOVER + after)
        return
    length = _new_year(year + _HEBREW_OFFSET + 2) - autumn
    months = 0 if anchor == "new-year" else 30 + 29 + (length in _LONG_AUTUMN)
    yield date.fromordinal(autumn + months + after)


def _new_year(year: int) -> int:
    """Return the ordinal of 1 Tishri. Source: Dershowitz and Reingold, Calendrical Calculations."""
    before, this, after = (_elapsed(year + step) for step in (-1, 0, 1))
    delay = 2 if after - this == _LEAP_AFTER else int(this - before == _LEAP_BEFORE)
    return _HEBREW_EPOCH + this + delay


def _elapsed(year: int) -> int:
    months = (235 * year - 234) // 19
    parts = 12084 + 13753 * months
    day = 29 * months + parts // 25920
    return day + (1 if 3 * (day + 1) % 7 < 3 else 0)  # noqa: PLR2004  the book's own formula


def _table(args: tuple[str, ...], year: int) -> Iterator[date]:
    index = year - int(args[0]) + 1
    if 1 <= index < len(args):
        yield from _gregorian((args[index],), year)
