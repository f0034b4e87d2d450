"""Expressions that count from the last date told: `the next day`, `two weeks later`, `that month`."""

from datetime import date, timedelta
from typing import Final

from dateline.resolve.time_calendar import Days, day_value, make_day
from dateline.resolve.time_days import is_night, read_told_day, with_part
from dateline.resolve.time_frame import NO_SUCH_DAY, NO_TOLD, UNKNOWN_DAY, Frame, Groups, Reading
from dateline.resolve.time_lengths import UNSAID, number, shifted
from dateline.resolve.time_spans import unit_reading

_BACK: Final = frozenset({"earlier", "before", "previously", "prior"})
_DAILY: Final = frozenset({"D", "N", "TH", "TM", "TS"})
_WAYS: Final = {"before": -1, "after": 1}
_HOURLY: Final = frozenset({"TH", "TM", "TS"})  # some hours later is the same day, near enough


def read_told_unit(groups: Groups, frame: Frame, args: tuple[str, ...]) -> Reading:
    """Return the reading of `the same day`, `the following week`, `that year`."""
    unit = groups["unit"]
    steps = int(groups.get("told", args[0] if args else "0"))
    base = _base(frame, unit)
    if base is None:
        return Reading(UNKNOWN_DAY, reason=NO_TOLD)
    if unit in _DAILY and base.grain not in {"time", "day"}:
        return Reading(UNKNOWN_DAY, reason=NO_TOLD)
    is_from_end = steps > 0 and not (unit in _DAILY and is_night(base))
    return unit_reading(base.last if is_from_end else base.first, unit, steps)


def _base(frame: Frame, unit: str) -> Days | None:
    return frame.told_day if unit in _DAILY else frame.told


def read_told_part(groups: Groups, frame: Frame, args: tuple[str, ...]) -> Reading:
    """Return the reading of `that night`, `the following morning`."""
    reading = read_told_day(frame, int(groups.get("told", args[0] if args else "0")))
    if reading.reason:
        return reading._replace(type="TIME")
    return with_part(reading.value, groups)


def read_told_shift(groups: Groups, frame: Frame, args: tuple[str, ...]) -> Reading:
    """Return the reading of `two days later`, `a month earlier`, `the day before`, `hours later`."""
    unit = groups["unit"]
    sign = -1 if groups["way"] in _BACK else 1
    count = number(groups.get("num", args[0] if args else "X"))
    base = _base(frame, unit)
    if base is None or (unit in _DAILY and base.grain not in {"time", "day"}):
        return Reading(UNKNOWN_DAY, reason=NO_TOLD)
    if count is None and unit not in _HOURLY:
        return Reading(UNKNOWN_DAY, reason=UNSAID)
    return shifted(base.last if sign > 0 else base.first, sign * (count or 0), unit)


def read_told_weekday(groups: Groups, frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of `the following Friday`, `that Monday`."""
    base = frame.told_day
    if base is None:
        return Reading(f"XXXX-WXX-{groups['weekday']}", reason=NO_TOLD)
    weekday = int(groups["weekday"])
    told = _WAYS[groups["way"]] if "way" in groups else int(groups["told"])
    ahead = (weekday - base.last.isoweekday()) % 7
    behind = (base.first.isoweekday() - weekday) % 7
    if told > 0:
        return Reading(day_value(base.last + timedelta(days=ahead or 7)))
    if told < 0:
        return Reading(day_value(base.first - timedelta(days=behind or 7)))
    return Reading(day_value(base.first + timedelta(days=ahead)))


def read_told_month(groups: Groups, frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of `that November`, `the following March`."""
    month = int(groups["month"])
    if frame.told is None:
        return Reading(f"XXXX-{month:02d}", reason=NO_TOLD)
    return Reading(f"{_told_year(frame.told.first, month, int(groups['told'])):04d}-{month:02d}")


def _told_year(base: date, month: int, told: int) -> int:
    if told > 0 and month <= base.month:
        return base.year + 1
    if told < 0 and month >= base.month:
        return base.year - 1
    return base.year


def read_told_month_day(groups: Groups, frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of the second day in `May 12 and 14`: in the month of the day before it."""
    base = frame.told_day
    if base is None:
        return Reading(UNKNOWN_DAY, reason=NO_TOLD)
    year = int(groups.get("year", base.last.year))
    found = make_day(year, base.last.month, int(groups["day"]))
    return Reading(day_value(found)) if found else Reading(UNKNOWN_DAY, reason=NO_SUCH_DAY)


def read_told_season(groups: Groups, frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of `that summer`."""
    season = groups["season"]
    if frame.told is None:
        return Reading(f"XXXX-{season}", reason=NO_TOLD)
    months = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
    return Reading(
        f"{_told_year(frame.told.first, months[season], int(groups['told'])):04d}-{season}"
    )
