"""Events of a store or of coded reports as they are exported, in order of day and id."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from dateline.export.filters import meets
from dateline.export.records import Exported, Origin, Source
from dateline.fuse.records import Contradiction, FieldValue, Responsibility
from dateline.fuse.records import Origin as SaidBy
from dateline.fuse.responsibility import told_responsibility
from dateline.records import CodedReport, Event, EventMention, Status
from dateline.store import (
    EventFilter,
    FoundEvent,
    Store,
    ToldBy,
    find_fused,
    find_mentions,
    last_fusion,
    read_fused,
    read_told,
)

_FIRMEST: Final[tuple[Status, ...]] = ("happened", "ongoing", "possible", "future", "denied")
_AT_ONCE: Final = 200


class _Grades(msgspec.Struct):
    source: str
    information: str


class _Details(msgspec.Struct):
    """What of a fuser's own details an export shows; all of it may be missing."""

    status: Status | None = None
    grades: _Grades | None = None
    independent: int | None = None
    contradictions: tuple[Contradiction, ...] | None = None
    fields: tuple[FieldValue, ...] = ()
    origins: tuple[SaidBy, ...] = ()
    responsibility: tuple[Responsibility, ...] = ()


def stored_origin(store: Store) -> Origin:
    """Return what a store exports: fused events once reports are fused, else event mentions."""
    return "fused events" if last_fusion(store) is not None else "event mentions"


def stored_events(store: Store, wanted: EventFilter) -> Iterator[Exported]:
    """Yield the events of a store that are wanted, by day and id, few at a time."""
    fused = stored_origin(store) == "fused events"
    found = find_fused(store, wanted) if fused else find_mentions(store, wanted)
    for start in range(0, len(found), _AT_ONCE):
        some = found[start : start + _AT_ONCE]
        yield from _fused(store, some) if fused else _unfused(store, some)


def stored_outlines(store: Store, wanted: EventFilter) -> Iterator[Exported]:
    """Yield what `stored_events` does; of fused events without their reports, so that few are read."""
    if stored_origin(store) != "fused events":
        yield from stored_events(store, wanted)
        return
    for one in find_fused(store, wanted):
        yield _graded(Exported(id=one.id, event=one.event, reports=one.reports), one.details)


def coded_events(reports: Iterable[CodedReport], wanted: EventFilter) -> tuple[Exported, ...]:
    """Return the events of coded reports that are wanted, by day and id."""
    found = [
        _exported(event.id, event, [_source_of(coded, event)])
        for coded in reports
        for event in coded.events
        if meets(event, wanted)
    ]
    return tuple(sorted(found, key=lambda one: (one.event.first or "9999", one.id)))


def _unfused(store: Store, found: Sequence[FoundEvent]) -> Iterator[Exported]:
    told = _told(store, [one.id for one in found])
    for one in found:
        yield _exported(one.id, one.event, [_source(told[one.id])] if one.id in told else [])


def _fused(store: Store, found: Sequence[FoundEvent]) -> Iterator[Exported]:
    kept = {one.event.id: one for one in read_fused(store, [one.id for one in found])}
    told = _told(store, [link.mention for one in kept.values() for link in one.links])
    for one in found:
        if (fused := kept.get(one.id)) is not None:
            sources = [_source(told[link.mention]) for link in fused.links if link.mention in told]
            yield _graded(_exported(one.id, one.event, sources), fused.details)


def _told(store: Store, ids: Iterable[str]) -> dict[str, ToldBy]:
    return {one.mention.id: one for one in read_told(store, ids) if one.until is None}


def _source(told: ToldBy) -> Source:
    mention = told.mention
    return Source(
        mention=mention.id,
        report=mention.report_id,
        sha256=mention.sha256,
        title=told.title,
        published=mention.published,
        publisher=mention.publisher,
        url=mention.url,
        summary=mention.event.summary,
        evidence=told.evidence,
    )


def _source_of(coded: CodedReport, event: Event) -> Source:
    report, behind = coded.report, set(event.mentions)
    return Source(
        mention=event.id,
        report=report.id,
        sha256=report.sha256,
        title=report.title,
        published=report.published,
        publisher=report.publisher,
        url=report.url,
        summary=event.summary,
        evidence=tuple(one for one in coded.event_mentions if one.id in behind),
    )


def _exported(id_: str, event: Event, sources: Sequence[Source]) -> Exported:
    ordered = sorted(sources, key=lambda one: (one.published or "9999", one.mention))
    evidence = [mention for one in ordered for mention in one.evidence]
    days = sorted(one.published for one in ordered if one.published)
    return Exported(
        id=id_,
        event=event,
        status=_status(evidence),
        origin=next((one.origin for one in evidence if one.origin), None),
        destination=next((one.destination for one in evidence if one.destination), None),
        reports=len({one.sha256 for one in ordered}),
        first_published=days[0] if days else None,
        last_published=days[-1] if days else None,
        denied_by=_denied_by(evidence),
        responsibility=told_responsibility(event, [one.report for one in ordered]),
        sources=tuple(ordered),
    )


def _denied_by(evidence: Iterable[EventMention]) -> tuple[str, ...]:
    voices = (said for mention in evidence for said in mention.voices if said.stance == "deny")
    return tuple(sorted({said.source.name for said in voices if said.source}))


def _status(evidence: Iterable[EventMention]) -> Status:
    return min((one.status for one in evidence), key=_FIRMEST.index, default="happened")


def _graded(exported: Exported, raw: msgspec.Raw) -> Exported:
    """Return the event with what the fuser found out beside its values."""
    try:
        details = msgspec.json.decode(raw, type=_Details)
    except msgspec.MsgspecError:  # another fuser's details
        return exported
    grades, contradictions = details.grades, details.contradictions
    return msgspec.structs.replace(
        exported,
        status=details.status or exported.status,
        grade=grades.source + grades.information if grades else None,
        independent=details.independent,
        contradictions=None if contradictions is None else len(contradictions),
        values=details.fields,
        disputes=contradictions or (),
        said_by=details.origins,
        denied_by=tuple(sorted({one.name for one in details.origins if one.denies})),
        responsibility=details.responsibility,
    )
