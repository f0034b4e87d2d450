"""Who fights whom where and when: the main pair of parties of each armed conflict since 1975."""

from collections.abc import Iterable
from typing import Final

import msgspec

from dateline.errors import KnowledgeError
from dateline.knowledge.actor_tables import Period, name_key, period
from dateline.knowledge.tables import Readable, Row, package_data, read_rows
from dateline.records import Actor

GOVERNMENT: Final = "government"
_COLUMNS: Final = ("country", "regions", "from", "to", "side_a", "side_b", "example", "source")


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """One pair of parties.

    `regions` are keys of first-level regions, empty for the whole country. A side is
    `government` (the forces of the country), an actor of the registry, or a rule's (`military:TUR`).
    """

    country: str
    regions: frozenset[str]
    years: Period
    sides: tuple[str, str]
    example: str


class Rivals(msgspec.Struct, frozen=True, kw_only=True):
    """The two parties of a conflict; `regions` as in `Conflict`."""

    regions: frozenset[str]
    sides: tuple[Actor, Actor]


def region_key(name: str) -> str:
    """Return the form under which regions are compared."""
    return name_key(name)


def conflicts_on(conflicts: Iterable[Conflict], country: str, day: str) -> tuple[Conflict, ...]:
    """Return the conflicts of a country on an ISO day, those of single regions first."""
    fit = [one for one in conflicts if one.country == country and one.years.holds(day)]
    return tuple(sorted(fit, key=lambda one: not one.regions))


def load_conflicts(source: Readable | None = None) -> tuple[Conflict, ...]:
    """Return the conflicts of the package, or those of another table.

    Raises:
        KnowledgeError: the table is broken, or a row does not name two parties.
    """
    table = source or package_data("actor_conflicts.tsv")
    return tuple(_conflict(row) for row in read_rows(table, _COLUMNS))


def _conflict(row: Row) -> Conflict:
    sides = (row.cell("side_a"), row.cell("side_b"))
    if not all(sides) or sides[0] == sides[1]:
        raise KnowledgeError(f"{row.where}: name two parties, not {sides[0]!r} and {sides[1]!r}")
    return Conflict(
        country=row.cell("country"),
        regions=frozenset(region_key(name) for name in row.parts("regions")),
        years=period(row.cell("from"), row.cell("to"), row.where),
        sides=sides, example=row.cell("example"),
    )  # fmt: skip
