"""Events that others coded, to store."""

from collections.abc import Sequence

import msgspec

from dateline.store import (
    ReferenceRow,
    ReferenceSource,
    Store,
    add_reference_rows,
    finish_import,
)

SOURCE = ReferenceSource(name="acled", scheme="acled", sha256="ab" * 32, how="/exports/a.csv")


def row(id_: str = "SYR1", *, dead: int = 3, edited: int = 0, day: str = "2024-03-01"):
    return ReferenceRow(
        id=id_,
        first=day,
        last=day,
        country="SYR",
        edited=edited,
        line=2,
        event=msgspec.Raw(msgspec.json.encode({"id": id_, "dead": dead, "edited": edited})),
    )


def source(name: str = "acled", *, scheme: str = "acled", sha256: str = "cd" * 32):
    return ReferenceSource(name=name, scheme=scheme, sha256=sha256, how="/exports/b.csv")


def add_reference(store: Store, of: ReferenceSource, rows: Sequence[ReferenceRow]) -> int:
    """Import rows as a whole file."""
    new = add_reference_rows(store, of, rows)
    finish_import(store, of, events=len(rows), failed=0)
    return new
