"""Event mentions of one report -> its events, most prominent first."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import msgspec

from dateline.annotate.annotation import LabelledSpan
from dateline.coding.codes import find_codes
from dateline.coding.dating import Dated, date_event
from dateline.coding.evidence import Evidence
from dateline.coding.figures import Figures, add_figures
from dateline.coding.mentions import place_fineness
from dateline.coding.merge import Told, group_mentions
from dateline.coding.reasons import Explanation, Step
from dateline.coding.sides import Setting, Sides, find_sides
from dateline.coding.summary import summarise
from dateline.knowledge.codebook import EventType
from dateline.records import (
    Actor,
    Event,
    EventMention,
    Place,
    Span,
    Warning_,
    content_id,
)

_STATUS_WEIGHT: Final = {
    "happened": 1.0, "ongoing": 1.0, "possible": 0.2, "future": -2.0, "denied": -3.0,
}  # fmt: skip
_ACTOR_WEIGHT: Final = 0.4  # a party's country says less of where it happened than a place does
_RECENT_DAYS: Final = 10
_OLD_DAYS: Final = 45


class CodedEvents(msgspec.Struct, frozen=True, kw_only=True):
    """Events with the steps behind each, most prominent first, and warnings."""

    explanations: tuple[Explanation, ...]
    warnings: tuple[Warning_, ...]


def code_events(
    mentions: Sequence[EventMention], evidence: Evidence, settings: Mapping[str, Setting]
) -> CodedEvents:
    """Return the events that the mentions of one report make up.

    `settings` are keyed by country (alpha-3).
    """
    told = tell(mentions, evidence)
    main_place = find_main_place(evidence)
    built = [
        _build(number, [told[n] for n in group], told, evidence, main_place, settings)
        for number, group in enumerate(group_mentions(told))
    ]
    built.sort(key=lambda pair: (-pair[0], pair[1].event.id))
    explanations = tuple(explanation for _, explanation in built)
    return CodedEvents(
        explanations=explanations,
        warnings=tuple(
            warning for warning in map(_undated_warning, explanations) if warning is not None
        ),
    )


def _undated_warning(explanation: Explanation) -> Warning_ | None:
    event = explanation.event
    step = next(step for step in explanation.steps if step.field == "date")
    if step.spans or "no time" not in step.why and event.first is not None:
        return None
    return Warning_(
        code="event-undated",
        message=f"event {event.id} ({event.type}) has no day of its own; {step.why}",
        span=explanation.steps[0].spans[0],
    )


def tell(mentions: Sequence[EventMention], evidence: Evidence) -> list[Told]:
    """Return the mentions with what merging needs beside them."""
    types = {row.name: row for row in evidence.codebook.types.values()}
    told = []
    for trigger, mention in zip(evidence.annotation.triggers, mentions, strict=True):
        row = types[mention.type]
        told.append(
            Told(
                mention=mention,
                sentence=evidence.sentence_of(trigger),
                part=row.part,
                measure=row.measure,
                chains=_chains(trigger, evidence),
                cumulative=_is_cumulative(trigger, mention, evidence),
            )
        )
    return told


def _chains(trigger: LabelledSpan, evidence: Evidence) -> frozenset[str]:
    """Return the first mention of each party of a trigger, along its `same` links."""
    first = set()
    for role in ("agent", "target", "place"):
        for span in evidence.annotation.tails(trigger.id, role):
            if span.label != "ACTOR" or role == "place":
                continue
            first.add(f"{role}:{_first_of(span, evidence).id}")
    return frozenset(first)


def _first_of(span: LabelledSpan, evidence: Evidence) -> LabelledSpan:
    seen = {span.id}
    while True:
        earlier = [s for s in evidence.annotation.tails(span.id, "same") if s.id not in seen]
        if not earlier:
            return span
        span = earlier[0]
        seen.add(span.id)


def _is_cumulative(trigger: LabelledSpan, mention: EventMention, evidence: Evidence) -> bool:
    """Tell whether a mention sums up more than one event: a count or a time over months."""
    roles = [
        evidence.figures[span.id].role
        for span in evidence.annotation.tails(trigger.id, "count")
        if span.id in evidence.figures
    ]
    if roles and all(role == "cumulative" for role in roles):
        return True
    time = mention.time
    if not (time.first and time.last) or mention.type not in {"kill", "injure", "attack"}:
        return False
    length = date.fromisoformat(time.last) - date.fromisoformat(time.first)
    return length.days > _OLD_DAYS and bool(mention.counts)


def find_main_place(evidence: Evidence) -> Place | None:
    """Return the country most of the report's event places lie in, as a coarse place."""
    weights: dict[str, float] = defaultdict(float)
    for link in evidence.annotation.links:
        place = evidence.places.get(link.tail)
        if link.role in {"place", "target", "from", "to"} and place and place.country:
            weights[place.country] += place.score
        actor = evidence.actors.get(link.tail)
        if link.role in {"agent", "target"} and actor and actor.country:
            weights[actor.country] += _ACTOR_WEIGHT
    if not weights:
        for place in evidence.places.values():
            if place.country:
                weights[place.country] += place.score
    if not weights:
        return None
    country = min(weights, key=lambda code: (-weights[code], code))
    inside = [place for place in evidence.places.values() if place.country == country]
    whole = [place for place in inside if place.precision == "country"]
    if whole:
        return whole[0]
    return Place(id=None, name=country, country=country, precision="country", score=0.5)


