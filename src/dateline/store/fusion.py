"""Write fused events and read them back. What was fused before is closed, never lost."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, func, select, update

from dateline.errors import StoreBusyError, StoreError
from dateline.records import Event
from dateline.store.columns import Row, insert_events, insert_rows, matching, portions
from dateline.store.ledger import Store, Writing
from dateline.store.profiles import put_profiles
from dateline.store.records import (
    EventFilter,
    Filing,
    FoundEvent,
    FusedEvent,
    FusedLink,
    FusedVersion,
    Fusion,
    LinkVersion,
)
from dateline.store.tables import (
    codings,
    fused_actors,
    fused_events,
    fused_links,
    history,
    mentions,
)

_EVENT = msgspec.json.Decoder(Event)


class _FusionDetails(msgspec.Struct):
    upto: int
    fuser: str
    changed: int = 0


def last_turn(store: Store) -> int:
    """Return the last turn that was written, 0 if there is none. Mentions carry turns."""
    with store.reading() as connection:
        return int(connection.execute(select(func.max(history.c.turn))).scalar() or 0)


def last_fusion(store: Store) -> Fusion | None:
    """Return the last fusion, None if there is none yet."""
    with store.reading() as connection:
        return _last_fusion(connection)


def write_fusion(  # noqa: PLR0913  each is a part of what a fusion is
    store: Store,
    events: Iterable[FusedEvent],
    *,
    fuser: str,
    upto: int,
    removed: Iterable[str] = (),
    whole: bool = False,
    after: int | None = None,
    filing: Filing | None = None,
) -> Fusion:
    """Return the fusion that was written: new and changed events, all in one turn or none.

    `events` take the place of those with their ids; what stays the same is left as it is. `removed`
    are ids of events that are no more, and with `whole` all are that `events` does not have.
    `upto` is the turn up to which mentions were read, `fuser` the version of what fused them.
    `after` is the turn of the fusion this one builds on, 0 for none; None does not ask. `filing` changes
    profiles in the same turn, so that they are always those of the events there are.

    Raises:
        StoreBusyError: another fusion was written since `after`; read again and fuse again.
        StoreError: a mention would be in two events, or the store cannot be written.
    """
    ordered = sorted(events, key=lambda one: one.event.id)
    _refuse_doubles(ordered)

    def write(writing: Writing) -> Fusion:
        last = _last_fusion(writing.connection)
        if after is not None and after != (last.turn if last else 0):
            raise StoreBusyError(
                f"{store.location}: another process has fused events meanwhile; fuse again"
            )
        changed = _close_changed(writing, ordered, removed=set(removed), whole=whole)
        _insert(writing, changed)
        if filing is not None:
            put_profiles(writing, filing, whole=whole)
        details: dict[str, int | str] = {"upto": upto, "fuser": fuser, "changed": len(changed)}
        writing.describe("fuse", details)
        return Fusion(turn=writing.turn, upto=upto, fuser=fuser, changed=len(changed))

    return store.write(write)


def read_fused(store: Store, ids: Iterable[str] | None = None) -> Iterator[FusedEvent]:
    """Yield the fused events there are now, by id; all, or those of `ids`."""
    with store.reading() as connection:
        for some in _portions(connection, ids):
            yield from _current(connection, some)


def find_events_of(store: Store, mention_ids: Iterable[str]) -> dict[str, str]:
    """Return the fused event that each mention is in now; mentions in none are left out."""
    found: dict[str, str] = {}
    with store.reading() as connection:
        for some in portions(mention_ids):
            statement = select(fused_links.c.mention, fused_links.c.event).where(
                fused_links.c.mention.in_(some), fused_links.c.until_turn.is_(None)
            )
            found |= {str(mention): str(event) for mention, event in connection.execute(statement)}
    return found


def find_fused(store: Store, wanted: EventFilter) -> tuple[FoundEvent, ...]:
    """Return the fused events that are wanted, by day and id."""
    condition = and_(
        fused_events.c.until_turn.is_(None), matching(wanted, fused_events.c, fused_actors)
    )
    statement = (
        select(fused_events.c.id, fused_events.c.event, fused_events.c.details)
        .where(condition)
        .order_by(fused_events.c.first.is_(None), fused_events.c.first, fused_events.c.id)
    )
    with store.reading() as connection:
        rows = connection.execute(statement).all()
        told = _counts(connection)
    return tuple(
        FoundEvent(
            id=id_,
            event=_EVENT.decode(event),
            mentions=told.get(id_, (0, 0))[0],
            reports=told.get(id_, (0, 0))[1],
            details=msgspec.Raw(details.encode()),
        )
        for id_, event, details in rows
    )


def match_fused_ids(store: Store, beginning: str) -> tuple[str, ...]:
    """Return the ids of fused events, of now or of the past, that begin so, in order."""
    statement = select(fused_events.c.id).where(
        fused_events.c.id.startswith(beginning, autoescape=True)
    )
    with store.reading() as connection:
        return tuple(connection.execute(statement.distinct().order_by(fused_events.c.id)).scalars())


def read_versions(
    store: Store, id_: str
) -> tuple[tuple[FusedVersion, ...], tuple[LinkVersion, ...]]:
    """Return how a fused event stood over time, oldest first, and the mentions it had."""
    events = select(fused_events).where(fused_events.c.id == id_).order_by(fused_events.c.turn)
    links = (
        select(fused_links)
        .where(fused_links.c.event == id_)
        .order_by(fused_links.c.turn, fused_links.c.mention)
    )
    with store.reading() as connection:
        versions = tuple(
            FusedVersion(
                event=_EVENT.decode(row["event"]),
                details=msgspec.Raw(row["details"].encode()),
                since=row["turn"],
                until=row["until_turn"],
            )
            for row in connection.execute(events).mappings()
        )
        linked = tuple(
            LinkVersion(
                mention=row["mention"],
                details=msgspec.Raw(row["details"].encode()),
                since=row["turn"],
                until=row["until_turn"],
            )
            for row in connection.execute(links).mappings()
        )
    return versions, linked


def _last_fusion(connection: Connection) -> Fusion | None:
    statement = (
        select(history.c.turn, history.c.details)
        .where(history.c.kind == "fuse")
        .order_by(history.c.turn.desc())
        .limit(1)
    )
    row = connection.execute(statement).first()
    if row is None:
        return None
    details = msgspec.json.decode(row.details, type=_FusionDetails)
    return Fusion(turn=row.turn, upto=details.upto, fuser=details.fuser, changed=details.changed)


def _refuse_doubles(events: Sequence[FusedEvent]) -> None:
    seen: dict[str, str] = {}
    for one in events:
        for link in one.links:
            if link.mention in seen:
                raise StoreError(
                    f"mention {link.mention} is in {seen[link.mention]} and in {one.event.id}; a "
                    "mention is of one event"
                )
            seen[link.mention] = one.event.id


def _close_changed(
    writing: Writing, events: Sequence[FusedEvent], *, removed: set[str], whole: bool
) -> list[FusedEvent]:
    """Return the events that are not there as they are, after closing what they replace."""
    connection = writing.connection
    given = {one.event.id: one for one in events}
    same: set[str] = set()
    for some in portions(given):
        same |= {o.event.id for o in _current(connection, some) if _equal(o, given[o.event.id])}
    changed = [one for one in events if one.event.id not in same]
    # An event whose mention now belongs to another loses it, even if it is not given itself.
    taken = [link.mention for one in changed for link in one.links]
    gone = removed - set(given)
    if whole:
        now = select(fused_events.c.id).where(fused_events.c.until_turn.is_(None))
        gone |= set(connection.execute(now).scalars()) - set(given)
    ending = [*(one.event.id for one in changed), *sorted(gone)]
    for some in portions(ending):
        _end(writing, fused_events.c.id.in_(some), fused_links.c.event.in_(some))
    for some in portions(taken):
        _end(writing, None, fused_links.c.mention.in_(some))
    return changed


def _end(writing: Writing, events: ColumnElement[bool] | None, links: ColumnElement[bool]) -> None:
    for table, condition in ((fused_events, events), (fused_links, links)):
        if condition is not None:
            writing.connection.execute(
                update(table)
                .where(condition, table.c.until_turn.is_(None))
                .values(until_turn=writing.turn)
            )


def _equal(one: FusedEvent, other: FusedEvent) -> bool:
    return (
        one.event == other.event
        and bytes(one.details) == bytes(other.details)
        and {link.mention: bytes(link.details) for link in one.links}
        == {link.mention: bytes(link.details) for link in other.links}
    )


def _insert(writing: Writing, changed: Sequence[FusedEvent]) -> None:
    rows: list[tuple[Event, Row]] = []
    links: list[Row] = []
    for one in changed:
        id_, turn = one.event.id, writing.turn
        rows.append((one.event, {"id": id_, "details": _json(one.details), "turn": turn}))
        links += (
            {"event": id_, "mention": link.mention, "details": _json(link.details), "turn": turn}
            for link in one.links
        )
    insert_events(writing.connection, fused_events, fused_actors, rows)
    insert_rows(writing.connection, fused_links, links)


def _json(details: msgspec.Raw) -> str:
    return bytes(details).decode()


def _portions(connection: Connection, ids: Iterable[str] | None) -> Iterator[list[str]]:
    if ids is None:
        now = select(fused_events.c.id).where(fused_events.c.until_turn.is_(None))
        ids = connection.execute(now.order_by(fused_events.c.id)).scalars().all()
    return portions(sorted(ids))


def _current(connection: Connection, ids: Sequence[str]) -> Iterator[FusedEvent]:
    links: dict[str, list[FusedLink]] = {}
    linked = (
        select(fused_links.c.event, fused_links.c.mention, fused_links.c.details)
        .where(fused_links.c.event.in_(ids), fused_links.c.until_turn.is_(None))
        .order_by(fused_links.c.event, fused_links.c.mention)
    )
    for event, mention, details in connection.execute(linked):
        link = FusedLink(mention=mention, details=msgspec.Raw(details.encode()))
        links.setdefault(event, []).append(link)
    statement = (
        select(fused_events.c.id, fused_events.c.event, fused_events.c.details)
        .where(fused_events.c.id.in_(ids), fused_events.c.until_turn.is_(None))
        .order_by(fused_events.c.id)
    )
    for id_, event, details in connection.execute(statement):
        yield FusedEvent(
            event=_EVENT.decode(event),
            links=tuple(links.get(id_, ())),
            details=msgspec.Raw(details.encode()),
        )


def _counts(connection: Connection) -> dict[str, tuple[int, int]]:
    """Return how many mentions and reports each fused event has now."""
    statement = (
        select(
            fused_links.c.event,
            func.count(fused_links.c.mention.distinct()),
            func.count(codings.c.sha256.distinct()),
        )
        .join(
            mentions,
            and_(mentions.c.id == fused_links.c.mention, mentions.c.until_turn.is_(None)),
        )
        .join(codings, mentions.c.coding == codings.c.id)
        .where(fused_links.c.until_turn.is_(None))
        .group_by(fused_links.c.event)
    )
    return {event: (told, reports) for event, told, reports in connection.execute(statement)}
