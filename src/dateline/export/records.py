"""What is exported: events with the reports that tell them, wherever they come from."""

from collections.abc import Callable, Iterable
from typing import BinaryIO, Literal

from dateline.export.losses import Losses
from dateline.fuse.records import Contradiction, FieldValue, Responsibility
from dateline.fuse.records import Origin as SaidBy
from dateline.records import Event, EventMention, Place, Record, Status

Cell = str | int | float | None
Origin = Literal["fused events", "event mentions", "coded events"]


class Source(Record, frozen=True, kw_only=True):
    """A report that tells an event, as it tells it, with the event mentions that rest on its text."""

    mention: str
    report: str
    sha256: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    summary: str = ""
    evidence: tuple[EventMention, ...] = ()


class Exported(Record, frozen=True, kw_only=True):
    """An event to export.

    `grade`, `independent`, `contradictions`, `values`, `disputes` and `said_by` are known of fused events only.
    `reports` counts distinct reports, `first_published` and `last_published` are their first and
    last day. `grade` is the Admiralty code (`B2`). `values` are the fields with all that is said of each, `disputes`
    what cannot all be true, `said_by` the origins; `denied_by` are names.
    """

    id: str
    event: Event
    status: Status = "happened"
    origin: Place | None = None
    destination: Place | None = None
    reports: int = 0
    first_published: str | None = None
    last_published: str | None = None
    grade: str | None = None
    independent: int | None = None
    contradictions: int | None = None
    values: tuple[FieldValue, ...] = ()
    disputes: tuple[Contradiction, ...] = ()
    said_by: tuple[SaidBy, ...] = ()
    denied_by: tuple[str, ...] = ()
    responsibility: tuple[Responsibility, ...] = ()
    sources: tuple[Source, ...] = ()


Write = Callable[[Iterable[Exported], BinaryIO, Losses], None]


def joined(values: Iterable[str | None]) -> str:
    """Return the values that are there, each once, with `; ` between."""
    return "; ".join(dict.fromkeys(value for value in values if value))
