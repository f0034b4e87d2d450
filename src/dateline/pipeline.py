"""The whole machine on one screen: a report flows through STAGES from top to bottom.

Each stage is a pure function of the coding so far and of what is known before reading.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Final

import msgspec
from msgspec.structs import replace

from dateline.annotate.annotation import Annotation, LabelledSpan
from dateline.annotate.sentences import split_sentences
from dateline.coding.events import code_events
from dateline.coding.evidence import Evidence, Figure
from dateline.coding.mentions import code_mentions
from dateline.coding.parties import Setting, as_actor, is_state
from dateline.coding.placing import find_main_place
from dateline.coding.reasons import Explanation
from dateline.coding.status import correct_statuses
from dateline.coding.turns import turn_triggers
from dateline.coding.unread import mark_by_words
from dateline.knowledge.actors import Registry
from dateline.knowledge.amounts import AmountTable
from dateline.knowledge.codebook import Codebook
from dateline.knowledge.gazetteer import Gazetteer
from dateline.knowledge.patterns import Stretch
from dateline.knowledge.time_rules import TimeRules
from dateline.records import (
    Actor,
    CodedReport,
    EventMention,
    Place,
    Report,
    Time,
    Warning_,
    span_of,
)
from dateline.resolve.actor_names import mend_names
from dateline.resolve.actors import resolve_annotation_actors
from dateline.resolve.amount_ages import is_age
from dateline.resolve.amount_status import is_doubted, people_status, status_after
from dateline.resolve.amounts import (
    Amount,
    implicit_amount,
    resolve_annotation_counts,
    toll_role,
)
from dateline.resolve.place_support import drop_unsupported, soften_near
from dateline.resolve.places import resolve_annotation_places
from dateline.resolve.time_annotation import resolve_annotation_times


class Knowledge(msgspec.Struct, frozen=True):
    """What is known before reading, beside the reader's model."""

    codebook: Codebook
    registry: Registry
    gazetteer: Gazetteer
    times: TimeRules
    amounts: AmountTable


