"""JSON Lines and JSON: one object, one report."""

import json
from collections.abc import Iterator
from typing import BinaryIO, Final

import msgspec

from dateline.errors import InputError
from dateline.read.lines import Line, read_lines
from dateline.read.outcomes import Failure, Outcome, Outcomes, ReadOptions
from dateline.read.reports import EMPTY, Fields, Origin, build_report
from dateline.read.rows import EXPECTED, Row, fields_of
from dateline.read.texts import decode_all, notes_of

_SPACE: Final = " \t\n\r"


class _Coded(msgspec.Struct):
    """Just enough of a line that `dateline code` wrote to know it."""

    report: msgspec.Raw
    event_mentions: msgspec.Raw


def read_json_lines(handle: BinaryIO, name: str, options: ReadOptions) -> Outcomes:
    """Yield the report of each line, in order, or why it is none. Blank lines are passed over."""
    yield from read_object_lines(read_lines(handle), name, options)


def read_object_lines(lines: Iterator[Line], name: str, options: ReadOptions) -> Outcomes:
    """Yield the report of each line, or why it is none."""
    empty = True
    try:
        for line in lines:
            if line.text.strip():
                empty = False
                notes = (line.note,) if line.note else ()
                raw = line.raw.rstrip(b"\r\n")
                origin = Origin(name=name, raw=raw, line=line.number, notes=notes)
                yield _read_object(line.text, origin, options)
    except InputError as error:
        yield Failure(where=f"{name}:1", message=str(error))
        return
    if empty:
        yield Failure(where=f"{name}:1", message=EMPTY)


def read_json(handle: BinaryIO, name: str, options: ReadOptions) -> Outcomes:
    """Yield the reports of a JSON file: one object, or an array of them."""
    raw = handle.read()
    try:
        decoded = decode_all(raw)
        pieces = list(json_pieces(decoded.text))
    except json.JSONDecodeError as error:
        yield Failure(where=f"{name}:{error.lineno}", message=_malformed(error))
    except (RecursionError, ValueError, InputError) as error:
        message = str(error) if isinstance(error, InputError) else _unbearable(error)
        yield Failure(where=f"{name}:1", message=message)
    else:
        if not pieces:
            yield Failure(where=f"{name}:1", message=EMPTY)
        for line, piece in pieces:
            encoded = piece.encode(decoded.codec, "surrogatepass")
            origin = Origin(name=name, raw=encoded, line=line, notes=notes_of(decoded))
            yield _read_object(piece, origin, options)


def decode_fields(text: str) -> Fields:
    """Return the fields of a report from one JSON object.

    Raises:
        InputError: the JSON is malformed, or is no report.
    """
    try:
        row = _decode_row(text)
    except json.JSONDecodeError as error:
        raise InputError(_malformed(error)) from error
    except msgspec.ValidationError as error:
        raise InputError(f"this is not a report: {error}; {EXPECTED}") from error
    except (RecursionError, ValueError) as error:
        raise InputError(_unbearable(error)) from error
    if isinstance(row.text, msgspec.UnsetType) and is_coded(text):
        raise InputError("this is a coded report; see it with `dateline show`")
    return fields_of(row)


def is_coded(line: str | bytes) -> bool:
    """Tell whether a line of JSON is one that `dateline code` wrote."""
    try:
        msgspec.json.decode(line, type=_Coded)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return False
    return True


def json_pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield the line (from 1) and the JSON of each report of a file: an object, or an array.

    Raises:
        JSONDecodeError: the file is not JSON.
    """
    decoder = json.JSONDecoder(strict=False)
    position = _skip(text, 0)
    if text[position : position + 1] != "[":
        decoder.decode(text)
        yield text.count("\n", 0, position) + 1, text
        return
    line, counted = 1, 0
    decoder.decode(text)
    position = _skip(text, position + 1)
    while text[position] != "]":
        _, end = decoder.raw_decode(text, position)
        line, counted = line + text.count("\n", counted, position), position
        yield line, text[position:end]
        position = _skip(text, end)
        position = _skip(text, position + 1) if text[position] == "," else position


def _decode_row(text: str) -> Row:
    try:
        return msgspec.json.decode(text, type=Row)
    except msgspec.ValidationError:
        raise
    except (msgspec.DecodeError, UnicodeError):
        # Raw control characters and lone surrogates are cleaned away later, with a note.
        return msgspec.convert(json.loads(text, strict=False), Row)


def _read_object(text: str, origin: Origin, options: ReadOptions) -> Outcome:
    try:
        return build_report(decode_fields(text), origin, options)
    except InputError as error:
        return Failure(where=origin.where(), message=str(error))


def _skip(text: str, position: int) -> int:
    while text[position : position + 1] and text[position] in _SPACE:
        position += 1
    return position


def _malformed(error: json.JSONDecodeError) -> str:
    return (
        f"malformed JSON at column {error.colno}: {error.msg}; correct the line "
        '(a report is {"text": "...", "published": "2019-03-02"})'
    )


def _unbearable(error: Exception) -> str:
    return (
        f"JSON beyond what can be read ({str(error)[:60]}); leave out all but the report's fields"
    )
