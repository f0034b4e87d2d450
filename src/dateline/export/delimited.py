"""Rows of text with separators: CSV and TSV, in UTF-8."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import BinaryIO, Literal

from dateline.export.records import Cell


class DelimitedWriter:
    """Writes rows; None is an empty field. Tab-separated fields hold neither tabs nor line breaks."""

    def __init__(
        self, handle: BinaryIO, columns: Sequence[str], *, separator: Literal[",", "\t"] = ","
    ) -> None:
        self._columns = columns
        self._tabs = separator == "\t"
        # The handle is not ours to close, so the text layer is let go of at the end.
        self._text = io.TextIOWrapper(
            handle, "utf-8", errors="replace", newline="", write_through=True
        )
        self._writer = csv.writer(
            self._text,
            delimiter=separator,
            lineterminator="\n",
            quoting=csv.QUOTE_NONE if self._tabs else csv.QUOTE_MINIMAL,
            quotechar=None if self._tabs else '"',
        )
        self.line(columns)

    def line(self, cells: Sequence[Cell]) -> None:
        """Write cells that stand in order."""
        self._writer.writerow([_flat(cell) for cell in cells] if self._tabs else cells)

    def row(self, row: Mapping[str, Cell]) -> None:
        """Write a row by the names of its columns; columns it does not have stay empty."""
        self.line([row.get(column) for column in self._columns])

    def close(self) -> None:
        """Let go of the handle, with everything written to it."""
        self._text.flush()
        self._text.detach()


def _flat(cell: Cell) -> Cell:
    return " ".join(cell.split()) if isinstance(cell, str) else cell
