"""A gazetteer file in the making: one writer, a part file, an atomic replacement.

The part file keeps how far each source was read, and the hash of what was read, so that an import
that was cut off goes on where it stopped, and begins again if a file has changed before that. The gazetteer in use is only ever replaced by a whole and checked one.
"""

import hashlib
import os
import shutil
import sqlite3
import struct
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Final

import msgspec

from dateline.errors import InputError, KnowledgeError
from dateline.knowledge.gazetteer import load_gazetteer, shipped_gazetteer
from dateline.knowledge.gazetteer_names import fold_key, load_place_forms, place_key
from dateline.knowledge.gazetteer_schema import KINDS, SCHEMA, hash_fold, rank

_STAGING: Final = """
CREATE TABLE IF NOT EXISTS read_so_far (
    source TEXT PRIMARY KEY, offset INTEGER, rows INTEGER, sha256 TEXT
);
CREATE TABLE IF NOT EXISTS spelling (key TEXT, ref INTEGER);
"""
_MAX_REFS: Final = 5000
_BLOCK: Final = 1 << 20


class PlaceRow(msgspec.Struct, frozen=True):
    """One place to be stored; `country` is its number in the country table, 0 for none."""

    ref: int
    name: str
    lat: float
    lon: float
    country: int
    parent: int
    kind: str
    population: int
    spellings: tuple[str, ...]
    slug: str = ""


