"""dateline's own table as CSV, with HXL hashtags, and whole events as JSON Lines."""

from collections.abc import Iterable
from typing import BinaryIO

import msgspec

from dateline.export.columns import load_columns, table_row
from dateline.export.delimited import DelimitedWriter
from dateline.export.losses import Losses
from dateline.export.records import Exported


def write_csv(events: Iterable[Exported], handle: BinaryIO, losses: Losses) -> None:
    """Write a row for each event."""
    writer = DelimitedWriter(handle, [column.name for column in load_columns()])
    for exported in events:
        writer.row(table_row(exported))
        losses.wrote(exported)
    writer.close()


def write_hxl(events: Iterable[Exported], handle: BinaryIO, losses: Losses) -> None:
    """Write the columns that have a hashtag, the row of hashtags under the header.

    Source: HXL standard 1.1.
    """
    tagged = [column for column in load_columns() if column.hxl]
    writer = DelimitedWriter(handle, [column.name for column in tagged])
    writer.line([column.hxl for column in tagged])
    for exported in events:
        writer.row(table_row(exported))
        losses.wrote(exported)
    writer.close()


def write_jsonl(events: Iterable[Exported], handle: BinaryIO, losses: Losses) -> None:
    """Write each event whole, with its reports and evidence, as one object a line."""
    for exported in events:
        handle.write(msgspec.json.encode(exported) + b"\n")
        losses.wrote(exported)
