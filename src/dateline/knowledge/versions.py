"""What a coding was made with: versions of coder, model, codebook and gazetteer."""

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from dateline.errors import KnowledgeError
from dateline.knowledge.tables import Readable
from dateline.records import Record, content_id

_PACKAGE: Final = Path(str(files("dateline")))
_DATA: Final = _PACKAGE / "data"
_CODEBOOK: Final = re.compile(r"codebook\.toml|acled_\w+\.t\w+|means_classes\.tsv")
# What decides what is coded from a text; how it is read in or shown does not.
_CODE: Final = ("annotate", "coding", "knowledge", "resolve", "coder.py", "pipeline.py")
_SHOWN: Final = 8


class Versions(Record, frozen=True, kw_only=True, order=True):
    """What a coding was made with. Each is a version, a `+` and a hash, or a hash alone.

    `coder` is dateline's version with a hash of its code and its tables of rules, and of the
    user's own actors and amounts; `gazetteer` has in it the user's own places.
    """

    coder: str
    model: str
    codebook: str
    gazetteer: str


def find_versions(*, gazetteers: Sequence[Path] = (), own: Sequence[Readable] = ()) -> Versions:
    """Return the versions of what is installed, and of the user's own gazetteers and tables.

    Raises:
        KnowledgeError: a file cannot be read.
    """
    from dateline import __version__  # noqa: PLC0415  the package imports this module's users

    hashed = content_id(_hash_package(), *map(_text, own), length=_SHOWN)
    try:
        model = json.loads((_DATA / "reader" / "model.json").read_text("utf-8"))["version"]
    except (OSError, ValueError, KeyError) as error:
        raise KnowledgeError(
            f"{_DATA / 'reader'}: the reader's model cannot be read ({error}); reinstall dateline"
        ) from error
    return Versions(
        coder=f"{__version__}+{hashed}",
        model=str(model),
        codebook=_hash_files(path for path in _tables() if _CODEBOOK.fullmatch(path.name)),
        gazetteer="+".join(map(_about, (_DATA / "gazetteer.sqlite", *gazetteers))),
    )


@cache
def _hash_package() -> str:
    """Return a hash of the code and the tables of rules, the codebook left out."""
    code = [
        path
        for name in _CODE
        for path in ([_PACKAGE / name] if name.endswith(".py") else (_PACKAGE / name).glob("*.py"))
    ]
    tables = [path for path in _tables() if not _CODEBOOK.fullmatch(path.name)]
    return _hash_files(path for path in (*sorted(code), *tables) if path.is_file())


def _tables() -> list[Path]:
    return sorted((*_DATA.glob("*.tsv"), *_DATA.glob("*.toml")))


def _text(table: Readable) -> str:
    try:
        return table.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{table.name} cannot be read ({error}); mend or remove it") from error


def _hash_files(paths: Iterable[Path]) -> str:
    return content_id(*((path.name, _hash_file(path)) for path in paths), length=_SHOWN)


def _hash_file(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise KnowledgeError(f"{path}: cannot be read: {reason}; mend or remove it") from error


def _about(path: Path) -> str:
    """Return a hash of what a gazetteer says of itself, with its size: it is too big to hash."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            about = connection.execute("SELECT key, value FROM about ORDER BY key").fetchall()
        return content_id(*about, path.stat().st_size, length=_SHOWN)
    except (OSError, ValueError, sqlite3.Error) as error:
        raise KnowledgeError(
            f"{path}: the gazetteer cannot be read ({error}); mend or remove it"
        ) from error