@contextmanager
def only_writer(into: Path) -> Iterator[None]:
    """Hold the lock of a gazetteer file; it is free again when the process ends, however it ends.

    Raises:
        InputError: if another process holds it.
    """
    into.parent.mkdir(parents=True, exist_ok=True)
    lock = sqlite3.connect(into.with_name(into.name + ".lock"), timeout=0, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        lock.close()
        raise InputError(
            f"{into}: another import is writing here; wait until it has ended"
        ) from error
    try:
        yield
    finally:
        lock.rollback()
        lock.close()


def part_path(into: Path) -> Path:
    """Return where the unfinished gazetteer is."""
    return into.with_name(into.name + ".part")


def open_part(into: Path, *, keep: bool) -> sqlite3.Connection:
    """Return the unfinished gazetteer; `keep` starts from the one in use, if there is one."""
    part = part_path(into)
    if not part.exists() and keep and into.exists():
        shutil.copyfile(into, part)
    new = not part.exists() or part.stat().st_size == 0
    db = sqlite3.connect(part)
    try:
        if new:
            db.executescript(SCHEMA)
            _copy_countries(db)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = OFF")
        db.execute("PRAGMA cache_size = -64000")
        db.execute("PRAGMA temp_store = FILE")
        db.executescript(_STAGING)
    except sqlite3.DatabaseError as error:
        db.close()
        raise KnowledgeError(f"{part}: the unfinished import is broken; delete it") from error
    return db


def _copy_countries(db: sqlite3.Connection) -> None:
    with sqlite3.connect(f"file:{shipped_gazetteer().as_posix()}?mode=ro", uri=True) as shipped:
        rows = shipped.execute("SELECT number, alpha2, alpha3, name FROM country").fetchall()
    shipped.close()
    with db:
        db.executemany("INSERT INTO country VALUES (?, ?, ?, ?)", rows)


def unchanged(db: sqlite3.Connection, files: Iterable[Path]) -> bool:
    """Whether what was read of each file so far is still its beginning, byte for byte.

    A file that has only grown counts as unchanged; one that was read and is gone does not.
    """
    paths = {path.name: path for path in files}
    for source, offset, sha256 in db.execute("SELECT source, offset, sha256 FROM read_so_far"):
        path = paths.get(str(source))
        if path is None or hash_of_start(path, int(offset)).hexdigest() != sha256:
            return False
    return True


def hash_of_start(path: Path, size: int) -> "hashlib._Hash":
    """Return the SHA-256 of the first `size` bytes of a file, to be gone on with."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while size > 0 and (block := file.read(min(size, _BLOCK))):
            digest.update(block)
            size -= len(block)
    return digest


def country_numbers(db: sqlite3.Connection) -> dict[str, int]:
    """Return the number of each country by its alpha-2 code."""
    return {str(a2): int(number) for number, a2 in db.execute("SELECT number, alpha2 FROM country")}


def insert_places(db: sqlite3.Connection, rows: Iterable[PlaceRow]) -> None:
    """Store places and their spellings; a place that is there already is replaced."""
    places, spellings, slugs = [], [], []
    for row in rows:
        places.append(
            (
                row.ref, row.name, round(row.lat * 1e4), round(row.lon * 1e4), row.country,
                row.parent, KINDS.index(row.kind), row.population,
            )
        )  # fmt: skip
        keys = {place_key(name) for name in (row.name, *row.spellings)} - {""}
        spellings += [(key, row.ref) for key in keys]
        if row.slug:
            slugs.append((row.ref, row.slug))
    db.executemany("INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?)", places)
    db.executemany("INSERT INTO spelling VALUES (?, ?)", spellings)
    db.executemany("INSERT OR REPLACE INTO slug VALUES (?, ?)", slugs)


def finish(db: sqlite3.Connection, into: Path) -> int:
    """Put the finished gazetteer in place of the one in use and return how many places it has.

    Raises:
        KnowledgeError: if the finished file does not pass its check; the old one stays in use.
    """
    with db:
        _index_names(db)
        _index_folds(db)
        db.execute("DROP TABLE spelling")
        db.execute("DROP TABLE read_so_far")
    db.execute("PRAGMA journal_mode = DELETE")
    db.execute("VACUUM")
    sound = db.execute("PRAGMA quick_check").fetchone()[0]
    db.close()
    part = part_path(into)
    if sound != "ok":
        raise KnowledgeError(f"{part}: the new gazetteer is damaged ({sound}); import again")
    count = load_gazetteer(part).size()
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(into)
    return count


def _ranked(db: sqlite3.Connection, refs: Iterable[int]) -> bytes:
    order = []
    for ref in set(refs):
        row = db.execute("SELECT kind, population FROM place WHERE ref = ?", (ref,)).fetchone()
        if row:
            order.append((-rank(KINDS[row[0]], row[1]), ref))
    order.sort()
    kept = [ref for _, ref in order[:_MAX_REFS]]
    return struct.pack(f"<{len(kept)}I", *kept)


def _index_names(db: sqlite3.Connection) -> None:
    rows = db.execute("SELECT key, ref FROM spelling ORDER BY key")
    for key, group in groupby(rows, key=lambda row: str(row[0])):
        refs = {int(row[1]) for row in group}
        old = db.execute("SELECT refs FROM name WHERE key = ?", (key,)).fetchone()
        refs.update(struct.unpack(f"<{len(old[0]) // 4}I", old[0]) if old else ())
        db.execute("INSERT OR REPLACE INTO name VALUES (?, ?)", (key, _ranked(db, refs)))


def _index_folds(db: sqlite3.Connection) -> None:
    """Index the skeletons of main names, as the shipped file does for all names."""
    not_in = load_place_forms().fold.not_in
    plain = {
        number
        for number, alpha2 in db.execute("SELECT number, alpha2 FROM country")
        if alpha2 in not_in
    }
    db.execute("DELETE FROM fold")
    db.execute("CREATE TEMP TABLE skeleton (hash INTEGER, ref INTEGER)")
    read = db.execute("SELECT ref, name, country FROM place")
    while rows := read.fetchmany(50_000):
        folded = ((fold_key(place_key(name)), ref) for ref, name, home in rows if home not in plain)
        db.executemany(
            "INSERT INTO skeleton VALUES (?, ?)",
            ((hash_fold(form), ref) for form, ref in folded if form),
        )
    ordered = db.execute("SELECT hash, ref FROM skeleton ORDER BY hash")
    for number, group in groupby(ordered, key=lambda row: int(row[0])):
        refs = (int(row[1]) for row in group)
        db.execute("INSERT INTO fold VALUES (?, ?)", (number, _ranked(db, refs)))
    db.execute("DROP TABLE skeleton")
