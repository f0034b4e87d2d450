"""Expressions that name a span of the calendar: weeks, months, seasons, years and longer."""

from datetime import date, timedelta
from typing import Final

from dateline.resolve.time_calendar import (
    Days,
    add_days,
    add_months,
    day_value,
    days_of,
    month_value,
    week_value,
)
from dateline.resolve.time_days import read_date, said_year
from dateline.resolve.time_fiscal import UNKNOWN_START
from dateline.resolve.time_frame import (
    NO_DAY,
    NO_PUBLISHED,
    UNKNOWN_DAY,
    Frame,
    Groups,
    Reading,
    Tense,
)  # fmt: skip
from dateline.resolve.time_lengths import UNSAID, length_value, moved, number

_SATURDAY: Final = 6
_MONTHS: Final = 12
_NEW_MONTHS: Final = 2  # until the end of February the new year is the one that runs


def read_year(groups: Groups, frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of a bare year, up to publication where the tense is past."""
    year = int(groups["year"])
    reading = Reading(f"{year:04d}")
    return _clipped(reading, frame, groups)


def _clipped(reading: Reading, frame: Frame, groups: Groups) -> Reading:
    """Return the reading with its days cut at publication: what is past has ended by then."""
    days = days_of(reading.value, groups.get("mod"))
    published = frame.published
    if days is None or published is None or not days.first <= published <= days.last:
        return reading
    if groups.get("within") == "AFTER" or frame.tense == "future":
        return reading._replace(days=days._replace(first=published))
    if groups.get("within") == "BEFORE" or frame.tense == "past":
        return reading._replace(days=days._replace(last=published))
    return reading


def read_decade(groups: Groups, _frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of `the 1990s`, `the '90s`, `the nineties`: the first three figures."""
    if "decade" in groups:
        return Reading(groups["decade"][:3])
    century = int(groups.get("hundred", "1900"))
    return Reading(str(century + int(groups["tens"]))[:3])


def read_century(groups: Groups, _frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of `the 19th century`: the first two figures of its years."""
    return Reading(f"{int(groups['nth']) - 1:02d}")


def read_rel_month(groups: Groups, frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of `last November`, `next May`, `this April`."""
    month, rel = int(groups["month"]), int(groups["rel"])
    if frame.published is None:
        return Reading(f"XXXX-{month:02d}", reason=NO_PUBLISHED)
    year = frame.published.year
    if rel < 0 and month >= frame.published.month:
        year -= 1
    if rel > 0 and month <= frame.published.month:
        year += 1
    return Reading(f"{year:04d}-{month:02d}")


def read_rel_unit(groups: Groups, frame: Frame, args: tuple[str, ...]) -> Reading:
    """Return the reading of `this week`, `last month`, `next year`, `month's end`."""
    if frame.published is None:
        return Reading(UNKNOWN_DAY, reason=NO_PUBLISHED)
    groups = {**groups, "mod": args[0]} if args else groups
    reading = unit_reading(frame.published, groups["unit"], int(groups.get("rel", "0")))
    reading = reading._replace(mod=groups.get("mod"))
    return _clipped(reading, frame, groups) if groups.get("rel", "0") == "0" else reading


def unit_reading(base: date, unit: str, steps: int) -> Reading:
    """Return the reading of the calendar unit that lies `steps` units after the one of `base`."""
    if unit in {"W", "F", "D", "N", "WE"}:
        return _of_days(base, unit, steps)
    if unit in {"M", "Q"}:
        return _of_months(base, unit, steps)
    values = {
        "Y": f"{base.year + steps:04d}",
        "DE": f"{base.year // 10 + steps:03d}",
        "CE": f"{base.year // 100 + steps:02d}",
    }
    if unit in values:
        return Reading(values[unit])
    return Reading(day_value(base), type="TIME")


def _of_months(base: date, unit: str, steps: int) -> Reading:
    found = add_months(base, steps * (3 if unit == "Q" else 1))
    if found is None:
        return Reading(UNKNOWN_DAY, reason=NO_DAY)
    quarter = f"{found.year:04d}-Q{(found.month - 1) // 3 + 1}"
    return Reading(month_value(found) if unit == "M" else quarter)


def _of_days(base: date, unit: str, steps: int) -> Reading:
    length = {"W": 7, "WE": 7, "F": 14}.get(unit, 1)
    found = add_days(base, length * steps)
    if found is None:
        return Reading(UNKNOWN_DAY, reason=NO_DAY)
    if unit in {"W", "F"}:
        return Reading(week_value(found))
    if unit == "WE":
        return Reading(f"{week_value(found)}-WE")
    if unit == "N":
        return Reading(f"{day_value(found)}TNI", type="TIME")
    return Reading(day_value(found))


def read_weekend(_groups: Groups, frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of `the weekend`: the last one, or the next where the tense is future."""
    if frame.published is None:
        return Reading("XXXX-WXX-WE", reason=NO_PUBLISHED)
    begun = frame.published.isoweekday() >= _SATURDAY
    steps = 0 if begun or frame.tense == "future" else -1
    return unit_reading(frame.published, "WE", steps)


def read_season(groups: Groups, frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of a season, with its year or the nearest on the tense's side."""
    season = groups["season"]
    year = said_year(groups, frame) if "year" in groups else None
    if year is None:
        if frame.published is None:
            return Reading(f"XXXX-{season}", reason=NO_PUBLISHED)
        year = _season_year(season, groups.get("rel"), frame.published, frame.tense)
    return Reading(f"{year:04d}-{season}")


def read_season_of_year(groups: Groups, frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of `the summer of last year`."""
    year = said_year(groups, frame)
    if year is None:
        return Reading(f"XXXX-{groups['season']}", reason=NO_PUBLISHED)
    return Reading(f"{year:04d}-{groups['season']}")


def _season_year(season: str, rel: str | None, published: date, tense: Tense) -> int:
    """Return the year of the season: of those that have begun the last, or the next one."""
    year = published.year
    begun = days_of(f"{year:04d}-{season}")
    running = _running(season, year, published)
    if rel == "1" or (tense == "future" and rel is None):
        return year if begun and begun.first > published else year + 1
    if rel == "0":
        return running if running is not None else year
    if rel is None and running is not None:
        return running
    latest = year if begun and begun.last < published else year - 1
    return latest - 1 if running == latest else latest


def _running(season: str, year: int, published: date) -> int | None:
    for candidate in (year, year - 1):
        days = days_of(f"{candidate:04d}-{season}")
        if days and days.first <= published <= days.last:
            return candidate
    return None


def read_quarter(groups: Groups, frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of `the first quarter`, of the year said or the nearest."""
    quarter = int(groups["ordinal"])
    year = said_year(groups, frame)
    if year is None:
        if frame.published is None:
            return Reading(f"XXXX-Q{quarter}", reason=NO_PUBLISHED)
        year = frame.published.year
        ahead = quarter > (frame.published.month - 1) // 3 + 1
        year -= 1 if ahead and frame.tense == "past" else 0
    reason = UNKNOWN_START if "fiscal" in groups or "fiscal2" in groups else None
    return Reading(f"{year:04d}-Q{quarter}", reason=reason)


def read_half(groups: Groups, frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of `the second half of 2023`."""
    year = said_year(groups, frame)
    half = min(int(groups["ordinal"]), 2)
    return Reading(f"{year:04d}-H{half}") if year else Reading(f"XXXX-H{half}", reason=NO_PUBLISHED)


def read_half_month(groups: Groups, frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of `the first half of April`."""
    year = said_year(groups, frame)
    month = int(groups["month"])
    if year is None:
        if frame.published is None:
            return Reading(f"XXXX-{month:02d}", reason=NO_PUBLISHED)
        ahead = month > frame.published.month and frame.tense != "future"
        year = frame.published.year - (1 if ahead else 0)
    mod = "START" if groups["ordinal"] == "1" else "END"
    return _half_days(Reading(f"{year:04d}-{month:02d}", mod=mod), mod)


def _half_days(reading: Reading, mod: str) -> Reading:
    whole = days_of(reading.value)
    if whole is None:
        return reading
    middle = whole.first.replace(day=15)
    half = (whole.first, middle) if mod == "START" else (middle.replace(day=16), whole.last)
    return reading._replace(days=Days(*half, "month"))


def read_year_range(groups: Groups, _frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of `2011-2013`, `2011-13`; `2011-07` is a month."""
    first, second = int(groups["year"]), int(groups["year2"])
    if len(groups["year2"]) == 2:  # noqa: PLR2004  two digits
        if 1 <= second <= _MONTHS and second != (first + 1) % 100:
            return Reading(f"{first:04d}-{second:02d}")
        second += first // 100 * 100
    if second < first:
        return Reading(UNKNOWN_DAY, reason=NO_DAY)
    days = Days(date(first, 1, 1), date(second, 12, 31), "range")
    return Reading(f"{first:04d}/{second:04d}", days=days)


def read_unit_of_date(groups: Groups, frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of `the week of 6 May`."""
    reading = read_date(groups, frame, ())
    if reading.reason:
        return reading
    return unit_reading(date.fromisoformat(reading.value), groups["unit"], 0)


def read_new_year(_groups: Groups, frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of `the new year`: the year about to begin or just begun."""
    if frame.published is None:
        return Reading("XXXX", reason=NO_PUBLISHED)
    year = frame.published.year
    return Reading(f"{year if frame.published.month <= _NEW_MONTHS else year + 1:04d}")


def read_edge_of_year(groups: Groups, frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of `the first three months of this year`: a length with its days."""
    year = said_year(groups, frame)
    count, unit = number(groups["num"]), groups["unit"]
    value = length_value(count, unit)
    if year is None:
        return Reading(value, reason=NO_PUBLISHED)
    if count is None:
        return Reading(value, reason=UNSAID)
    whole = Days(date(year, 1, 1), date(year, 12, 31), "range")
    if groups["edge"] in {"first", "opening"}:
        after = moved(whole.first, count, unit)
        last = add_days(after, -1) if after else None
        return Reading(value, days=whole._replace(last=last or whole.last))
    before = moved(add_days(whole.last, 1) or whole.last, -count, unit)
    return Reading(value, days=whole._replace(first=before or whole.first))


def read_week_of_month(groups: Groups, frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of `the first week of April`: its days one to seven."""
    month = read_date({key: groups[key] for key in ("month", "year") if key in groups}, frame, ())
    whole = days_of(month.value)
    if month.reason or whole is None:
        return month
    if "edge" in groups:
        return Reading(
            month.value, days=whole._replace(first=whole.last - timedelta(days=6), grain="week")
        )
    first = whole.first + timedelta(days=7 * (min(int(groups["nth"]), 5) - 1))
    if first > whole.last:
        return Reading(month.value, reason=NO_DAY)
    last = min(first + timedelta(days=6), whole.last)
    return Reading(month.value, days=Days(first, last, "week"))
