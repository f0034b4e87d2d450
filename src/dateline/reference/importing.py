"""A file of reference events into a store, a few rows at a time, so that a stopped import can go on."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import msgspec

from dateline.read.outcomes import Failure
from dateline.records import Record
from dateline.reference.reading import ReadEvent, ReferenceFile, file_digest, open_reference
from dateline.reference.records import Scheme
from dateline.store import (
    ReferenceRow,
    ReferenceSource,
    Store,
    add_reference_rows,
    find_import,
    finish_import,
)

# What a turn holds: a run that is killed has to read no more than these again.
_AT_ONCE: Final = 2_000
_EMPTY: Final = "the table has a header and no rows; check that the export is complete"


class Imported(Record, frozen=True, kw_only=True):
    """What an import did: rows that were new, rows that were there, rows that failed.

    `before` tells that the file had been imported whole before, so that it was not read again.
    """

    source: ReferenceSource
    new: int = 0
    there: int = 0
    failed: int = 0
    before: bool = False


def import_file(
    store: Store,
    path: Path,
    *,
    say: Callable[[Failure], None],
    name: str | None = None,
    scheme: Scheme | None = None,
) -> Imported:
    """Return what became of a file's rows; `say` is told of each that failed, and the others are stored.

    Without `scheme` the header says whose export it is; without `name` it is kept under the name of that.

    Raises:
        InputError: the file is no such export, or the name holds events of another codebook.
        StoreError: the store cannot be written; what was stored before stays.
    """
    digest = file_digest(path)
    with open_reference(path, scheme) as opened:
        source = ReferenceSource(
            name=name or opened.scheme,
            scheme=opened.scheme,
            sha256=digest,
            how=str(path.absolute()).encode("utf-8", "backslashreplace").decode(),
        )
        known = find_import(store, source)
        if known is not None and not known.failed:
            return Imported(source=known.source, there=known.events, before=True)
        return _import_rows(store, source, opened, say)


def _import_rows(
    store: Store, source: ReferenceSource, opened: ReferenceFile, say: Callable[[Failure], None]
) -> Imported:
    new = events = failed = 0
    for batch in _batches(opened.rows):
        read = [_row(one) for one in batch if isinstance(one, ReadEvent)]
        for one in batch:
            if isinstance(one, Failure):
                say(one)
        new += add_reference_rows(store, source, read)
        events += len(read)
        failed += len(batch) - len(read)
    if not events and not failed:
        say(Failure(where=f"{opened.name}:1", message=_EMPTY))
        return Imported(source=source, failed=1)
    finish_import(store, source, events=events, failed=failed)
    return Imported(source=source, new=new, there=events - new, failed=failed)


def _row(read: ReadEvent) -> ReferenceRow:
    event = read.event
    return ReferenceRow(
        id=event.id,
        first=event.first,
        last=event.last,
        country=event.country,
        edited=event.edited,
        line=read.line,
        event=msgspec.Raw(msgspec.json.encode(event)),
    )


def _batches(rows: Iterator[ReadEvent | Failure]) -> Iterator[list[ReadEvent | Failure]]:
    batch: list[ReadEvent | Failure] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch
