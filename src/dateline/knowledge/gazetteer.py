"""The gazetteer: places of the world by name, from one read-only SQLite file.

The file that ships with the package is made by `tools/build_gazetteer.py`; a second file of the
same form, made by `dateline gazetteer import` or `add`, is consulted beside it.
"""

import itertools
import sqlite3
import struct
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import Final
from weakref import finalize

import msgspec

from dateline.errors import KnowledgeError
from dateline.knowledge.gazetteer_names import (
    fold_key,
    partner_key,
    place_key,
    strip_part,
    strip_type,
)
from dateline.knowledge.gazetteer_schema import KINDS, hash_fold, id_of_ref, rank, ref_of_id

MAX_FOUND: Final = 400
MAX_FOLDED: Final = 30
MIN_FOLDED: Final = 4
ENOUGH: Final = 6
PLAIN: Final = 5.0
OTHER_NAME: Final = 2.0
_REGIONS: Final = frozenset({"admin1", "admin2"})
_NATURAL: Final = frozenset({"river", "lake", "stream", "water", "hill", "island", "park", "site"})
_CACHE: Final = 20_000
_MAPPED: Final = 1 << 28  # bytes of the file that are read without a copy
# A place with what it stands in, level by level: one question for what would be four.
_PLACE: Final = """
    SELECT p.ref, p.name, p.lat, p.lon, p.country, p.kind, p.population,
           ifnull(a.ref, 0), a.name, a.kind, ifnull(b.ref, 0), b.name, b.kind,
           ifnull(c.ref, 0), c.name, c.kind, ifnull(d.ref, 0), d.name, d.kind
    FROM place p
    LEFT JOIN place a ON a.ref = p.parent LEFT JOIN place b ON b.ref = a.parent
    LEFT JOIN place c ON c.ref = b.parent LEFT JOIN place d ON d.ref = c.parent
    WHERE p.ref"""
_OWN_CELLS: Final = 7

Cells = tuple[int | str | bytes, ...]


class GazetteerPlace(msgspec.Struct, frozen=True, kw_only=True):
    """A place of the gazetteer.

    `id` is `gn:NNN` (GeoNames), `gns:NNN` (NGA GNS, or USGS GNIS in the United States) or
    `dl:slug` (dateline's own); `country` is ISO 3166-1 alpha-3; `rank` is how prominent the
    place is, in powers of ten of inhabitants.
    """

    id: str
    name: str
    lat: float
    lon: float
    kind: str
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    admin1_id: str | None = None
    admin2_id: str | None = None
    population: int = 0
    rank: float = 0.0


class Found(msgspec.Struct, frozen=True):
    """A place that a name found, and how.

    `how` is `exact` (its main name), `alias` (another name), `typed` (without the words that say
    what it is, which speak for `kinds`), `part` (without "northern" and the like) or `fold`
    (another romanisation).
    """

    place: GazetteerPlace
    how: str
    kinds: frozenset[str] = frozenset()


class Gazetteer:
    """Places by name and by id. Safe to use from several threads; opened read-only.

    The file is closed when nothing uses the gazetteer any more.
    """

    def __init__(self, path: Path, beside: "Gazetteer | None" = None) -> None:
        self.path = path
        self.beside = beside
        self._db = _open(path)
        self._turn = Lock()  # threads that ask one connection at once may get each other's rows
        finalize(self, self._db.close)
        self._countries: dict[int, tuple[str, str]] = {
            int(number): (str(alpha3), str(name))
            for number, alpha3, name in self._ask("SELECT number, alpha3, name FROM country")
        }
        self._numbers = {alpha3: number for number, (alpha3, _) in self._countries.items()}
        self._demonyms: dict[str, int] = {
            str(key): int(ref) for key, ref in self._ask("SELECT key, ref FROM demonym")
        }
        self._known = lru_cache(maxsize=_CACHE)(self._read_name)
        self._found = lru_cache(maxsize=_CACHE)(self._find)
        self._places = lru_cache(maxsize=_CACHE)(self._read_places)

    def find(
        self, name: str, *, country: str | None = None, limit: int = 10
    ) -> tuple[GazetteerPlace, ...]:
        """Return the places a name may mean, most prominent first.

        `country` (alpha-3) leaves the others out.
        """
        hits = sorted(self.find_all(name, country=country), key=_prominence)
        return tuple(hit.place for hit in hits[:limit])

    def find_all(self, name: str, *, country: str | None = None) -> tuple[Found, ...]:
        """Return every place a name may mean and how it was found; exact finds first.

        A prominent place of that
        very name leaves out what its parts would find, and other romanisations are looked for only
        if few others are found.
        """
        return self._found(name, country)

    def _find(self, name: str, country: str | None) -> tuple[Found, ...]:
        key = place_key(name)
        core, kinds = strip_type(key)
        hits: dict[str, Found] = {}
        for place in self.by_key(key, country):
            how = "exact" if main_name(place, key) else "alias"
            hits.setdefault(place.id, Found(place, how, kinds))
        for place in self.by_key(partner, country) if (partner := partner_key(key)) else ():
            hits.setdefault(place.id, Found(place, "alias", kinds))
        hits = _plain_names_first(hits, key)
        if any(
            hit.how == "exact" and (hit.place.rank >= PLAIN or hit.place.kind in kinds)
            for hit in hits.values()
        ):
            return tuple(hits.values())
        for hit in self._loosely(key, core, kinds, country):
            hits.setdefault(hit.place.id, hit)
        if len(hits) < ENOUGH and len(key) >= MIN_FOLDED:
            for form in dict.fromkeys((key, core)):
                for place in itertools.islice(self.by_fold(form, country), MAX_FOLDED):
                    hits.setdefault(place.id, Found(place, "fold", kinds))
        for region in self._regions_of_seats(tuple(hits.values()), kinds):
            hits.setdefault(region.id, Found(region, "alias", kinds))
        return tuple(hits.values())

    def _loosely(
        self, key: str, core: str, kinds: frozenset[str], country: str | None
    ) -> Iterator[Found]:
        """Yield what a key finds without its type words, and without words for a part."""
        forms = (
            ("typed", core, kinds),
            ("part", strip_part(key), frozenset[str]()),
            ("part", strip_part(core), kinds),
        )
        for how, form, speaks in forms:
            if form != key:
                yield from (Found(place, how, speaks) for place in self.by_key(form, country))

    def _regions_of_seats(
        self, hits: tuple[Found, ...], kinds: frozenset[str]
    ) -> Iterator[GazetteerPlace]:
        """Yield the regions meant by "X province" where only the town X is known so spelt."""
        if not kinds & _REGIONS or any(hit.place.kind in kinds for hit in hits):
            return
        for hit in hits:
            for id_ in filter(None, (hit.place.admin1_id, hit.place.admin2_id)):
                region = self.by_id(id_)
                if region and region.kind in kinds and main_name(region, place_key(hit.place.name)):
                    yield region

    def named(self, key: str) -> tuple[GazetteerPlace, ...]:
        """Return the places stored under a key (`place_key`), most prominent first."""
        return tuple(self.by_key(key, None)) if key else ()

    def by_id(self, id_: str) -> GazetteerPlace | None:
        """Return the place of an id, None if there is none."""
        ref = ref_of_id(id_)
        if ref is None:
            rows = self._ask("SELECT ref FROM slug WHERE slug = ?", id_.removeprefix("dl:"))
            ref = int(rows[0][0]) if rows and id_.startswith("dl:") else None
        places = self._places((ref,)) if ref is not None else ()
        if places:
            return places[0]
        return self.beside.by_id(id_) if self.beside else None

    def demonym(self, word: str) -> GazetteerPlace | None:
        """Return the place a demonym points to ("Syrian", "Chechens"), None if it is none."""
        for form in _singulars(place_key(word)):
            if form in self._demonyms:
                return self._places((self._demonyms[form],))[0]
        return None

    @cached_property
    def cues(self) -> frozenset[str]:
        """The keys under which the most prominent place is a country, region or capital."""
        found = self._ask("SELECT group_concat(key, char(10)) FROM cue")  # one row: much faster
        return frozenset(str(found[0][0] or "").split("\n"))

    def opens_cue(self, word: str) -> bool:
        """Tell whether a name of `cues`, or of a people, may begin with a word: few words do."""
        first = place_key(word).partition(" ")[0]
        return first == "the" or "." in word or not self._openers.isdisjoint(_singulars(first))

    @cached_property
    def _openers(self) -> frozenset[str]:
        return frozenset(key.partition(" ")[0] for key in (*self.cues, *self._demonyms))

    def country(self, alpha3: str) -> GazetteerPlace | None:
        """Return the country of an alpha-3 code as a place."""
        number = self._numbers.get(alpha3)
        name = self._countries[number][1] if number is not None else ""
        for place in self.by_key(place_key(name), alpha3):
            if place.kind == "country":
                return place
        return None

    def size(self) -> int:
        """Return how many places there are."""
        count = int(self._ask("SELECT count(*) FROM place")[0][0])
        return count + (self.beside.size() if self.beside else 0)

    def sizes(self) -> dict[str, int]:
        """Return how many places of each kind there are in this file alone."""
        rows = self._ask("SELECT kind, count(*) FROM place GROUP BY kind")
        counts = {int(kind): int(count) for kind, count in rows}
        return {name: counts[number] for number, name in enumerate(KINDS) if number in counts}

    def has_country(self, alpha3: str) -> bool:
        """Tell whether places can stand under a country code."""
        return alpha3 in self._numbers

    def by_key(self, key: str, country: str | None) -> Iterator[GazetteerPlace]:
        """Yield the places stored under a key, in a country if one is given."""
        for place in self._places(self._known("name", key)):
            if country is None or place.country == country:
                yield place
        if self.beside:
            yield from self.beside.by_key(key, country)

    def by_fold(self, key: str, country: str | None) -> Iterator[GazetteerPlace]:
        """Yield the places whose names have the same skeleton as a key."""
        folded = fold_key(key)
        if folded:
            for place in self._places(self._known("fold", hash_fold(folded))):
                if country is None or place.country == country:
                    yield place
        if self.beside:
            yield from self.beside.by_fold(key, country)

    def _read_name(self, table: str, key: str | int) -> tuple[int, ...]:
        column = "key" if table == "name" else "hash"
        rows = self._ask(
            f"SELECT refs FROM {table} WHERE {column} = ?",  # noqa: S608  both are our own words
            key,
        )
        found = rows[0][0] if rows else b""
        if not isinstance(found, bytes) or len(found) % 4:
            raise KnowledgeError(f"{self.path}: the gazetteer is damaged; import it again")
        return struct.unpack(f"<{len(found) // 4}I", found)[:MAX_FOUND]

    def _read_places(self, refs: tuple[int, ...]) -> tuple[GazetteerPlace, ...]:
        if not refs:
            return ()
        marks = ",".join("?" * len(refs))
        rows = self._ask(f"{_PLACE} IN ({marks})", *refs)
        order = {ref: position for position, ref in enumerate(refs)}
        rows.sort(key=lambda row: order[int(row[0])])
        return tuple(self._place(row) for row in rows)

    def _place(self, row: Cells) -> GazetteerPlace:
        ref, name, lat, lon, country, kind, population = row[:_OWN_CELLS]
        first, second = self._regions(row[_OWN_CELLS:])
        kind_name = KINDS[int(kind)]
        return GazetteerPlace(
            id=self._id(int(ref)),
            name=str(name),
            lat=int(lat) / 1e4,
            lon=int(lon) / 1e4,
            kind=kind_name,
            country=self._countries.get(int(country), (None, ""))[0],
            admin1=str(name) if kind_name == "admin1" else first[1] if first else None,
            admin2=str(name) if kind_name == "admin2" else second[1] if second else None,
            admin1_id=self._id(int(ref)) if kind_name == "admin1" else first[0] if first else None,
            admin2_id=self._id(int(ref))
            if kind_name == "admin2"
            else second[0]
            if second
            else None,
            population=int(population),
            rank=rank(kind_name, int(population)),
        )

    def _id(self, ref: int) -> str:
        if ref % 4 != 3:  # noqa: PLR2004  the last scheme is dateline's own
            return id_of_ref(ref)
        rows = self._ask("SELECT slug FROM slug WHERE ref = ?", ref)
        return id_of_ref(ref, str(rows[0][0]) if rows else "")

    def _regions(self, above: Cells) -> tuple[tuple[str, str] | None, tuple[str, str] | None]:
        """Return (id, name) of the first and the second level region that hold a place.

        `above` are ref, name and kind of what it stands in, from the inside out; ref 0 ends it.
        """
        second = None
        for start in range(0, len(above), 3):
            ref, name, kind = above[start : start + 3]
            if not ref:
                break
            if KINDS[int(kind)] == "admin1":
                return (self._id(int(ref)), str(name)), second
            if KINDS[int(kind)] == "admin2":
                second = second or (self._id(int(ref)), str(name))
        return None, second

    def _ask(self, question: str, *values: str | int) -> list[Cells]:
        try:
            with self._turn:
                rows: list[Cells] = self._db.execute(question, values).fetchall()
        except sqlite3.Error as error:
            raise KnowledgeError(
                f"{self.path}: the gazetteer is damaged ({error}); import it again, or replace it"
            ) from error
        return rows


def _singulars(key: str) -> tuple[str, ...]:
    """Return a key and what it may be the plural of: "chechens", "chechen"."""
    return key, key.removesuffix("s"), key.removesuffix("es")


def _plain_names_first(hits: dict[str, Found], key: str) -> dict[str, Found]:
    """Return the hits, with less trust in those that have the name only without its type.

    "Mexico" is the country and hardly Mexico City, "Black" hardly the Black River.
    """
    has_country = any(
        hit.place.kind == "country" and place_key(hit.place.name) == key for hit in hits.values()
    )
    return {
        id_: Found(hit.place, "alias", hit.kinds)
        if hit.how == "exact"
        and (has_country or hit.place.kind in _NATURAL)
        and strip_type(own := place_key(hit.place.name))[0] == key != own
        else hit
        for id_, hit in hits.items()
    }


def _prominence(hit: Found) -> tuple[bool, float, str]:
    other = OTHER_NAME if hit.how != "exact" else 0.0
    misfit = OTHER_NAME if hit.kinds and hit.place.kind not in hit.kinds else 0.0
    loose = hit.how not in {"exact", "alias"}
    return loose, other + misfit - hit.place.rank, hit.place.id


def main_name(place: GazetteerPlace, key: str) -> bool:
    """Whether a key is a place's main name, in any romanisation and with or without its type."""
    own = place_key(place.name)
    return own == key or strip_type(own)[0] == key or (fold_key(own) == fold_key(key) != "")


