"""Expressions for a night, which spans two days."""

from datetime import date, timedelta

from dateline.resolve.time_calendar import Days, add_days, day_value
from dateline.resolve.time_days import read_date, read_weekday
from dateline.resolve.time_frame import NO_PUBLISHED, UNKNOWN_DAY, Frame, Groups, Reading


def read_overnight(_groups: Groups, frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of `overnight`: the day before and the day it is told on."""
    day = frame.published
    if day is None:
        return Reading(f"{UNKNOWN_DAY}TNI", reason=NO_PUBLISHED, type="TIME")
    return _night(day - timedelta(days=1))


def read_overnight_weekday(groups: Groups, frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of `overnight Friday`: that day and the next."""
    reading = read_weekday(groups, frame, ())
    if reading.reason:
        return reading
    return _night(date.fromisoformat(reading.value))


def read_overnight_into(groups: Groups, frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of `overnight into Saturday`: that day and the one before."""
    reading = read_weekday(groups, frame, ())
    if reading.reason:
        return reading
    morning = date.fromisoformat(reading.value)
    return _night(add_days(morning, -1) or morning)


def read_overnight_date(groups: Groups, frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of `the night of 9-10 May`: both days."""
    reading = read_date(groups, frame, ())
    if reading.reason:
        return reading
    return _night(date.fromisoformat(reading.value))


def _night(evening: date) -> Reading:
    morning = add_days(evening, 1) or evening
    return Reading(f"{day_value(evening)}TNI", days=Days(evening, morning, "time"), type="TIME")
