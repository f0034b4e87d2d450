"""The lines of a table or of JSON Lines, decoded one at a time so that no table is too long."""

import codecs
import io
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO, Final

from dateline.errors import InputError
from dateline.read.encodings import Decoded, decode, guess_codec, guessed
from dateline.records import Record

_WIDE: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


class Line(Record, frozen=True):
    """One line as it stands in the input, with its end. `number` counts from 1."""

    number: int
    raw: bytes
    text: str
    note: str | None = None


def read_lines(handle: BinaryIO, *, first: bytes = b"", number: int = 1) -> Iterator[Line]:
    """Yield the lines of a file that is UTF-8, or UTF-16 or UTF-32 with its mark.

    `first` is a line that was taken from the file already, `number` the number of the first line.
    Lines that are not UTF-8 are all read with the codec guessed from the first of them.

    Raises:
        InputError: the file is binary.
    """
    first = first or handle.readline()
    if first.startswith(_WIDE):
        yield from _wide_lines(first + handle.read())
    elif first:
        decode(first)
        yield from _narrow_lines(chain((first,), handle), number)


def _wide_lines(raw: bytes) -> Iterator[Line]:
    whole = decode(raw)
    for number, text in enumerate(io.StringIO(whole.text, newline="\n"), 1):
        note = whole.note if number == 1 else None
        yield Line(number=number, raw=text.encode(whole.codec, "replace"), text=text, note=note)


def _narrow_lines(lines: Iterator[bytes], start: int) -> Iterator[Line]:
    codec: str | None = None
    for number, raw in enumerate(lines, start):
        body = raw.removeprefix(codecs.BOM_UTF8) if number == start else raw
        try:
            yield Line(number=number, raw=raw, text=body.decode("utf-8"))
        except UnicodeDecodeError:
            codec = codec or _guess(body)
            read = _decode_line(body, codec)
            yield Line(number=number, raw=raw, text=read.text, note=read.note)


def _guess(body: bytes) -> str:
    try:
        return guess_codec(body)
    except InputError:
        # One line that nothing fits must not end the file: what it loses is shown as U+FFFD.
        return "utf-8"


def _decode_line(raw: bytes, codec: str) -> Decoded:
    try:
        return Decoded(text=raw.decode("utf-8", "surrogatepass"))
    except UnicodeDecodeError:
        return guessed(raw, codec)
