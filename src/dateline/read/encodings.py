"""Bytes to text: UTF-8 first, then what the bytes or the page declare, then a guess."""

import codecs
import re
from collections.abc import Mapping
from typing import Final

from dateline.errors import InputError
from dateline.records import Record

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC: Final[Mapping[bytes, str]] = {
    b"%PDF-": "a PDF document",
    b"PK\x03\x04": "a zip archive (or an office document)",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"\x1f\x8b": "a gzip archive",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\x7fELF": "a program",
    b"SQLite format 3\x00": "an SQLite database",
}
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HIGH: Final = re.compile(rb"[\x80-\xff]")
_SAMPLE: Final = 1 << 16
# A stray control character in a text is cleaned away; a tenth of the bytes is no text.
_CONTROL_SHARE: Final = 0.3
_CONTROL_SHARE_NOT_UTF8: Final = 0.02
# English with a few accented names and typographic quotes; other scripts use far more.
_WESTERN_SHARE: Final = 0.05


class Decoded(Record, frozen=True):
    """A text, the codec it was read with, and what the user should know of it."""

    text: str
    codec: str = "utf-8"
    note: str | None = None


def decode(raw: bytes, *, declared: str | None = None) -> Decoded:
    """Return the text of `raw`. `declared` is the encoding a page says it has.

    Raises:
        InputError: the bytes are no text, or no encoding fits them.
    """
    for mark, codec in _MARKS:
        if raw.startswith(mark):
            return _decode_marked(raw[len(mark) :], codec)
    _refuse_known_binary(raw)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_other(raw, declared)
    _refuse_binary(raw, _CONTROL_SHARE)
    return Decoded(text=text)


def _decode_marked(raw: bytes, codec: str) -> Decoded:
    if codec == "utf-8":
        return decode(raw) if raw else Decoded(text="")
    text = raw.decode(codec, "replace")
    return Decoded(text=text, codec=codec, note=f"read as {codec.upper()[:6]}, as its mark says")


def _decode_other(raw: bytes, declared: str | None) -> Decoded:
    _refuse_binary(raw, _CONTROL_SHARE_NOT_UTF8)
    try:
        # Lone surrogates that another program wrote as if they were characters.
        return Decoded(text=raw.decode("utf-8", "surrogatepass"))
    except UnicodeDecodeError:
        pass
    codec = _known_codec(declared)
    if codec:
        text = raw.decode(codec, "replace")
        return Decoded(text=text, codec=codec, note=f"read as {codec}, as the page declares")
    broken = raw.decode("utf-8", "replace")
    if _is_mostly_utf8(broken):
        return Decoded(text=broken, note="some bytes are not UTF-8; save the file as UTF-8 again")
    return guessed(raw, guess_codec(raw))


def guessed(raw: bytes, codec: str) -> Decoded:
    """Return the text read with a guessed codec, with the note that it is a guess."""
    return Decoded(
        text=raw.decode(codec, "replace"),
        codec=codec,
        note=f"not UTF-8, read as {codec}, which is a guess; save the file as UTF-8 to be sure",
    )


def guess_codec(raw: bytes) -> str:
    """Return the codec that most likely wrote `raw`, which is not UTF-8.

    Raises:
        InputError: no encoding fits.
    """
    sample = raw[:_SAMPLE]
    if len(_HIGH.findall(sample)) <= _WESTERN_SHARE * len(sample) and _fits(sample, "cp1252"):
        return "windows-1252"
    from charset_normalizer import from_bytes  # noqa: PLC0415  seldom needed, slow to import

    best = from_bytes(sample).best()
    if best is None:
        raise InputError("no text encoding fits the bytes; save the file as UTF-8")
    return best.encoding


def _fits(sample: bytes, codec: str) -> bool:
    try:
        sample.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _is_mostly_utf8(broken: str) -> bool:
    bad = broken.count("\ufffd")
    good = sum(character > "\x7f" for character in broken) - bad
    return good > bad


def _known_codec(declared: str | None) -> str | None:
    try:
        codec = codecs.lookup(declared.strip()).name if declared else None
    except LookupError:
        return None
    return None if codec == "utf-8" else codec


def _refuse_known_binary(raw: bytes) -> None:
    for magic, name in _MAGIC.items():
        if raw.startswith(magic):
            raise InputError(f"this is {name}, not text; give its text in a form dateline reads")


def _refuse_binary(raw: bytes, share: float) -> None:
    sample = raw[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > share * len(sample):
        raise InputError("this is binary, not text; give text in UTF-8, or leave the file out")
