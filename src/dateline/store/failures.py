"""What a database says when it fails, as errors of dateline."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from dateline.errors import (
    StoreBusyError,
    StoreCorruptError,
    StoreError,
    StoreFullError,
    StoreLostError,
    StoreReadOnlyError,
)

Failing = tuple[type[StoreError], str]

_KEPT: Final = "what was stored before is kept"
_CORRUPT: Final = (
    StoreCorruptError,
    "it is damaged or is no database; put a backup in its place, or name another file",
)
_FULL: Final = (
    StoreFullError,
    f"the disk is full; {_KEPT}: make room and run the same command again",
)
_READ_ONLY: Final = (
    StoreReadOnlyError,
    "it cannot be written; allow writing to it and to its folder, or copy it elsewhere",
)
_CANNOT_OPEN: Final = (
    StoreReadOnlyError,
    "it cannot be opened; check that its folder exists and may be read and written",
)
_BUSY: Final = (
    StoreBusyError,
    f"another program has been writing to it for too long; {_KEPT}: run the same command again",
)
_LOST: Final = (
    StoreLostError,
    f"the database cannot be reached or the connection to it was lost; {_KEPT}: try again later",
)
_DISK: Final = (
    StoreError,
    f"the disk cannot be read or written; {_KEPT} as far as the disk is sound: check it",
)
_REFUSED: Final = (
    StoreError,
    "the database refuses it; check user, password and rights",
)
_ABSENT: Final = (StoreError, "there is no such database; make it with `createdb`")

# SQLite's primary result codes.
_SQLITE: Final[dict[int, Failing]] = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_IOERR: _DISK,
    sqlite3.SQLITE_CORRUPT: _CORRUPT,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_CANTOPEN: _CANNOT_OPEN,
    sqlite3.SQLITE_NOTADB: _CORRUPT,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_AUTH: _READ_ONLY,
}
# PostgreSQL's SQLSTATE, whole or by class, the longest that fits.
_POSTGRESQL: Final[dict[str, Failing]] = {
    "08": _LOST,
    "57P": _LOST,
    "53100": _FULL,
    "53": (StoreBusyError, f"the database has no room for it now; {_KEPT}: try again later"),
    "25006": _READ_ONLY,
    "28": _REFUSED,
    "42501": _REFUSED,
    "3D000": _ABSENT,
    "55P03": _BUSY,
    "40": _BUSY,
    "XX001": _CORRUPT,
    "XX002": _CORRUPT,
}
_PRIMARY: Final = 0xFF


@contextmanager
def failures_at(location: str) -> Iterator[None]:
    """Turn what the database raises into a StoreError that says where and what to do.

    Raises:
        StoreError: the database failed.
    """
    try:
        yield
    except SQLAlchemyError as error:
        raise store_error(error, location) from error


def store_error(error: SQLAlchemyError, location: str) -> StoreError:
    """Return the error of dateline that a database's error is."""
    kind, message = _failing(error)
    said = str(error.orig) if isinstance(error, DBAPIError) else str(error)
    first = said.strip().splitlines()[0] if said.strip() else type(error).__name__
    return kind(f"{location}: {message} (the database says: {first})")


def _failing(error: SQLAlchemyError) -> Failing:
    if not isinstance(error, DBAPIError):
        return StoreError, "the store cannot be used"
    orig = error.orig
    code = getattr(orig, "sqlite_errorcode", None)
    if isinstance(code, int):
        return _SQLITE.get(code & _PRIMARY, _OTHER)
    if isinstance(orig, sqlite3.DatabaseError) and "not a database" in str(orig):
        return _CORRUPT
    state = getattr(orig, "sqlstate", None)
    if isinstance(state, str):
        fitting = [key for key in _POSTGRESQL if state.startswith(key)]
        if fitting:
            return _POSTGRESQL[max(fitting, key=len)]
    if error.connection_invalidated or state is None:
        return _LOST
    return _OTHER


_OTHER: Final = (StoreError, f"the database refuses; {_KEPT}")
