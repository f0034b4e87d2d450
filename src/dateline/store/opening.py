"""Open a store: make it if wanted, check that it is one, bring its tables up to date."""

import os
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, Engine, insert, inspect, text

from dateline.errors import (
    StoreCorruptError,
    StoreError,
    StoreMissingError,
    StoreReadOnlyError,
    StoreVersionError,
)
from dateline.store.engine import lock_for_migration, make_engine, use_write_ahead_log
from dateline.store.failures import failures_at
from dateline.store.ledger import Clock, Store, utc_now
from dateline.store.location import (
    DEFAULT_STORE,
    is_file,
    parse_location,
    path_of,
    show_location,
)
from dateline.store.tables import REVISION, VERSION_TABLE, counter

if TYPE_CHECKING:
    from alembic.config import Config

_NEW: Final = "run `dateline add` to make one, or name another with --store"


def open_store(
    where: str | Path = DEFAULT_STORE, *, create: bool = False, clock: Clock = utc_now
) -> Store:
    """Return the store at a file or a PostgreSQL URL, its tables up to date.

    With `create`, a store is made where there is none; else that is an error. `clock` tells the
    time that the history gets. Close the store when done: it is a context manager.

    Raises:
        StoreMissingError: there is no store, and none is to be made.
        StoreCorruptError: the file is damaged, or is no store.
        StoreVersionError: a newer dateline made it.
        StoreError: it cannot be opened.
    """
    url = parse_location(where)
    location = show_location(url)
    if is_file(url):
        _check_file(path_of(url), create=create)
    with failures_at(location):
        engine = make_engine(url)
        try:
            _prepare(engine, location, create=create)
        except BaseException:
            engine.dispose()
            raise
    return Store(engine, location=location, clock=clock)


def _check_file(path: Path, *, create: bool) -> None:
    """Refuse what SQLite would take without a word: no file, a folder, no folder to put it in."""
    try:
        if path.is_dir():
            raise StoreError(f"{path}: is a folder; give the file of the store")
        if path.exists():
            return
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise StoreError(f"{path}: cannot be looked at: {reason}; name another file") from error
    if not create:
        raise StoreMissingError(f"{path}: there is no store here; {_NEW}")
    if not path.parent.is_dir():
        raise StoreMissingError(f"{path}: its folder is not there; make {path.parent} first")
    if not os.access(path.parent, os.W_OK):
        raise StoreReadOnlyError(
            f"{path}: its folder may not be written; allow it, or put the store elsewhere"
        )


def _prepare(engine: Engine, location: str, *, create: bool) -> None:
    with engine.connect() as connection:
        found = _revision(connection, location)
    if found is None and not create:
        raise StoreMissingError(f"{location}: there is no store in it yet; {_NEW}")
    if found != REVISION:
        use_write_ahead_log(engine)
        with engine.begin() as connection:
            lock_for_migration(connection)
            found = _revision(connection, location)  # another process may have been faster
            if found != REVISION:
                _upgrade(connection)
            if found is None:
                connection.execute(insert(counter).values(id=1, turn=0))


def _revision(connection: Connection, location: str) -> str | None:
    """Return the form of the tables, None of an empty database."""
    names = inspect(connection).get_table_names()
    if VERSION_TABLE not in names:
        if names:
            raise StoreCorruptError(
                f"{location}: this is a database, but no store of dateline; name another, or an "
                "empty one"
            )
        return None
    found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608  a name of ours
    if found is None:
        raise StoreCorruptError(f"{location}: the store is incomplete; put a backup in its place")
    if found != REVISION and str(found) not in _known():
        raise StoreVersionError(
            f"{location}: a newer dateline made this store (its form is {found}, this one knows "
            f"{REVISION}); install that version to use it"
        )
    return str(found)


# Alembic is slow to import, and is needed only where the tables are not up to date.
def _known() -> frozenset[str]:
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    script = ScriptDirectory.from_config(_config())
    return frozenset(step.revision for step in script.walk_revisions())


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415

    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, REVISION)


def _config() -> "Config":
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("path_separator", "os")
    location = str(files("dateline.store") / "migrations")
    config.set_main_option("script_location", location.replace("%", "%%"))
    return config
