"""Entries of the actor registry: one row of `actors_*.tsv`, read and checked."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple, cast, get_args

import msgspec

from dateline.errors import KnowledgeError
from dateline.knowledge.actor_tables import Period, name_key, period
from dateline.knowledge.tables import Readable, Row, read_rows
from dateline.records import Kind

COLUMNS: Final = (
    "id", "name", "aliases", "kind", "class", "countries", "from", "to", "parents", "allies",
    "acled", "acled_type", "ucdp", "ucdp_state", "source",
)  # fmt: skip
KINDS: Final = frozenset(get_args(Kind))
_SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_COUNTRY: Final = re.compile(r"[A-Z]{3}")
_YEARS: Final = re.compile(r"(\d{4}(?:-\d\d-\d\d)?)?-(\d{4}(?:-\d\d-\d\d)?)?")


class Alias(NamedTuple):
    """A name of an actor and where and when it means that actor.

    `countries` empty = anywhere; `exact` = capitals count (`Lebanese Forces`, not the forces of
    Lebanon).
    """

    text: str
    key: str
    countries: frozenset[str]
    years: Period
    exact: bool = False


class DatedName(NamedTuple):
    """A name another codebook uses over a stretch of days."""

    name: str
    years: Period


class ActorEntry(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One actor of the registry.

    `ucdp_state` is the name UCDP uses when the other side is the government of the country, where
    it differs; `acled` may hold `{country}`.
    """

    id: str
    name: str
    aliases: tuple[Alias, ...]
    kind: Kind
    class_: str
    countries: tuple[str, ...]
    years: Period
    parents: tuple[str, ...]
    allies: tuple[str, ...]
    acled: str
    acled_type: str
    ucdp: tuple[DatedName, ...]
    ucdp_state: str
    source: str
    where: str


def read_entries(sources: Iterable[Readable]) -> tuple[ActorEntry, ...]:
    """Return the entries of all tables, in their order.

    Raises:
        KnowledgeError: a row is broken; an id or name stands twice; a parent is missing; two actors
            own one alias with nothing to tell them apart.
    """
    entries = tuple(_entry(row) for source in sources for row in read_rows(source, COLUMNS))
    _check_unique(entries)
    _check_kin(entries)
    _check_aliases(entries)
    return entries


def _entry(row: Row) -> ActorEntry:
    years = period(row.cell("from"), row.cell("to"), row.where)
    countries = row.parts("countries")
    name = row.cell("name")
    _check_row(row, countries)
    return ActorEntry(
        id=row.cell("id"), name=name, kind=cast("Kind", row.cell("kind")), class_=row.cell("class"),
        aliases=_aliases((name, *row.parts("aliases")), row.where),
        countries=countries, years=years, parents=row.parts("parents"), allies=row.parts("allies"),
        acled=name if row.cell("acled") == "=" else row.cell("acled"),
        acled_type=row.cell("acled_type"),
        ucdp=tuple(_dated(part, row.where) for part in row.parts("ucdp")),
        ucdp_state=row.cell("ucdp_state"), source=row.cell("source"), where=row.where,
    )  # fmt: skip


def _check_row(row: Row, countries: Sequence[str]) -> None:
    if _SLUG.fullmatch(row.cell("id")) is None:
        raise KnowledgeError(f"{row.where}: id {row.cell('id')!r} must be lower-case-with-hyphens")
    if row.cell("kind") not in KINDS:
        raise KnowledgeError(f"{row.where}: kind {row.cell('kind')!r} is none of {sorted(KINDS)}")
    for country in countries:
        if _COUNTRY.fullmatch(country) is None:
            raise KnowledgeError(f"{row.where}: {country!r} is no alpha-3 country code")
    if row.cell("acled_type") not in {"", *"12345678"}:
        raise KnowledgeError(
            f"{row.where}: acled_type must be 1 to 8, not {row.cell('acled_type')}"
        )
    if not row.cell("source"):
        raise KnowledgeError(f"{row.where}: name the source of the facts in the last column")


