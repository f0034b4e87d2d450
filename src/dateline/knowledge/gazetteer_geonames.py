"""Rows of a GeoNames download.

Source: the readme of the GeoNames export: 19 tab-separated columns of places, 10 of alternate
names, UTF-8, no header and no quoting.
"""

import csv
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from dateline.knowledge.gazetteer_work import PlaceRow

PLACE_COLUMNS: Final = 19
NAME_COLUMNS: Final = 4
CODES: Final = ("admin1CodesASCII.txt", "admin2Codes.txt")
_MAX_ID: Final = 2**30 - 1
_SKIPPED: Final = frozenset({"R", "U"})
_NO_NAMES: Final = frozenset(
    {"link", "post", "iata", "icao", "faac", "wkdt", "unlc", "tcid", "phon", "piny"}
)


class BadRowError(Exception):
    """A row that cannot be used; the message says why."""


@lru_cache(maxsize=1)
def load_feature_codes() -> Mapping[tuple[str, str], str]:
    """Return the kind of place by GeoNames feature class and code (`*`: any other code)."""
    text = files("dateline.data").joinpath("place_feature_codes.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t")
    return {(row["class"], row["code"]): row["kind"] for row in rows}


def region_codes(folder: Path) -> dict[str, int]:
    """Return the row number of each region by its code ("SY.07", "SY.07.174447")."""
    codes: dict[str, int] = {}
    for name in CODES:
        path = folder / name
        if not path.exists():
            continue
        with path.open(encoding="utf-8") as file:
            for line in file:
                columns = line.rstrip("\n").split("\t")
                if len(columns) == NAME_COLUMNS and columns[3].isdecimal():
                    codes[columns[0]] = int(columns[3]) * 4
    return codes


def place_of(
    line: bytes, countries: Mapping[str, int], codes: Mapping[str, int]
) -> PlaceRow | None:
    """Return the place in a line, None if it is of a kind no report names (roads, sea floor).

    Raises:
        BadRowError: if the line cannot be used.
    """
    columns = _columns(line)
    if len(columns) != PLACE_COLUMNS:
        raise BadRowError(f"{len(columns)} columns in place of {PLACE_COLUMNS}")
    class_, code, cc = columns[6], columns[7], columns[8]
    if class_ in _SKIPPED:
        return None
    kinds = load_feature_codes()
    kind = kinds.get((class_, code)) or kinds.get((class_, "*"), "site")
    number, population = _number(columns[0], "id"), _number(columns[14] or "0", "population")
    if not 0 < number < _MAX_ID // 4:
        raise BadRowError(f"id {number} is out of range")
    if kind == "city" and not population:
        kind = "locality"
    return PlaceRow(
        ref=number * 4,
        name=columns[1],
        lat=_degrees(columns[4], 90.0),
        lon=_degrees(columns[5], 180.0),
        country=countries.get(cc, 0),
        parent=_parent(number * 4, cc, columns[10], columns[11], codes),
        kind=kind,
        population=max(0, population),
        spellings=(columns[2], *columns[3].split(",")),
    )


def spelling_of(line: bytes) -> tuple[int, str] | None:
    """Return (row number, name) of a line of alternate names, None for links and codes.

    Raises:
        BadRowError: if the line cannot be used.
    """
    columns = _columns(line)
    if len(columns) < NAME_COLUMNS:
        raise BadRowError(f"{len(columns)} columns in place of 10")
    if columns[2] in _NO_NAMES:
        return None
    return _number(columns[1], "id") * 4, columns[3]


def _columns(line: bytes) -> list[str]:
    try:
        return line.decode("utf-8").rstrip("\r\n").split("\t")
    except UnicodeDecodeError as error:
        raise BadRowError("not UTF-8") from error


def _parent(ref: int, cc: str, first: str, second: str, codes: Mapping[str, int]) -> int:
    for code in (f"{cc}.{first}.{second}", f"{cc}.{first}"):
        parent = codes.get(code, 0)
        if parent and parent != ref:
            return parent
    return 0


def _number(text: str, what: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise BadRowError(f"{what} {text[:20]!r} is no number") from error


def _degrees(text: str, limit: float) -> float:
    try:
        value = float(text)
    except ValueError as error:
        raise BadRowError(f"coordinate {text[:20]!r} is no number") from error
    if not -limit <= value <= limit:
        raise BadRowError(f"coordinate {text[:20]} is out of range")
    return value