def _build(
    number: int,
    told: Sequence[Told],
    all_told: Sequence[Told],
    evidence: Evidence,
    main_place: Place | None,
    settings: Mapping[str, Setting],
) -> tuple[float, Explanation]:
    main = main_type(told, evidence)
    place, place_why = find_place(told, all_told, main_place)
    country = place.country if place else None
    sides = find_sides(told, settings.get(country or "") or Setting(country=country))
    dated = date_event(told, all_told, evidence.report.published)
    figures = add_figures(told, sides, figure_roles(evidence))
    injured = figures.others.get("injured")
    dead = figures.deaths.total.best or 0
    codes, code_why = find_codes(
        told, main, sides, dead, (injured.best or 0) if injured else 0, evidence.codebook
    )
    status = _status(told)
    event = Event(
        id=content_id(evidence.report.id, number, *(one.mention.id for one in told)),
        type=main.name,
        codes=codes,
        side_a=sides.side_a,
        side_b=sides.side_b,
        others=sides.others,
        first=dated.first,
        last=dated.last,
        date_grain=dated.grain,
        place=place,
        deaths=figures.deaths,
        figures=dict(figures.others),
        mentions=tuple(one.mention.id for one in told),
        sources=_sources(told),
        score=_score(told, dated, place),
    )
    event = msgspec.structs.replace(event, summary=summarise(event, main.summary, status))
    steps = _steps(event, told, main, sides, dated, figures, place_why, code_why)
    return prominence(event, told, status, evidence.report.published), Explanation(
        event=event, steps=steps
    )


def main_type(told: Sequence[Told], evidence: Evidence) -> EventType:
    """Return the type that names the event: the lowest rank in the codebook, then the first told."""
    types = {row.name: row for row in evidence.codebook.types.values()}
    happened = [one for one in told if one.mention.status != "denied"] or list(told)
    return min((types[one.mention.type] for one in happened), key=lambda row: row.rank)


def find_place(
    told: Sequence[Told], all_told: Sequence[Told], main_place: Place | None
) -> tuple[Place | None, str]:
    """Return where the event was and why: its own finest place, the story's, the country."""
    own = [
        (place_fineness(one.mention.place), one.part != "action", number, one.mention.place)
        for number, one in enumerate(told)
        if one.mention.place
    ]
    if own:
        return min(own, key=lambda option: option[:3])[3], "a place is a role of the event"
    movement = [
        place
        for one in told
        for place in (one.mention.origin, one.mention.destination)
        if place is not None
    ]
    if movement:
        return movement[0], "where the movement began or ended"
    here = min(one.sentence for one in told)
    near = [
        (abs(one.sentence - here), one.sentence > here, number, one.mention.place)
        for number, one in enumerate(all_told)
        if one.mention.place and abs(one.sentence - here) <= 2  # noqa: PLR2004
    ]
    if near:
        place = min(near, key=lambda option: option[:3])[3]
        precision = "near" if place.precision == "exact" else place.precision
        guess = msgspec.structs.replace(place, precision=precision, score=round(place.score / 2, 4))
        return guess, "no place of its own: that of the nearest event"
    return main_place, "no place near it: the country most of the report is about"


