"""Expressions of length and habit: durations, `two days ago`, `the past week`, `daily`."""

from datetime import date
from typing import Final

from dateline.resolve.time_calendar import (
    Days,
    add_days,
    add_months,
    day_value,
    month_value,
    week_value,
)
from dateline.resolve.time_frame import (
    A_HABIT,
    A_LENGTH,
    NO_DAY,
    NO_PUBLISHED,
    UNKNOWN_DAY,
    Frame,
    Groups,
    Reading,
    TimexType,
)  # fmt: skip

UNSAID: Final = "it does not say how many"
_TIME_UNITS: Final = {"TS": "S", "TM": "M", "TH": "H"}
_DAY_LENGTHS: Final = {
    "D": 1.0,
    "N": 1.0,
    "W": 7.0,
    "F": 14.0,
    "WE": 7.0,
    "TH": 1 / 24,
    "TM": 1 / 1440,
    "TS": 1 / 86400,
}
_MONTH_LENGTHS: Final = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}
_SMALLER: Final = {
    "Y": (12, "M"),
    "D": (24, "TH"),
    "TH": (60, "TM"),
    "TM": (60, "TS"),
    "DE": (10, "Y"),
    "CE": (100, "Y"),
}
_LARGEST: Final = 100_000


def number(text: str | None) -> float | None:
    """Return the number, or None where it is unknown (X) or too large to mean anything."""
    if text is None or text == "X":
        return None
    plain = text.replace(",", "")
    whole, _, half = plain.partition(" ")
    try:
        found = float(whole) + (0.5 if half else 0.0)
    except ValueError:
        return None
    return found if found <= _LARGEST else None


def length_value(count: float | None, unit: str) -> str:
    """Return the TIMEX3 value of so many units; halves become smaller units."""
    if count is None:
        return _length("X", unit)
    if unit == "F":
        return _length(_plain(count * 2), "W")
    if count == int(count):
        return _length(_plain(count), unit)
    if unit not in _SMALLER:
        return _length(f"{count:g}", unit)
    factor, smaller = _SMALLER[unit]
    whole, rest = int(count), (count - int(count)) * factor
    tail = length_value(float(round(rest)), smaller)
    if not whole:
        return tail
    head = _length(str(whole), unit)
    return head + tail.removeprefix("P").removeprefix("T" if head.startswith("PT") else "")


def _plain(count: float) -> str:
    return f"{count:g}" if count < 1e6 else str(int(count))  # noqa: PLR2004  %g turns to powers of ten there


def _length(count: str, unit: str) -> str:
    if unit in _TIME_UNITS:
        return f"PT{count}{_TIME_UNITS[unit]}"
    return f"P{count}{'D' if unit == 'N' else 'W' if unit == 'F' else unit}"


def _counted(groups: Groups, args: tuple[str, ...]) -> float | None:
    return number(args[0] if args else groups.get("num"))


def read_duration(groups: Groups, _frame: Frame, args: tuple[str, ...]) -> Reading:
    """Return the reading of a length of time."""
    count = _counted(groups, args)
    if "half" in groups and count is not None:
        count += 0.5
    return Reading(length_value(count, groups["unit"]), reason=A_LENGTH)


def read_stretch(groups: Groups, frame: Frame, args: tuple[str, ...]) -> Reading:
    """Return the reading of a length that ends or begins at publication: `the past 24 hours`."""
    way = args[0]
    count = number(groups.get("num", "1")) if way in {"-", "+"} else None
    value = length_value(count, groups["unit"])
    if count is None:
        return Reading(value, reason=UNSAID)
    if frame.published is None:
        return Reading(value, reason=NO_PUBLISHED)
    other = moved(frame.published, count if way == "+" else -count, groups["unit"])
    if other is None:
        return Reading(value, reason=NO_DAY)
    first, last = sorted((frame.published, other))
    return Reading(value, days=Days(first, last, "range"))


def moved(base: date, count: float, unit: str) -> date | None:
    """Return the day so many units after `base`, before it where negative."""
    if unit in _DAY_LENGTHS:
        return add_days(base, round(count * _DAY_LENGTHS[unit]))
    return add_months(base, round(count * _MONTH_LENGTHS[unit]))


def read_shift(groups: Groups, frame: Frame, args: tuple[str, ...]) -> Reading:
    """Return the reading of `two days ago`, `three weeks from now`."""
    sign = 1 if args[0] == "+" else -1
    if frame.published is None:
        return Reading(UNKNOWN_DAY, reason=NO_PUBLISHED)
    count = number(groups.get("num"))
    if count is None:
        return Reading("FUTURE_REF" if sign > 0 else "PAST_REF", reason=UNSAID)
    return shifted(frame.published, sign * count, groups["unit"])


def shifted(base: date, count: float, unit: str) -> Reading:
    """Return the reading of so many units after `base`, as exact as the unit."""
    found = moved(base, count, unit)
    if found is None:
        return Reading(UNKNOWN_DAY, reason=NO_DAY)
    if count != int(count) and unit in {"Y", "DE", "CE"}:
        return Reading(month_value(found) if unit == "Y" else f"{found.year:04d}")
    values = {
        "W": week_value(found),
        "F": week_value(found),
        "M": month_value(found),
        "WE": f"{week_value(found)}-WE",
    }
    kind: TimexType | None = "TIME" if unit in _TIME_UNITS else None
    if unit in {"Q", "Y", "DE", "CE"}:
        return Reading(f"{found.year:04d}")
    return Reading(values.get(unit, day_value(found)), type=kind)


def read_often(groups: Groups, _frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of `daily`, `weekly`."""
    unit = groups["often"]
    return Reading("P2W" if unit == "W2" else _length("1", unit), reason=A_HABIT)


def read_every(groups: Groups, _frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of `every day`, `every two weeks`, `every other day`."""
    said = groups.get("num", "1")
    count = {"single": 1.0, "other": 2.0}.get(said, number(said))
    return Reading(length_value(count, groups["unit"]), reason=A_HABIT)


def read_times(groups: Groups, _frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of `twice a week`."""
    return Reading(_length("1", groups["unit"]), reason=A_HABIT)
