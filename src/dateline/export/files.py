"""A new file with what it does not carry beside it: both appear when they are whole, or neither."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final

from dateline.errors import ExportError

_SUFFIX: Final = ".not-carried.json"
_PART: Final = ".part"


def sidecar_of(path: Path) -> Path:
    """Return the file beside an export that says what the export does not carry."""
    return path.with_name(path.name + _SUFFIX)


def refuse_existing(*paths: Path) -> None:
    """Refuse to write over files.

    Raises:
        ExportError: one of them is there.
    """
    for path in paths:
        if os.path.lexists(path):
            raise ExportError(
                f"{path} exists; give another file, or --force to write a new one in its place"
            )


def write_beside(
    path: Path, write: Callable[[BinaryIO], None], sidecar: Callable[[], bytes]
) -> None:
    """Write a file and its sidecar, each under a name of its own until both are whole.

    What was there before is untouched until then; what fails is taken away.

    Raises:
        ExportError: the files cannot be written.
    """
    target = path.resolve()
    beside = sidecar_of(target)
    parts = [one.with_name(f"{one.name}.{os.getpid()}{_PART}") for one in (target, beside)]
    try:
        _refuse_folder(target)
        _write(parts[0], write)
        _write(parts[1], lambda handle: _put(handle, sidecar()))
        parts[0].replace(target)
        parts[1].replace(beside)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ExportError(
            f"{path} cannot be written: {reason}; nothing was changed: make room or give another file"
        ) from error
    finally:
        for part in parts:
            part.unlink(missing_ok=True)


def _refuse_folder(target: Path) -> None:
    if target.is_dir():
        raise ExportError(f"{target} is a folder; give the name of a file")


def _write(part: Path, write: Callable[[BinaryIO], None]) -> None:
    with part.open("wb") as handle:
        write(handle)
        handle.flush()
        os.fsync(handle.fileno())


def _put(handle: BinaryIO, content: bytes) -> None:
    handle.write(content)
