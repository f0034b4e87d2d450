"""Expressions that name a day: dates, weekdays, yesterday."""

from datetime import date, timedelta
from typing import Final

from dateline.resolve.time_calendar import Days, add_days, day_value, make_day
from dateline.resolve.time_frame import (
    NO_PUBLISHED,
    NO_SUCH_DAY,
    NO_TOLD,
    UNKNOWN_DAY,
    Frame,
    Groups,
    Reading,
    Tense,
)  # fmt: skip

_TOLERANCE: Final = 1  # a day: reports are dated where they are printed, not where things happen
_LEAP_YEARS: Final = 4
_SOON: Final = 45  # days
_LATELY: Final = 90  # days
_FEW_MONTHS: Final = 3
_MANY_MONTHS: Final = 9
_LONGEST_GAP: Final = 63  # days from one 31st to the next, and a day
_NOW: Final = 2020  # stands for the publication year where that is not known
_PIVOT: Final = 10  # a two-digit year lies at most ten years ahead of the publication date
_MONTHS: Final = 12
_WEEK: Final = 7
_TOO_NEAR: Final = 1  # `next Thursday`, said on a Wednesday, is not tomorrow


def with_part(value: str, groups: Groups) -> Reading:
    """Return the reading of a day, with the part of the day where the match has one."""
    part = groups.get("part") or groups.get("dawn") or ("MO" if "early" in groups else None)
    return Reading(f"{value}T{part}", type="TIME") if part else Reading(value)


def full_year(text: str, published: date | None) -> int:
    """Return the year that `2019`, `19` or `'94` means."""
    digits = text.lstrip("'")
    year = int(digits)
    if len(digits) != 2:  # noqa: PLR2004  two digits
        return year
    latest = (published.year if published else _NOW) + _PIVOT
    return latest - (latest - year) % 100


