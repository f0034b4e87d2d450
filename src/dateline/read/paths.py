"""Files, folders and standard input to reports."""

import io
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, Final

from dateline.read.jsonl import read_json, read_json_lines, read_object_lines
from dateline.read.lines import read_lines
from dateline.read.outcomes import Failure, Outcomes, ReadNote, ReadOptions
from dateline.read.pages import read_page
from dateline.read.tables import read_csv, read_tsv
from dateline.read.texts import read_markdown, read_text

STDIN: Final = "<stdin>"

Reader = Callable[[BinaryIO, str, ReadOptions], Outcomes]

READERS: Final[Mapping[str, Reader]] = MappingProxyType(
    {
        "": read_text,
        ".txt": read_text,
        ".text": read_text,
        ".md": read_markdown,
        ".markdown": read_markdown,
        ".html": read_page,
        ".htm": read_page,
        ".xhtml": read_page,
        ".jsonl": read_json_lines,
        ".ndjson": read_json_lines,
        ".json": read_json,
        ".csv": read_csv,
        ".tsv": read_tsv,
    }
)
_FORMS: Final = ".txt, .md, .html, .jsonl, .json, .csv or .tsv"
_PAGE: Final = (b"<!doctype html", b"<html")
_HEAD: Final = 1024
_BLANK: Final = b"\xef\xbb\xbf \t\r\n"


def read_paths(paths: Sequence[Path], options: ReadOptions) -> Outcomes:
    """Yield what the paths hold, in their order; `-` is standard input."""
    for path in paths:
        if str(path) == "-":
            yield from read_stdin(options)
        else:
            yield from read_path(path, options)


def read_path(path: Path, options: ReadOptions) -> Outcomes:
    """Yield the reports of a file, or of a folder and the folders in it in sorted order.

    Hidden files of a folder are passed over; files of a form that is not read give a note.
    """
    if not path.is_dir():
        yield from _read_file(path, options)
        return
    found = False
    for file in _files(path):
        if str(file.resolve()) in options.leave_out:
            continue
        if file.suffix.lower() in READERS:
            found = True
            yield from _read_file(file, options)
        else:
            yield ReadNote(where=str(file), message=f"left out: not {_FORMS}")
    if not found:
        yield Failure(where=str(path), message=f"no file in the folder is {_FORMS}; give another")


def read_stdin(options: ReadOptions, handle: BinaryIO | None = None) -> Outcomes:
    """Yield the reports of standard input.

    A first line that is a JSON object makes it JSON Lines, read as they come; an HTML page is
    read as one; anything else is one plain text.
    """
    if handle is None:
        import sys  # noqa: PLC0415  looked up late, so that a replaced stdin is seen

        handle = sys.stdin.buffer
    blank, first = _first_line(handle)
    start = first.lstrip(_BLANK)
    if start.startswith(b"{") and start.rstrip().endswith(b"}"):
        lines = read_lines(handle, first=first, number=len(blank) + 1)
        yield from read_object_lines(lines, STDIN, options)
        return
    rest = io.BytesIO(b"".join(blank) + first + handle.read())
    reader = read_page if start[:_HEAD].lower().startswith(_PAGE) else _text_or_json(start)
    yield from reader(rest, STDIN, options)


def _text_or_json(start: bytes) -> Reader:
    return read_json if start.startswith((b"{", b'[{"', b"[\n", b"[\r\n")) else read_text


def _first_line(handle: BinaryIO) -> tuple[list[bytes], bytes]:
    """Return the blank lines, and the first that is not blank."""
    blank: list[bytes] = []
    for line in handle:
        if line.strip(_BLANK):
            return blank, line
        blank.append(line)
    return blank, b""


def _files(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent, name) for name in sorted(names) if not name.startswith("."))


def _read_file(path: Path, options: ReadOptions) -> Outcomes:
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        yield Failure(where=str(path), message=f"{path.suffix} is not read; give {_FORMS}")
        return
    try:
        with path.open("rb") as handle:
            yield from reader(handle, str(path), options)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        yield Failure(where=str(path), message=f"cannot be read: {reason}; check the path")
