"""CSV and TSV: a header, then one row a report."""

import csv
from collections.abc import Iterator
from typing import BinaryIO, Final

import msgspec

from dateline.errors import InputError
from dateline.read.lines import Line, read_lines
from dateline.read.outcomes import Failure, LocatedError, Outcome, Outcomes, ReadOptions
from dateline.read.reports import EMPTY, Origin, build_report
from dateline.read.rows import COLUMNS, EXPECTED, Row, fields_of
from dateline.records import Record

_DELIMITERS: Final = {".csv": ",;\t|", ".tsv": "\t,;|"}
_NO_LIMIT: Final = 1 << 30


class _Cells(Record, frozen=True):
    """One row: its values, its bytes, and the line (from 1) where it begins."""

    values: tuple[str, ...]
    raw: bytes
    line: int
    notes: tuple[str, ...] = ()


def read_csv(handle: BinaryIO, name: str, options: ReadOptions) -> Outcomes:
    """Yield the report of each row of a comma- or semicolon-separated file."""
    return _read_table(handle, name, options, delimiters=_DELIMITERS[".csv"])


def read_tsv(handle: BinaryIO, name: str, options: ReadOptions) -> Outcomes:
    """Yield the report of each row of a tab-separated file."""
    return _read_table(handle, name, options, delimiters=_DELIMITERS[".tsv"])


def _read_table(handle: BinaryIO, name: str, options: ReadOptions, *, delimiters: str) -> Outcomes:
    lines = _Lines(read_lines(handle))
    try:
        columns, delimiter = _read_header(lines, delimiters)
    except InputError as error:
        yield Failure(where=f"{name}:1", message=str(error))
        return
    empty = True
    for cells in _rows(lines, delimiter):
        empty = False
        yield _read_row(cells, columns, name, options)
    if empty:
        yield Failure(where=f"{name}:1", message="the table has a header and no rows; " + EMPTY)


class _Lines:
    """Gives the csv module one line at a time and keeps what it took for a row."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self.taken: list[Line] = []

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.taken.append(line)
            yield line.text


def _read_header(lines: _Lines, delimiters: str) -> tuple[tuple[str, ...], str]:
    csv.field_size_limit(_NO_LIMIT)
    first = next(iter(lines), "").rstrip("\r\n")
    lines.taken.clear()
    if not first.strip():
        raise InputError(EMPTY)
    for delimiter in delimiters:
        columns = tuple(name.strip().lower() for name in _split_header(first, delimiter))
        if "text" in columns:
            return columns, delimiter
    named = ", ".join(_split_header(first, delimiters[0]))
    raise InputError(f"no column is called `text` (found: {named[:200]}); {EXPECTED}")


def _split_header(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter))
    except csv.Error as error:
        raise InputError(f"the header cannot be read: {error}; write it as one line") from error


def _rows(lines: _Lines, delimiter: str) -> Iterator[_Cells | LocatedError]:
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.taken.clear()
        try:
            values = tuple(next(rows))
        except StopIteration:
            return
        except csv.Error as error:
            yield _broken(error, lines.taken)
        else:
            if values:
                yield _cells(values, lines.taken)


def _cells(values: tuple[str, ...], taken: list[Line]) -> _Cells:
    raw = b"".join(line.raw for line in taken).rstrip(b"\r\n")
    notes = tuple(dict.fromkeys(line.note for line in taken if line.note))
    return _Cells(values=values, raw=raw, line=taken[0].number, notes=notes)


def _broken(error: csv.Error, taken: list[Line]) -> LocatedError:
    lines = f" (lines {taken[0].number} to {taken[-1].number} are lost)" if len(taken) > 1 else ""
    return LocatedError(
        f"broken row: {error}{lines}; put quotation marks round the value and double those in it",
        line=taken[0].number if taken else 1,
    )


def _read_row(
    cells: _Cells | LocatedError, columns: tuple[str, ...], name: str, options: ReadOptions
) -> Outcome:
    if isinstance(cells, LocatedError):
        return Failure(where=f"{name}:{cells.line}", message=str(cells))
    origin = Origin(name=name, raw=cells.raw, line=cells.line, notes=cells.notes)
    try:
        return build_report(fields_of(_row(cells.values, columns)), origin, options)
    except InputError as error:
        return Failure(where=origin.where(), message=str(error))


def _row(values: tuple[str, ...], columns: tuple[str, ...]) -> Row:
    if len(values) != len(columns):
        raise InputError(
            f"the row has {len(values)} values where the header names {len(columns)} columns; "
            "put quotation marks round values that hold the separator"
        )
    named = zip(columns, values, strict=True)
    return msgspec.convert({key: value for key, value in named if key in COLUMNS}, Row)
