"""The records dateline writes: the contract of `dateline code`.

Every record is frozen. Offsets count Unicode code points in `Report.text`; `end` is exclusive.
Dates are ISO 8601 days (`2019-03-02`). `None` stands where the report does not say.
"""

import hashlib
from typing import Literal

import msgspec

Status = Literal["happened", "ongoing", "future", "possible", "denied"]
Kind = Literal["force", "government", "civilians", "crowd", "media", "org", "person"]
Precision = Literal["exact", "near", "admin2", "admin1", "country"]
Stance = Literal["assert", "deny"]
ClaimKind = Literal["claim", "accusation", "denial"]
Grain = Literal["time", "day", "week", "month", "quarter", "season", "year", "decade", "range"]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What every record is: frozen, built by keyword, compared by value."""


class Span(Record, frozen=True, kw_only=True):
    """A piece of the report: `report.text[start:end] == text`."""

    start: int
    end: int
    text: str


class Report(Record, frozen=True, kw_only=True):
    """One news report as it was read.

    `id` is the input's own id when it has one, else a hash of the content; `published` is an ISO
    day; `sha256` is the digest of the raw bytes the report came from.
    """

    id: str
    title: str | None = None
    text: str
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    sha256: str


class ActorCodes(Record, frozen=True, kw_only=True):
    """Names of an actor in other codebooks."""

    acled: str | None = None
    acled_type: str | None = None
    ucdp: str | None = None


class Actor(Record, frozen=True, kw_only=True):
    """A party: `id` is the registry's, or a hash where the registry does not know the name."""

    id: str
    name: str
    kind: Kind
    country: str | None = None
    codes: ActorCodes = ActorCodes()


class Participant(Actor, frozen=True, kw_only=True):
    """An actor as one report names it."""

    span: Span | None = None


class Place(Record, frozen=True, kw_only=True):
    """A place. `country` is ISO 3166-1 alpha-3; `lat` and `lon` are WGS 84 degrees."""

    id: str | None
    name: str
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    precision: Precision = "exact"
    score: float = 1.0
    span: Span | None = None


class Time(Record, frozen=True, kw_only=True):
    """The days an event covers, first and last inclusive, and the TIMEX3 value behind them."""

    first: str | None = None
    last: str | None = None
    grain: Grain | None = None
    value: str | None = None
    span: Span | None = None


class Count(Record, frozen=True, kw_only=True):
    """A number of people or things: `low <= best <= high`, `None` = not said."""

    measure: str
    unit: str
    low: int | None = None
    best: int | None = None
    high: int | None = None
    hedge: str | None = None
    of: Participant | None = None
    span: Span | None = None


class Means(Record, frozen=True, kw_only=True):
    """A weapon or other instrument, with the class the codebook gives it."""

    name: str
    class_: str | None = msgspec.field(name="class", default=None)
    span: Span | None = None


class Attribution(Record, frozen=True, kw_only=True):
    """Who says it: `kind` is the kind of source, `quote` the direct quotation if there is one.

    `source` is the first who says it, `via` who passes it on (`a resident told AFP`).
    """

    source: Participant | None = None
    kind: str | None = None
    cue: Span | None = None
    stance: Stance = "assert"
    quote: Span | None = None
    via: tuple[Participant, ...] = ()


class EventMention(Record, frozen=True, kw_only=True):
    """One event as one place in one report tells it; `other_attributions` are further voices."""

    id: str
    type: str
    status: Status
    trigger: Span
    agents: tuple[Participant, ...] = ()
    targets: tuple[Participant, ...] = ()
    place: Place | None = None
    origin: Place | None = None
    destination: Place | None = None
    time: Time = Time()
    counts: tuple[Count, ...] = ()
    means: tuple[Means, ...] = ()
    cause: str | None = None
    attribution: Attribution | None = None
    other_attributions: tuple[Attribution, ...] = ()
    score: float = 1.0

    @property
    def voices(self) -> tuple[Attribution, ...]:
        """Return everybody who says it, the voice that counts most first."""
        return (self.attribution, *self.other_attributions) if self.attribution else ()


class Range(Record, frozen=True, kw_only=True):
    """Whole numbers; `None` = not said."""

    low: int | None = None
    best: int | None = None
    high: int | None = None


class Deaths(Record, frozen=True, kw_only=True):
    """Deaths by side. `total` is not the sum where the report gives a total of its own."""

    side_a: Range = Range()
    side_b: Range = Range()
    civilians: Range = Range()
    unknown: Range = Range()
    total: Range = Range()


class AcledCode(Record, frozen=True, kw_only=True):
    """ACLED's three labels."""

    event_type: str | None = None
    sub_event_type: str | None = None
    disorder_type: str | None = None


class UcdpCode(Record, frozen=True, kw_only=True):
    """UCDP GED's type of violence: 1 state-based, 2 non-state, 3 one-sided."""

    type_of_violence: int | None = None


class PloverCode(Record, frozen=True, kw_only=True):
    """PLOVER's event type and mode."""

    event_type: str | None = None
    mode: str | None = None


class Codes(Record, frozen=True, kw_only=True):
    """The event in the codebooks in use."""

    acled: AcledCode = AcledCode()
    ucdp: UcdpCode = UcdpCode()
    plover: PloverCode = PloverCode()
    cameo: str | None = None


class Claim(Record, frozen=True, kw_only=True):
    """Who is said to have done it, by whom: no fact, however sure `by` is.

    `stance` is `deny` where `actor` is said not to have done it; `by` is None where the report
    does not say who says so.
    """

    actor: Participant
    kind: ClaimKind
    by: Participant | None = None
    stance: Stance = "assert"
    span: Span


class Event(Record, frozen=True, kw_only=True):
    """One event of one report, or of many once they are fused."""

    id: str
    type: str
    codes: Codes = Codes()
    side_a: Actor | None = None
    side_b: Actor | None = None
    others: tuple[Actor, ...] = ()
    claims: tuple[Claim, ...] = ()
    first: str | None = None
    last: str | None = None
    date_grain: Grain | None = None
    place: Place | None = None
    deaths: Deaths = Deaths()
    figures: dict[str, Range] = {}
    mentions: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    summary: str = ""
    score: float = 1.0


class Warning_(Record, frozen=True, kw_only=True):  # noqa: N801  `Warning` is Python's own
    """Something the user should know: `code` is stable, `message` says what and what to do."""

    code: str
    message: str
    span: Span | None = None


class CodedReport(Record, frozen=True, kw_only=True):
    """A report with what was coded from it; `events` are most prominent first."""

    report: Report
    event_mentions: tuple[EventMention, ...] = ()
    events: tuple[Event, ...] = ()
    warnings: tuple[Warning_, ...] = ()


def content_id(*parts: object, length: int = 16) -> str:
    """Return a stable id: the first `length` hex digits of the SHA-256 of the parts."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def span_of(text: str, start: int, end: int) -> Span:
    """Return the span of `text` from `start` to `end` (exclusive)."""
    return Span(start=start, end=end, text=text[start:end])
