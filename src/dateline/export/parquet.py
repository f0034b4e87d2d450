"""Parquet: dateline's own table with typed columns."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import BinaryIO, Final

import pyarrow as pa
import pyarrow.parquet as pq

from dateline.export.columns import Column, load_columns, table_row
from dateline.export.losses import Losses
from dateline.export.records import Cell, Exported

_TYPES: Final = {"text": pa.string(), "int": pa.int64(), "float": pa.float64(), "day": pa.date32()}
_AT_ONCE: Final = 10_000


def write_parquet(events: Iterable[Exported], handle: BinaryIO, losses: Losses) -> None:
    """Write a row for each event, some thousand to a row group."""
    columns = load_columns()
    schema = pa.schema([(one.name, _TYPES[one.type]) for one in columns])
    rows = _rows(events, losses)
    with pq.ParquetWriter(handle, schema, compression="zstd") as writer:
        while some := list(islice(rows, _AT_ONCE)):
            arrays = [
                pa.array([_value(row[one.name], one) for row in some], _TYPES[one.type])
                for one in columns
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _rows(events: Iterable[Exported], losses: Losses) -> Iterator[dict[str, Cell]]:
    for exported in events:
        yield table_row(exported)
        losses.wrote(exported)


def _value(cell: Cell, column: Column) -> Cell | date:
    return date.fromisoformat(cell) if column.type == "day" and isinstance(cell, str) else cell
