"""Plain text and Markdown: one file, one report."""

from typing import BinaryIO

from dateline.errors import InputError
from dateline.read.encodings import Decoded, decode
from dateline.read.markdown import read_fields
from dateline.read.outcomes import Failure, LocatedError, Outcomes, ReadOptions
from dateline.read.reports import EMPTY, Fields, Origin, build_report


def read_text(handle: BinaryIO, name: str, options: ReadOptions) -> Outcomes:
    """Yield the report that a plain text file is, or why it is none."""
    raw = handle.read()
    try:
        decoded = decode_all(raw)
        origin = Origin(name=name, raw=raw, by_line=True, notes=notes_of(decoded))
        yield build_report(Fields(text=decoded.text), origin, options)
    except InputError as error:
        yield Failure(where=f"{name}:1", message=str(error))


def read_markdown(handle: BinaryIO, name: str, options: ReadOptions) -> Outcomes:
    """Yield the report that a Markdown file is, without its mark-up, or why it is none."""
    raw = handle.read()
    try:
        decoded = decode_all(raw)
        fields, line = read_fields(decoded.text)
        origin = Origin(name=name, raw=raw, line=line, notes=notes_of(decoded))
        yield build_report(fields, origin, options)
    except LocatedError as error:
        yield Failure(where=f"{name}:{error.line}", message=str(error))
    except InputError as error:
        yield Failure(where=f"{name}:1", message=str(error))


def decode_all(raw: bytes, *, declared: str | None = None) -> Decoded:
    """Return the text of a whole file.

    Raises:
        InputError: the file is empty or is no text.
    """
    if not raw.strip():
        raise InputError(EMPTY)
    return decode(raw, declared=declared)


def notes_of(decoded: Decoded) -> tuple[str, ...]:
    """Return the note on the encoding, if there is one."""
    return (decoded.note,) if decoded.note else ()
