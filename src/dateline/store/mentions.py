"""Read event mentions and coded reports back."""

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing

import msgspec
from sqlalchemy import Connection, RowMapping, Select, exists, select

from dateline.knowledge.versions import Versions
from dateline.records import CodedReport, Event, EventMention, Report, Warning_
from dateline.store.columns import matching, portions
from dateline.store.ledger import Store
from dateline.store.records import (
    EventFilter,
    FoundEvent,
    StoredCoding,
    StoredMention,
    ToldBy,
)
from dateline.store.tables import codings, mention_actors, mentions, obtained, readings

_AT_ONCE = 500
_EVIDENCE = msgspec.json.Decoder(tuple[EventMention, ...])
_WARNINGS = msgspec.json.Decoder(tuple[Warning_, ...])
_EVENT = msgspec.json.Decoder(Event)


def read_mentions(
    store: Store, *, since: int = 0, wanted: EventFilter | None = None
) -> Iterator[StoredMention]:
    """Yield the mentions in force, in the order they were written, few at a time.

    `since` leaves out those of that turn and before: what an earlier call has seen up to turn N,
    `since=N` does not give again, and nothing falls between, for writers take turns.
    """
    statement = _mentions().where(mentions.c.until_turn.is_(None), mentions.c.turn > since)
    if wanted:
        statement = statement.where(matching(wanted, mentions.c, mention_actors))
    ordered = statement.order_by(mentions.c.row)
    with store.reading() as connection, closing(_stream(connection, ordered)) as rows:
        for row in rows:
            yield _mention(row)


def read_ended(store: Store, *, since: int = 0) -> tuple[str, ...]:
    """Return the ids of mentions that ended after the turn `since` and did not come again."""
    other = mentions.alias()
    again = exists().where(other.c.id == mentions.c.id, other.c.until_turn.is_(None))
    statement = (
        select(mentions.c.id)
        .where(mentions.c.until_turn > since, ~again)
        .distinct()
        .order_by(mentions.c.id)
    )
    with store.reading() as connection:
        return tuple(map(str, connection.execute(statement).scalars()))


def read_codings(store: Store, *, since: int = 0) -> Iterator[StoredCoding]:
    """Yield the reports with their codings in force, by when they were coded, few at a time.

    `since` leaves out those of that turn and before.
    """
    statement = _codings().where(codings.c.until_turn.is_(None), codings.c.turn > since)
    ordered = statement.order_by(codings.c.turn, codings.c.id)
    with store.reading() as connection, closing(_stream(connection, ordered)) as rows:
        batch: list[RowMapping] = []
        for row in rows:
            batch.append(row)
            if len(batch) == _AT_ONCE:
                yield from _stored(batch, connection)
                batch = []
        yield from _stored(batch, connection)


def read_told(store: Store, ids: Iterable[str]) -> tuple[ToldBy, ...]:
    """Return mentions with what they rest on, older codings too: newest report first in force."""
    with store.reading() as connection:
        rows = [
            row
            for some in portions(ids)
            for row in connection.execute(
                _mentions(*_BEHIND)
                .where(mentions.c.id.in_(some))
                .order_by(mentions.c.id, mentions.c.row)
            ).mappings()
        ]
        ways: dict[str, list[str]] = {}
        for some in portions(str(row["sha256"]) for row in rows):
            found = select(obtained.c.sha256, obtained.c.how).where(obtained.c.sha256.in_(some))
            for key, how in connection.execute(found.order_by(obtained.c.row)):
                ways.setdefault(key, []).append(how)
    return tuple(_told(row, tuple(ways.get(row["sha256"], ()))) for row in rows)


def find_mentions(store: Store, wanted: EventFilter) -> tuple[FoundEvent, ...]:
    """Return the mentions in force that are wanted, as events of their own, by day and id."""
    condition = matching(wanted, mentions.c, mention_actors)
    statement = (
        select(mentions.c.id, mentions.c.event)
        .where(mentions.c.until_turn.is_(None), condition)
        .order_by(mentions.c.first.is_(None), mentions.c.first, mentions.c.id)
    )
    with store.reading() as connection:
        rows = connection.execute(statement).all()
    return tuple(FoundEvent(id=id_, event=_EVENT.decode(event)) for id_, event in rows)


