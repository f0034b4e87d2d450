"""Expressions of the hour: clock times and parts of the day."""

from collections.abc import Callable, Mapping
from typing import Final

from dateline.resolve.time_calendar import Days, day_value, make_day
from dateline.resolve.time_days import read_date, read_weekday, with_part
from dateline.resolve.time_frame import (
    NO_PUBLISHED,
    NO_SUCH_DAY,
    UNKNOWN_DAY,
    Frame,
    Groups,
    Reading,
)  # fmt: skip

_NOON: Final = 12
_DAY_HOURS: Final = 24
_PAST: Final[Mapping[str, Callable[[int], tuple[int, int]]]] = {
    "half past": lambda hour: (hour, 30), "half": lambda hour: (hour, 30),
    "quarter past": lambda hour: (hour, 15), "quarter to": lambda hour: (_before(hour), 45),
    "ten past": lambda hour: (hour, 10), "ten to": lambda hour: (_before(hour), 50),
    "twenty past": lambda hour: (hour, 20), "twenty to": lambda hour: (_before(hour), 40),
}  # fmt: skip
_NIGHT_BEGINS: Final = (
    6  # "at 2 at night" is two in the morning, "at 10 at night" ten in the evening
)


def read_part(groups: Groups, frame: Frame, args: tuple[str, ...]) -> Reading:
    """Return the reading of `this morning`, `tonight`: a part of the day of publication."""
    groups = {**groups, "part": args[0]} if args else groups
    if frame.published is None:
        return with_part(UNKNOWN_DAY, groups)._replace(reason=NO_PUBLISHED)
    return with_part(day_value(frame.published), groups)


def read_near_part(groups: Groups, frame: Frame, args: tuple[str, ...]) -> Reading:
    """Return the reading of `at dawn`: a part of the nearest day of the sentence."""
    groups = {**groups, "part": args[0]} if args else groups
    base = _near(frame)
    if base is None:
        return with_part(UNKNOWN_DAY, groups)._replace(reason=NO_PUBLISHED)
    return with_part(day_value(base.first), groups)


def _near(frame: Frame) -> Days | None:
    if frame.near:
        return frame.near
    return Days(frame.published, frame.published, "day") if frame.published else None


def read_clock(groups: Groups, frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of a time of day on the day said with it, or the sentence's nearest."""
    clock = _clock(groups)
    if clock is None:
        return Reading(UNKNOWN_DAY, reason=NO_SUCH_DAY, type="TIME")
    day = _clock_day(groups, frame)
    if day.reason:
        return Reading(f"{day.value}{clock}", reason=day.reason, type="TIME")
    return Reading(f"{day.value}{clock}", type="TIME")


def _clock_day(groups: Groups, frame: Frame) -> Reading:
    if "month" in groups:
        keys = ("year", "month", "day")
        return read_date({key: groups[key] for key in keys if key in groups}, frame, ())
    if "weekday" in groups:
        return read_weekday({"weekday": groups["weekday"]}, frame, ())
    if "deictic" in groups and frame.published:
        day = make_day(frame.published.year, frame.published.month, frame.published.day)
        steps = int(groups["deictic"])
        return (
            Reading(day_value(day.fromordinal(day.toordinal() + steps)))
            if day
            else Reading(UNKNOWN_DAY)
        )
    base = _near(frame)
    return Reading(day_value(base.first)) if base else Reading(UNKNOWN_DAY, reason=NO_PUBLISHED)


def _clock(groups: Groups) -> str | None:
    if "noon" in groups:
        return "T12:00"
    if "midnight" in groups:
        return "T24:00"
    hour = int(groups.get("hour") or groups["hourword"])
    minute = int(groups.get("minute", "0"))
    if "past" in groups:
        hour, minute = _PAST[groups["past"].removeprefix("a ")](hour)
    zone = groups.get("zone", "")
    half = groups.get("half", "")[:1]
    if (half or "when" in groups) and not 1 <= hour <= _NOON:
        return None
    hour = _hour(hour, half, groups.get("when") or groups.get("when2"))
    return f"T{hour:02d}:{minute:02d}{zone}" if hour <= _DAY_HOURS else None


def _hour(hour: int, half: str, when: str | None) -> int:
    if half == "p" or when in {"afternoon", "evening"}:
        return hour % _NOON + _NOON
    if half == "a" or when == "morning":
        return hour % _NOON
    if when == "night":
        return hour % _NOON + (_NOON if hour % _NOON >= _NIGHT_BEGINS else 0)
    return hour


def _before(hour: int) -> int:
    return hour - 1 or _NOON
