"""The days of the TIME spans that the reader marked in a report."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

import msgspec

from dateline.annotate.annotation import CUE_LABEL, Annotation, LabelledSpan
from dateline.knowledge.time_rules import TimeRules
from dateline.records import Grain, Time, span_of
from dateline.resolve.time_context import Surroundings
from dateline.resolve.time_frame import TimeMention, TimexType
from dateline.resolve.time_text import flatten
from dateline.resolve.times import find_times, read_times_of

NOT_READ: Final = "no rule reads these words as a time"
_BETWEEN: Final = re.compile(
    r"\s*(?:-|to|until|till|through|and|into)\s*(?:on |the )?\s*", re.IGNORECASE
)
_LEADS: Final = ("", "in the ", "at ", "on the ")
_PAIR_OPENERS: Final = frozenset({"between", "from", "since"})
_TO: Final = re.compile(r"\s*(?:-|/|to|until|till|through)\s*(?:on |the )?\s*", re.IGNORECASE)


class ResolvedTime(msgspec.Struct, frozen=True, kw_only=True):
    """What a TIME span means.

    `open_start` and `open_end` say that the report gives no first or no last day: `until Friday`,
    `since Friday` (whose last day is then that of publication). `reason` says why days are missing.
    """

    time: Time
    type: TimexType | None = None
    mod: str | None = None
    reason: str | None = None
    open_start: bool = False
    open_end: bool = False


class _Extent(msgspec.Struct, frozen=True):
    """The days of a span, with what is open about them."""

    first: date | None
    last: date | None
    grain: Grain | None
    value: str
    open_start: bool = False
    open_end: bool = False


def resolve_annotation_times(
    annotation: Annotation, text: str, *, rules: TimeRules, published: date | None
) -> Mapping[str, ResolvedTime]:
    """Return what each TIME span means, by span id.

    Dates that only say when something was said do not anchor `the next day`. A span that no rule
    reads gets no days and a reason.
    """
    spans = annotation.labelled("TIME")
    said = {
        position
        for span in _said_times(annotation, spans)
        for position in range(span.start, span.end)
    }
    around = Surroundings(flatten(text), rules.cues)
    mentions = read_times_of(
        text, around, rules=rules, published=published,
        is_report_day=lambda start, end: not said.isdisjoint(range(start, end)),
    )  # fmt: skip
    resolver = _Resolver(text, mentions, around, rules, published)
    return {span.id: resolver.resolve(span) for span in spans}


def _said_times(annotation: Annotation, spans: Iterable[LabelledSpan]) -> tuple[LabelledSpan, ...]:
    """Return the TIME spans that are the time of a cue and of nothing else."""
    found = []
    for span in spans:
        labels = {head.label for head in annotation.heads(span.id, "time")}
        if labels == {CUE_LABEL}:
            found.append(span)
    return tuple(found)


class _Resolver:
    """The mentions of one report, asked for the days of its TIME spans."""

    def __init__(
        self, text: str, mentions: Sequence[TimeMention], around: Surroundings, rules: TimeRules,
        published: date | None,
    ) -> None:  # fmt: skip
        self._text = text
        self._mentions = mentions
        self._starts = [mention.start for mention in mentions]
        self._around = around
        self._rules = rules
        self._published = published

    def resolve(self, span: LabelledSpan) -> ResolvedTime:
        """Return what one TIME span means."""
        found = self._overlapping(span)
        if not found:
            time = Time(span=span_of(self._text, span.start, span.end))
            return ResolvedTime(time=time, reason=NOT_READ)
        main = found[0]
        extent = _opened(self._extent(found), self._opener(found[0], span), self._published)
        return ResolvedTime(
            time=Time(
                first=extent.first.isoformat() if extent.first else None,
                last=extent.last.isoformat() if extent.last else None,
                grain=extent.grain,
                value=extent.value,
                span=span_of(self._text, span.start, span.end),
            ),
            type=main.type,
            mod=main.mod,
            reason=None if extent.first or extent.last else main.reason,
            open_start=extent.open_start,
            open_end=extent.open_end,
        )

    def _overlapping(self, span: LabelledSpan) -> tuple[TimeMention, ...]:
        """Return the mentions inside a span; where there are none, those of its words alone."""
        after = bisect_left(self._starts, span.end)
        before = max(bisect_left(self._starts, span.start) - 1, 0)
        found = [one for one in self._mentions[before:after] if span.start < one.end]
        if found:
            return _dated_first(found)
        words = self._text[span.start : span.end]
        for lead in _LEADS:  # the words before are wanted by some rules, and missing in a span
            alone = find_times(lead + words, rules=self._rules, published=self._published)
            if alone:
                return _dated_first([_shifted(one, span.start - len(lead)) for one in alone])
        return ()

    def _extent(self, found: Sequence[TimeMention]) -> _Extent:
        """Return the days of the mentions together, or of the pair that one of them is part of."""
        dated = [mention for mention in found if mention.first and mention.last]
        if len(dated) == 1:
            dated = self._pair(dated[0])
        if not dated:
            return _Extent(None, None, None, found[0].value)
        first = min(mention.first for mention in dated if mention.first)
        last = max(mention.last for mention in dated if mention.last)
        if len(dated) == 1:
            return _Extent(first, last, dated[0].grain, dated[0].value)
        return _Extent(first, last, "range", f"{first.isoformat()}/{last.isoformat()}")

    def _pair(self, mention: TimeMention) -> list[TimeMention]:
        """Return `between A and B`, `from A to B` as both, else the mention alone."""
        index = bisect_left(self._starts, mention.start)
        if index >= len(self._mentions) or self._mentions[index] != mention:
            return [mention]
        for left, right in ((index, index + 1), (index - 1, index)):
            if left >= 0 and right < len(self._mentions) and self._joined(left, right):
                return [self._mentions[left], self._mentions[right]]
        return [mention]

    def _joined(self, left: int, right: int) -> bool:
        first, second = self._mentions[left], self._mentions[right]
        if not (first.first and second.last and first.first <= second.last):
            return False
        opener = self._around.opener(first.start)
        words = self._text[first.end : second.start]
        if opener in _PAIR_OPENERS:
            return _BETWEEN.fullmatch(words) is not None
        return _TO.fullmatch(words) is not None

    def _opener(self, mention: TimeMention, span: LabelledSpan) -> str | None:
        return self._around.opener(min(mention.start, span.start)) or self._around.opener(
            mention.start
        )


def _dated_first(found: Sequence[TimeMention]) -> tuple[TimeMention, ...]:
    """Return mentions in the order of the text, those with days before those without."""
    return tuple(sorted(found, key=lambda mention: (mention.first is None, mention.start)))


def _shifted(mention: TimeMention, by: int) -> TimeMention:
    return msgspec.structs.replace(mention, start=mention.start + by, end=mention.end + by)


def _opened(extent: _Extent, opener: str | None, published: date | None) -> _Extent:
    """Return the days with one side open where the words before say so."""
    if extent.first is None or extent.last is None or extent.grain == "range":
        return extent
    if opener == "since":
        return _since(extent, extent.first, published)
    if opener == "until":
        return msgspec.structs.replace(extent, first=None, grain="range", open_start=True)
    if opener not in {"after", "before"} or extent.grain == "time":
        return extent  # `after dark`, `before 9 a.m. on Monday`: still that day
    if opener == "after":
        return _since(extent, extent.last, published)
    eve = extent.first - timedelta(days=1)
    return msgspec.structs.replace(extent, first=None, last=eve, grain="range", open_start=True)


def _since(extent: _Extent, first: date, published: date | None) -> _Extent:
    last = published if published and published >= first else None
    return msgspec.structs.replace(extent, first=first, last=last, grain="range", open_end=True)
