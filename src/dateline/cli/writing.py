"""Where results go: standard output, or a file that appears only when it is whole."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final, Literal

import click

RecordFormat = Literal["jsonl", "json"]

_OPENING: Final[Mapping[str, bytes]] = {"jsonl": b"", "json": b"["}
_BETWEEN: Final = {"jsonl": b"", "json": b","}
_BEFORE: Final = {"jsonl": b"", "json": b"\n"}
_AFTER: Final = {"jsonl": b"\n", "json": b""}
_CLOSING: Final = {"jsonl": b"", "json": b"\n]\n"}


class RecordWriter:
    """Writes records one after the other, so that what is written is valid once closed."""

    def __init__(self, handle: BinaryIO, form: RecordFormat) -> None:
        self._handle = handle
        self._form = form
        self.written = 0
        handle.write(_OPENING[form])

    def write(self, record: bytes) -> None:
        """Write one record of JSON, whole."""
        before = _BETWEEN[self._form] if self.written else b""
        self._handle.write(before + _BEFORE[self._form] + record + _AFTER[self._form])
        self._handle.flush()
        self.written += 1

    def close(self) -> None:
        """Write what ends the output."""
        self._handle.write(_CLOSING[self._form])
        self._handle.flush()


def part_of(path: Path) -> Path:
    """Return the file that holds the output of `path` until it is whole."""
    return path.with_name(path.name + ".part")


@contextmanager
def open_output(path: Path | None) -> Iterator[BinaryIO]:
    """Give the handle to write to; None and `-` are standard output.

    A file is written beside itself as FILE.part and takes its name when all is done. When the
    run ends early FILE.part stays, and FILE is untouched.
    """
    if path is None or str(path) == "-":
        yield sys.stdout.buffer
    elif path.exists() and not path.is_file():
        with _open(path) as handle:
            yield handle
    else:
        target = path.resolve()
        part = part_of(target)
        with _open(part) as handle:
            yield handle
            handle.flush()
            os.fsync(handle.fileno())
        part.replace(target)


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("wb")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise click.BadParameter(
            f"{path} cannot be written: {reason}; give another file", param_hint="'-o'"
        ) from error
