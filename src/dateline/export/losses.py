"""What a format cannot carry: counted while it is written, told in the file beside it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import msgspec

from dateline.errors import KnowledgeError
from dateline.export.contents import CONTENTS
from dateline.knowledge.tables import Readable, package_data, read_rows
from dateline.records import Record

if TYPE_CHECKING:
    from dateline.export.records import Exported, Origin

_COLUMNS: Final = ("format", "field", "why")


class Lost(Record, frozen=True, kw_only=True):
    """Something events have that the format does not carry, and of how many events."""

    field: str
    why: str
    events: int


class LeftOut(Record, frozen=True, kw_only=True):
    """An event that the format does not take, and why."""

    id: str
    why: str


class Empty(Record, frozen=True, kw_only=True):
    """Columns that are always empty, and why."""

    columns: tuple[str, ...]
    why: str


class NotCarried(Record, frozen=True, kw_only=True):
    """What stands in NAME.not-carried.json: what was written of what, and what was not."""

    format: str
    exported: str
    events: int
    written: int
    fields: tuple[Lost, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    empty_columns: tuple[Empty, ...] = ()


class Losses:
    """Counts what one export writes and what it does not carry."""

    def __init__(self, format_: str, fields: Mapping[str, str]) -> None:
        self._format = format_
        self._fields = fields
        self._counts = dict.fromkeys(fields, 0)
        self._left_out: list[LeftOut] = []
        self._empty: dict[str, tuple[str, ...]] = {}
        self.written = 0

    def wrote(self, exported: "Exported") -> None:
        """Count an event that was written, with all that it has and the format has not."""
        self.written += 1
        for field in self._counts:
            self._counts[field] += CONTENTS[field](exported)

    def left_out(self, exported: "Exported", why: str) -> None:
        """Keep that an event was not written."""
        self._left_out.append(LeftOut(id=exported.id, why=why))

    def empty(self, columns: tuple[str, ...], why: str) -> None:
        """Keep that columns are always empty."""
        self._empty[why] = columns

    def result(self, of: "Origin") -> NotCarried:
        """Return all that was counted."""
        return NotCarried(
            format=self._format,
            exported=of,
            events=self.written + len(self._left_out),
            written=self.written,
            fields=tuple(
                Lost(field=field, why=self._fields[field], events=count)
                for field, count in self._counts.items()
                if count
            ),
            left_out=tuple(self._left_out),
            empty_columns=tuple(
                Empty(columns=columns, why=why) for why, columns in self._empty.items()
            ),
        )


def start_losses(format_: str, source: Readable | None = None) -> Losses:
    """Return the count for an export to begin with, by `export_losses.tsv`.

    Raises:
        KnowledgeError: the table names a field that events do not have.
    """
    fields: dict[str, str] = {}
    for row in read_rows(source or package_data("export_losses.tsv"), _COLUMNS):
        if row.cell("field") not in CONTENTS:
            raise KnowledgeError(f"{row.where}: events have no {row.cell('field')!r}")
        if format_ in row.parts("format"):
            fields[row.cell("field")] = row.cell("why")
    return Losses(format_, fields)


def losses_json(found: NotCarried) -> bytes:
    """Return the sidecar file's bytes: JSON that a person can read."""
    return msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n"
