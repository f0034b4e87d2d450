"""Events that others coded, kept apart from dateline's own: write them, and read the newest back."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec
from sqlalchemy import Connection, Subquery, func, insert, select

from dateline.errors import InputError
from dateline.records import content_id
from dateline.store.columns import Row, insert_rows, portions
from dateline.store.ledger import Store, Writing
from dateline.store.records import Reference, ReferenceImport, ReferenceRow, ReferenceSource
from dateline.store.tables import reference_events, reference_imports

_FEW: Final = 500
_NEVER: Final = "9999-99-99"


def find_import(store: Store, source: ReferenceSource) -> ReferenceImport | None:
    """Return the whole import of a file under its name, None if there is none yet.

    Raises:
        InputError: events of another codebook are kept under that name.
    """
    with store.reading() as connection:
        _refuse_other_scheme(connection, source)
        return _find_import(connection, source)


def add_reference_rows(store: Store, source: ReferenceSource, rows: Sequence[ReferenceRow]) -> int:
    """Return how many rows were new; all are written in one turn, or none.

    A row that is there already, the same in everything, is not written again.

    Raises:
        InputError: events of another codebook are kept under that name.
        StoreError: the store cannot be written; nothing was.
    """

    def write(writing: Writing) -> int:
        _refuse_other_scheme(writing.connection, source)
        given = {_version(row): row for row in rows}
        known = _known(writing.connection, source.name, given)
        new = [
            _columns(writing, source, row, key) for key, row in given.items() if key not in known
        ]
        insert_rows(writing.connection, reference_events, new)
        if new:
            writing.describe("import", {"reference": source.name, "events": len(new)})
        return len(new)

    return store.write(write)


def finish_import(store: Store, source: ReferenceSource, *, events: int, failed: int) -> None:
    """Write that a file was imported whole: how many of its rows gave events and how many failed.

    Raises:
        StoreError: the store cannot be written; nothing was.
    """

    def write(writing: Writing) -> None:
        if _find_import(writing.connection, source) is None:
            row: Row = {
                "id": _import_id(source),
                **msgspec.structs.asdict(source),
                "events": events,
                "failed": failed,
                "turn": writing.turn,
            }
            writing.connection.execute(insert(reference_imports), row)
            writing.describe("import", {"reference": source.name, "file": source.sha256})

    store.write(write)


def read_references(store: Store) -> tuple[Reference, ...]:
    """Return the references there are, by name."""
    newest = _newest()
    statement = (
        select(
            newest.c.name,
            newest.c.scheme,
            func.count().label("events"),
            func.sum(newest.c.versions).label("versions"),
            func.min(newest.c.first).label("first"),
            func.max(newest.c.last).label("last"),
        )
        .where(newest.c.place == 1)
        .group_by(newest.c.name, newest.c.scheme)
        .order_by(newest.c.name)
    )
    files = select(reference_imports.c.name, func.count()).group_by(reference_imports.c.name)
    finished = select(reference_imports.c.id)
    unfinished = (
        select(reference_events.c.name)
        .where(reference_events.c.imported.not_in(finished))
        .distinct()
    )
    with store.reading() as connection:
        numbers = {str(name): int(number) for name, number in connection.execute(files)}
        stopped = set(connection.execute(unfinished).scalars())
        return tuple(
            Reference(
                name=row.name,
                scheme=row.scheme,
                events=row.events,
                versions=int(row.versions),
                files=numbers.get(row.name, 0),
                first=row.first,
                last=row.last,
                unfinished=row.name in stopped,
            )
            for row in connection.execute(statement)
        )


def read_reference_events(
    store: Store, name: str, *, first: str | None = None, last: str | None = None
) -> Iterator[ReferenceRow]:
    """Yield the events of a reference that touch the days, inclusive, by day and id, the newest version of each.

    Newest is what was edited last; of versions that do not say when, what was imported last.
    """
    newest = _newest(name)
    statement = (
        select(newest)
        .where(
            newest.c.place == 1,
            newest.c.first <= (last or _NEVER),
            newest.c.last >= (first or ""),
        )
        .order_by(newest.c.first, newest.c.id)
        .execution_options(yield_per=_FEW)
    )
    with store.reading() as connection:
        for row in connection.execute(statement):
            yield ReferenceRow(
                id=row.id,
                first=row.first,
                last=row.last,
                country=row.country,
                edited=row.edited,
                line=row.line,
                event=msgspec.Raw(row.event.encode()),
            )


def _newest(name: str | None = None) -> Subquery:
    """Return all versions with their place among those of their event, 1 the newest."""
    events = reference_events.c
    same = (events.name, events.id)
    statement = select(
        reference_events,
        func.row_number()
        .over(partition_by=same, order_by=(events.edited.desc(), events.row.desc()))
        .label("place"),
        func.count().over(partition_by=same).label("versions"),
    )
    if name is not None:
        statement = statement.where(events.name == name)
    return statement.subquery("newest")


def _columns(writing: Writing, source: ReferenceSource, row: ReferenceRow, version: str) -> Row:
    return {
        "name": source.name,
        "id": row.id,
        "version": version,
        "scheme": source.scheme,
        "imported": _import_id(source),
        "line": row.line,
        "edited": row.edited,
        "first": row.first,
        "last": row.last,
        "country": row.country,
        "event": bytes(row.event).decode(),
        "turn": writing.turn,
    }


def _import_id(source: ReferenceSource) -> str:
    return content_id(source.name, source.scheme, source.sha256)


def _version(row: ReferenceRow) -> str:
    return content_id(row.id, bytes(row.event).decode())


def _known(connection: Connection, name: str, versions: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for some in portions(versions):
        statement = select(reference_events.c.version).where(
            reference_events.c.name == name, reference_events.c.version.in_(some)
        )
        found |= set(connection.execute(statement).scalars())
    return found


def _find_import(connection: Connection, source: ReferenceSource) -> ReferenceImport | None:
    statement = select(reference_imports).where(reference_imports.c.id == _import_id(source))
    row = connection.execute(statement).first()
    if row is None:
        return None
    return ReferenceImport(
        source=msgspec.structs.replace(source, how=row.how),
        events=row.events,
        failed=row.failed,
        turn=row.turn,
    )


def _refuse_other_scheme(connection: Connection, source: ReferenceSource) -> None:
    statement = (
        select(reference_events.c.scheme).where(reference_events.c.name == source.name).limit(1)
    )
    there = connection.execute(statement).scalar()
    if there is not None and there != source.scheme:
        raise InputError(
            f"the reference {source.name!r} holds {there} events, and {source.how} holds "
            f"{source.scheme}; give it another --name"
        )
