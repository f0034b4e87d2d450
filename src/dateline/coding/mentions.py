"""Triggers and their roles -> event mentions."""

from collections.abc import Iterable, Mapping
from typing import Final, cast

from dateline.annotate.annotation import Annotation, LabelledSpan
from dateline.coding.evidence import Evidence
from dateline.coding.mention_counts import counts_of
from dateline.coding.mention_times import time_of
from dateline.coding.sources import find_attributions
from dateline.records import (
    EventMention,
    Means,
    Participant,
    Place,
    Status,
    content_id,
)

_GUESSED: Final = 0.3  # the score that such a place is given


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
        time=time_of(trigger, evidence),
        counts=counts_of(trigger, evidence),
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


def _score(trigger: LabelledSpan, annotation: Annotation) -> float:
    """Return how sure the reader is: of the trigger, and on average of its roles."""
    shares = [link.score for link in annotation.links_of(trigger.id)]
    roles = sum(shares) / len(shares) if shares else 0.7
    return round(trigger.score * (0.5 + 0.5 * roles), 4)
