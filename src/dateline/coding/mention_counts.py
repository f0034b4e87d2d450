"""To how many a trigger's event was done: its COUNT spans, or what its targets' words say."""

import re
from collections.abc import Iterable
from typing import Final

import msgspec

from dateline.annotate.annotation import Annotation, LabelledSpan
from dateline.coding.evidence import Evidence, Figure
from dateline.records import Count, Participant

_DEAD_AND_WOUNDED: Final = re.compile(
    r"\b(?:killed|dead|die|died)(?: and| or|/| and/or)\s*(?:\w+ )?(?:wounded|injured|hurt)\b",
    re.IGNORECASE,
)
_NAMED_AGAIN: Final = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:,? ?(?:called|named|identified as|known as|alias|aka|a\.k\.a\.|of(?: the)?)\s+)?"
    r"[\"“'‘]?",
    re.IGNORECASE,
)
_APPOSED: Final = re.compile(r",\s+[\"“'‘]?")
# Measures of people whom the targets name even where no COUNT stands beside them.
_IMPLICIT: Final = frozenset({"deaths", "injured", "abducted", "detained", "released"})


def counts_of(trigger: LabelledSpan, evidence: Evidence) -> tuple[Count, ...]:
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
