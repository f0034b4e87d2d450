"""A workbook: a sheet of events, a sheet of the reports that tell them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import BinaryIO, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dateline.errors import ExportError
from dateline.export.columns import load_columns, table_row
from dateline.export.losses import Losses
from dateline.export.records import Cell, Exported
from dateline.export.report_rows import REPORT_COLUMNS, report_rows

# What a sheet of the form can hold.
_MOST_ROWS: Final = 1_048_576
_LONGEST: Final = 32_767
# Whole numbers above it a workbook, which has floating point only, does not keep.
_LARGEST: Final = 2**53
# No text is a formula or a link, whatever it begins with; the files must not hang on the clock.
_OPTIONS: Final = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
_CREATED: Final = datetime(1980, 1, 1)  # noqa: DTZ001  the library takes naive times only


def write_xlsx(events: Iterable[Exported], handle: BinaryIO, losses: Losses) -> None:
    """Write the whole workbook; it is built in memory.

    Raises:
        ExportError: there are more events or reports than a sheet can hold.
    """
    days = frozenset(column.name for column in load_columns() if column.type == "day")
    with xlsxwriter.Workbook(handle, _OPTIONS) as workbook:
        workbook.set_properties({"created": _CREATED, "author": "dateline"})
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        bold = workbook.add_format({"bold": True})
        first = _Sheet(workbook.add_worksheet("events"), [c.name for c in load_columns()], bold)
        second = _Sheet(workbook.add_worksheet("reports"), REPORT_COLUMNS, bold)
        for exported in events:
            first.add(table_row(exported), days=days, format_=day)
            for row in report_rows(exported):
                second.add(row, days=frozenset({"published"}), format_=day)
            losses.wrote(exported)


class _Sheet:
    """A sheet that grows by rows under a header that stays in sight."""

    def __init__(self, sheet: Worksheet, columns: Sequence[str], header: Format) -> None:
        self._sheet = sheet
        self._columns = columns
        self._rows = 1
        sheet.freeze_panes(1, 1)
        for position, name in enumerate(columns):
            sheet.write_string(0, position, name, header)

    def add(self, row: Mapping[str, Cell], *, days: frozenset[str], format_: Format) -> None:
        """Write a row."""
        if self._rows == _MOST_ROWS:
            raise ExportError(
                f"a sheet holds {_MOST_ROWS - 1:,} rows at most; ask for less, or use csv or parquet"
            )
        for position, name in enumerate(self._columns):
            self._write(position, row.get(name), format_ if name in days else None)
        self._rows += 1

    def _write(self, position: int, cell: Cell, day: Format | None) -> None:
        if isinstance(cell, str) and day is not None:
            self._sheet.write_datetime(self._rows, position, date.fromisoformat(cell), day)
        elif isinstance(cell, str):
            self._sheet.write_string(self._rows, position, cell[:_LONGEST])
        elif cell is not None and abs(cell) > _LARGEST:
            self._sheet.write_string(self._rows, position, str(cell))
        elif cell is not None:
            self._sheet.write_number(self._rows, position, cell)