class Coding(msgspec.Struct, frozen=True, kw_only=True):
    """One report on its way through the stages; the mappings are keyed by span id.

    `words` is the whole text as patterns are looked for in it.
    """

    report: Report
    annotation: Annotation
    words: Stretch
    published: date | None = None
    sentences: tuple[tuple[int, int], ...] = ()
    places: Mapping[str, Place] = {}
    actors: Mapping[str, Actor] = {}
    groups: Mapping[str, Actor] = {}
    times: Mapping[str, Time] = {}
    figures: Mapping[str, Figure] = {}
    implicit: Mapping[str, Figure] = {}
    evidence: Evidence | None = None
    mentions: tuple[EventMention, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    warnings: tuple[Warning_, ...] = ()


def _sentences(coding: Coding, _: Knowledge) -> Coding:
    return replace(coding, sentences=tuple(split_sentences(coding.report.text)))


def _unread(coding: Coding, known: Knowledge) -> Coding:
    if coding.annotation.triggers:
        return coding
    annotation = mark_by_words(
        coding.annotation, coding.report.text, coding.sentences, known.codebook
    )
    warnings = [
        Warning_(
            code="event-by-words",
            message=f"the reader found no event; {one.text!r} was found by a list of words, so "
            "its type is a guess and its parties are not told",
            span=span_of(coding.report.text, one.start, one.end),
        )
        for one in annotation.triggers
    ]
    return replace(coding, annotation=annotation, warnings=(*coding.warnings, *warnings))


def _names(coding: Coding, known: Knowledge) -> Coding:
    annotation = mend_names(coding.annotation, coding.report.text, known.registry.is_alias)
    return replace(coding, annotation=annotation)


def _turns(coding: Coding, known: Knowledge) -> Coding:
    rules = known.codebook.sought_turn_rules.tried_in(coding.words)
    return replace(coding, annotation=turn_triggers(coding.annotation, coding.report.text, rules))


def _status(coding: Coding, known: Knowledge) -> Coding:
    rules = known.codebook.sought_status_rules.tried_in(coding.words)
    annotation = correct_statuses(coding.annotation, coding.report.text, rules)
    return replace(coding, annotation=annotation)


def _places(coding: Coding, known: Knowledge) -> Coding:
    parties = _parties(coding, known.registry)
    found = resolve_annotation_places(
        coding.annotation,
        coding.report.text,
        gazetteer=known.gazetteer,
        publisher=coding.report.publisher,
        parties=parties,
    )
    places = {key: one.place for key, one in found.items() if one.place}
    spans = coding.annotation.labelled("PLACE")
    texts = {span.id: span.text for span in spans}
    places = drop_unsupported(places, texts, [country for _, country in parties])
    starts = {span.id: span.start for span in spans}
    return replace(coding, places=soften_near(places, starts, coding.report.text))


def _parties(coding: Coding, registry: Registry) -> list[tuple[int, str]]:
    """Return where each party lives that a name of the registry tells: offset and country."""

    @cache
    def home(name: str) -> str | None:
        candidates = registry.find(name, on=coding.published)
        return candidates[0].actor.country if candidates else None

    parties = coding.annotation.labelled("ACTOR")
    return [(span.start, country) for span in parties if (country := home(span.text))]


def _actors(coding: Coding, known: Knowledge) -> Coding:
    countries = {key: place.country for key, place in coding.places.items() if place.country}
    main = find_main_place(evidence_of(coding, known))
    found = resolve_annotation_actors(
        coding.annotation,
        coding.report.text,
        registry=known.registry,
        countries=countries,
        main_country=main.country if main else None,
        published=coding.published,
    )
    return replace(
        coding,
        actors={key: one.actor for key, one in found.items()},
        groups={key: one.group for key, one in found.items() if one.group},
    )


def _times(coding: Coding, known: Knowledge) -> Coding:
    found = resolve_annotation_times(
        coding.annotation, coding.report.text, rules=known.times, published=coding.published
    )
    warnings = [
        Warning_(
            code="time-unresolved",
            message=f"{one.time.span.text!r}: {one.reason}",
            span=one.time.span,
        )
        for one in found.values()
        if one.time.first is None and one.time.last is None and one.time.span and one.reason
    ]
    times = {key: one.time for key, one in found.items()}
    return replace(coding, times=times, warnings=(*coding.warnings, *warnings))


def _amounts(coding: Coding, known: Knowledge) -> Coding:
    text = coding.report.text
    found = resolve_annotation_counts(coding.annotation, text, table=known.amounts)
    figures = {
        span.id: _figure(
            found[span.id],
            toll_role(text, span.start, span.end, table=known.amounts),
            _status_of_counted(coding.annotation, span, text, known.amounts),
            is_doubted=is_doubted(text, span.end, table=known.amounts),
        )
        for span in coding.annotation.labelled("COUNT")
        if span.id in found and not is_age(text, span.start, span.end)
    }
    implicit = {}
    for span in coding.annotation.labelled("ACTOR"):
        if not coding.annotation.heads(span.id, "target"):
            continue
        before = text[max(0, span.start - 40) : span.start]
        actor = coding.actors.get(span.id)
        kind = "person" if actor and actor.id.startswith("unknown:") else span.kind
        amount = implicit_amount(span.text, before, table=known.amounts, kind=kind)
        if amount:
            status = people_status(span.text, table=known.amounts)
            implicit[span.id] = _figure(amount, "event", status)
    warnings = [
        Warning_(
            code="amount-unclear",
            message=f"{span.text!r}: {found[span.id].warning}; the figure is not to be trusted",
            span=span_of(text, span.start, span.end),
        )
        for span in coding.annotation.labelled("COUNT")
        if span.id in found and found[span.id].warning
    ]
    return replace(
        coding, figures=figures, implicit=implicit, warnings=(*coding.warnings, *warnings)
    )


def _status_of_counted(
    annotation: Annotation, span: LabelledSpan, text: str, table: AmountTable
) -> str | None:
    """Return what the words for whom a COUNT counts say of them: its `of`, else its noun."""
    counted = [actor for actor in annotation.tails(span.id, "of") if actor.label == "ACTOR"]
    status = people_status(counted[0].text, table=table) if counted else None
    return status or status_after(text, span.end, table=table)


def _figure(amount: Amount, role: str, status: str | None, *, is_doubted: bool = False) -> Figure:
    return Figure(
        low=amount.low,
        best=amount.best,
        high=amount.high,
        hedge=amount.hedge,
        part=amount.part,
        role=role,
        status=status,
        is_doubted=is_doubted,
    )


def _mentions(coding: Coding, known: Knowledge) -> Coding:
    evidence = evidence_of(coding, known)
    return replace(coding, evidence=evidence, mentions=code_mentions(evidence))


def _events(coding: Coding, known: Knowledge) -> Coding:
    countries = {place.country for place in coding.places.values()}
    countries |= {actor.country for actor in coding.actors.values()}
    named = {
        actor.country
        for actor in (*coding.actors.values(), *coding.groups.values())
        if is_state(actor)
    }
    settings = {
        code: _setting(code, known.registry, coding.published, named=code in named)
        for code in sorted(filter(None, countries))
    }
    evidence = coding.evidence or evidence_of(coding, known)
    coded = code_events(coding.mentions, evidence, settings)
    return replace(
        coding,
        explanations=coded.explanations,
        warnings=(*coding.warnings, *coded.warnings),
    )


def _setting(country: str, registry: Registry, day: date | None, *, named: bool) -> Setting:
    row = registry.countries.by_code.get(country)
    if row is None:
        return Setting(country=country)
    return Setting(
        country=country,
        name=row.name,
        forces=as_actor(registry.forces(row, on=day)),
        forces_are_named=named,
        rivals=registry.rivals(country, day.isoformat()) if day else (),
    )


STAGES: Final[tuple[tuple[str, Callable[[Coding, Knowledge], Coding]], ...]] = (
    ("sentences", _sentences),
    ("unread", _unread),
    ("names", _names),
    ("turns", _turns),
    ("status", _status),
    ("places", _places),
    ("actors", _actors),
    ("times", _times),
    ("amounts", _amounts),
    ("mentions", _mentions),
    ("events", _events),
)


def run_stages(
    report: Report, annotation: Annotation, known: Knowledge, warnings: Sequence[Warning_] = ()
) -> Coding:
    """Return the coding of an annotated report after every stage."""
    coding = Coding(
        report=report,
        annotation=annotation,
        words=Stretch(report.text, 0, len(report.text)),
        published=date.fromisoformat(report.published) if report.published else None,
        warnings=tuple(warnings),
    )
    for _, stage in STAGES:
        coding = stage(coding, known)
    return coding


def coded_report(coding: Coding) -> CodedReport:
    """Return the record of a report that has been through the stages."""
    return CodedReport(
        report=coding.report,
        event_mentions=coding.mentions,
        events=tuple(explanation.event for explanation in coding.explanations),
        warnings=coding.warnings,
    )


def evidence_of(coding: Coding, known: Knowledge) -> Evidence:
    """Return what coding works from, as far as the stages have come."""
    return Evidence(
        report=coding.report,
        annotation=coding.annotation,
        sentences=coding.sentences,
        codebook=known.codebook,
        times=coding.times,
        figures=coding.figures,
        implicit=coding.implicit,
        actors=coding.actors,
        groups=coding.groups,
        places=coding.places,
    )