def read_date(groups: Groups, frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of a date: year, month and day as far as they are said."""
    year = said_year(groups, frame)
    month = groups.get("month") or groups.get("month2")
    day = groups.get("day") or groups.get("day2")
    if "relmonth" in groups and day:
        return _day_of_rel_month(int(day), int(groups["relmonth"]), frame)
    if month is None:
        return Reading(f"{year:04d}") if year else Reading("XXXX", reason=NO_PUBLISHED)
    if day is None:
        return _month(int(month), year, frame)
    if _by_hour(groups):
        return _timed(
            groups, _month_day((int(month), int(day)), year, frame, groups.get("weekday"))
        )
    return _dated(_month_day((int(month), int(day)), year, frame, groups.get("weekday")), groups)


def _dated(reading: Reading, groups: Groups) -> Reading:
    if reading.reason:
        return reading
    return with_part(reading.value, groups)


def _by_hour(groups: Groups) -> bool:
    return "hour" in groups


def _timed(groups: Groups, reading: Reading) -> Reading:
    clock = f"T{int(groups['hour']):02d}:{groups['minute']}{groups.get('zone', '')}"
    return reading if reading.reason else reading._replace(value=reading.value + clock, type="TIME")


def said_year(groups: Groups, frame: Frame) -> int | None:
    """Return the year that the match names, by number or by relation."""
    if "year" in groups:
        return full_year(groups["year"], frame.published)
    if "rel" in groups and frame.published:
        return frame.published.year + int(groups["rel"])
    if "told" in groups and frame.told:
        return frame.told.first.year + int(groups["told"])
    return None


def _day_of_rel_month(day: int, months: int, frame: Frame) -> Reading:
    if frame.published is None:
        return Reading(UNKNOWN_DAY, reason=NO_PUBLISHED)
    year, month = divmod(
        frame.published.year * _MONTHS + frame.published.month - 1 + months, _MONTHS
    )
    found = make_day(year, month + 1, day)
    return Reading(day_value(found)) if found else Reading(UNKNOWN_DAY, reason=NO_SUCH_DAY)


def _month_day(
    month_day: tuple[int, int], year: int | None, frame: Frame, weekday: str | None
) -> Reading:
    month, day = month_day
    if year is not None:
        found = make_day(year, month, day)
        return Reading(day_value(found)) if found else Reading(UNKNOWN_DAY, reason=NO_SUCH_DAY)
    if make_day(2000, month, day) is None:
        return Reading(UNKNOWN_DAY, reason=NO_SUCH_DAY)
    if frame.published is None:
        return Reading(f"XXXX-{month:02d}-{day:02d}", reason=NO_PUBLISHED)
    found = nearest_day(month, day, frame, weekday)
    return Reading(day_value(found)) if found else Reading(UNKNOWN_DAY, reason=NO_SUCH_DAY)


def nearest_day(month: int, day: int, frame: Frame, weekday: str | None = None) -> date | None:
    """Return the day of that name nearest to publication, on the side that the tense says.

    A weekday said with it must fit. A day soon to come wins over one long past where the words
    leave the tense in doubt, and a day just past over one that is most of a year ahead.
    """
    published = frame.published or date.min
    years = range(published.year - _LEAP_YEARS, published.year + _LEAP_YEARS + 1)
    days = [found for year in years if (found := make_day(year, month, day))]
    fitting = [found for found in days if weekday and found.isoweekday() == int(weekday)]
    if fitting:
        return min(fitting, key=lambda found: abs((found - published).days))
    nearest = min(days, key=lambda found: (abs((found - published).days), found), default=None)
    gap = (nearest - published).days if nearest else 0
    if frame.tense == "past" and not (frame.loose and 0 <= gap <= _SOON):
        latest = published + timedelta(days=_TOLERANCE)
        return max((found for found in days if found <= latest), default=None)
    if frame.tense == "future" and not -_LATELY <= gap < 0:
        return min((found for found in days if found >= published), default=None)
    return nearest


def _month(month: int, year: int | None, frame: Frame) -> Reading:
    if year is not None:
        return Reading(f"{year:04d}-{month:02d}")
    if frame.published is None:
        return Reading(f"XXXX-{month:02d}", reason=NO_PUBLISHED)
    behind = (frame.published.month - month) % _MONTHS
    ahead = (month - frame.published.month) % _MONTHS
    is_open = frame.tense == "" or frame.loose
    is_ahead = (frame.tense == "future" and ahead < _MANY_MONTHS) or (
        is_open and 0 < ahead <= _FEW_MONTHS
    )
    index = (
        frame.published.year * _MONTHS
        + frame.published.month
        - 1
        + (ahead if is_ahead else -behind)
    )
    return Reading(f"{index // _MONTHS:04d}-{index % _MONTHS + 1:02d}")


def read_day_alone(groups: Groups, frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of `on the 12th`: of the month nearest on the tense's side."""
    day = int(groups["day"])
    if frame.published is None:
        return Reading(f"XXXX-XX-{day:02d}", reason=NO_PUBLISHED)
    step = 1 if frame.tense == "future" else -1
    for distance in range(_LONGEST_GAP):
        found = add_days(frame.published, step * distance)
        if found and found.day == day:
            return with_part(day_value(found), groups)
    return Reading(UNKNOWN_DAY, reason=NO_SUCH_DAY)


def read_date_rel(groups: Groups, frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of `last Oct. 23`, `next May 3`."""
    tense: Tense = "future" if groups["rel"] == "1" else "past"
    return read_date(
        {"month": groups["month"], "day": groups["day"]}, frame._replace(tense=tense), ()
    )


def read_fixed(_groups: Groups, _frame: Frame, args: tuple[str, ...]) -> Reading:
    """Return the reading that the rule itself gives: `9/11`."""
    return Reading(args[0])


def read_day_by_weekday(groups: Groups, frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of `the day before last Tuesday`."""
    if frame.published is None:
        return Reading(UNKNOWN_DAY, reason=NO_PUBLISHED)
    base = _weekday(frame.published, int(groups["weekday"]), groups.get("rel"), frame.tense)
    found = add_days(base, -1 if groups["way"] == "before" else 1)
    return Reading(day_value(found)) if found else Reading(UNKNOWN_DAY, reason=NO_SUCH_DAY)


def read_figures(groups: Groups, frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of `05/13/2024`, `13/5`: with a year month first, without one day first.

    The other way round where that gives no day.
    """
    a, b = int(groups["a"]), int(groups["b"])
    month, day = (a, b) if "year" in groups else (b, a)
    if month > _MONTHS:
        month, day = day, month
    if make_day(2000, month, day) is None:
        return Reading(UNKNOWN_DAY, reason=NO_SUCH_DAY)
    return _month_day((month, day), said_year(groups, frame), frame, None)


def read_weekday(groups: Groups, frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of a weekday: the last one, or the next where the tense is future."""
    weekday = int(groups["weekday"])
    if frame.published is None:
        return Reading(f"XXXX-WXX-{weekday}", reason=NO_PUBLISHED)
    if "relweek" in groups:
        day = _of_week(frame.published, weekday, int(groups["relweek"]))
    else:
        day = _weekday(frame.published, weekday, groups.get("rel"), frame.tense)
    return with_part(day_value(day), groups)


def _of_week(published: date, weekday: int, weeks: int) -> date:
    monday = published - timedelta(days=published.isoweekday() - 1)
    return monday + timedelta(days=_WEEK * weeks + weekday - 1)


def _weekday(published: date, weekday: int, rel: str | None, tense: Tense) -> date:
    behind = (published.isoweekday() - weekday) % _WEEK
    ahead = (weekday - published.isoweekday()) % _WEEK
    if rel == "-1":
        return published - timedelta(days=behind or _WEEK)
    if rel == "1":
        return published + timedelta(days=ahead if ahead > _TOO_NEAR else ahead + _WEEK)
    if tense == "future" or (rel == "0" and tense != "past"):
        return published + timedelta(days=ahead)
    return published - timedelta(days=behind)


def read_weekday_day(groups: Groups, frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of `Monday the 13th`: the nearest month in which both are true."""
    if frame.published is None:
        return Reading(f"XXXX-XX-{int(groups['day']):02d}", reason=NO_PUBLISHED)
    for distance in range(2 * 366):
        for step in (-distance, distance):
            found = add_days(frame.published, step)
            if (
                found
                and found.day == int(groups["day"])
                and found.isoweekday() == int(groups["weekday"])
            ):
                return Reading(day_value(found))
    return Reading(UNKNOWN_DAY, reason=NO_SUCH_DAY)


def read_deictic(groups: Groups, frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of today, yesterday, tomorrow."""
    return read_days(groups, frame, (groups["deictic"],))


def read_days(groups: Groups, frame: Frame, args: tuple[str, ...]) -> Reading:
    """Return the reading of a day so many days from publication, and a part of it."""
    part = args[1] if len(args) > 1 else None
    groups = {**groups, "part": part} if part else groups
    found = add_days(frame.published, int(args[0])) if frame.published else None
    if found is None:
        return with_part(UNKNOWN_DAY, groups)._replace(reason=NO_PUBLISHED)
    return with_part(day_value(found), groups)


def is_night(days: Days) -> bool:
    """Tell whether days are one night: the morning after it is the second of its two days."""
    return days.grain == "time" and days.last > days.first


def read_told_day(frame: Frame, days: int) -> Reading:
    """Return the reading of a day so many days after the last day told, before it if negative."""
    base = frame.told_day
    if base is None:
        return Reading(UNKNOWN_DAY, reason=NO_TOLD)
    found = add_days(base.first if is_night(base) or days <= 0 else base.last, days)
    return Reading(day_value(found)) if found else Reading(UNKNOWN_DAY, reason=NO_SUCH_DAY)