def figure_roles(evidence: Evidence) -> dict[tuple[int, int], str]:
    """Return what the words around each COUNT make of it, by (start, end)."""
    return {
        (span.start, span.end): _role(evidence, span)
        for span in evidence.annotation.labelled("COUNT")
        if span.id in evidence.figures
    }


def _role(evidence: Evidence, span: LabelledSpan) -> str:
    figure = evidence.figures[span.id]
    return "part" if figure.part == "share" else figure.role


def _status(told: Sequence[Told]) -> str:
    """Return the status of the event: the firmest of its deeds', else of its consequences'."""
    deeds = [one.mention.status for one in told if one.part == "action"]
    statuses = deeds or [one.mention.status for one in told]
    order = ("happened", "ongoing", "possible", "future", "denied")
    return min(statuses, key=order.index)


def _sources(told: Sequence[Told]) -> tuple[str, ...]:
    names = {
        one.mention.attribution.source.name
        for one in told
        if one.mention.attribution and one.mention.attribution.source
    }
    return tuple(sorted(names))


def _score(told: Sequence[Told], dated: Dated, place: Place | None) -> float:
    """Return how sure the event is: its surest mention, its date and its place."""
    mention = max(one.mention.score for one in told)
    where = place.score if place else 0.2
    return round(mention * (0.5 + 0.25 * dated.sure + 0.25 * where), 4)


def prominence(event: Event, told: Sequence[Told], status: str, published: str | None) -> float:
    """Return how much an event is the news of its report; higher is more.

    Early in the text, deadly, told often, recent and placed counts for it; being a sum of many
    events, old, only expected or denied counts against it. The weights are set on the dev articles.
    """
    first = min(one.sentence for one in told)
    dead = event.deaths.total.best or 0
    age = _age_days(event, published)
    is_background = age > _OLD_DAYS or all(one.cumulative for one in told)
    value = 4.0 / (1 + first) + 0.25 * min(len(told), 6) + _STATUS_WEIGHT[status]
    value += (0.1 if is_background else 0.8) * math.log2(1 + dead) + (1.0 if dead else 0.0)
    value += 0.5 if event.place and event.place.precision in {"exact", "near"} else 0.0
    value += 1.0 if event.codes.ucdp.type_of_violence else 0.0
    value += 1.0 if age <= _RECENT_DAYS else 0.0
    return value - (4.0 if is_background else 0.0)


def _age_days(event: Event, published: str | None) -> int:
    """Return how many days before publication an event began; one without a day is of middle age."""
    if not (event.first and published):
        return _RECENT_DAYS + 1
    return (date.fromisoformat(published) - date.fromisoformat(event.first)).days


def _steps(
    event: Event,
    told: Sequence[Told],
    main: EventType,
    sides: Sides,
    dated: Dated,
    figures: Figures,
    place_why: str,
    code_why: str,
) -> tuple[Step, ...]:
    spans = tuple(one.mention.trigger for one in told)
    counts = tuple(
        count.span for one in told for count in one.mention.counts if count.span is not None
    )
    place_span = (event.place.span,) if event.place and event.place.span else ()
    return (
        Step(field="mentions", value=str(len(told)), why="told as one event", spans=spans),
        Step(
            field="type", value=main.name, why=f"{main.definition}; lowest rank among its mentions"
        ),
        Step(field="acled", value=str(event.codes.acled.sub_event_type), why=code_why),
        Step(
            field="side_a",
            value=event.side_a.name if event.side_a else "unknown",
            why=sides.why,
            spans=_party_spans(told, event.side_a),
        ),
        Step(
            field="side_b",
            value=event.side_b.name if event.side_b else "unknown",
            why=sides.why,
            spans=_party_spans(told, event.side_b),
        ),
        Step(
            field="date",
            value=f"{event.first or '...'} to {event.last or '...'}",
            why=dated.why,
            spans=dated.spans,
        ),
        Step(
            field="place",
            value=event.place.name if event.place else "unknown",
            why=place_why,
            spans=place_span,
        ),
        Step(
            field="deaths",
            value=str(
                figures.deaths.total.best if figures.deaths.total.best is not None else "not said"
            ),
            why="totals without their parts; a later toll wins; by whose dead they are",
            spans=counts,
        ),
    )


def _party_spans(told: Sequence[Told], side: Actor | None) -> tuple[Span, ...]:
    if side is None:
        return ()
    return tuple(
        party.span
        for one in told
        for party in (*one.mention.agents, *one.mention.targets)
        if party.id == side.id and party.span
    )