def match_mention_ids(store: Store, beginning: str) -> tuple[str, ...]:
    """Return the ids of mentions, in force or not, that begin so, in order."""
    statement = select(mentions.c.id).where(mentions.c.id.startswith(beginning, autoescape=True))
    with store.reading() as connection:
        return tuple(connection.execute(statement.distinct().order_by(mentions.c.id)).scalars())


_BEHIND = (
    readings.c.title,
    codings.c.event_mentions,
    codings.c.coder,
    codings.c.model,
    codings.c.codebook,
    codings.c.gazetteer,
    mentions.c.until_turn,
)


def _mentions(*more: object) -> Select[tuple[object, ...]]:
    return (
        select(
            mentions.c.id,
            mentions.c.event,
            mentions.c.turn,
            readings.c.report_id,
            readings.c.sha256,
            readings.c.text_sha256,
            codings.c.published,
            readings.c.publisher,
            readings.c.url,
            *more,
        )
        .join_from(mentions, codings, mentions.c.coding == codings.c.id)
        .join(readings, codings.c.reading == readings.c.id)
    )


def _codings() -> Select[tuple[object, ...]]:
    return select(
        codings.c.id.label("coding"),
        codings.c.turn,
        codings.c.event_mentions,
        codings.c.warnings,
        codings.c.published,
        readings.c.report_id,
        readings.c.title,
        readings.c.text,
        readings.c.text_sha256,
        readings.c.publisher,
        readings.c.url,
        readings.c.language,
        readings.c.sha256,
    ).join_from(codings, readings, codings.c.reading == readings.c.id)


def _stream(
    connection: Connection, statement: Select[tuple[object, ...]]
) -> Generator[RowMapping, None, None]:
    """Yield rows few at a time. Closed early, it closes the database's cursor before the connection."""
    with connection.execution_options(yield_per=_AT_ONCE).execute(statement) as result:
        yield from result.mappings()


def _mention(row: RowMapping) -> StoredMention:
    return StoredMention(
        id=row["id"],
        event=_EVENT.decode(row["event"]),
        report_id=row["report_id"],
        sha256=row["sha256"],
        text_sha256=row["text_sha256"],
        published=row["published"],
        publisher=row["publisher"],
        url=row["url"],
        turn=row["turn"],
    )


def _told(row: RowMapping, ways: tuple[str, ...]) -> ToldBy:
    mention = _mention(row)
    behind = set(mention.event.mentions)
    return ToldBy(
        mention=mention,
        title=row["title"],
        ways=ways,
        evidence=tuple(o for o in _EVIDENCE.decode(row["event_mentions"]) if o.id in behind),
        versions=Versions(
            coder=row["coder"],
            model=row["model"],
            codebook=row["codebook"],
            gazetteer=row["gazetteer"],
        ),
        until=row["until_turn"],
    )


def _stored(batch: list[RowMapping], connection: Connection) -> Iterator[StoredCoding]:
    """Yield the codings of a batch of rows, with their events."""
    events: dict[str, list[Event]] = {}
    for some in portions(str(row["coding"]) for row in batch):
        told = (
            select(mentions.c.coding, mentions.c.id, mentions.c.event)
            .where(mentions.c.coding.in_(some))
            .order_by(mentions.c.coding, mentions.c.position)
        )
        for coding, id_, event in connection.execute(told):
            named = msgspec.structs.replace(_EVENT.decode(event), id=id_)
            events.setdefault(coding, []).append(named)
    for row in batch:
        report = Report(
            id=row["sha256"],
            title=row["title"],
            text=row["text"],
            published=row["published"],
            publisher=row["publisher"],
            url=row["url"],
            language=row["language"],
            sha256=row["sha256"],
        )
        yield StoredCoding(
            coded=CodedReport(
                report=report,
                event_mentions=_EVIDENCE.decode(row["event_mentions"]),
                events=tuple(events.get(row["coding"], ())),
                warnings=_WARNINGS.decode(row["warnings"]),
            ),
            report_id=row["report_id"],
            text_sha256=row["text_sha256"],
            turn=row["turn"],
        )
