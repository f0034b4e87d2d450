"""One file for `show`, `annotate` and `explain`: a report, or what `dateline code` wrote."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from dateline.cli.batches import CodedAt
from dateline.read import (
    Failure,
    Outcome,
    Outcomes,
    ReadOptions,
    ReadReport,
    read_paths,
    read_stdin,
)
from dateline.read.jsonl import is_coded, json_pieces
from dateline.read.paths import STDIN
from dateline.records import CodedReport

_LOOKED_AT: Final = 20


class Input(msgspec.Struct, frozen=True, kw_only=True):
    """A file as `show` takes it: `coded` where it is coded, else `reports`, not yet coded."""

    coded: tuple[CodedAt | Failure, ...] = ()
    reports: Iterator[Outcome] = iter(())


def load_input(path: Path, options: ReadOptions) -> Input:
    """Return what a file holds: coded reports as they are, or reports still to code."""
    if str(path) == "-":
        import sys  # noqa: PLC0415  looked up late, so that a replaced stdin is seen

        raw = sys.stdin.buffer.read()
        found = tuple(_read_coded(raw, STDIN))
        return Input(
            coded=found, reports=iter(()) if found else read_stdin(options, io.BytesIO(raw))
        )
    found = tuple(_read_coded(_read(path), str(path)))
    return Input(coded=found, reports=iter(()) if found else read_paths([path], options))


def load_reports(path: Path, options: ReadOptions) -> Outcomes:
    """Yield the reports of a file; of a coded one, the reports it was coded from."""
    found = load_input(path, options)
    for one in found.coded:
        if isinstance(one, CodedAt):
            yield ReadReport(where=one.where, report=one.coded.report)
        else:
            yield one
    yield from found.reports


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""  # reading it as a report says what is wrong


def _read_coded(raw: bytes, name: str) -> Iterator[CodedAt | Failure]:
    for line, piece in _coded_pieces(raw):
        where = f"{name}:{line}"
        try:
            yield CodedAt(where=where, coded=msgspec.json.decode(piece, type=CodedReport))
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
            message = f"not a coded report: {error}; code the report again with `dateline code`"
            yield Failure(where=where, message=message)


def _coded_pieces(raw: bytes) -> list[tuple[int, str | bytes]]:
    """Return the line (from 1) and the JSON of each coded report, none if the file is not coded.

    JSON Lines are coded if most of the first ones are, so that one broken line is just that.
    """
    if not raw.lstrip().startswith((b"{", b"[")):
        return []
    lines = [(number, line) for number, line in enumerate(raw.split(b"\n"), 1) if line.strip()]
    first = [is_coded(line) for _, line in lines[:_LOOKED_AT]]
    if raw.lstrip().startswith(b"{") and 2 * sum(first) > len(first):
        return list(lines)
    try:
        pieces = list(json_pieces(raw.decode("utf-8")))
    except (ValueError, RecursionError):  # no JSON, no UTF-8, or nested without end
        return []
    return list(pieces) if pieces and is_coded(pieces[0][1]) else []
