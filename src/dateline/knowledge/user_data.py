"""Where a user's own places and actors are: one folder, found here and nowhere else.

DATELINE_DATA
|-- geonames.sqlite    what `dateline gazetteer import` made
|-- places.sqlite      what `dateline gazetteer add` made
|-- fuse*              tables of fusing in place of the shipped ones (docs/fusing.md)
`-- actors/*.tsv       what `dateline actors import` and `add` made
"""

import os
import sys
from pathlib import Path
from typing import Final

from dateline.errors import KnowledgeError

VARIABLE: Final = "DATELINE_DATA"
_GEONAMES: Final = "geonames.sqlite"
_PLACES: Final = "places.sqlite"
_ACTORS: Final = "actors"


def data_folder() -> Path:
    """Return the folder of the user's own data, which need not be there yet.

    `DATELINE_DATA` names it; else it is `dateline` in the platform's folder for user data.

    Raises:
        KnowledgeError: the variable is not set and the user has no home folder.
    """
    folder = _folder()
    if folder is None:
        raise KnowledgeError(
            f"there is no home folder to keep your own places and actors in; set {VARIABLE}"
        )
    return folder


def geonames_path() -> Path:
    """Return where an imported GeoNames download is kept."""
    return data_folder() / _GEONAMES


def places_path() -> Path:
    """Return where the places of a user's own lists are kept."""
    return data_folder() / _PLACES


def actors_folder() -> Path:
    """Return where the tables of a user's own actors are kept."""
    return data_folder() / _ACTORS


def find_user_gazetteers() -> tuple[Path, ...]:
    """Return the user's gazetteer files, own lists before GeoNames; empty where there is none.

    Raises:
        KnowledgeError: the folder cannot be looked into.
    """
    folder = _folder()
    names = _names(folder) if folder else frozenset()
    return tuple(folder / name for name in (_PLACES, _GEONAMES) if folder and name in names)


def find_user_actors() -> tuple[Path, ...]:
    """Return the user's actor tables by name; empty where there is none.

    Raises:
        KnowledgeError: the folder cannot be looked into.
    """
    folder = _folder()
    if folder is None or _ACTORS not in _names(folder):
        return ()
    tables = sorted(_names(folder / _ACTORS))
    return tuple(folder / _ACTORS / name for name in tables if name.endswith(".tsv"))


def find_user_rules() -> Path | None:
    """Return the folder that may hold the user's tables of fusing, None where there is none.

    Raises:
        KnowledgeError: the folder cannot be looked into.
    """
    folder = _folder()
    return folder if folder and any(name.startswith("fuse") for name in _names(folder)) else None


def _folder() -> Path | None:
    chosen = os.environ.get(VARIABLE)
    if chosen:
        return Path(chosen)
    try:
        home = Path.home()
    except RuntimeError:  # no home is known, so nothing can have been kept there
        return None
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "dateline"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "dateline"
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "dateline"


def _names(folder: Path) -> frozenset[str]:
    try:
        return frozenset(path.name for path in folder.iterdir())
    except FileNotFoundError:
        return frozenset()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise KnowledgeError(
            f"{folder}: your own places and actors cannot be read: {reason}; mend it, or set "
            f"{VARIABLE} to another folder"
        ) from error
