"""What goes into a store and comes out of it, beside the records of `dateline code`."""

from typing import Literal

import msgspec

from dateline.knowledge.versions import Versions
from dateline.records import CodedReport, Event, EventMention, Record, Report

ReviewKind = Literal["merge", "split", "undo"]
TurnKind = Literal["add", "drop", "profile", "fuse", "review", "import"]


class NewCoding(Record, frozen=True, kw_only=True):
    """A report to store: as it was read, as it was coded, and how it was obtained.

    `how` is where the report was found (`/data/wire/a.txt:1`). The coder may have found the
    publication date in the text, so that `coded.report` is not `report`.
    """

    report: Report
    coded: CodedReport
    how: str
    versions: Versions


class Added(Record, frozen=True, kw_only=True):
    """How many reports were new, and how many codings; the rest was there already."""

    reports: int = 0
    codings: int = 0


class StoredCoding(Record, frozen=True, kw_only=True):
    """A report with its coding in force, under the ids of the store.

    `coded.report.id` is the report's SHA-256 and `coded.events[].id` that of its mention, so that
    no two reports share an id, whatever their inputs called them. `report_id` is the input's own.
    """

    coded: CodedReport
    report_id: str
    text_sha256: str
    turn: int


class StoredMention(Record, frozen=True, kw_only=True):
    """What one report tells as one event, with the report it is from.

    `id` is stable: the same report coded to the same event has it in every coding. `sha256` is
    the report's key, `text_sha256` that of its text; `turn` is when the mention was written.
    """

    id: str
    event: Event
    report_id: str
    sha256: str
    text_sha256: str
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    turn: int = 0


class Profile(Record, frozen=True, kw_only=True):
    """What a fuser keeps beside a mention, as JSON of its own, and the keys to find it under."""

    mention: str
    details: msgspec.Raw
    keys: tuple[str, ...] = ()


class Filing(Record, frozen=True, kw_only=True):
    """What a fusion changes of the profiles: new ones, and the mentions whose profiles go."""

    new: tuple[Profile, ...] = ()
    ended: tuple[str, ...] = ()


class FusedLink(Record, frozen=True, kw_only=True):
    """A mention of a fused event; `details` is JSON of the fuser's own."""

    mention: str
    details: msgspec.Raw = msgspec.Raw(b"{}")


class FusedEvent(Record, frozen=True, kw_only=True):
    """An event of one or many reports. `event` is what it is found and shown by.

    `details` is JSON of the fuser's own: alternatives, grades, origins.
    """

    event: Event
    links: tuple[FusedLink, ...]
    details: msgspec.Raw = msgspec.Raw(b"{}")


class Fusion(Record, frozen=True, kw_only=True):
    """A fusion that was written: its turn, the turn up to which mentions were read, by what.

    `changed` is how many events it wrote, new ones and those that are otherwise than before.
    """

    turn: int
    upto: int
    fuser: str
    changed: int = 0


class FusedVersion(Record, frozen=True, kw_only=True):
    """A fused event as it stood from one turn on; `until` is the turn that ended it."""

    event: Event
    details: msgspec.Raw
    since: int
    until: int | None = None


class LinkVersion(Record, frozen=True, kw_only=True):
    """A mention's time in an event."""

    mention: str
    details: msgspec.Raw
    since: int
    until: int | None = None


class Review(Record, frozen=True, kw_only=True):
    """What a user decided: mentions of one group are one event, of two groups are not.

    A merge has one group, a split two or more; an undo names the review it takes back.
    """

    id: str
    kind: ReviewKind
    groups: tuple[tuple[str, ...], ...] = ()
    undoes: str | None = None
    who: str | None = None
    note: str | None = None
    turn: int = 0


class Turn(Record, frozen=True, kw_only=True):
    """One thing that was written, as the history has it. `at` is UTC, ISO 8601."""

    turn: int
    at: str
    kind: TurnKind
    details: dict[str, int | str]


class ToldBy(Record, frozen=True, kw_only=True):
    """A mention with what it rests on: its report, how that was obtained, what coded it.

    `until` is the turn that put another coding in force, None if it still is.
    """

    mention: StoredMention
    title: str | None
    ways: tuple[str, ...]
    evidence: tuple[EventMention, ...]
    versions: Versions
    until: int | None = None


class ReferenceSource(Record, frozen=True, kw_only=True):
    """A file of reference events: the name they are kept under, whose export it is, where it was found.

    `sha256` is that of the file's bytes.
    """

    name: str
    scheme: str
    sha256: str
    how: str


class ReferenceRow(Record, frozen=True, kw_only=True):
    """A reference event: the reference's own id for it, the columns it is found by, the event as JSON.

    `line` is that of its row in the file; `edited` is Unix time, 0 where the row does not say.
    """

    id: str
    first: str
    last: str
    country: str | None = None
    edited: int = 0
    line: int = 0
    event: msgspec.Raw


class ReferenceImport(Record, frozen=True, kw_only=True):
    """A file that was imported whole: how many rows gave events and how many failed."""

    source: ReferenceSource
    events: int
    failed: int
    turn: int


class Reference(Record, frozen=True, kw_only=True):
    """What a store holds under a reference's name, each event in its newest version.

    `unfinished` tells that an import was stopped before its end.
    """

    name: str
    scheme: str
    events: int
    versions: int
    files: int
    first: str
    last: str
    unfinished: bool = False


class EventFilter(Record, frozen=True, kw_only=True):
    """Which events are wanted; None = all.

    Days are inclusive, and an event is in if it touches them. `place` and `actor` are an id, or
    whole words of a name; a place is also found by its districts and regions.
    """

    first: str | None = None
    last: str | None = None
    country: str | None = None
    place: str | None = None
    actor: str | None = None
    type: str | None = None


class FoundEvent(Record, frozen=True, kw_only=True):
    """An event of the store: its id there, and how many mentions and reports tell it.

    `details` is what the fuser keeps of a fused event, empty of one that is not fused.
    """

    id: str
    event: Event
    mentions: int = 1
    reports: int = 1
    details: msgspec.Raw = msgspec.Raw(b"{}")


class Status(Record, frozen=True, kw_only=True):
    """What a store holds. `versions` counts the codings in force by what made them."""

    reports: int
    readings: int
    codings: int
    old_codings: int
    mentions: int
    fused_events: int
    unfused: int
    reviews: int
    turn: int
    written: str | None
    first_published: str | None
    last_published: str | None
    versions: tuple[tuple[Versions, int], ...]