def _aliases(texts: Iterable[str], where: str) -> tuple[Alias, ...]:
    found: dict[tuple[str, frozenset[str], Period], Alias] = {}
    for text in texts:
        alias = _alias(text, where)
        found.setdefault((alias.key, alias.countries, alias.years), alias)
    return tuple(found.values())


def _alias(text: str, where: str) -> Alias:
    name, _, scope = text.partition("@")
    exact = name.startswith("=")
    name = name.removeprefix("=").strip()
    countries: list[str] = []
    years = Period()
    for part in filter(None, scope.split(",")):
        if _COUNTRY.fullmatch(part):
            countries.append(part)
        else:
            years = _years(part, where)
    key = name_key(name)
    if not key:
        raise KnowledgeError(f"{where}: alias {text!r} has no letters: take it out")
    return Alias(name, key, frozenset(countries), years, exact)


def _years(text: str, where: str) -> Period:
    match = _YEARS.fullmatch(text)
    if match is None:
        raise KnowledgeError(f"{where}: {text!r} is neither a country nor years (2014-2019, 2014-)")
    return period(match[1] or "", match[2] or "", where)


def _dated(text: str, where: str) -> DatedName:
    name, _, years = text.partition("@")
    return DatedName(name, _years(years, where) if years else Period())


def _check_unique(entries: Sequence[ActorEntry]) -> None:
    seen: dict[str, str] = {}
    for entry in entries:
        for key in (f"id {entry.id}", f"name {name_key(entry.name)}"):
            if key in seen:
                raise KnowledgeError(f"{entry.where}: {key} stands already at {seen[key]}")
            seen[key] = entry.where


def _check_kin(entries: Sequence[ActorEntry]) -> None:
    ids = {entry.id for entry in entries}
    for entry in entries:
        for other in (*entry.parents, *entry.allies):
            if ":" not in other and (other not in ids or other == entry.id):
                raise KnowledgeError(f"{entry.where}: {other!r} is no actor: add it or mend the id")


def _check_aliases(entries: Sequence[ActorEntry]) -> None:
    owners: dict[str, list[tuple[ActorEntry, Alias]]] = {}
    for entry in entries:
        for alias in entry.aliases:
            for other, twin in owners.setdefault(alias.key, []):
                if other is not entry and _collide(entry, alias, other, twin):
                    raise KnowledgeError(
                        f"{entry.where}: {alias.text!r} is also a name of {other.id} ({other.where}): "
                        "give one a country or years (alias@IND,1990-2003)"
                    )
            owners[alias.key].append((entry, alias))


def _collide(entry: ActorEntry, alias: Alias, other: ActorEntry, twin: Alias) -> bool:
    if alias.exact != twin.exact or not _meet(scope_years(entry, alias), scope_years(other, twin)):
        return False
    if bool(alias.countries) != bool(twin.countries):
        return False  # the one that is bound to a country wins there, the other elsewhere
    here, there = scope_countries(entry, alias), scope_countries(other, twin)
    return not here or not there or bool(here & there)


def _meet(first: Period, second: Period) -> bool:
    return first.meets(second)


def scope_years(entry: ActorEntry, alias: Alias) -> Period:
    """Return the days on which the alias means the actor."""
    return alias.years if alias.years != Period() else entry.years


def scope_countries(entry: ActorEntry, alias: Alias) -> frozenset[str]:
    """Return the countries in which the alias means the actor; empty = anywhere."""
    return alias.countries or frozenset(entry.countries)


def index_aliases(
    entries: Iterable[ActorEntry],
) -> Mapping[str, tuple[tuple[ActorEntry, Alias], ...]]:
    """Return the owners of every alias by its key."""
    found: dict[str, list[tuple[ActorEntry, Alias]]] = {}
    for entry in entries:
        for alias in entry.aliases:
            found.setdefault(alias.key, []).append((entry, alias))
    return {key: tuple(owners) for key, owners in found.items()}
