"""Where a store is: a file, or the URL of a PostgreSQL database."""

from pathlib import Path
from typing import Final

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from dateline.errors import StoreError

DEFAULT_STORE: Final = "dateline.db"
_POSTGRESQL: Final = frozenset({"postgresql", "postgres", "postgresql+psycopg"})
_FORMS: Final = "give a file such as dateline.db or postgresql://user@host/database"


def parse_location(where: str | Path) -> URL:
    """Return the URL of a store, with the driver dateline uses.

    Raises:
        StoreError: it is neither a file nor the URL of a PostgreSQL database.
    """
    if isinstance(where, Path) or "://" not in where:
        if not str(where) or "\0" in str(where):
            raise StoreError(f"{str(where)!r} is no name of a store; {_FORMS}")
        return URL.create("sqlite+pysqlite", database=str(Path(where).absolute()))
    try:
        url = make_url(where)
    except (ArgumentError, ValueError) as error:
        raise StoreError(f"the store's URL cannot be understood; {_FORMS}") from error
    if url.drivername not in _POSTGRESQL:
        raise StoreError(f"{url.drivername}:// is no kind of store; {_FORMS}")
    return url.set(drivername="postgresql+psycopg")


def is_file(url: URL) -> bool:
    """Tell whether the store is a file."""
    return url.get_backend_name() == "sqlite"


def path_of(url: URL) -> Path:
    """Return the file of a store that is one."""
    return Path(url.database or DEFAULT_STORE)


def show_location(url: URL) -> str:
    """Return what to call a store in messages, without its password."""
    if is_file(url):
        return str(path_of(url))
    return url.set(drivername="postgresql").render_as_string(hide_password=True)
