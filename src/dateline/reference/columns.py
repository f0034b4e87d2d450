"""Which column of an export holds what, from `reference_columns.tsv`."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Final

import msgspec

from dateline.errors import InputError
from dateline.knowledge.tables import package_data, read_rows
from dateline.reference.records import SCHEMES, Scheme

_COLUMNS: Final = ("scheme", "field", "columns", "needed")
_SHOWN: Final = 200


class Field(msgspec.Struct, frozen=True):
    """A value of a reference event and the columns that may hold it, best first."""

    name: str
    columns: tuple[str, ...]
    needed: bool


@cache
def load_fields(scheme: Scheme) -> tuple[Field, ...]:
    """Return what is read of an export."""
    return tuple(
        Field(row.cell("field"), row.parts("columns"), row.cell("needed") == "yes")
        for row in read_rows(package_data("reference_columns.tsv"), _COLUMNS)
        if row.cell("scheme") == scheme
    )


def guess_scheme(columns: Collection[str]) -> Scheme | None:
    """Return whose export has these columns, None if it is nobody's that is known."""
    return next((scheme for scheme in SCHEMES if not missing_columns(scheme, columns)), None)


def missing_columns(scheme: Scheme, columns: Collection[str]) -> tuple[str, ...]:
    """Return the columns an export must have and these are not, in order."""
    return tuple(
        field.columns[0]
        for field in load_fields(scheme)
        if field.needed and not set(field.columns) & set(columns)
    )


def refuse_columns(scheme: Scheme | None, columns: Sequence[str]) -> InputError:
    """Return the error of a header that is not that of an export."""
    found = f"(found: {', '.join(columns)[:_SHOWN]})"
    if scheme is not None:
        missing = ", ".join(missing_columns(scheme, columns))
        return InputError(
            f"the header lacks {missing} {found}; export the whole table (of ACLED the dyadic form), "
            "with its header"
        )
    needed = "; ".join(f"{one}: {', '.join(missing_columns(one, ()))}" for one in SCHEMES)
    return InputError(
        f"the header is neither ACLED's nor UCDP GED's {found}; it must have at least these columns: {needed}"
    )


def values_of(scheme: Scheme, cells: Mapping[str, str]) -> dict[str, str]:
    """Return the values of a row by field; what is empty is left out."""
    found = {}
    for field in load_fields(scheme):
        value = next((cells[one] for one in field.columns if cells.get(one)), "")
        if value:
            found[field.name] = value
    return found
