"""The rows of a CSV or TSV file: a header, then cells with the bytes and the line they stand in."""

import csv
from collections import deque
from collections.abc import Iterator
from typing import Final

from dateline.errors import InputError
from dateline.read.lines import Line
from dateline.read.outcomes import LocatedError
from dateline.records import Record

_NO_LIMIT: Final = 1 << 30


class Cells(Record, frozen=True):
    """One row: its values, its bytes, and the line (from 1) where it begins."""

    values: tuple[str, ...]
    raw: bytes
    line: int
    notes: tuple[str, ...] = ()


class TableLines:
    """Gives the csv module one line at a time and keeps what it took for a row."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self._again: deque[Line] = deque()
        self.taken: list[Line] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._lines)
        self.taken.append(line)
        return line.text

    def give_back(self) -> None:
        """Give all lines again that were taken for a row, but the first."""
        self._again.extendleft(reversed(self.taken[1:]))
        del self.taken[1:]


def read_header(lines: TableLines) -> str:
    """Return the first line, empty if there is none."""
    csv.field_size_limit(_NO_LIMIT)
    first = next(lines, "").rstrip("\r\n")
    lines.taken.clear()
    return first


def split_header(line: str, delimiter: str) -> list[str]:
    """Return the names of the columns.

    Raises:
        InputError: the line cannot be split.
    """
    try:
        return next(csv.reader([line], delimiter=delimiter))
    except csv.Error as error:
        raise InputError(f"the header cannot be read: {error}; write it as one line") from error


def read_cells(
    lines: TableLines, delimiter: str, *, width: int | None = None
) -> Iterator[Cells | LocatedError]:
    """Yield the rows below the header, or why a row is none; empty lines are passed over.

    With `width` a row must have as many cells, and a row that breaks costs its first line only: what it
    swallowed after that, as an open quotation mark does, is read again.
    """
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.taken.clear()
        try:
            values = tuple(next(rows))
        except StopIteration:
            return
        except csv.Error as error:
            if width is not None:
                lines.give_back()
                rows = csv.reader(lines, delimiter=delimiter, strict=True)
            yield _broken(error, lines.taken)
            continue
        if values and width is not None and len(values) != width:
            lines.give_back()
            yield LocatedError(wrong_width(len(values), width), line=lines.taken[0].number)
        elif values:
            yield _cells(values, lines.taken)


def wrong_width(found: int, wanted: int) -> str:
    """Return the message for a row with too many or too few cells."""
    return (
        f"the row has {found} values where the header names {wanted} columns; "
        "put quotation marks round values that hold the separator"
    )


def _cells(values: tuple[str, ...], taken: list[Line]) -> Cells:
    raw = b"".join(line.raw for line in taken).rstrip(b"\r\n")
    notes = tuple(dict.fromkeys(line.note for line in taken if line.note))
    return Cells(values=values, raw=raw, line=taken[0].number, notes=notes)


def _broken(error: csv.Error, taken: list[Line]) -> LocatedError:
    lines = f" (lines {taken[0].number} to {taken[-1].number} are lost)" if len(taken) > 1 else ""
    return LocatedError(
        f"broken row: {error}{lines}; put quotation marks round the value and double those in it",
        line=taken[0].number if taken else 1,
    )
