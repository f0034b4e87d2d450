"""Put coded reports into a store, and see which are there."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec
from sqlalchemy import Connection, Table, and_, func, select, update

from dateline.errors import InputError
from dateline.knowledge.versions import Versions
from dateline.records import CodedReport, Report, content_id
from dateline.store.columns import Row, insert_events, insert_rows, plain, portions
from dateline.store.ledger import Store, Writing
from dateline.store.records import Added, NewCoding
from dateline.store.tables import (
    codings,
    mention_actors,
    mentions,
    obtained,
    readings,
    reports,
)

# Texts are long, so few are held at a time.
_FEW: Final = 50


def reading_id(report: Report) -> str:
    """Return the id of what was read from a report's bytes: text and metadata as they are."""
    return content_id(
        report.sha256,
        report.id,
        report.text,
        report.title,
        report.published,
        report.publisher,
        report.url,
        report.language,
    )


def coding_id(report: Report, versions: Versions) -> str:
    """Return the id of what certain versions make of a report as it was read."""
    return content_id(reading_id(report), *msgspec.structs.astuple(versions))


def mention_ids(report: Report, coded: CodedReport) -> tuple[str, ...]:
    """Return the ids that the events of a coded report have in a store, in their order.

    They are made of the report's bytes and the triggers behind the event, so that neither another
    version of the coder nor another publication date changes them where the events stay the same.
    """
    triggers = {one.id: (one.type, one.trigger.start) for one in coded.event_mentions}
    found: dict[str, None] = {}
    for event in coded.events:
        parts = tuple(triggers[one] for one in event.mentions if one in triggers) or (event.id,)
        key = content_id(report.sha256, *parts)
        found.setdefault(key if key not in found else content_id(key, len(found)))
    return tuple(found)


def find_uncoded(
    store: Store, found: Sequence[tuple[Report, str]], versions: Versions
) -> list[Report]:
    """Return the reports that `versions` have not coded yet, each once, in their order.

    `found` are reports and how each was obtained; for those that are there already, a new way is
    added to the ways known.
    """
    ids = {coding_id(report, versions): report for report, _ in found}
    with store.reading() as connection:
        known = _existing(connection, codings, ids)
        there = [(report, how) for report, how in found if coding_id(report, versions) in known]
        ways = _ways(connection, [report.sha256 for report, _ in there])
    if any((report.sha256, _plain(how)) not in ways for report, how in there):
        store.write(lambda writing: _add_ways(writing, there))
    return [report for key, report in ids.items() if key not in known]


def add_codings(store: Store, new: Sequence[NewCoding]) -> Added:
    """Return how many reports and codings were new; all are written in one turn, or none.

    A report is one however often it is added: its key is the SHA-256 of its raw bytes. Its newest
    coding is in force, older ones stay.

    Raises:
        InputError: a report holds characters that no database takes; none was written.
        StoreError: the store cannot be written; none was.
    """
    for one in new:
        _refuse_unstorable(one)
    return store.write(lambda writing: _add(writing, new))


def read_reports(store: Store) -> Iterator[tuple[Report, str]]:
    """Yield each report as it was read last, with the first way it was obtained, by key."""
    first = select(func.min(obtained.c.row)).group_by(obtained.c.sha256)
    statement = (
        select(readings, obtained.c.how)
        .join_from(codings, readings, codings.c.reading == readings.c.id)
        .join(obtained, obtained.c.sha256 == readings.c.sha256)
        .where(codings.c.until_turn.is_(None), obtained.c.row.in_(first))
        .order_by(readings.c.sha256)
    )
    with store.reading() as connection:
        rows = connection.execution_options(yield_per=_FEW).execute(statement).mappings()
        for row in rows:
            fields = plain(row) | {"id": row["report_id"]}
            yield msgspec.convert(fields, Report), row["how"]


def _add(writing: Writing, new: Sequence[NewCoding]) -> Added:
    connection = writing.connection
    before = _existing(connection, reports, (one.report.sha256 for one in new))
    fresh = {one.report.sha256 for one in new} - before
    known = _existing(connection, codings, (coding_id(one.report, one.versions) for one in new))
    _insert(
        writing, reports, ({"sha256": key} for key in dict.fromkeys(_keys(new)) if key in fresh)
    )
    ways = _add_ways(writing, [(one.report, one.how) for one in new])
    added = 0
    for one in new:
        key = coding_id(one.report, one.versions)
        if key not in known:
            known.add(key)
            if one.report.sha256 in before:
                _close_codings(writing, one.report.sha256)
            _add_coding(writing, one, again=one.report.sha256 in before)
            before.add(one.report.sha256)
            added += 1
    if fresh or added or ways:
        writing.describe("add", {"reports": len(fresh), "codings": added})
    return Added(reports=len(fresh), codings=added)


