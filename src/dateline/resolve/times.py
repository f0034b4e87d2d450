"""The time expressions of a report, with TIMEX3 values and days."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from dateline.knowledge.time_rules import TimeRules
from dateline.resolve.time_calendar import Days
from dateline.resolve.time_context import Surroundings, Told, nearest
from dateline.resolve.time_frame import Frame, Reading, TimeMention
from dateline.resolve.time_text import RuleMatch, find_matches, flatten
from dateline.resolve.time_values import HANGING, read_match

_DATED: Final = frozenset({"DATE", "TIME"})
IsReportDay = Callable[[int, int], bool]


def find_times(
    text: str, *, rules: TimeRules, published: date | None = None
) -> tuple[TimeMention, ...]:
    """Return the time expressions of a text, in its order, never overlapping.

    Offsets count code points of `text`. Expressions that count from the publication date keep no
    days, and say so in `reason`, where `published` is not given.
    """
    return read_times_of(text, rules=rules, published=published, is_report_day=_never)


def _never(_start: int, _end: int) -> bool:
    return False


def read_times_of(
    text: str, *, rules: TimeRules, published: date | None, is_report_day: IsReportDay
) -> tuple[TimeMention, ...]:
    """Return the time expressions; `is_report_day` tells which ones date only a report."""
    flat = flatten(text)
    matches = list(find_matches(flat, rules))
    around = Surroundings(flat, rules.cues)
    readings = _read_all(matches, around, published, is_report_day)
    return tuple(
        _mention(text, match, reading) for match, reading in zip(matches, readings, strict=True)
    )


def _read_all(
    matches: Sequence[RuleMatch],
    around: Surroundings,
    published: date | None,
    is_report_day: IsReportDay,
) -> list[Reading]:
    """Return the readings: dates in the order they are told, then what hangs on them."""
    readings: list[Reading | None] = []
    told = Told()
    dated: list[tuple[int, int, Days]] = []
    for match in matches:
        if match.rule.value[0] in HANGING and match.groups.keys().isdisjoint(
            {"weekday", "deictic", "month"}
        ):
            readings.append(None)
            continue
        tense = around.tense(match.start, match.end)
        reading = read_match(match, Frame(published, told.last, told.day, None, tense))
        readings.append(reading)
        if reading.days and (reading.type or match.rule.type) in _DATED:
            is_report = around.is_report_day(match.start) or is_report_day(match.start, match.end)
            told.add(reading.days, is_report=is_report)
            dated.append((match.start, match.end, reading.days))
    return [
        reading or _hang(match, around, published, dated)
        for match, reading in zip(matches, readings, strict=True)
    ]


def _hang(
    match: RuleMatch,
    around: Surroundings,
    published: date | None,
    dated: Sequence[tuple[int, int, Days]],
) -> Reading:
    near = nearest(dated, match.start, around.sentence(match.start))
    return read_match(match, Frame(published, near=near))


def _mention(text: str, match: RuleMatch, reading: Reading) -> TimeMention:
    days = reading.days
    kind = reading.type or match.rule.type  # the loader has checked the rule
    return TimeMention(
        start=match.start,
        end=match.end,
        text=text[match.start : match.end],
        type=kind,  # type: ignore[arg-type]
        value=reading.value,
        mod=reading.mod,
        first=days.first if days else None,
        last=days.last if days else None,
        grain=days.grain if days else None,
        reason=None if days else reading.reason,
        rule=match.rule.name,
    )
