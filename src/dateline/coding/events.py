"""Event mentions of one report -> its events, most prominent first."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

import msgspec

from dateline.annotate.annotation import LabelledSpan
from dateline.coding.claims import find_alleged, find_claims
from dateline.coding.codes import find_codes
from dateline.coding.dating import Dated, date_event
from dateline.coding.evidence import Evidence
from dateline.coding.features import find_features
from dateline.coding.figures import add_figures
from dateline.coding.mention_times import goes_on, is_of_background
from dateline.coding.merge import Told, group_mentions
from dateline.coding.parties import Setting, is_named, is_state
from dateline.coding.placing import find_main_place, find_place
from dateline.coding.prominence import prominence
from dateline.coding.reasons import Explanation
from dateline.coding.sides import find_sides
from dateline.coding.steps import Whys, explain_steps
from dateline.coding.summary import summarise
from dateline.coding.whose import Readings, read_counts
from dateline.knowledge.codebook import EventType
from dateline.records import (
    Actor,
    Event,
    EventMention,
    Place,
    Warning_,
    content_id,
)

_ASSUMED_DAY: Final = 0.5  # how much of its score an event keeps that the report does not date
_INFERRED_SIDE: Final = 0.8  # how much of its score an event keeps of which a side is inferred
_ALLEGED_SIDE: Final = 0.9  # the same where a side stands on a claim or an accusation alone
_MANY_PROVINCES: Final = 3  # a toll told of so many is a sum
_LONG_DAYS: Final = 45  # a count over a longer time sums up many events


class CodedEvents(msgspec.Struct, frozen=True, kw_only=True):
    """Events with the steps behind each, most prominent first, and warnings."""

    explanations: tuple[Explanation, ...]
    warnings: tuple[Warning_, ...]


class _Scene(msgspec.Struct, frozen=True, kw_only=True):
    """What the events of one report share: all its mentions, and what is read from it once."""

    told: Sequence[Told]
    evidence: Evidence
    main_place: Place | None
    settings: Mapping[str, Setting]
    groups: tuple[Actor, ...]
    readings: Readings


def code_events(
    mentions: Sequence[EventMention], evidence: Evidence, settings: Mapping[str, Setting]
) -> CodedEvents:
    """Return the events that the mentions of one report make up.

    `settings` are keyed by country (alpha-3).
    """
    told = tell(mentions, evidence)
    scene = _Scene(
        told=told,
        evidence=evidence,
        main_place=find_main_place(evidence),
        settings=settings,
        groups=armed_groups(evidence),
        readings=read_counts(evidence),
    )
    built = [_build([told[n] for n in group], scene) for group in group_mentions(told)]
    built.sort(key=lambda pair: (-pair[0], pair[1].event.id))
    explanations = tuple(explanation for _, explanation in built)
    return CodedEvents(
        explanations=explanations,
        warnings=tuple(
            warning for explanation in explanations for warning in _warnings(explanation)
        ),
    )


def _warnings(explanation: Explanation) -> Iterator[Warning_]:
    """Yield what the user should know of an event: what its words do not say and was filled in."""
    if explanation.day_is_assumed:
        yield _warning(explanation, "event-undated", "has no day of its own", "date")
    if explanation.side_is_inferred:
        yield _warning(explanation, "side-inferred", "does not name both sides", "side_b")


def _warning(explanation: Explanation, code: str, lack: str, field: str) -> Warning_:
    """Return a warning with the reason that the step of a field gives."""
    event = explanation.event
    step = next(step for step in explanation.steps if step.field == field)
    return Warning_(
        code=code,
        message=f"event {event.id} ({event.type}) {lack}; {step.why}",
        span=explanation.steps[0].spans[0],
    )


def tell(mentions: Sequence[EventMention], evidence: Evidence) -> list[Told]:
    """Return the mentions with what merging needs beside them."""
    types = evidence.codebook.by_name
    told: list[Told] = []
    for trigger, mention in zip(evidence.annotation.triggers, mentions, strict=True):
        row = types[mention.type]
        cumulative = _is_cumulative(trigger, mention, evidence)
        told.append(
            Told(
                mention=mention,
                sentence=evidence.sentence_of(trigger),
                part=row.part,
                chains=_chains(trigger, evidence),
                cumulative=cumulative,
                background=cumulative
                or is_of_background(trigger, evidence)
                or (bool(told) and told[-1].background and goes_on(trigger, evidence)),
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
            first.add(f"{role}:{evidence.first_of(span).id}")
    return frozenset(first)


def _is_cumulative(trigger: LabelledSpan, mention: EventMention, evidence: Evidence) -> bool:
    """Tell whether a mention sums up more than one event: a count or a time over months."""
    roles = [
        evidence.figures[span.id].role
        for span in evidence.annotation.tails(trigger.id, "count")
        if span.id in evidence.figures
    ]
    if roles and all(role == "cumulative" for role in roles):
        return True
    if mention.counts and _is_all_over(trigger, evidence):
        return True
    time = mention.time
    if not (time.first and time.last) or mention.type not in {"kill", "injure", "attack"}:
        return False
    length = date.fromisoformat(time.last) - date.fromisoformat(time.first)
    return length.days > _LONG_DAYS and bool(mention.counts)


def _build(told: Sequence[Told], scene: _Scene) -> tuple[float, Explanation]:
    evidence = scene.evidence
    main = main_type(told, evidence)
    place, place_why = find_place(told, scene.told, scene.main_place)
    country = place.country if place else None
    setting = scene.settings.get(country or "") or Setting(country=country)
    sides = find_sides(told, setting, scene.groups)
    dated = date_event(told, scene.told, evidence.report.published)
    figures = add_figures(told, sides, scene.readings)
    features = find_features(told, scene.told, main, sides, figures, evidence)
    codes, code_why = find_codes(features, evidence.codebook)
    status = _status(told)
    claims = find_claims(told, evidence)
    alleged = find_alleged(claims, told, evidence)
    event = Event(
        id=content_id(evidence.report.id, *(one.mention.id for one in told)),
        type=main.name,
        codes=codes,
        side_a=sides.side_a,
        side_b=sides.side_b,
        others=sides.others,
        claims=claims,
        first=dated.first,
        last=dated.last,
        date_grain=dated.grain,
        place=place,
        deaths=figures.deaths,
        figures=dict(figures.others),
        mentions=tuple(one.mention.id for one in told),
        sources=_sources(told),
        score=round(_score(told, dated, place) * (_INFERRED_SIDE if sides.inferred else 1), 4),
    )
    is_alleged = any(side and side.id in alleged for side in (sides.side_a, sides.side_b))
    event = msgspec.structs.replace(
        event,
        summary=summarise(event, main.summary, status, alleged),
        score=round(event.score * (_ALLEGED_SIDE if is_alleged else 1), 4),
    )
    whys = Whys(
        type=f"{main.definition}; lowest rank among its mentions",
        acled=code_why.why,
        acled_spans=code_why.spans,
        sides=sides.why,
        date=dated.why,
        date_spans=dated.spans,
        place=place_why,
    )
    steps = explain_steps(event, told, whys)
    anchor = None if dated.is_assumed else evidence.report.published
    return prominence(event, told, status, anchor), Explanation(
        event=event,
        steps=steps,
        day_is_assumed=dated.is_assumed,
        side_is_inferred=sides.inferred,
    )


def _is_all_over(trigger: LabelledSpan, evidence: Evidence) -> bool:
    """Tell whether the sentence of a trigger spreads it over several provinces of one country."""
    here = evidence.sentence_of(trigger)
    provinces = {
        (place.country, place.admin1)
        for span in evidence.annotation.labelled("PLACE")
        for place in (evidence.places.get(span.id),)
        if place and place.admin1 and evidence.sentence_of(span) == here
    }
    return len(provinces) >= _MANY_PROVINCES


def main_type(told: Sequence[Told], evidence: Evidence) -> EventType:
    """Return the type that names the event: the lowest rank in the codebook, then the first told."""
    types = evidence.codebook.by_name
    happened = [one for one in told if one.mention.status != "denied"] or list(told)
    return min((types[one.mention.type] for one in happened), key=lambda row: row.rank)


def _status(told: Sequence[Told]) -> str:
    """Return the status of the event: the firmest of its deeds', else of its consequences'."""
    deeds = [one.mention.status for one in told if one.part == "action"]
    statuses = deeds or [one.mention.status for one in told]
    order = ("happened", "ongoing", "possible", "future", "denied")
    return min(statuses, key=order.index)


def _sources(told: Sequence[Told]) -> tuple[str, ...]:
    names = {said.source.name for one in told for said in one.mention.voices if said.source}
    return tuple(sorted(names))


def _score(told: Sequence[Told], dated: Dated, place: Place | None) -> float:
    """Return how sure the event is: its surest mention, its date and its place."""
    mention = max(one.mention.score for one in told)
    where = place.score if place else 0.2
    kept = _ASSUMED_DAY if dated.is_assumed else 1.0
    return round(kept * mention * (0.5 + 0.25 * dated.sure + 0.25 * where), 4)


def armed_groups(evidence: Evidence) -> tuple[Actor, ...]:
    """Return the armed groups that the report names, states' forces left out."""
    groups = {
        actor.id: actor
        for actor in evidence.actors.values()
        if actor.kind == "force" and is_named(actor) and not is_state(actor)
    }
    return tuple(groups[key] for key in sorted(groups))
