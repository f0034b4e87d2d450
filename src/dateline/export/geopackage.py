"""GeoPackage: a layer of events with tables of reports and evidence beside it.

Source: OGC 12-128r18 (GeoPackage 1.3). It is a SQLite file, so SQLite writes it.
"""

import sqlite3
import struct
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, Final

from dateline.export.columns import ColumnType, load_columns, table_row
from dateline.export.geojson import point_of
from dateline.export.losses import Losses
from dateline.export.records import Cell, Exported
from dateline.export.report_rows import (
    EVIDENCE_COLUMNS,
    REPORT_COLUMNS,
    evidence_rows,
    report_rows,
)

_SQL_TYPES: Final[dict[ColumnType, str]] = {
    "text": "TEXT",
    "int": "INTEGER",
    "float": "DOUBLE",
    "day": "DATE",
}
_WGS84: Final = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],'
    'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]'
)
_NUMBERS: Final = frozenset({"start", "end"})
_SCHEMA: Final = """
PRAGMA application_id = 1196444487;
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE,
  max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
"""


def write_geopackage(events: Iterable[Exported], handle: BinaryIO, losses: Losses) -> None:
    """Write the whole file; it is built in memory."""
    connection = sqlite3.connect(":memory:")
    try:
        _create(connection)
        newest = ""
        for exported in events:
            _insert(connection, exported)
            newest = max(newest, exported.last_published or "")
            losses.wrote(exported)
        _register(connection, newest or "1970-01-01")
        connection.commit()
        handle.write(connection.serialize())
    finally:
        connection.close()


def _create(connection: sqlite3.Connection) -> None:
    connection.executescript(_SCHEMA)
    connection.executemany(
        "INSERT INTO gpkg_spatial_ref_sys VALUES (?,?,?,?,?,?)",
        [
            ("Undefined Cartesian", -1, "NONE", -1, "undefined", None),
            ("Undefined geographic", 0, "NONE", 0, "undefined", None),
            ("WGS 84 geodetic", 4326, "EPSG", 4326, _WGS84, "longitude and latitude in degrees"),
        ],
    )
    columns = [f'"{one.name}" {_SQL_TYPES[one.type]}' for one in load_columns()]
    for name, defined in (
        ("events", ["geom POINT", *columns]),
        ("reports", _plain(REPORT_COLUMNS)),
        ("evidence", _plain(EVIDENCE_COLUMNS)),
    ):
        key = "fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL"
        connection.execute(f"CREATE TABLE {name} ({', '.join([key, *defined])})")


def _plain(columns: Sequence[str]) -> Iterator[str]:
    return (f'"{name}" {"INTEGER" if name in _NUMBERS else "TEXT"}' for name in columns)


def _insert(connection: sqlite3.Connection, exported: Exported) -> None:
    row: dict[str, Cell | bytes] = {"geom": _geometry(exported), **table_row(exported)}
    _insert_row(connection, "events", row)
    for report in report_rows(exported):
        _insert_row(connection, "reports", {**report})
    for piece in evidence_rows(exported):
        _insert_row(connection, "evidence", {**piece})


def _insert_row(connection: sqlite3.Connection, table: str, row: dict[str, Cell | bytes]) -> None:
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" * len(row))
    statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608  names are ours
    connection.execute(statement, list(row.values()))


def _geometry(exported: Exported) -> bytes | None:
    """Return a point as GeoPackage's binary: its own header without envelope, then WKB."""
    point = point_of(exported.event.place)
    if point is None:
        return None
    header = struct.pack("<2sBBi", b"GP", 0, 1, 4326)
    return header + struct.pack("<BIdd", 1, 1, *point)


def _register(connection: sqlite3.Connection, changed: str) -> None:
    box = connection.execute("SELECT min(lon), min(lat), max(lon), max(lat) FROM events").fetchone()
    at = f"{changed}T00:00:00.000Z"
    rows = [
        ("events", "features", "events", "events, with points", at, *box, 4326),
        ("reports", "attributes", "reports", "the reports that tell an event", at, *[None] * 5),
        ("evidence", "attributes", "evidence", "the words values rest on", at, *[None] * 5),
    ]
    connection.executemany("INSERT INTO gpkg_contents VALUES (?,?,?,?,?,?,?,?,?,?)", rows)
    connection.execute(
        "INSERT INTO gpkg_geometry_columns VALUES ('events', 'geom', 'POINT', 4326, 0, 0)"
    )
