"""Reports to store, coded without a model."""

import hashlib
from dataclasses import dataclass

from dateline.knowledge.versions import Versions
from dateline.records import (
    Actor,
    CodedReport,
    Deaths,
    Event,
    EventMention,
    Place,
    Range,
    Report,
    Span,
    content_id,
)
from dateline.store import NewCoding

FIRST = Versions(coder="0.1.0+aa", model="m1", codebook="c1", gazetteer="g1")
SECOND = Versions(coder="0.2.0+bb", model="m1", codebook="c1", gazetteer="g1")
HAJIN = Place(
    id="gn:1", name="Hajin", lat=34.69, lon=40.83, country="SYR", admin1="Deir ez-Zor", admin2=None
)
ARMY = Actor(id="military:SYR", name="Military Forces of Syria", kind="force", country="SYR")
REBELS = Actor(id="rebels", name="Free Falcons", kind="force")


@dataclass(frozen=True)
class Told:
    """An event of a made-up report."""

    type: str = "attack"
    day: str | None = "2024-03-01"
    place: Place | None = HAJIN
    dead: int | None = None
    start: int = 0


def make_report(
    text: str, *, published: str | None = "2024-03-02", id_: str | None = None
) -> Report:
    return Report(
        id=id_ or content_id(text, published),
        text=text,
        published=published,
        publisher="The Ledger",
        url="https://ledger.example/1",
        language="en",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )


def make_event(report: Report, told: Told) -> tuple[EventMention, Event]:
    trigger = Span(
        start=told.start, end=told.start + 6, text=report.text[told.start : told.start + 6]
    )
    mention = EventMention(
        id=content_id(report.id, told.type, told.start),
        type=told.type,
        status="happened",
        trigger=trigger,
    )
    event = Event(
        id=content_id(report.id, mention.id),
        type=told.type,
        side_a=ARMY,
        side_b=REBELS,
        first=told.day,
        last=told.day,
        place=told.place,
        deaths=Deaths(total=Range(low=told.dead, best=told.dead, high=told.dead)),
        mentions=(mention.id,),
        summary=f"{told.type} at {told.place.name if told.place else 'an unknown place'}",
    )
    return mention, event


def code(report: Report, *told: Told) -> CodedReport:
    pairs = [make_event(report, one) for one in told or (Told(),)]
    return CodedReport(
        report=report,
        event_mentions=tuple(mention for mention, _ in pairs),
        events=tuple(event for _, event in pairs),
    )


def coding(
    text: str,
    *told: Told,
    versions: Versions = FIRST,
    how: str = "/wire/a.txt:1",
    published: str | None = "2024-03-02",
) -> NewCoding:
    report = make_report(text, published=published)
    return NewCoding(report=report, coded=code(report, *told), how=how, versions=versions)
