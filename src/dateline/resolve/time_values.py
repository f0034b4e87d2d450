"""What a match of a rule means: one function for each value named in time_rules.tsv."""

from collections.abc import Callable, Mapping
from typing import Final

from dateline.resolve.time_calendar import days_of
from dateline.resolve.time_days import (
    read_date,
    read_date_rel,
    read_day_alone,
    read_day_by_weekday,
    read_days,
    read_deictic,
    read_figures,
    read_fixed,
    read_weekday,
    read_weekday_day,
)
from dateline.resolve.time_events import (
    read_event_anniversary,
    read_event_eve,
    read_event_into,
    read_event_nth,
    read_event_shift,
)
from dateline.resolve.time_fiscal import read_fiscal, read_rel_fiscal
from dateline.resolve.time_frame import (
    A_HABIT,
    NO_DAY,
    OUTSIDE,
    UNKNOWN_DAY,
    Frame,
    Groups,
    Reading,
)
from dateline.resolve.time_holidays import read_eid, read_holiday, read_holiday_nth
from dateline.resolve.time_hours import read_clock, read_near_part, read_part
from dateline.resolve.time_lengths import (
    read_duration,
    read_every,
    read_often,
    read_shift,
    read_stretch,
    read_times,
)
from dateline.resolve.time_nights import (
    read_overnight,
    read_overnight_date,
    read_overnight_into,
    read_overnight_weekday,
)
from dateline.resolve.time_spans import (
    read_century,
    read_decade,
    read_edge_of_year,
    read_half,
    read_half_month,
    read_new_year,
    read_quarter,
    read_rel_month,
    read_rel_unit,
    read_season,
    read_season_of_year,
    read_unit_of_date,
    read_week_of_month,
    read_weekend,
    read_year,
    read_year_range,
)
from dateline.resolve.time_text import RuleMatch
from dateline.resolve.time_told import (
    read_told_month,
    read_told_month_day,
    read_told_part,
    read_told_season,
    read_told_shift,
    read_told_unit,
    read_told_weekday,
)  # fmt: skip

Reader = Callable[[Groups, Frame, tuple[str, ...]], Reading]
HANGING: Final = frozenset({"clock", "near-part"})  # read after the dates of their sentence


def _ref(_groups: Groups, _frame: Frame, args: tuple[str, ...]) -> Reading:
    return Reading(args[0] if args else _groups["now"], reason=NO_DAY)


def _unknown(_groups: Groups, _frame: Frame, args: tuple[str, ...]) -> Reading:
    return Reading(UNKNOWN_DAY, reason=" ".join(args))


def _every_weekday(groups: Groups, _frame: Frame, _args: tuple[str, ...]) -> Reading:
    day = groups.get("weekday") or groups["weekdays"]
    part = f"T{groups['part']}" if "part" in groups else ""
    return Reading(f"XXXX-WXX-{day}{part}", reason=A_HABIT)


def _every_part(groups: Groups, _frame: Frame, _args: tuple[str, ...]) -> Reading:
    return Reading(f"{UNKNOWN_DAY}T{groups['part']}", reason=A_HABIT)


def _fixed_set(_groups: Groups, _frame: Frame, args: tuple[str, ...]) -> Reading:
    return Reading(args[0], reason=A_HABIT)


READERS: Final[Mapping[str, Reader]] = {
    "century": read_century, "clock": read_clock, "date": read_date, "date-rel": read_date_rel,
    "day-alone": read_day_alone, "day-by-weekday": read_day_by_weekday, "days": read_days,
    "decade": read_decade, "deictic": read_deictic, "duration": read_duration,
    "edge-of-year": read_edge_of_year, "eid": read_eid,
    "event-anniversary": read_event_anniversary, "event-eve": read_event_eve,
    "event-into": read_event_into, "event-nth": read_event_nth,
    "event-shift": read_event_shift, "every": read_every,
    "every-part": _every_part, "every-weekday": _every_weekday, "figures": read_figures,
    "fiscal": read_fiscal, "fixed": read_fixed, "fixed-set": _fixed_set, "half": read_half,
    "half-month": read_half_month, "holiday": read_holiday, "holiday-nth": read_holiday_nth,
    "near-part": read_near_part, "new-year": read_new_year, "often": read_often,
    "overnight": read_overnight, "overnight-date": read_overnight_date,
    "overnight-into": read_overnight_into, "overnight-weekday": read_overnight_weekday,
    "part": read_part, "quarter": read_quarter, "ref": _ref, "rel-fiscal": read_rel_fiscal,
    "rel-month": read_rel_month, "rel-unit": read_rel_unit, "season": read_season,
    "season-of-year": read_season_of_year, "shift": read_shift, "stretch": read_stretch,
    "times": read_times, "told-month": read_told_month, "told-month-day": read_told_month_day,
    "told-part": read_told_part, "told-season": read_told_season, "told-shift": read_told_shift,
    "told-unit": read_told_unit, "told-weekday": read_told_weekday,
    "unit-of-date": read_unit_of_date, "unknown": _unknown, "week-of-month": read_week_of_month,
    "weekday": read_weekday, "weekday-day": read_weekday_day, "weekend": read_weekend,
    "year": read_year, "year-range": read_year_range,
}  # fmt: skip


def read_match(match: RuleMatch, frame: Frame) -> Reading:
    """Return what a match means in its frame."""
    name, *args = match.rule.value
    try:
        reading = READERS[name](match.groups, frame, tuple(args))
    except (OverflowError, ValueError):  # the only thing the readers let through
        return Reading(UNKNOWN_DAY, reason=OUTSIDE)
    mod = reading.mod or _mod(match.groups)
    days = reading.days
    if days is None and reading.reason is None:
        days = days_of(reading.value, mod)
        if days is None:
            return reading._replace(mod=mod, reason=NO_DAY)
    return reading._replace(mod=mod, days=days)


def _mod(groups: Groups) -> str | None:
    for name in ("mod", "mod2", "within", "approx", "bound"):
        if name in groups:
            return groups[name]
    return None
