"""Connections to a store: what the two databases need set, and nothing else that differs."""

import sqlite3
from typing import Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from dateline.store.location import is_file

BUSY_SECONDS: Final = 60
# Any number will do that other programs are unlikely to lock the same database by.
_LOCK: Final = 6_419_033_207


def make_engine(url: URL) -> Engine:
    """Return the engine for a store; nothing is opened yet."""
    if is_file(url):
        engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        return engine
    return create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": 10})


def reading_engine(engine: Engine) -> Engine:
    """Return an engine whose transactions see one state of the store and write nothing."""
    if engine.dialect.name == "sqlite":
        return engine  # a transaction that only reads sees one state anyway
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def lock_for_migration(connection: Connection) -> None:
    """Keep others from changing the tables until the transaction ends."""
    if connection.dialect.name == "sqlite":
        # Begun already; writing anything takes the lock, and this writes what is there.
        connection.execute(text("PRAGMA user_version = 0"))
    else:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def _prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    assert isinstance(connection, sqlite3.Connection)  # noqa: S101  the listener is SQLite's
    # sqlite3 would commit before it changes tables; `_begin` begins transactions instead.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def use_write_ahead_log(engine: Engine) -> None:
    """Let readers read while one writes. SQLite remembers it in the file."""
    if engine.dialect.name == "sqlite":
        raw = engine.raw_connection()
        try:
            raw.cursor().execute("PRAGMA journal_mode = WAL")
        finally:
            raw.close()
