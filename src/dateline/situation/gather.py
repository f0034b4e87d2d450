"""What a situation report is made of: fused events, their sources, and the words each value rests on."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from dateline.fuse.fusing import fuse
from dateline.fuse.mentions import tell_events
from dateline.fuse.records import Claim, FusedEvent
from dateline.fuse.responsibility import claim_words
from dateline.fuse.rules import FuseRules
from dateline.fuse.voices import show_range
from dateline.records import Actor, CodedReport, Place, Range, Record, Span
from dateline.show.facts import ShownEvent, find_facts, place_words, told_events
from dateline.show.words import measure_words
from dateline.situation.choose import Wanted, choose_events

_FACTS: Final = {"day": "When", "place": "Where"}
RESPONSIBILITY: Final = "responsibility"
_OF_THE_DEED: Final = frozenset({"type", "status"})


class Quote(Record, frozen=True, kw_only=True):
    """Words of a source that a value rests on; `source` is its number in the report, from 1."""

    source: int
    span: Span
    role: str


class Told(Record, frozen=True, kw_only=True):
    """One event as one source tells it."""

    source: int
    shown: ShownEvent


class Situation(Record, frozen=True, kw_only=True):
    """Fused events in the order of their days and the coded reports behind them; both are numbered from 1.

    `numbers` has the number of an event by its id, `source_numbers` that of a report by its id. `told` finds
    a telling by its id, `actors` and `places` a name by the id that claims give.
    """

    wanted: Wanted
    events: tuple[FusedEvent, ...]
    sources: tuple[CodedReport, ...]
    told: Mapping[str, Told]
    actors: Mapping[str, str]
    places: Mapping[str, str]
    numbers: Mapping[str, int]
    source_numbers: Mapping[str, int]


def gather(
    coded: Iterable[CodedReport], rules: FuseRules, wanted: Wanted | None = None
) -> Situation:
    """Return the situation that coded reports tell of; their order makes no difference.

    All reports are fused, then the events that are wanted are chosen, so that who else tells of them counts.
    """
    reports = _apart(coded)
    tellings = [telling for one in reports for telling in tell_events(one, rules)]
    return gather_events(fuse(tellings, rules), reports, wanted)


def gather_events(
    fused: Iterable[FusedEvent], coded: Iterable[CodedReport], wanted: Wanted | None = None
) -> Situation:
    """Return the situation of events that are fused already; of the reports those that tell of them are taken.

    A report's events have the ids of the tellings, the report that of the fused event's reports.
    """
    wanted = wanted or Wanted()
    events = choose_events(fused, wanted)
    used = {id_ for one in events for id_ in one.reports}
    sources = tuple(sorted((one for one in coded if one.report.id in used), key=_age))
    told = {
        shown.event.id: Told(source=number, shown=shown)
        for number, one in enumerate(sources, 1)
        for shown in told_events(one)
    }
    return Situation(
        wanted=wanted,
        events=events,
        sources=sources,
        told=told,
        actors=_actor_names(events, told.values()),
        places=_place_names(events, told.values()),
        numbers={one.id: number for number, one in enumerate(events, 1)},
        source_numbers={one.report.id: number for number, one in enumerate(sources, 1)},
    )


def _apart(coded: Iterable[CodedReport]) -> list[CodedReport]:
    """Return each report once; of reports with one id and different bytes the later ones get another."""
    found: dict[str, CodedReport] = {}
    for one in sorted(coded, key=lambda coded: (coded.report.id, coded.report.sha256)):
        id_, digest = one.report.id, one.report.sha256
        if id_ in found and found[id_].report.sha256 != digest:
            id_ = f"{id_} ({digest[:12]})"
            found.setdefault(id_, replace(one, report=replace(one.report, id=id_)))
        else:
            found.setdefault(id_, one)
    return list(found.values())


def _age(one: CodedReport) -> tuple[str, str]:
    return (one.report.published or "9999", one.report.id)


def _actor_names(events: Iterable[FusedEvent], told: Iterable[Told]) -> dict[str, str]:
    every = [one.event for one in events] + [one.shown.event for one in told]
    sides: Iterable[Actor | None] = (
        side for event in every for side in (event.side_a, event.side_b, *event.others)
    )
    return {side.id: side.name for side in sides if side}


def _place_names(events: Iterable[FusedEvent], told: Iterable[Told]) -> dict[str, str]:
    every = [one.event.place for one in events] + [one.shown.event.place for one in told]
    return {_key(place): place_words(place) for place in every if place}


def _key(place: Place) -> str:
    return place.id or place.name


def quotes_of(situation: Situation, field: str, claim: Claim) -> tuple[Quote, ...]:
    """Return the words a claim of a field rests on, source by source; none where no word says it."""
    found = [
        quote
        for id_ in claim.tellings
        if id_ in situation.told
        for quote in _quotes(situation.told[id_], field, claim.value)
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda q: (q.source, q.span.start, q.span.end)))


def _quotes(told: Told, field: str, value: str) -> list[Quote]:
    if field in _OF_THE_DEED:
        spans, role = _triggers(told.shown), "trigger"
    elif field == RESPONSIBILITY:
        spans, role = _claim_spans(told.shown, value), "cue"
    else:
        spans, role = _fact_spans(told.shown, field, value)
    return [Quote(source=told.source, span=span, role=role) for span in spans]


def _triggers(shown: ShownEvent) -> tuple[Span, ...]:
    own = [m.trigger for m in shown.mentions if m.type == shown.event.type]
    return tuple(own or [mention.trigger for mention in shown.mentions])


def _claim_spans(shown: ShownEvent, value: str) -> tuple[Span, ...]:
    return tuple(one.span for one in shown.event.claims if claim_words(one) == value)


def _voiced_spans(shown: ShownEvent, field: str, value: str) -> tuple[Span, ...]:
    """Return the words of the counts that give just this figure: another voice may give another."""
    return tuple(
        count.span
        for mention in shown.mentions
        for count in mention.counts
        if count.span and count.measure == field
        if show_range(Range(low=count.low, best=count.best, high=count.high)) == value
    )


def _fact_spans(shown: ShownEvent, field: str, value: str) -> tuple[tuple[Span, ...], str]:
    if voiced := _voiced_spans(shown, field, value):
        return voiced, "count"
    name = _FACTS.get(field) or _side_name(shown, field, value)
    name = name or measure_words(field).capitalize()
    return next(
        ((fact.spans, fact.role) for fact in find_facts(shown) if fact.name == name), ((), "count")
    )


def _side_name(shown: ShownEvent, field: str, value: str) -> str | None:
    """Return the side on which a telling has the actor: it may have the sides the other way round."""
    if field not in {"side_a", "side_b"}:
        return None
    side_b = shown.event.side_b
    return "Side B" if side_b and side_b.id == value else "Side A"


def first_published(sources: Sequence[CodedReport]) -> tuple[str, str] | None:
    """Return the first and last day of publication, None where no source has one."""
    days = sorted(one.report.published for one in sources if one.report.published)
    return (days[0], days[-1]) if days else None