def _keys(new: Sequence[NewCoding]) -> Iterator[str]:
    return (one.report.sha256 for one in new)


def _add_coding(writing: Writing, new: NewCoding, *, again: bool) -> None:
    """Write a coding; `again` says that the report may have been read before."""
    report = new.report
    reading = reading_id(report)
    if not (again and _existing(writing.connection, readings, [reading])):
        _insert(writing, readings, [_reading_row(report)])
    key = coding_id(report, new.versions)
    _insert(
        writing,
        codings,
        [
            {
                "id": key,
                "sha256": report.sha256,
                "reading": reading,
                **msgspec.structs.asdict(new.versions),
                "published": new.coded.report.published,
                "event_mentions": msgspec.json.encode(new.coded.event_mentions).decode(),
                "warnings": msgspec.json.encode(new.coded.warnings).decode(),
            }
        ],
    )
    told = []
    ids = mention_ids(report, new.coded)
    for position, (event, id_) in enumerate(zip(new.coded.events, ids, strict=True)):
        row: Row = {"id": id_, "coding": key, "position": position, "turn": writing.turn}
        told.append((event, row))
    insert_events(writing.connection, mentions, mention_actors, told)


def _close_codings(writing: Writing, key: str) -> None:
    """End what was in force for a report. It stays, with the turn that ended it."""
    open_ = and_(codings.c.sha256 == key, codings.c.until_turn.is_(None))
    ids = writing.connection.execute(select(codings.c.id).where(open_)).scalars().all()
    for table, column in ((mentions, mentions.c.coding), (codings, codings.c.id)):
        writing.connection.execute(
            update(table).where(column.in_(ids)).values(until_turn=writing.turn)
        )


def _add_ways(writing: Writing, found: Sequence[tuple[Report, str]]) -> int:
    wanted = dict.fromkeys((report.sha256, _plain(how)) for report, how in found)
    ways = _ways(writing.connection, [key for key, _ in wanted])
    rows: list[Row] = [{"sha256": key, "how": how} for key, how in wanted if (key, how) not in ways]
    _insert(writing, obtained, rows)
    if rows:
        writing.describe("add", {"reports": 0, "codings": 0})
    return len(rows)


def _ways(connection: Connection, keys: Sequence[str]) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for some in portions(keys):
        statement = select(obtained.c.sha256, obtained.c.how).where(obtained.c.sha256.in_(some))
        found |= {(str(key), str(how)) for key, how in connection.execute(statement)}
    return found


def _existing(connection: Connection, table: Table, keys: Iterable[str]) -> set[str]:
    """Return those of the keys that a table has."""
    column = table.primary_key.columns.values()[0]
    found: set[str] = set()
    for some in portions(keys):
        found |= set(connection.execute(select(column).where(column.in_(some))).scalars())
    return found


def _insert(writing: Writing, table: Table, rows: Iterable[Row]) -> None:
    insert_rows(writing.connection, table, [{**row, "turn": writing.turn} for row in rows])


def _reading_row(report: Report) -> Row:
    return {
        "id": reading_id(report),
        "sha256": report.sha256,
        "report_id": report.id,
        "title": report.title,
        "text": report.text,
        "text_sha256": hashlib.sha256(report.text.encode()).hexdigest(),
        "published": report.published,
        "publisher": report.publisher,
        "url": report.url,
        "language": report.language,
    }


def _refuse_unstorable(new: NewCoding) -> None:
    report = new.report
    for name in ("id", "text", "title", "published", "publisher", "url", "language"):
        value = getattr(report, name) or ""
        if "\0" in value or not _is_utf8(value):
            raise InputError(
                f"{new.how}: the {name} of the report holds a NUL or half a surrogate pair, which "
                "no database takes; clean it first"
            )


def _is_utf8(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _plain(how: str) -> str:
    """Return a way as it can be stored: bytes of a file name that are no text become escapes."""
    return how.encode("utf-8", "backslashreplace").decode().replace("\0", "")
