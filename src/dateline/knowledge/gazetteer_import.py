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
    BadRowError,
    place_of,
    region_codes,
    spelling_of,
)
from dateline.knowledge.gazetteer_names import place_key
from dateline.knowledge.gazetteer_work import (
    country_numbers,
    finish,
    insert_places,
    only_writer,
    open_part,
    part_path,
)

BATCH: Final = 20_000
_KEPT_PROBLEMS: Final = 20


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
    off goes on where it stopped. `into` is replaced only by a whole and checked file. `progress`
    is told the name of the file being read and the bytes of it read so far.

    Raises:
        InputError: if the folder has no GeoNames file, a file ends inside a row, or another
            import is running.
        KnowledgeError: if the finished file does not pass its check.
    """
    main = _main_files(folder)
    with only_writer(into):
        resumed = part_path(into).exists()
        db = open_part(into, keep=False)
        try:
            tally = Tally()
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
            names = folder / "alternateNamesV2.txt"
            if names.exists():
                _read(db, names, spellings, tally, progress)
            count = finish(db, into)
        finally:
            db.close()
    return tally.report(count, resumed=resumed)


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
    with path.open("rb") as file:
        file.seek(int(offset))
        while lines := list(islice(file, BATCH)):
            if not lines[-1].endswith(b"\n") and lines[-1].count(b"\t") != lines[0].count(b"\t"):
                raise InputError(
                    f"{path}: the file ends inside row {done + len(lines)}; download it again"
                )
            offset += sum(map(len, lines))
            with db:
                store(lines, path.name, done + 1)
                done += len(lines)
                db.execute(
                    "INSERT OR REPLACE INTO read_so_far VALUES (?, ?, ?)",
                    (path.name, offset, done),
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
            pairs.append((key, found[0]))
    db.executemany(
        "INSERT INTO spelling SELECT ?1, ?2 WHERE EXISTS (SELECT 1 FROM place WHERE ref = ?2)",
        pairs,
    )
