"""A user's own lists of actors made into a registry table that is read beside the shipped one.

Names the registry knows already are left out, so that a list never changes who a name means.
"""

import csv
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec

from dateline.errors import InputError
from dateline.knowledge.actor_entries import COLUMNS
from dateline.knowledge.actor_tables import name_key
from dateline.knowledge.actors import Registry
from dateline.records import content_id

_LONGEST: Final = 200
_BOUND: Final = re.compile(r"\(([^()]+)\)\s*$")
_ACLED_TYPES: Final = {
    "state forces": "1", "rebel group": "2", "rebel groups": "2", "rebel forces": "2",
    "political militia": "3", "political militias": "3", "militia groups": "3",
    "identity militia": "4", "identity militias": "4", "communal / identity groups": "4",
    "rioters": "5", "protesters": "6", "civilians": "7", "external/other forces": "8",
    "foreign / others": "8",
}  # fmt: skip
_ACLED_GENERIC: Final = re.compile(
    r"(Military Forces|Police Forces|Government) of |"
    r"(Civilians|Protesters|Rioters|Unidentified [\w ]+|Prisoners|Journalists|Students|Teachers) \(",
)
_SANCTIONED: Final = frozenset({"Organization", "PublicBody", "LegalEntity"})


class NewActor(msgspec.Struct, frozen=True, kw_only=True):
    """An actor of a user's list. `first` and `last` are years or empty."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: str = "force"
    class_: str = "imported"
    countries: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    acled: str = ""
    acled_type: str = ""
    ucdp: str = ""
    source: str = ""


class ImportReport(msgspec.Struct, frozen=True, kw_only=True):
    """What an import did: rows read, actors added, those known before, rows without a name."""

    path: Path
    rows: int
    added: int
    known: int
    nameless: int


def import_ucdp_actors(source: Path, target: Path, *, registry: Registry) -> ImportReport:
    """Write the actors of a UCDP actor list (CSV with `NameData`) to a registry table.

    Raises:
        InputError: the file cannot be read, or has no column of names.
    """

    def read(row: Mapping[str, str]) -> NewActor:
        name = row.get("namedata") or row.get("name_data") or ""
        full = [
            row.get(column, "") for column in ("namefull", "name_full", "nameorig", "name_orig")
        ]
        return NewActor(
            name=name, aliases=tuple(filter(None, full)), ucdp=name,
            countries=_codes(registry, (row.get("location") or "").split(",")),
            source=f"UCDP actor list ({source.name})",
        )  # fmt: skip

    return _import(source, target, registry, (("namedata", "name_data"), read))


def import_acled_actors(source: Path, target: Path, *, registry: Registry) -> ImportReport:
    """Write the actors of an ACLED export (`actor1` or `actor_name`) to a registry table.

    Years are those of the row; generic actors (`Civilians (Mali)`) are made by rule already.

    Raises:
        InputError: the file cannot be read, or has no column of names.
    """

    def read(row: Mapping[str, str]) -> NewActor:
        name = row.get("actor1") or row.get("actor_name") or ""
        bound = _BOUND.search(name)
        places = [bound[1] if bound else "", row.get("country", "")]
        kind = (row.get("inter1") or row.get("type") or "").casefold()
        return NewActor(
            name="" if _ACLED_GENERIC.match(name) else name, acled=name,
            acled_type=kind if kind in set("12345678") else _ACLED_TYPES.get(kind, ""),
            countries=_codes(registry, places), source=f"ACLED export ({source.name})",
        )  # fmt: skip

    return _import(source, target, registry, (("actor1", "actor_name"), read))


def import_opensanctions(source: Path, target: Path, *, registry: Registry) -> ImportReport:
    """Write the organisations of an OpenSanctions `targets.simple.csv` to a registry table.

    Raises:
        InputError: the file cannot be read, or has no column of names.
    """
    alpha3 = {country.alpha2: country.iso for country in registry.countries.rows if country.alpha2}

    def read(row: Mapping[str, str]) -> NewActor:
        codes = (row.get("countries") or "").upper().split(";")
        return NewActor(
            name=row.get("name", "") if row.get("schema") in _SANCTIONED else "",
            aliases=tuple(part for part in (row.get("aliases") or "").split(";") if part),
            countries=tuple(sorted({alpha3[code] for code in codes if code in alpha3})),
            source=f"OpenSanctions ({row.get('id', '')})",
        )

    return _import(source, target, registry, (("name",), read))


def _import(
    source: Path,
    target: Path,
    registry: Registry,
    format_: tuple[tuple[str, ...], Callable[[Mapping[str, str]], NewActor]],
) -> ImportReport:
    names, read = format_
    taken = set(registry.lookup.aliases)
    added: dict[str, NewActor] = {}
    rows = known = nameless = 0
    for row in _rows(source, names):
        rows += 1
        actor = _clean(read(row))
        key = name_key(actor.name)
        if not key:
            nameless += 1
        elif key in taken and key not in added:
            known += 1
        else:
            added[key] = _join(added.get(key), actor)
    table = [_line(actor) for actor in _without_shared(added.values(), taken)]
    _save(target, table)
    return ImportReport(path=target, rows=rows, added=len(table), known=known, nameless=nameless)


def _rows(source: Path, names: Sequence[str]) -> Iterator[Mapping[str, str]]:
    try:
        with source.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            columns = [column.strip().casefold() for column in reader.fieldnames or ()]
            if not set(names) & set(columns):
                raise InputError(
                    f"{source}:1: no column {' or '.join(names)}; the columns are "
                    f"{', '.join(columns) or 'none'}: check that this is the right list"
                )
            for row in reader:
                yield {(k or "").strip().casefold(): v or "" for k, v in row.items() if k}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{source}: cannot be read ({error}): save it as UTF-8 CSV") from error


def _clean(actor: NewActor) -> NewActor:
    aliases = tuple(dict.fromkeys(filter(None, (_text(alias) for alias in actor.aliases))))
    return msgspec.structs.replace(
        actor, name=_text(actor.name), aliases=aliases, acled=_text(actor.acled),
        ucdp=_text(actor.ucdp), source=_text(actor.source),
    )  # fmt: skip


def _text(text: str) -> str:
    """Return a text safe in a cell: no control or bidirectional marks, no `|`, `@` or tab."""
    kept = (
        " " if mark in "|@\t\n\r" or unicodedata.category(mark)[0] == "C" else mark
        for mark in text[:_LONGEST]
    )
    return " ".join("".join(kept).split()).lstrip("=#")


def _join(known: NewActor | None, actor: NewActor) -> NewActor:
    if known is None:
        return actor
    return msgspec.structs.replace(
        known,
        aliases=tuple(dict.fromkeys((*known.aliases, *actor.aliases))),
        countries=tuple(dict.fromkeys((*known.countries, *actor.countries))),
    )


def _without_shared(actors: Iterable[NewActor], taken: set[str]) -> Iterator[NewActor]:
    """Yield the actors with those aliases only that no other actor has."""
    listed = list(actors)
    used = taken | {name_key(actor.name) for actor in listed}
    for actor in listed:
        free: list[str] = []
        for alias in actor.aliases:
            key = name_key(alias)
            if key and key not in used:
                used.add(key)
                free.append(alias)
        yield msgspec.structs.replace(actor, aliases=tuple(free))


def _line(actor: NewActor) -> str:
    cells = {
        "id": f"own-{content_id(name_key(actor.name))}", "name": actor.name,
        "aliases": "|".join(actor.aliases), "kind": actor.kind, "class": actor.class_,
        "countries": "|".join(actor.countries), "from": actor.first, "to": actor.last,
        "acled": actor.acled, "acled_type": actor.acled_type, "ucdp": actor.ucdp,
        "source": actor.source,
    }  # fmt: skip
    return "\t".join(cells.get(column, "") for column in COLUMNS)


def _save(target: Path, lines: Sequence[str]) -> None:
    """Write the table beside its place and move it there, so that readers never see half of it."""
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.write_text("\n".join(["\t".join(COLUMNS), *lines]) + "\n", encoding="utf-8")
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise InputError(f"{target}: cannot be written ({error}): choose another place") from error


def _codes(registry: Registry, places: Iterable[str]) -> tuple[str, ...]:
    found = (registry.countries.names.get(name_key(place.strip())) for place in places)
    return tuple(dict.fromkeys(countries[0].iso for countries in found if countries))
