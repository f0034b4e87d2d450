"""The tables of a gazetteer file, and the numbers and ranks in them.

A place's row number holds its id: four times the number of the source, plus 0 for GeoNames, 1
for GNS and GNIS, 2 for GNS ids below zero; plus 3 for dateline's own ids, whose text is in `slug`.
"""

import math
import re
import zlib
from typing import Final

_NUMBER: Final = re.compile(r"-?[0-9]{1,10}")
KINDS: Final = (
    "country", "territory", "admin1", "admin2", "admin3", "capital", "seat", "city", "suburb",
    "locality", "region", "continent", "sea", "river", "lake", "mountain", "desert", "island",
    "park", "camp", "base", "airport", "crossing", "dam", "stream", "water", "hill", "site",
)  # fmt: skip

SCHEMA: Final = """
PRAGMA page_size = 4096;
PRAGMA journal_mode = OFF;
PRAGMA user_version = 1;
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE country (number INTEGER PRIMARY KEY, alpha2 TEXT, alpha3 TEXT, name TEXT);
CREATE TABLE place (
    ref INTEGER PRIMARY KEY, name TEXT, lat INTEGER, lon INTEGER, country INTEGER,
    parent INTEGER, kind INTEGER, population INTEGER
);
CREATE TABLE slug (ref INTEGER PRIMARY KEY, slug TEXT);
CREATE TABLE name (key TEXT PRIMARY KEY, refs BLOB) WITHOUT ROWID;
CREATE TABLE fold (hash INTEGER PRIMARY KEY, refs BLOB);
CREATE TABLE demonym (key TEXT PRIMARY KEY, ref INTEGER) WITHOUT ROWID;
CREATE TABLE cue (key TEXT PRIMARY KEY) WITHOUT ROWID;
"""

# Places whose mere name says where a report is, if they are at least so prominent.
CUE_KINDS: Final = frozenset({"country", "territory", "admin1", "region", "capital"})
CUE_RANK: Final = 5.4

# How likely a place of this kind is meant when nothing but its name is known, in powers of ten of
# inhabitants; people add to it.
KIND_RANK: Final = {
    "country": 9.0, "territory": 6.5, "continent": 8.0, "admin1": 5.7, "admin2": 4.3,
    "admin3": 3.0, "capital": 5.8, "seat": 4.5, "city": 3.0, "suburb": 2.6, "locality": 2.0,
    "region": 5.5, "sea": 6.2, "river": 5.0, "lake": 4.8, "mountain": 4.5, "desert": 4.5,
    "island": 3.0, "park": 2.6, "camp": 3.2, "base": 3.2, "airport": 3.0, "crossing": 3.2,
    "dam": 2.4, "stream": 2.0, "water": 2.0, "hill": 1.9, "site": 2.5,
}  # fmt: skip


# Capitals and seats of regions are named more often than their inhabitants say.
KIND_LIFT: Final = {"capital": 1.0, "seat": 0.3}


def rank(kind: str, population: int) -> float:
    """Return how prominent a place is, in powers of ten of inhabitants."""
    people = math.log10(population + 1)
    return max(KIND_RANK[kind], people) + 0.1 * people + KIND_LIFT.get(kind, 0.0)


def hash_fold(folded: str) -> int:
    """Return the number a skeleton is stored under (32 bits)."""
    return zlib.crc32(folded.encode("utf-8"))


def own_ref(slug: str) -> int:
    """Return the row number of one of dateline's own ids, or of a user's."""
    return (zlib.crc32(slug.encode("utf-8")) & 0x0FFFFFFF) * 4 + 3


def ref_of_id(id_: str) -> int | None:
    """Return the row number of `gn:NNN` or `gns:NNN`, None for other ids."""
    scheme, _, rest = id_.partition(":")
    if _NUMBER.fullmatch(rest) is None:
        return None
    number = int(rest)
    if scheme == "gn":
        return number * 4
    if scheme == "gns":
        return number * 4 + 1 if number >= 0 else -number * 4 + 2
    return None


def id_of_ref(ref: int, slug: str = "") -> str:
    """Return the id in a row number; `slug` is needed for dateline's own places."""
    number, scheme = divmod(ref, 4)
    return (f"gn:{number}", f"gns:{number}", f"gns:-{number}", f"dl:{slug}")[scheme]
