"""Countries, territories and states of the past: their names, people, seats and years."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final

import msgspec

from dateline.errors import KnowledgeError
from dateline.knowledge.actor_tables import Period, name_key, period
from dateline.knowledge.tables import Readable, Row, package_data, read_rows

_COLUMNS: Final = (
    "code", "name", "adjectives", "people", "seats", "other_names", "from", "to", "iso", "alpha2",
    "ucdp", "region",
)  # fmt: skip


class Country(msgspec.Struct, frozen=True, kw_only=True):
    """A state or territory.

    `code` is its own alpha-3 (a breakaway state has one of ours), `iso` the ISO 3166 alpha-3 under
    which it is recorded, `alpha2` its two-letter code; `seats` are the capitals and palaces that
    stand for its government; `ucdp` is the name of its government in UCDP, empty where UCDP has none.
    """

    code: str
    name: str
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    seats: tuple[str, ...]
    other_names: tuple[str, ...]
    years: Period
    iso: str
    alpha2: str
    ucdp: str
    region: str


class Countries(msgspec.Struct, frozen=True, dict=True):
    """All countries, looked up by code, name, adjective, people or seat."""

    rows: tuple[Country, ...]

    @cached_property
    def by_code(self) -> Mapping[str, Country]:
        """Return the countries by code."""
        return {country.code: country for country in self.rows}

    @cached_property
    def names(self) -> Mapping[str, tuple[Country, ...]]:
        """Return the countries by name key: own and other names."""
        return _index((c, (c.name, *c.other_names)) for c in self.rows)

    @cached_property
    def adjectives(self) -> Mapping[str, tuple[Country, ...]]:
        """Return the countries by the key of an adjective (`Syrian`)."""
        return _index((c, c.adjectives) for c in self.rows)

    @cached_property
    def people(self) -> Mapping[str, tuple[Country, ...]]:
        """Return the countries by the key of a word for their people (`Danes`)."""
        return _index((c, c.people) for c in self.rows)

    @cached_property
    def seats(self) -> Mapping[str, tuple[Country, ...]]:
        """Return the countries by the key of a seat of government (`Damascus`, `Kremlin`)."""
        return _index((c, c.seats) for c in self.rows)

    @cached_property
    def by_key(self) -> Mapping[str, tuple[tuple[Country, ...], str]]:
        """Return the countries a key may mean and how: as name, else adjective, people or seat."""
        tables = (
            ("seat", self.seats), ("people", self.people), ("adjective", self.adjectives),
            ("name", self.names),
        )  # fmt: skip
        return {key: (owners, how) for how, table in tables for key, owners in table.items()}


def _index(
    named: Iterable[tuple[Country, tuple[str, ...]]],
) -> Mapping[str, tuple[Country, ...]]:
    found: dict[str, list[Country]] = {}
    for country, names in named:
        for key in dict.fromkeys(name_key(name) for name in names):
            found.setdefault(key, []).append(country)
    return {key: tuple(owners) for key, owners in found.items()}


def load_countries(source: Readable | None = None) -> Countries:
    """Return the countries of the package, or those of another table.

    Raises:
        KnowledgeError: the table is broken, or a code or name stands in it twice.
    """
    seen: dict[str, str] = {}
    rows: list[Country] = []
    for row in read_rows(source or package_data("countries.tsv"), _COLUMNS):
        country = _country(row)
        for key in (country.code, country.name):
            if key in seen:
                raise KnowledgeError(f"{row.where}: {key} stands already at {seen[key]}")
            seen[key] = row.where
        rows.append(country)
    return Countries(tuple(rows))


def _country(row: Row) -> Country:
    code = row.cell("code")
    if len(code) != 3 or not code.isupper():  # noqa: PLR2004  alpha-3
        raise KnowledgeError(f"{row.where}: {code!r} is no alpha-3 code")
    return Country(
        code=code, name=row.cell("name"), adjectives=row.parts("adjectives"),
        people=row.parts("people"), seats=row.parts("seats"),
        other_names=row.parts("other_names"), iso=row.cell("iso"), alpha2=row.cell("alpha2"), ucdp=row.cell("ucdp"),
        years=period(row.cell("from"), row.cell("to"), row.where), region=row.cell("region"),
    )  # fmt: skip
