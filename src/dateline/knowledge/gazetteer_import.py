"""A user's own gazetteer file, made of a GeoNames download.

It is consulted beside the one that ships with dateline (`load_gazetteer(beside=...)`).
"""

import sqlite3
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

import msgspec

from dateline.errors import InputError
from dateline.knowledge.gazetteer_geonames import (
    CODES,
    BadRowError,
    place_of,
    region_codes,
    spelling_of,
)
from dateline.knowledge.gazetteer_names import place_key
from dateline.knowledge.gazetteer_work import (
    country_numbers,
    finish,
    hash_of_start,
    insert_places,
    only_writer,
    open_part,
    part_path,
    unchanged,
)

BATCH: Final = 20_000
_KEPT_PROBLEMS: Final = 20
_NAMES: Final = "alternateNamesV2.txt"


class ImportReport(msgspec.Struct, frozen=True, kw_only=True):
    """What an import did: places in the file now, rows read, rows left out and why the first were.

    `resumed` says that an earlier import was cut off and this one went on with it.
    """

    places: int
    rows: int
    skipped: int
    resumed: bool = False
    problems: tuple[str, ...] = ()


class Tally:
    """Rows read and rows left out, with what was wrong with the first of these."""

    def __init__(self) -> None:
        self.rows = 0
        self.skipped = 0
        self.problems: list[str] = []

    def bad(self, what: str) -> None:
        """Count a row that is left out."""
        self.skipped += 1
        if len(self.problems) < _KEPT_PROBLEMS:
            self.problems.append(what)

    def report(self, places: int, *, resumed: bool = False) -> ImportReport:
        """Return the report of what was counted."""
        return ImportReport(
            places=places,
            rows=self.rows,
            skipped=self.skipped,
            resumed=resumed,
            problems=tuple(self.problems),
        )


Store = Callable[[Sequence[bytes], str, int], None]


def import_geonames(
    folder: Path, into: Path, *, progress: Callable[[str, int], None] | None = None
) -> ImportReport:
    """Make a gazetteer file of a GeoNames download and return what was read.

    `folder` holds `allCountries.txt` or country files (`SY.txt`), and where there are any
    `alternateNamesV2.txt`, `admin1CodesASCII.txt` and `admin2Codes.txt`. An import that was cut
    off goes on at the row where it stopped, if what it had read is unchanged (by SHA-256), else it
    begins again. `into` is replaced only by a whole and checked file. `progress`
    is told the name of the file being read and the bytes of it read so far.

    Raises:
        InputError: if the folder has no GeoNames file, a file ends inside a row, or another
            import is running.
        KnowledgeError: if the finished file does not pass its check.
    """
    main = _main_files(folder)
    with only_writer(into):
        db, resumed = _open_or_restart(into, [*main, *(folder / name for name in (_NAMES, *CODES))])
        try:
            tally = Tally()
            _note_codes(db, [folder / name for name in CODES])
            countries, codes = country_numbers(db), region_codes(folder)

            def places(lines: Sequence[bytes], source: str, first: int) -> None:
                rows = []
                for number, line in enumerate(lines, start=first):
                    try:
                        row = place_of(line, countries, codes)
                    except BadRowError as error:
                        tally.bad(f"{source}, row {number}: {error}")
                        continue
                    if row:
                        rows.append(row)
                insert_places(db, rows)

            def spellings(lines: Sequence[bytes], source: str, first: int) -> None:
                _store_spellings(db, lines, source, first, tally)

            for file in main:
                _read(db, file, places, tally, progress)
            names = folder / _NAMES
            if names.exists():
                _read(db, names, spellings, tally, progress)
            count = finish(db, into)
        finally:
            db.close()
    return tally.report(count, resumed=resumed)


def _open_or_restart(into: Path, files: Sequence[Path]) -> tuple[sqlite3.Connection, bool]:
    """Return the unfinished gazetteer and whether it goes on with an earlier import.

    An unfinished one made of other files, or of files that have changed, is begun again.
    """
    part = part_path(into)
    resumed = part.exists()
    db = open_part(into, keep=False)
    if not resumed or unchanged(db, [file for file in files if file.exists()]):
        return db, resumed
    db.close()
    for ending in ("", "-wal", "-shm"):
        part.with_name(part.name + ending).unlink(missing_ok=True)
    return open_part(into, keep=False), False


def _note_codes(db: sqlite3.Connection, files: Sequence[Path]) -> None:
    """Keep the hashes of the region codes with which the places are read."""
    for file in filter(Path.exists, files):
        size = file.stat().st_size
        with db:
            db.execute(
                "INSERT OR IGNORE INTO read_so_far VALUES (?, ?, ?, ?)",
                (file.name, size, 0, hash_of_start(file, size).hexdigest()),
            )


def _main_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder; give the folder of a GeoNames download")
    everything = folder / "allCountries.txt"
    found = [everything] if everything.exists() else sorted(folder.glob("[A-Z][A-Z].txt"))
    if not found:
        raise InputError(
            f"{folder}: neither allCountries.txt nor a country file such as SY.txt is here; "
            "unpack the GeoNames download into this folder"
        )
    return found


def _read(
    db: sqlite3.Connection,
    path: Path,
    store: Store,
    tally: Tally,
    progress: Callable[[str, int], None] | None,
) -> None:
    """Store a file batch by batch; each batch is kept together with how far the file was read."""
    known = db.execute(
        "SELECT offset, rows FROM read_so_far WHERE source = ?", (path.name,)
    ).fetchone()
    offset, done = known or (0, 0)
    digest = hash_of_start(path, int(offset))
    with path.open("rb") as file:
        file.seek(int(offset))
        while lines := list(islice(file, BATCH)):
            if not lines[-1].endswith(b"\n") and lines[-1].count(b"\t") != lines[0].count(b"\t"):
                raise InputError(
                    f"{path}: the file ends inside row {done + len(lines)}; download it again"
                )
            offset += sum(map(len, lines))
            for line in lines:
                digest.update(line)
            with db:
                store(lines, path.name, done + 1)
                done += len(lines)
                db.execute(
                    "INSERT OR REPLACE INTO read_so_far VALUES (?, ?, ?, ?)",
                    (path.name, offset, done, digest.hexdigest()),
                )
            tally.rows += len(lines)
            if progress:
                progress(path.name, int(offset))


def _store_spellings(
    db: sqlite3.Connection, lines: Sequence[bytes], source: str, first: int, tally: Tally
) -> None:
    pairs = []
    for number, line in enumerate(lines, start=first):
        try:
            found = spelling_of(line)
        except BadRowError as error:
            tally.bad(f"{source}, row {number}: {error}")
            continue
        if found and (key := place_key(found[1])):
            pairs.append({"key": key, "ref": found[0]})
    db.executemany(
        "INSERT INTO spelling SELECT :key, :ref WHERE EXISTS (SELECT 1 FROM place WHERE ref = :ref)",
        pairs,
    )
