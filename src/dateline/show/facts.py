"""What is shown of an event: its values in the order people ask for them, each with its evidence."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from dateline.records import (
    Actor,
    CodedReport,
    Event,
    EventMention,
    Participant,
    Place,
    Range,
    Span,
)
from dateline.show.days import day_words
from dateline.show.words import firmest, is_said, measure_words, range_words


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """One value of an event: `role` is what its spans are marked as, `note` what qualifies it."""

    name: str
    value: str
    role: str
    note: str = ""
    spans: tuple[Span, ...] = ()


class ShownEvent(msgspec.Struct, frozen=True, kw_only=True):
    """An event with the mentions it was made of and the status they give it."""

    event: Event
    mentions: tuple[EventMention, ...]
    status: str


def told_events(coded: CodedReport) -> tuple[ShownEvent, ...]:
    """Return the events of a report with their mentions, most prominent first."""
    known = {mention.id: mention for mention in coded.event_mentions}
    return tuple(_tell(event, known) for event in coded.events)


def _tell(event: Event, known: Mapping[str, EventMention]) -> ShownEvent:
    mentions = tuple(known[id_] for id_ in event.mentions if id_ in known)
    own = [mention.status for mention in mentions if mention.type == event.type]
    status = firmest(own or [mention.status for mention in mentions])
    return ShownEvent(event=event, mentions=mentions, status=status)


def find_facts(told: ShownEvent) -> tuple[Fact, ...]:
    """Return the values of an event that the report gives, with the spans they rest on."""
    event = told.event
    facts = [
        *_side("Side A", event.side_a, told),
        *_side("Side B", event.side_b, told),
        *(fact for actor in event.others for fact in _side("Also", actor, told)),
        _when(told),
        *_where(told),
        *_deaths(told),
        *_figures(told),
        *_means(told.mentions),
        *_sayings(told.mentions),
    ]
    return tuple(facts)


def _side(name: str, actor: Actor | None, told: ShownEvent) -> Iterable[Fact]:
    if actor is None:
        return
    agents = _parties(actor, (party for mention in told.mentions for party in mention.agents))
    targets = _parties(actor, (party for mention in told.mentions for party in mention.targets))
    yield Fact(
        name=name,
        value=actor.name,
        role="agent" if agents or not targets else "target",
        note=", ".join(part for part in (actor.kind, actor.country) if part),
        spans=_unique([*agents, *targets]),
    )


def _parties(actor: Actor, parties: Iterable[Participant]) -> list[Span]:
    """Return the spans of the parties that are `actor`: by id, or by one name in UCDP's list."""
    return [
        party.span
        for party in parties
        if party.span
        and (party.id == actor.id or (actor.codes.ucdp and party.codes.ucdp == actor.codes.ucdp))
    ]


def _when(told: ShownEvent) -> Fact:
    event = told.event
    spans = _unique(m.time.span for m in told.mentions if m.time.span)
    return Fact(
        name="When",
        value=day_words(event.first, event.last, event.date_grain),
        role="time",
        spans=spans,
    )


def _where(told: ShownEvent) -> Iterable[Fact]:
    place = told.event.place
    if place is not None:
        spans = [m.place.span for m in told.mentions if m.place and m.place.span]
        spans += [place.span] if place.span else []
        yield Fact(
            name="Where",
            value=place_words(place),
            role="place",
            note="" if place.precision == "near" else place.precision,
            spans=_unique(spans),
        )
    for name, places in (
        ("From", [m.origin for m in told.mentions if m.origin]),
        ("To", [m.destination for m in told.mentions if m.destination]),
    ):
        if places:
            spans = [place.span for place in places if place.span]
            yield Fact(name=name, value=place_words(places[0]), role="place", spans=_unique(spans))


def place_words(place: Place) -> str:
    """Return a place with what contains it: `Baghouz, Deir ez-Zor, SYR`."""
    near = "near " if place.precision == "near" else ""
    country = None if place.precision == "country" else place.country
    parts = [place.name, place.admin2, place.admin1, country]
    kept = [part for number, part in enumerate(parts) if part and part not in parts[:number]]
    return near + ", ".join(kept)


def _deaths(told: ShownEvent) -> Iterable[Fact]:
    deaths = told.event.deaths
    spans = _count_spans(told.mentions, "deaths")
    if not is_said(deaths.total):
        return
    sides: tuple[tuple[str, Range], ...] = (
        ("side A", deaths.side_a),
        ("side B", deaths.side_b),
        ("civilians", deaths.civilians),
        ("side not said", deaths.unknown),
    )
    note = "; ".join(f"{name} {range_words(figure)}" for name, figure in sides if is_said(figure))
    yield Fact(name="Deaths", value=range_words(deaths.total), role="count", note=note, spans=spans)


def _figures(told: ShownEvent) -> Iterable[Fact]:
    for measure, figure in sorted(told.event.figures.items()):
        if is_said(figure):
            yield Fact(
                name=measure_words(measure).capitalize(),
                value=range_words(figure),
                role="count",
                spans=_count_spans(told.mentions, measure),
            )


def _count_spans(mentions: Sequence[EventMention], measure: str) -> tuple[Span, ...]:
    return _unique(
        count.span
        for mention in mentions
        for count in mention.counts
        if count.measure == measure and count.span
    )


def _means(mentions: Sequence[EventMention]) -> Iterable[Fact]:
    seen = set()
    for means in (means for mention in mentions for means in mention.means):
        if means.name not in seen:
            seen.add(means.name)
            spans = (means.span,) if means.span else ()
            yield Fact(
                name="With", value=means.name, role="means", note=means.class_ or "", spans=spans
            )


def _sayings(mentions: Sequence[EventMention]) -> Iterable[Fact]:
    """Yield who says it, each source once for each stance, with its cues."""
    spans: dict[tuple[str, str, str], list[Span]] = {}
    for said in (said for mention in mentions for said in mention.voices):
        source = said.source
        key = (source.name if source else "source not named", said.kind or "", said.stance)
        found = [source.span if source else None, said.cue]
        spans.setdefault(key, []).extend(span for span in found if span)
    for (name, kind, stance), found_spans in spans.items():
        yield Fact(
            name="Denied by" if stance == "deny" else "Said by",
            value=name,
            role="cue",
            note=kind,
            spans=_unique(found_spans),
        )


def _unique(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return each span once, in the order of the text."""
    return tuple(sorted(set(spans), key=lambda span: (span.start, span.end)))
