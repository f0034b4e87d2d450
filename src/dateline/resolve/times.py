"""The time expressions of a report, with TIMEX3 values and days."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from dateline.knowledge.time_fiscal import FiscalYear
from dateline.knowledge.time_rules import TimeRules
from dateline.resolve.time_calendar import Days
from dateline.resolve.time_context import Dated, Surroundings, Told
from dateline.resolve.time_events import COUNTED, EventDays
from dateline.resolve.time_fiscal import FISCAL, fiscal_year_in
from dateline.resolve.time_frame import Frame, Reading, TimeMention
from dateline.resolve.time_text import RuleMatch, find_matches, flatten
from dateline.resolve.time_values import HANGING, read_match

_OWN_DAY: Final = frozenset({"weekday", "deictic", "month"})
_NEAR: Final = 300  # code points
_DATED: Final = frozenset({"DATE", "TIME"})
IsReportDay = Callable[[int, int], bool]


def find_times(
    text: str, *, rules: TimeRules, published: date | None = None
) -> tuple[TimeMention, ...]:
    """Return the time expressions of a text, in its order, never overlapping.

    Offsets count code points of `text`. Expressions that count from the publication date keep no
    days, and say so in `reason`, where `published` is not given.
    """
    around = Surroundings(flatten(text), rules.cues)
    return read_times_of(text, around, rules=rules, published=published, is_report_day=_never)


def _never(_start: int, _end: int) -> bool:
    return False


def read_times_of(
    text: str,
    around: Surroundings,
    *,
    rules: TimeRules,
    published: date | None,
    is_report_day: IsReportDay,
) -> tuple[TimeMention, ...]:
    """Return the time expressions; `is_report_day` tells which ones date only a report.

    `around` are the surroundings in the flattened text.
    """
    matches = list(find_matches(around.flat, rules))
    readings = _Readings(around, rules, published, is_report_day).read(matches)
    return tuple(
        _mention(text, match, reading) for match, reading in zip(matches, readings, strict=True)
    )


class _Readings:
    """Reads the matches of one text: dates in the order they are told, then what hangs on them."""

    def __init__(
        self,
        around: Surroundings,
        rules: TimeRules,
        published: date | None,
        is_report_day: IsReportDay,
    ) -> None:
        self._around = around
        self._frame = Frame(published, holidays=rules.holidays)
        self._fiscal_years = rules.fiscal_years
        self._is_report_day = is_report_day
        self._told = Told()
        self._dated = Dated()
        self._events = EventDays(around.flat, rules.anchors, rules.words.classes["deed"])

    def read(self, matches: Sequence[RuleMatch]) -> list[Reading]:
        """Return one reading a match."""
        readings = [None if _hangs(match) else self._tell(match) for match in matches]
        return [
            self._settled(match, reading) for match, reading in zip(matches, readings, strict=True)
        ]

    def _settled(self, match: RuleMatch, reading: Reading | None) -> Reading:
        """Return what was read, or what can be now that all dates of the text are known."""
        if reading is None:
            return self._hang(match)
        if _is_counted(match):
            return read_match(match, self._frame._replace(event=self._event(match)))
        return reading

    def _event(self, match: RuleMatch) -> Days | None:
        if not _is_counted(match):
            return None
        start, end, is_new = match.start, match.end, "some" in match.groups
        if "event" in match.groups:
            return self._events.find(match.groups["event"], start, end, is_new=is_new)
        nouns = self._events.nearest(self._near(start), start)
        days = (self._events.find(noun, start, end, is_new=False) for noun in nouns)
        return next((one for one in days if one is not None), None)

    def _tell(self, match: RuleMatch) -> Reading:
        tense, loose = self._around.tense(match.start, match.end)
        told = self._told
        frame = self._frame._replace(
            told=told.last, told_day=told.day, tense=tense, loose=loose,
            event=self._event(match), fiscal=self._fiscal(match),
        )  # fmt: skip
        reading = read_match(match, frame)
        is_dated = (reading.type or match.rule.type) in _DATED or _is_counted(match)
        if reading.days and is_dated:
            is_report = self._around.is_report_day(match.start)
            is_aside = (
                is_report
                or self._is_report_day(match.start, match.end)
                or self._around.is_before_story(match.start, match.end)
            )
            told.add(reading.days, is_aside=is_aside)
            self._dated.add(match.start, match.end, reading.days)
            if not _is_counted(match):  # it would be found to date its own event
                self._events.add(match.start, match.end, reading.days)
        return reading

    def _fiscal(self, match: RuleMatch) -> FiscalYear | None:
        if match.rule.value[0] not in FISCAL:
            return None
        first, last = self._near(match.start)
        return fiscal_year_in(self._around.flat[first:last], self._fiscal_years)

    def _near(self, start: int) -> tuple[int, int]:
        """Return the sentence around a place, as far as it is worth looking (start, end)."""
        sentence = self._around.sentence(start)
        return max(sentence.start, start - _NEAR), min(sentence.end, start + _NEAR)

    def _hang(self, match: RuleMatch) -> Reading:
        near = self._dated.nearest(match.start, self._around.sentence(match.start))
        return read_match(match, self._frame._replace(near=near))


def _is_counted(match: RuleMatch) -> bool:
    """Tell whether a match counts from an event of the report."""
    return match.rule.value[0] in COUNTED


def _hangs(match: RuleMatch) -> bool:
    """Tell whether a match takes its day from another expression."""
    return match.rule.value[0] in HANGING and match.groups.keys().isdisjoint(_OWN_DAY)


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
