"""An ACLED or UCDP GED export in CSV: its rows as reference events, those that are none with the reason."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from dateline.errors import InputError
from dateline.read.cells import Cells, TableLines, read_cells, read_header, split_header
from dateline.read.characters import clean_field
from dateline.read.lines import read_lines
from dateline.read.outcomes import Failure, LocatedError
from dateline.records import Record
from dateline.reference.columns import guess_scheme, missing_columns, refuse_columns
from dateline.reference.records import SCHEMES, ReferenceEvent, Scheme
from dateline.reference.rows import read_row

_DELIMITERS: Final = ",;\t|"
_PIECE: Final = 1 << 20


class ReadEvent(Record, frozen=True, kw_only=True):
    """A reference event and the line (from 1) of its row."""

    event: ReferenceEvent
    line: int


class ReferenceFile(Record, frozen=True, kw_only=True):
    """An export that is open: its name, whose it is, and its rows, which can be read once."""

    name: str
    scheme: Scheme
    rows: Iterator[ReadEvent | Failure]


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes.

    Raises:
        InputError: the file cannot be read.
    """
    digest = hashlib.sha256()
    try:
        with path.open("rb") as handle:
            while piece := handle.read(_PIECE):
                digest.update(piece)
    except OSError as error:
        raise _unreadable(error) from error
    return digest.hexdigest()


@contextmanager
def open_reference(path: Path, scheme: Scheme | None = None) -> Iterator[ReferenceFile]:
    """Give an export with its rows; without `scheme` the header says whose it is.

    Raises:
        InputError: the file cannot be read, or its header is not that of such an export.
    """
    with _open(path) as handle:
        lines = TableLines(read_lines(handle))
        columns, delimiter = _read_columns(lines, scheme)
        chosen = scheme or guess_scheme(columns) or SCHEMES[0]
        cells = read_cells(lines, delimiter, width=len(columns))
        rows = (_read_one(row, columns, chosen, str(path)) for row in cells)
        yield ReferenceFile(
            name=str(path), scheme=chosen, rows=(row for row in rows if row is not None)
        )


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise _unreadable(error) from error


def _unreadable(error: OSError) -> InputError:
    reason = (error.strerror or str(error)).lower()
    return InputError(f"it cannot be read: {reason}; give another file")


def _read_columns(lines: TableLines, scheme: Scheme | None) -> tuple[tuple[str, ...], str]:
    """Return the columns, and the separator under which they are those of an export."""
    header = read_header(lines)
    found = {one: _names(header, one) for one in _DELIMITERS}
    for delimiter, columns in found.items():
        if not missing_columns(scheme, columns) if scheme else guess_scheme(columns):
            return columns, delimiter
    raise refuse_columns(scheme, max(found.values(), key=len))


def _names(header: str, delimiter: str) -> tuple[str, ...]:
    return tuple(name.strip().casefold() for name in split_header(header, delimiter))


def _read_one(
    row: Cells | LocatedError, columns: Sequence[str], scheme: Scheme, name: str
) -> ReadEvent | Failure | None:
    """Return what a row is; None of one whose cells are all empty."""
    if isinstance(row, LocatedError):
        return Failure(where=f"{name}:{row.line}", message=str(row))
    cells = {
        column: value
        for column, written in zip(columns, row.values, strict=True)
        if (value := clean_field(written))
    }
    if not cells:
        return None
    try:
        return ReadEvent(event=read_row(scheme, cells), line=row.line)
    except InputError as error:
        return Failure(where=f"{name}:{row.line}", message=str(error))
