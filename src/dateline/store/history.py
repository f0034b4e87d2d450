"""What was written when, what the store holds now, and dropping codings that are out of date."""

from collections.abc import Collection

import msgspec
from sqlalchemy import Connection, Table, and_, delete, func, select

from dateline.knowledge.versions import Versions
from dateline.store.columns import plain, portions
from dateline.store.ledger import Store, Writing
from dateline.store.records import Status, Turn
from dateline.store.tables import (
    codings,
    fused_events,
    fused_links,
    history,
    mentions,
    readings,
    reports,
    reviews,
)

_DETAILS = msgspec.json.Decoder(dict[str, int | str])


def read_history(store: Store, *, since: int = 0) -> tuple[Turn, ...]:
    """Return what was written after the turn `since`, oldest first."""
    statement = select(history).where(history.c.turn > since).order_by(history.c.turn)
    with store.reading() as connection:
        rows = connection.execute(statement).mappings().all()
    return tuple(
        msgspec.convert({**plain(row), "details": _DETAILS.decode(row["details"])}, Turn)
        for row in rows
    )


def read_turn_times(store: Store, turns: Collection[int]) -> dict[int, str]:
    """Return when turns were written, UTC."""
    found: dict[int, str] = {}
    with store.reading() as connection:
        for some in portions(map(str, turns)):
            statement = select(history.c.turn, history.c.at).where(
                history.c.turn.in_([int(turn) for turn in some])
            )
            found |= {int(turn): str(at) for turn, at in connection.execute(statement)}
    return found


def drop_old_codings(store: Store) -> int:
    """Return how many codings were dropped: all that are no longer in force, with their mentions.

    Reports, fused events, reviews and the history stay.

    Raises:
        StoreError: the store cannot be written; nothing was dropped.
    """

    def write(writing: Writing) -> int:
        old = codings.c.until_turn.is_not(None)
        dropped = writing.connection.execute(delete(codings).where(old)).rowcount
        if dropped:
            writing.describe("drop", {"codings": dropped})
        return dropped

    return store.write(write)


def read_status(store: Store) -> Status:
    """Return what a store holds."""
    with store.reading() as connection:
        last = connection.execute(
            select(history.c.turn, history.c.at).order_by(history.c.turn.desc()).limit(1)
        ).first()
        span = connection.execute(
            select(func.min(codings.c.published), func.max(codings.c.published)).where(
                codings.c.until_turn.is_(None)
            )
        ).one()
        return Status(
            reports=_count(connection, reports),
            readings=_count(connection, readings),
            codings=_count(connection, codings, open_=True),
            old_codings=_count(connection, codings, open_=False),
            mentions=_count(connection, mentions, open_=True),
            fused_events=_count(connection, fused_events, open_=True),
            unfused=_unfused(connection),
            reviews=_count(connection, reviews),
            turn=last.turn if last else 0,
            written=last.at if last else None,
            first_published=span[0],
            last_published=span[1],
            versions=_versions(connection),
        )


def _count(connection: Connection, table: Table, *, open_: bool | None = None) -> int:
    statement = select(func.count()).select_from(table)
    if open_ is not None:
        until = table.c.until_turn
        statement = statement.where(until.is_(None) if open_ else until.is_not(None))
    return int(connection.execute(statement).scalar_one())


def _unfused(connection: Connection) -> int:
    """Return how many mentions in force are in no fused event."""
    link = and_(fused_links.c.mention == mentions.c.id, fused_links.c.until_turn.is_(None))
    statement = (
        select(func.count())
        .select_from(mentions.outerjoin(fused_links, link))
        .where(mentions.c.until_turn.is_(None), fused_links.c.row.is_(None))
    )
    return int(connection.execute(statement).scalar_one())


def _versions(connection: Connection) -> tuple[tuple[Versions, int], ...]:
    columns = [codings.c[name] for name in Versions.__struct_fields__]
    statement = (
        select(*columns, func.count().label("number"))
        .where(codings.c.until_turn.is_(None))
        .group_by(*columns)
    )
    found = [
        (msgspec.convert(plain(row), Versions), int(row["number"]))
        for row in connection.execute(statement).mappings()
    ]
    return tuple(sorted(found))
