"""A user's own list of places in CSV or GeoJSON, added to the user's gazetteer file."""

import csv
import re
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import msgspec

from dateline.errors import InputError
from dateline.knowledge.gazetteer_import import ImportReport, Tally
from dateline.knowledge.gazetteer_names import MAX_NAME, place_key
from dateline.knowledge.gazetteer_schema import KINDS, own_ref
from dateline.knowledge.gazetteer_work import (
    PlaceRow,
    country_numbers,
    finish,
    insert_places,
    only_writer,
    open_part,
    part_path,
)

_CONTROLS: Final = re.compile("[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_NAMES: Final = {
    "latitude": "lat", "y": "lat", "longitude": "lon", "lng": "lon", "long": "lon", "x": "lon",
    "type": "kind", "class": "kind", "other_names": "aliases", "alternatenames": "aliases",
    "country_code": "country", "iso3": "country", "pop": "population",
}  # fmt: skip


class _Geometry(msgspec.Struct):
    type: str
    coordinates: msgspec.Raw


class _Feature(msgspec.Struct):
    geometry: _Geometry | None = None
    properties: dict[str, str | int | float | bool | list[str] | None] | None = None
    id: str | int | None = None


class _Collection(msgspec.Struct):
    features: list[_Feature]


def add_places(file: Path, into: Path) -> ImportReport:
    """Add the places of a CSV or GeoJSON file to a user's gazetteer and return what was read.

    CSV has a header with `name`, `lat` and `lon`, and may have `country` (ISO 3166-1 alpha-2 or
    alpha-3), `kind`, `aliases` (parted by |), `population` and `id`. GeoJSON is a
    FeatureCollection of points with the same words as properties. A place whose id is there
    already is replaced. Rows that cannot be used are left out and named in the report.

    Raises:
        InputError: if the file cannot be read, lacks a column, gives one id twice, or another
            import is running.
    """
    rows = list(_records(file))
    with only_writer(into):
        part_path(into).unlink(missing_ok=True)
        db = open_part(into, keep=True)
        try:
            tally = Tally()
            places = _places(file, rows, _all_countries(db), tally)
            with db:
                insert_places(db, places)
            count = finish(db, into)
        finally:
            db.close()
    return tally.report(count)


def _places(
    file: Path, rows: list[Mapping[str, str]], countries: Mapping[str, int], tally: Tally
) -> list[PlaceRow]:
    places: dict[int, PlaceRow] = {}
    for number, row in enumerate(rows, start=1):
        tally.rows += 1
        try:
            place = _place(row, countries)
        except ValueError as error:
            tally.bad(f"{file.name}, row {number}: {error}")
            continue
        if place.ref in places:
            raise InputError(f"{file}, row {number}: the id {place.slug!r} is there twice")
        places[place.ref] = place
    return list(places.values())


def _place(row: Mapping[str, str], countries: Mapping[str, int]) -> PlaceRow:
    name = _CONTROLS.sub("", row.get("name", "")).strip()
    if not place_key(name):
        raise ValueError(f"a name of 1 to {MAX_NAME} characters is needed")
    lat, lon = _degrees(row, "lat", 90.0), _degrees(row, "lon", 180.0)
    kind = row.get("kind", "").strip().lower() or "locality"
    if kind not in KINDS:
        raise ValueError(f"kind {kind[:20]!r} is none of {', '.join(KINDS)}")
    country = row.get("country", "").strip().upper()
    if country and country not in countries:
        raise ValueError(f"country {country[:20]!r} is no ISO 3166-1 code")
    people = row.get("population", "").strip() or "0"
    if not people.isdecimal():
        raise ValueError(f"population {people[:20]!r} is no whole number")
    slug = _slug(row.get("id", "").strip() or f"{name} {lat:.3f} {lon:.3f}")
    return PlaceRow(
        ref=own_ref(slug),
        name=name,
        lat=lat,
        lon=lon,
        country=countries.get(country, 0),
        parent=0,
        kind=kind,
        population=int(people[:12]),
        spellings=tuple(filter(None, map(str.strip, row.get("aliases", "").split("|")))),
        slug=slug,
    )


def _slug(text: str) -> str:
    return "own-" + re.sub(r"[^a-z0-9]+", "-", place_key(text) or text.lower()).strip("-")


def _degrees(row: Mapping[str, str], column: str, limit: float) -> float:
    text = row.get(column, "").strip()
    try:
        value = float(text)
    except ValueError:
        raise ValueError(f"{column} {text[:20]!r} is no number") from None
    if not -limit <= value <= limit:
        raise ValueError(f"{column} {text[:20]} is not between -{limit:.0f} and {limit:.0f}")
    return value


def _all_countries(db: sqlite3.Connection) -> dict[str, int]:
    both = {a3: int(n) for n, a3 in db.execute("SELECT number, alpha3 FROM country")}
    return both | country_numbers(db)


def _records(file: Path) -> Iterator[Mapping[str, str]]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file}: cannot be read ({error})") from error
    if file.suffix.lower() in {".json", ".geojson"}:
        yield from _features(file, text)
        return
    reader = csv.DictReader(text.splitlines())
    columns = {_column(name) for name in reader.fieldnames or ()}
    missing = {"name", "lat", "lon"} - columns
    if missing:
        raise InputError(f"{file}: the header lacks {', '.join(sorted(missing))}")
    for row in reader:
        yield {_column(key): value or "" for key, value in row.items() if key}


def _column(name: str) -> str:
    plain = name.strip().lower()
    return _NAMES.get(plain, plain)


def _features(file: Path, text: str) -> Iterator[Mapping[str, str]]:
    try:
        collection = msgspec.json.decode(text, type=_Collection)
    except msgspec.DecodeError as error:
        raise InputError(f"{file}: no GeoJSON FeatureCollection ({error})") from error
    for feature in collection.features:
        row = {
            _column(key): "|".join(value) if isinstance(value, list) else str(value)
            for key, value in (feature.properties or {}).items()
            if value is not None
        }
        if feature.geometry is not None and feature.geometry.type == "Point":
            point = msgspec.json.decode(feature.geometry.coordinates, type=list[float])
            row["lon"], row["lat"] = (str(point[0]), str(point[1])) if len(point) > 1 else ("", "")
        if feature.id is not None:
            row.setdefault("id", str(feature.id))
        yield row
