"""Changes to a user's own places and actors: each is checked whole before it is put in use."""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec

from dateline.errors import InputError, KnowledgeError
from dateline.knowledge import actor_import
from dateline.knowledge.actor_entries import COLUMNS
from dateline.knowledge.actor_import import import_acled_actors, import_ucdp_actors
from dateline.knowledge.actors import UserTable, load_registry
from dateline.knowledge.gazetteer import load_gazetteer
from dateline.knowledge.gazetteer_import import ImportReport, import_geonames
from dateline.knowledge.gazetteer_lists import add_places
from dateline.knowledge.gazetteer_work import only_writer
from dateline.knowledge.tables import read_rows
from dateline.knowledge.user_data import (
    VARIABLE,
    actors_folder,
    find_user_actors,
    geonames_path,
    places_path,
)

ACTOR_LISTS: Final = {
    "ucdp": import_ucdp_actors,
    "acled": import_acled_actors,
    "opensanctions": actor_import.import_opensanctions,
}


class AddedActors(msgspec.Struct, frozen=True):
    """The actors of a table that was added, and whether it took the place of an earlier one."""

    path: Path
    actors: int
    replaced: bool


def import_user_places(
    folder: Path, *, progress: Callable[[str, int], None] | None = None
) -> ImportReport:
    """Make the user's GeoNames file of a download, in place of the one before.

    Raises:
        InputError: the download cannot be used, or the data folder not be written to.
        KnowledgeError: the finished file does not pass its check; the old one stays in use.
    """
    with _told(geonames_path()) as path:
        return import_geonames(folder, path, progress=progress)


def add_user_places(file: Path) -> ImportReport:
    """Add the places of a list to the user's own.

    Raises:
        InputError: the list cannot be used, or the data folder not be written to.
        KnowledgeError: the user's own file is broken.
    """
    with _told(places_path()) as path:
        if path.exists():
            load_gazetteer(path)
        return add_places(file, path)


def import_user_actors(source: Path, form: str) -> actor_import.ImportReport:
    """Make a table of a list of actors, in place of the one made of such a list before.

    `form` is one of ACTOR_LISTS.

    Raises:
        InputError: the list cannot be used, or the data folder not be written to.
        KnowledgeError: another table of the user's is broken.
    """
    with _told(actors_folder() / f"imported-{form}.tsv") as path, _staged(path) as staged:
        others = _others(path)
        report = ACTOR_LISTS[form](source, staged, registry=load_registry(*others))
        load_registry(*others, staged)
        staged.replace(path)
    return msgspec.structs.replace(report, path=path)


def add_user_actors(file: Path) -> AddedActors:
    """Add a table in the registry's own columns, in place of an earlier one of that name.

    Raises:
        InputError: the table cannot be read, or the data folder not be written to.
        KnowledgeError: the table is broken, or does not agree with the actors that are known.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"{file}: cannot be read: {reason}; give another file") from error
    with _told(actors_folder() / f"own-{file.stem}.tsv") as path, _staged(path) as staged:
        staged.write_bytes(content)
        load_registry(*_others(path), UserTable(staged, str(file)))
        actors = sum(1 for _ in read_rows(staged, COLUMNS))
        replaced = path.exists()
        staged.replace(path)
    return AddedActors(path, actors, replaced)


def _others(path: Path) -> tuple[Path, ...]:
    """Return the user's tables but the one to be replaced, which may well be broken."""
    return tuple(table for table in find_user_actors() if table != path)


@contextmanager
def _staged(path: Path) -> Iterator[Path]:
    """Give a file beside `path` to be moved there when it is checked; one writer at a time."""
    with (
        only_writer(path.parent / "actors"),
        tempfile.TemporaryDirectory(dir=path.parent, prefix=".import-") as folder,
    ):
        yield Path(folder) / path.name


@contextmanager
def _told(path: Path) -> Iterator[Path]:
    """Give the path of a file of the user's; what stops it being written names it."""
    try:
        yield path
    except sqlite3.Error as error:
        if path.parent.is_dir() and path.exists():
            raise KnowledgeError(
                f"{path}: cannot be used ({error}); if it is damaged, delete it and import again"
            ) from error
        raise _not_written(path, str(error)) from error
    except OSError as error:
        raise _not_written(path, (error.strerror or str(error)).lower()) from error


def _not_written(path: Path, reason: str) -> InputError:
    return InputError(
        f"{path}: cannot be written: {reason}; make room, or set {VARIABLE} to another folder"
    )
