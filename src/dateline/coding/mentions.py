"""Triggers and their roles -> event mentions."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, cast

import msgspec

from dateline.annotate.annotation import EVENTS, Annotation, LabelledSpan
from dateline.coding.evidence import Evidence, Figure
from dateline.coding.sources import find_attributions
from dateline.records import (
    Count,
    EventMention,
    Means,
    Participant,
    Place,
    Status,
    Time,
    content_id,
)

_LONG_AGO: Final = 45
_GUESSED: Final = 0.3  # the score that such a place is given
_BULLETS: Final = frozenset("-–—•*·▪")
_GOING_ON: Final = re.compile(r"(?:also|in addition|besides|furthermore),?\s", re.IGNORECASE)
_DEAD_AND_WOUNDED: Final = re.compile(
    r"\b(?:killed|dead|die|died)(?: and| or|/| and/or)\s*(?:\w+ )?(?:wounded|injured|hurt)\b",
    re.IGNORECASE,
)
_NAMED_AGAIN: Final = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:,? ?(?:called|named|identified as|known as|alias|aka|a\.k\.a\.|of(?: the)?)\s+)?"
    r"[\"“'‘]?",
    re.IGNORECASE,
)
_PARTICIPLE: Final = re.compile(r"\w+ing\b", re.IGNORECASE)
_COMMA: Final = re.compile(r",\s+(?:\w+ly |then |thus )?$")
_APPOSED: Final = re.compile(r",\s+[\"“'‘]?")
# Measures of people whom the targets name even where no COUNT stands beside them.
_IMPLICIT: Final = frozenset({"deaths", "injured", "abducted", "detained", "released"})


def code_mentions(evidence: Evidence) -> tuple[EventMention, ...]:
    """Return an event mention for each trigger, in the order of the text."""
    ids = {
        trigger.id: content_id(evidence.report.id, trigger.label, trigger.start, trigger.end)
        for trigger in evidence.annotation.triggers
    }
    return tuple(_code(trigger, ids, evidence) for trigger in evidence.annotation.triggers)


def _code(trigger: LabelledSpan, ids: Mapping[str, str], evidence: Evidence) -> EventMention:
    annotation = evidence.annotation
    causes = annotation.tails(trigger.id, "cause")
    event_type = evidence.codebook.types[trigger.label]
    attributions = find_attributions(trigger, evidence)
    return EventMention(
        id=ids[trigger.id],
        type=event_type.name,
        status=_status(trigger.status),
        trigger=evidence.span(trigger),
        agents=_parties(annotation.tails(trigger.id, "agent"), evidence),
        targets=_parties(annotation.tails(trigger.id, "target"), evidence),
        place=_place(trigger, evidence),
        origin=_first_place(annotation.tails(trigger.id, "from"), evidence),
        destination=_first_place(annotation.tails(trigger.id, "to"), evidence),
        time=_time(trigger, evidence),
        counts=_counts(trigger, evidence),
        means=tuple(
            Means(
                name=span.text,
                class_=evidence.codebook.means_class(span.text),
                span=evidence.span(span),
            )
            for span in annotation.tails(trigger.id, "means")
        ),
        cause=ids.get(causes[0].id) if causes else None,
        attribution=next(iter(attributions), None),
        other_attributions=attributions[1:],
        score=_score(trigger, annotation),
    )


def _status(status: str | None) -> Status:
    return cast("Status", status or "happened")


def _parties(spans: Iterable[LabelledSpan], evidence: Evidence) -> tuple[Participant, ...]:
    found = (evidence.participant(span) for span in spans if span.label == "ACTOR")
    return tuple(participant for participant in found if participant)


def _place(trigger: LabelledSpan, evidence: Evidence) -> Place | None:
    """Return the finest place the trigger has; a place that is its target stands in."""
    for role in ("place", "target"):
        spans = [s for s in evidence.annotation.tails(trigger.id, role) if s.label == "PLACE"]
        place = _first_place(spans, evidence)
        if place:
            return place
    return None


def _first_place(spans: Iterable[LabelledSpan], evidence: Evidence) -> Place | None:
    found = [evidence.places[span.id] for span in spans if span.id in evidence.places]
    return min(found, key=place_fineness, default=None)


def place_fineness(place: Place) -> int:
    """Return 0 for an exact place up to 4 for a country."""
    return ("exact", "near", "admin2", "admin1", "country").index(place.precision)


def is_guess(place: Place) -> bool:
    """Tell whether only the rest of the report tells where a described place is."""
    return place.score <= _GUESSED


def _time(trigger: LabelledSpan, evidence: Evidence) -> Time:
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


def _counts(trigger: LabelledSpan, evidence: Evidence) -> tuple[Count, ...]:
    """Return the figures of a trigger: its COUNT spans, else what its targets' words say.

    A number of people "killed and wounded" bounds either figure and is neither.
    """
    event_type = evidence.codebook.types[trigger.label]
    measure = event_type.measure or "participants"
    unit = event_type.unit or "people"
    annotation = evidence.annotation
    found = []
    for span in annotation.tails(trigger.id, "count"):
        figure = evidence.figures.get(span.id)
        if figure and not (measure in _IMPLICIT and _is_of_doers(span, trigger, annotation)):
            if _is_shared(trigger, span, evidence):
                figure = msgspec.structs.replace(
                    figure,
                    low=None,
                    best=None,
                    high=figure.best if figure.high is None else figure.high,
                    hedge="dead and wounded",
                )
            found.append(
                _count(measure, unit, figure, _counted(span, trigger, evidence), evidence, span)
            )
    if any(figure.role == "addition" for figure in _figures_of(trigger, evidence)):
        found += _with_others(trigger, measure, unit, found, evidence)
    if measure in _IMPLICIT and trigger.status != "denied" and not found:
        targets = [s for s in annotation.tails(trigger.id, "target") if s.label == "ACTOR"]
        for number, span in enumerate(targets):
            figure = evidence.implicit.get(span.id)
            if figure and not _is_named_again(span, targets[:number], evidence):
                party = evidence.participant(span)
                found.append(_count(measure, unit, figure, party, evidence, span))
    return tuple(found)


def _figures_of(trigger: LabelledSpan, evidence: Evidence) -> list[Figure]:
    spans = evidence.annotation.tails(trigger.id, "count")
    return [evidence.figures[span.id] for span in spans if span.id in evidence.figures]


def _with_others(
    trigger: LabelledSpan, measure: str, unit: str, found: Iterable[Count], evidence: Evidence
) -> list[Count]:
    """Return the one person with whom others suffered (`a judge died along with two guards`)."""
    counted = [count.span.start for count in found if count.span]
    here = evidence.sentence_of(trigger)
    people = [
        span
        for span in evidence.annotation.tails(trigger.id, "target")
        if span.label == "ACTOR" and evidence.sentence_of(span) == here
    ]
    for span in people:
        figure = evidence.implicit.get(span.id)
        if figure and figure.best == 1 and counted and span.end < min(counted):
            return [_count(measure, unit, figure, evidence.participant(span), evidence, span)]
    return []


def _is_of_doers(count: LabelledSpan, trigger: LabelledSpan, annotation: Annotation) -> bool:
    """Tell whether a number is of those who did it (`20 soldiers shot at him`), not of who suffered."""
    of = {span.id for span in annotation.tails(count.id, "of")}
    agents = {span.id for span in annotation.tails(trigger.id, "agent")}
    targets = {span.id for span in annotation.tails(trigger.id, "target")}
    return bool(of & agents) and not of & targets


def _is_named_again(
    span: LabelledSpan, earlier: Iterable[LabelledSpan], evidence: Evidence
) -> bool:
    """Tell whether an actor is the person just named, in other words (`a tailor called Karim Aziz`).

    Also a noun that only describes the one before it (`a [Red Front] (RF) [fighter]`).
    """
    same = {other.id for other in evidence.annotation.tails(span.id, "same")}
    for other in earlier:
        if other.id in same:
            return True
        first, last = sorted((other, span), key=lambda one: one.start)
        between = evidence.report.text[first.end : last.start]
        if _NAMED_AGAIN.fullmatch(between):
            return True
        if _APPOSED.fullmatch(between) and _is_name(last.text) and not _is_name(first.text):
            return True
    return False


def _is_name(text: str) -> bool:
    return all(word[0].isupper() for word in text.split() if word[0].isalpha())


def _is_shared(trigger: LabelledSpan, count: LabelledSpan, evidence: Evidence) -> bool:
    """Tell whether one number is of dead and wounded together."""
    pair = {"KILL": "INJURE", "INJURE": "KILL"}.get(trigger.label)
    if pair is None:
        return False
    if any(head.label == pair for head in evidence.annotation.heads(count.id, "count")):
        return True
    start, end = evidence.sentences[evidence.sentence_of(trigger)]
    together = _DEAD_AND_WOUNDED.search(evidence.report.text, start, end)
    return bool(together and together.start() <= trigger.start <= together.end())


def _counted(count: LabelledSpan, trigger: LabelledSpan, evidence: Evidence) -> Participant | None:
    """Return whom a COUNT counts: its own `of`, else the trigger's only target."""
    annotation = evidence.annotation
    of = [span for span in annotation.tails(count.id, "of") if span.label == "ACTOR"]
    targets = [span for span in annotation.tails(trigger.id, "target") if span.label == "ACTOR"]
    if of:
        return evidence.participant(of[0])
    return evidence.participant(targets[0]) if len(targets) == 1 else None


def _count(
    measure: str,
    unit: str,
    figure: Figure,
    party: Participant | None,
    evidence: Evidence,
    span: LabelledSpan,
) -> Count:
    return Count(
        measure=measure,
        unit=figure.unit or unit,
        low=figure.low,
        best=figure.best,
        high=figure.high,
        hedge=figure.hedge,
        of=party,
        span=evidence.span(span),
    )


def _score(trigger: LabelledSpan, annotation: Annotation) -> float:
    """Return how sure the reader is: of the trigger, and on average of its roles."""
    shares = [link.score for link in annotation.links_of(trigger.id)]
    roles = sum(shares) / len(shares) if shares else 0.7
    return round(trigger.score * (0.5 + 0.5 * roles), 4)