def _open(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise KnowledgeError(f"{path}: no gazetteer file here; build or import one")
    uri = f"file:{path.as_posix().replace('?', '%3f').replace('#', '%23')}?mode=ro&immutable=1"
    try:
        db = sqlite3.connect(uri, uri=True, check_same_thread=False)
    except sqlite3.Error as error:
        raise KnowledgeError(f"{path}: cannot be opened ({error}); replace it") from error
    try:
        _check(db, path)
    except BaseException:
        db.close()
        raise
    return db


def _check(db: sqlite3.Connection, path: Path) -> None:
    try:
        db.execute("PRAGMA cache_size = -8000")
        db.execute(f"PRAGMA mmap_size = {_MAPPED}")
        version: int = db.execute("PRAGMA user_version").fetchone()[0]
        pages: int = db.execute("PRAGMA page_count").fetchone()[0]
        size: int = db.execute("PRAGMA page_size").fetchone()[0]
    except sqlite3.Error as error:
        raise KnowledgeError(
            f"{path}: not a gazetteer file, or one cut short ({error}); replace it"
        ) from error
    if version != 1 or path.stat().st_size < pages * size:
        raise KnowledgeError(f"{path}: cut short, or of another version; replace it")


def shipped_gazetteer() -> Path:
    """Return where the gazetteer that ships with the package is."""
    return Path(str(files("dateline.data").joinpath("gazetteer.sqlite")))


def load_gazetteer(
    path: Path | None = None, *, beside: Path | Sequence[Path] | None = None
) -> Gazetteer:
    """Return the gazetteer in `path`, by default the one that ships with the package.

    `beside` are a user's own files, consulted too, in their order.

    Raises:
        KnowledgeError: if a file is missing, cut short or no gazetteer.
    """
    own: Gazetteer | None = None
    for file in reversed([beside] if isinstance(beside, Path) else beside or ()):
        own = Gazetteer(file, own)
    return Gazetteer(path or shipped_gazetteer(), own)
