"""When a trigger's event was: its TIME spans, and whether they are of the background."""

import re
from datetime import date
from typing import Final

import msgspec

from dateline.annotate.annotation import EVENTS, LabelledSpan
from dateline.coding.evidence import Evidence
from dateline.records import Time

_LONG_AGO: Final = 45
_BULLETS: Final = frozenset("-–—•*·▪")
_GOING_ON: Final = re.compile(r"(?:also|in addition|besides|furthermore),?\s", re.IGNORECASE)
_PARTICIPLE: Final = re.compile(r"\w+ing\b", re.IGNORECASE)
_COMMA: Final = re.compile(r",\s+(?:\w+ly |then |thus )?$")


def time_of(trigger: LabelledSpan, evidence: Evidence) -> Time:
    """Return the days of the trigger's TIME spans: the surest one, or all of them in one stretch.

    A long stretch or one long ago that stands in another sentence ("since January 2019") is that
    of a sum or of the background, not of this event; a day gone by on which the report tells a
    deed is not that of what the deed aims at.
    """
    here = evidence.sentence_of(trigger)
    times = [
        evidence.times[span.id]
        for span in evidence.annotation.tails(trigger.id, "time")
        if span.id in evidence.times
        and not (
            _is_apart(evidence.sentence_of(span), here)
            and _is_long_ago(evidence.times[span.id], evidence)
        )
        and not _is_day_of_the_plan(span, trigger, evidence)
    ]
    dated = [time for time in times if time.first or time.last]
    if not dated:
        return times[0] if times else Time()
    best = dated[0]
    for other in dated[1:]:
        best = _joined(best, other)
    return best


def _is_day_of_the_plan(time: LabelledSpan, trigger: LabelledSpan, evidence: Evidence) -> bool:
    """Tell whether a time gone by is that of the deed beside an event that is only expected."""
    last, published = evidence.times[time.id].last, evidence.report.published
    if trigger.status != "future" or not (last and published and last < published):
        return False
    here = evidence.sentence_of(trigger)
    return any(
        head.label in EVENTS and head.status != "future" and evidence.sentence_of(head) == here
        for head in evidence.annotation.heads(time.id, "time")
    )


def _is_apart(time: int, trigger: int) -> bool:
    """Tell whether a time stands too far from a trigger to be a background it shares with it."""
    return time != trigger and (time > trigger or trigger - time > 1 or trigger <= 1)


def is_of_background(trigger: LabelledSpan, evidence: Evidence) -> bool:
    """Tell whether a trigger is of long ago or sums up many events.

    Its times say so, or the words of its sentence (`background_cues.tsv`). The first two sentences
    tell the news; a time of long ago that stands in another sentence is not theirs. A participle
    (`began in May, pushing them out`) is of the time of the verb before it.
    """
    here = evidence.sentence_of(trigger)
    if here > 1 and evidence.sums_up(here):
        return True
    leading = _leading(trigger, evidence)
    if leading:
        return is_of_background(leading, evidence)
    return any(
        _is_long_ago(evidence.times[span.id], evidence)
        and (evidence.sentence_of(span) == here or 1 < here > evidence.sentence_of(span))
        for span in evidence.annotation.tails(trigger.id, "time")
        if span.id in evidence.times
    )


def _leading(trigger: LabelledSpan, evidence: Evidence) -> LabelledSpan | None:
    """Return the trigger of the clause on which a participle without a time of its own hangs."""
    text, annotation = evidence.report.text, evidence.annotation
    if not _PARTICIPLE.match(trigger.text) or annotation.tails(trigger.id, "time"):
        return None
    start, _ = evidence.sentences[evidence.sentence_of(trigger)]
    if not _COMMA.search(text[start : trigger.start]):
        return None
    earlier = [one for one in annotation.triggers if start <= one.start < trigger.start]
    return earlier[-1] if earlier else None


def goes_on(trigger: LabelledSpan, evidence: Evidence) -> bool:
    """Tell whether the sentence of a trigger goes on with what was told before it.

    An item of a list does, and a sentence that opens with `Also` or `In addition`.
    """
    start, _ = evidence.sentences[evidence.sentence_of(trigger)]
    text = evidence.report.text
    return text[start] in _BULLETS or _GOING_ON.match(text, start) is not None


def _is_long_ago(time: Time, evidence: Evidence) -> bool:
    published = evidence.report.published
    if not (time.first and published):
        return False
    age = date.fromisoformat(published) - date.fromisoformat(time.first)
    return age.days > _LONG_AGO


def _joined(one: Time, other: Time) -> Time:
    """Return the stretch over two dated times, or the finer one where they are of unlike grain."""
    if one.grain == other.grain == "day" and one.first and other.first and one.last and other.last:
        first, last = min(one.first, other.first), max(one.last, other.last)
        if first[:7] == last[:7]:
            return msgspec.structs.replace(
                one, first=first, last=last, grain="day" if first == last else "range"
            )
    return min(one, other, key=grain_width)


def grain_width(time: Time) -> int:
    """Return how coarse the grain of a time is, 0 for a time of day; no grain is the coarsest."""
    order = ("time", "day", "range", "week", "month", "quarter", "season", "year", "decade", None)
    return order.index(time.grain)
