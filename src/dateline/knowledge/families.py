"""The families of event types that maps and charts show by colour and shape, from `data/event_families.tsv`."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from dateline.errors import KnowledgeError
from dateline.knowledge.tables import Readable, package_data, read_rows
from dateline.records import Record

COLUMNS: Final = ("family", "words", "shape", "types")
SHAPES: Final = frozenset({"circle", "square", "triangle", "diamond", "triangle-down", "cross"})


class Family(Record, frozen=True, kw_only=True):
    """Event types that are shown alike: `name` gives the colour, `shape` says the same without colour."""

    name: str
    words: str
    shape: str
    types: tuple[str, ...]


@cache
def load_families() -> tuple[Family, ...]:
    """Return the families in the order of the legend.

    Raises:
        KnowledgeError: the table is broken.
    """
    return read_families(package_data("event_families.tsv"))


def read_families(source: Readable) -> tuple[Family, ...]:
    """Return the families of a table; the last one takes the types that none names.

    Raises:
        KnowledgeError: a shape is unknown, or a type stands in two families.
    """
    found: list[Family] = []
    seen: set[str] = set()
    for row in read_rows(source, COLUMNS):
        if row.cell("shape") not in SHAPES:
            raise KnowledgeError(f"{row.where}: shape must be one of {', '.join(sorted(SHAPES))}")
        types = row.parts("types")
        if twice := seen & set(types):
            raise KnowledgeError(f"{row.where}: {min(twice)} is in two families: keep one")
        seen |= set(types)
        found.append(
            Family(
                name=row.cell("family"),
                words=row.cell("words"),
                shape=row.cell("shape"),
                types=types,
            )
        )
    if not found:
        raise KnowledgeError(f"{source.name}: there is no family: add one")
    return tuple(found)


@cache
def _by_type() -> Mapping[str, Family]:
    return {type_: family for family in load_families() for type_ in family.types}


def family_of(type_: str) -> Family:
    """Return the family of an event type, the last one where none names it."""
    return _by_type().get(type_, load_families()[-1])
