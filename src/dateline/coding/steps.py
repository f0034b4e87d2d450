"""The steps that `dateline explain` prints of an event."""

from collections.abc import Sequence

import msgspec

from dateline.coding.merge import Told
from dateline.coding.reasons import Step
from dateline.records import Actor, Claim, Event, Span


class Whys(msgspec.Struct, frozen=True, kw_only=True):
    """Why the parts of an event were coded as they are."""

    type: str
    acled: str
    acled_spans: tuple[Span, ...]
    sides: str
    date: str
    date_spans: tuple[Span, ...]
    place: str


def explain_steps(event: Event, told: Sequence[Told], whys: Whys) -> tuple[Step, ...]:
    """Return the steps that led to an event, with the words each rests on."""
    spans = tuple(one.mention.trigger for one in told)
    counts = tuple(
        count.span for one in told for count in one.mention.counts if count.span is not None
    )
    place_span = (event.place.span,) if event.place and event.place.span else ()
    return (
        Step(field="mentions", value=str(len(told)), why="told as one event", spans=spans),
        Step(field="type", value=event.type, why=whys.type),
        Step(
            field="acled",
            value=str(event.codes.acled.sub_event_type),
            why=whys.acled,
            spans=whys.acled_spans,
        ),
        Step(
            field="side_a",
            value=event.side_a.name if event.side_a else "unknown",
            why=whys.sides,
            spans=_party_spans(told, event.side_a),
        ),
        Step(
            field="side_b",
            value=event.side_b.name if event.side_b else "unknown",
            why=whys.sides,
            spans=_party_spans(told, event.side_b),
        ),
        Step(
            field="date",
            value=f"{event.first or '...'} to {event.last or '...'}",
            why=whys.date,
            spans=whys.date_spans,
        ),
        Step(
            field="place",
            value=event.place.name if event.place else "unknown",
            why=whys.place,
            spans=place_span,
        ),
        Step(
            field="deaths",
            value=str(
                event.deaths.total.best if event.deaths.total.best is not None else "not said"
            ),
            why="totals without their parts; a later toll wins; by whose dead they are",
            spans=counts,
        ),
        *(
            Step(field="claims", value=_claim(one), why="said, not a fact", spans=(one.span,))
            for one in event.claims
        ),
    )


def _claim(claim: Claim) -> str:
    by = claim.by.name if claim.by else "somebody"
    if claim.by is None or claim.by.id == claim.actor.id:
        return f"{claim.actor.name} {'denies' if claim.stance == 'deny' else 'claims'} it"
    return f"{by} accuses {claim.actor.name}"


def _party_spans(told: Sequence[Told], side: Actor | None) -> tuple[Span, ...]:
    if side is None:
        return ()
    return tuple(
        party.span
        for one in told
        for party in (*one.mention.agents, *one.mention.targets)
        if party.id == side.id and party.span
    )
