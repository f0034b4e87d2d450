"""Fiscal years: of the country that the sentence names, or with the day they are said to end."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from dateline.knowledge.time_fiscal import FiscalYear
from dateline.resolve.time_calendar import Days, add_days, add_months, days_of
from dateline.resolve.time_days import full_year, read_date
from dateline.resolve.time_frame import NO_DAY, NO_PUBLISHED, Frame, Groups, Reading

UNKNOWN_START: Final = "fiscal years begin on other days in each country, and none is named"
FISCAL: Final = frozenset({"fiscal", "rel-fiscal"})
_YEAR: Final = 12  # months


def fiscal_year_in(sentence: str, known: Sequence[FiscalYear]) -> FiscalYear | None:
    """Return the fiscal year of the one country that a sentence names, None for none or several."""
    found = [one for one in known if one.words.search(sentence)]
    return found[0] if len(found) == 1 else None


def read_fiscal(groups: Groups, frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of `fiscal year 2024`, `FY2023/24`, `the fiscal year ending 30 June 2024`.

    The value names the year by its end where two are said, else as it is said.
    """
    if "month" in groups or "month2" in groups:
        return _ending(groups, frame)
    said = full_year(groups.get("year") or groups["yy"], frame.published)
    if "year2" not in groups:
        return _named(said, frame.fiscal)
    last = said + 1
    if int(groups["year2"]) % 100 != last % 100:
        return Reading(f"FY{said:04d}", reason=NO_DAY)
    if frame.fiscal is None:
        return Reading(f"FY{last:04d}", reason=UNKNOWN_START)
    return Reading(f"FY{last:04d}", days=_days(said, frame.fiscal))


def _ending(groups: Groups, frame: Frame) -> Reading:
    end = read_date(groups, frame, ())
    whole = None if end.reason else days_of(end.value)
    value = f"FY{full_year(groups['year'], frame.published):04d}"
    after = add_days(whole.last, 1) if whole else None
    first = add_months(after, -_YEAR) if after else None
    if whole is None or first is None:
        return Reading(value, reason=end.reason or NO_DAY)
    return Reading(value, days=Days(first, whole.last, "year"))


def _named(year: int, fiscal: FiscalYear | None) -> Reading:
    """Return the fiscal year that a country calls by one year."""
    value = f"FY{year:04d}"
    if fiscal is None:
        return Reading(value, reason=UNKNOWN_START)
    is_ended = fiscal.named == "end" and (fiscal.month, fiscal.day) != (1, 1)
    return Reading(value, days=_days(year - 1 if is_ended else year, fiscal))


def _days(first_year: int, fiscal: FiscalYear) -> Days | None:
    first = date(first_year, fiscal.month, fiscal.day)
    after = add_months(first, _YEAR)
    last = add_days(after, -1) if after else None
    return Days(first, last, "year") if last else None


def read_rel_fiscal(groups: Groups, frame: Frame, _args: tuple[str, ...]) -> Reading:
    """Return the reading of `last fiscal year`: counted from the one that runs at publication."""
    if frame.published is None:
        return Reading("FYXXXX", reason=NO_PUBLISHED)
    year, steps = frame.published.year, int(groups["rel"])
    if frame.fiscal is None:
        return Reading(f"FY{year + steps:04d}", reason=UNKNOWN_START)
    begins = (frame.fiscal.month, frame.fiscal.day)
    begun = (frame.published.month, frame.published.day) >= begins
    is_ended = frame.fiscal.named == "end" and begins != (1, 1)
    running = (year if begun else year - 1) + (1 if is_ended else 0)
    return _named(running + steps, frame.fiscal)
