"""The columns of every format, from `export_table.tsv` (dateline's own) and `export_columns.tsv`."""

from collections.abc import Mapping
from functools import cache
from typing import Final, Literal, TypeAlias, cast

import msgspec

from dateline.export.losses import Losses
from dateline.export.records import Cell, Exported
from dateline.knowledge.tables import package_data, read_rows

ColumnType = Literal["text", "int", "float", "day"]
Json: TypeAlias = (
    "str | int | float | bool | list[Json] | tuple[Json, ...] | dict[str, Json] | None"
)

# The largest whole number that Parquet and GeoPackage hold.
_LARGEST: Final = 2**63 - 1


class Column(msgspec.Struct, frozen=True):
    """A column of dateline's own tables: `path` leads to its value, `hxl` is its hashtag."""

    name: str
    type: ColumnType
    path: tuple[str, ...]
    hxl: str


class ForeignColumn(msgspec.Struct, frozen=True):
    """A column of another's format; `empty` says why nothing ever stands in it."""

    name: str
    empty: str


@cache
def load_columns() -> tuple[Column, ...]:
    """Return the columns of dateline's own tables, in order."""
    rows = read_rows(package_data("export_table.tsv"), ("column", "type", "path", "hxl"))
    return tuple(
        Column(
            name=row.cell("column"),
            type=cast("ColumnType", row.cell("type")),
            path=tuple(row.cell("path").split(".")),
            hxl=row.cell("hxl"),
        )
        for row in rows
    )


@cache
def load_foreign_columns(format_: str) -> tuple[ForeignColumn, ...]:
    """Return the columns of a format that is not dateline's, in its order."""
    rows = read_rows(package_data("export_columns.tsv"), ("format", "column", "empty"))
    return tuple(
        ForeignColumn(row.cell("column"), row.cell("empty"))
        for row in rows
        if row.cell("format") == format_
    )


def note_empty(format_: str, losses: Losses) -> None:
    """Count the columns of a format in which nothing ever stands."""
    reasons: dict[str, list[str]] = {}
    for column in load_foreign_columns(format_):
        if column.empty:
            reasons.setdefault(column.empty, []).append(column.name)
    for why, names in reasons.items():
        losses.empty(tuple(names), why)


def table_row(exported: Exported) -> dict[str, Cell]:
    """Return an event as a row of dateline's own tables, a value for every column."""
    whole: Json = msgspec.to_builtins(exported)
    return {column.name: _cell(_follow(whole, column.path)) for column in load_columns()}


def _follow(value: Json, path: tuple[str, ...]) -> Json:
    for number, step in enumerate(path):
        if isinstance(value, list | tuple):
            return [_follow(one, path[number:]) for one in value]
        if not isinstance(value, Mapping):
            return None
        value = value.get(step)
    return value


def _cell(value: Json) -> Cell:
    if isinstance(value, list | tuple):
        return "; ".join(dict.fromkeys(str(one) for one in value if one)) or None
    if isinstance(value, int):
        return min(value, _LARGEST)
    return None if isinstance(value, dict) else value
