"""CSV and TSV: a header, then one row a report."""

from typing import BinaryIO, Final

import msgspec

from dateline.errors import InputError
from dateline.read.cells import (
    Cells,
    TableLines,
    read_cells,
    read_header,
    split_header,
    wrong_width,
)
from dateline.read.lines import read_lines
from dateline.read.outcomes import Failure, LocatedError, Outcome, Outcomes, ReadOptions
from dateline.read.reports import EMPTY, Origin, build_report
from dateline.read.rows import COLUMNS, EXPECTED, Row, fields_of

_DELIMITERS: Final = {".csv": ",;\t|", ".tsv": "\t,;|"}


def read_csv(handle: BinaryIO, name: str, options: ReadOptions) -> Outcomes:
    """Yield the report of each row of a comma- or semicolon-separated file."""
    return _read_table(handle, name, options, delimiters=_DELIMITERS[".csv"])


def read_tsv(handle: BinaryIO, name: str, options: ReadOptions) -> Outcomes:
    """Yield the report of each row of a tab-separated file."""
    return _read_table(handle, name, options, delimiters=_DELIMITERS[".tsv"])


def _read_table(handle: BinaryIO, name: str, options: ReadOptions, *, delimiters: str) -> Outcomes:
    lines = TableLines(read_lines(handle))
    try:
        columns, delimiter = _read_columns(lines, delimiters)
    except InputError as error:
        yield Failure(where=f"{name}:1", message=str(error))
        return
    empty = True
    for cells in read_cells(lines, delimiter):
        empty = False
        yield _read_row(cells, columns, name, options)
    if empty:
        yield Failure(where=f"{name}:1", message="the table has a header and no rows; " + EMPTY)


def _read_columns(lines: TableLines, delimiters: str) -> tuple[tuple[str, ...], str]:
    first = read_header(lines)
    if not first.strip():
        raise InputError(EMPTY)
    for delimiter in delimiters:
        columns = tuple(name.strip().lower() for name in split_header(first, delimiter))
        if "text" in columns:
            return columns, delimiter
    named = ", ".join(split_header(first, delimiters[0]))
    raise InputError(f"no column is called `text` (found: {named[:200]}); {EXPECTED}")


def _read_row(
    cells: Cells | LocatedError, columns: tuple[str, ...], name: str, options: ReadOptions
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
        raise InputError(wrong_width(len(values), len(columns)))
    named = zip(columns, values, strict=True)
    return msgspec.convert({key: value for key, value in named if key in COLUMNS}, Row)
