"""What comes out of fusing: events of many reports, every value with who said it."""

from dateline.fuse.duplicates import CopyGroup
from dateline.records import ClaimKind, Event, Place, Record, Status


class Origin(Record, frozen=True, kw_only=True):
    """Where a telling comes from: one agency, official, witness or outlet, however often reprinted.

    `grade` is the Admiralty letter of its kind; `denies` says that it denies the event.
    """

    id: str
    group: str
    name: str
    grade: str
    reports: tuple[str, ...]
    denies: bool = False


class Claim(Record, frozen=True, kw_only=True):
    """One value of one field and who says it; days are those on which reports said it first and last."""

    value: str
    tellings: tuple[str, ...]
    reports: tuple[str, ...]
    origins: tuple[str, ...]
    first_said: str | None = None
    last_said: str | None = None


class Change(Record, frozen=True, kw_only=True):
    """From a day on, as reports then stood, a value was the best one."""

    day: str
    value: str


class FieldValue(Record, frozen=True, kw_only=True):
    """A field: the best value, what else was said, and when the best one changed, oldest first."""

    name: str
    best: Claim
    rule: str
    alternatives: tuple[Claim, ...] = ()
    changes: tuple[Change, ...] = ()


class Contradiction(Record, frozen=True, kw_only=True):
    """Claims of a field that cannot all be true, and why not."""

    field: str
    claims: tuple[Claim, ...]
    why: str


class Responsibility(Record, frozen=True, kw_only=True):
    """Who claims to have done it, is accused of it or denies it, and who says so: no fact.

    `words` is that as people read it: `claimed by X`, `X accused by Y`, `denied by X`.
    `by` is the id of who says so and `by_name` the name, None where no report says; `origins` are those
    behind it, `first_said` and `last_said` the days of the reports.
    """

    words: str
    actor: str
    name: str
    kind: ClaimKind
    by: str | None
    by_name: str | None
    tellings: tuple[str, ...]
    reports: tuple[str, ...]
    origins: tuple[str, ...]
    first_said: str | None = None
    last_said: str | None = None


class Grades(Record, frozen=True, kw_only=True):
    """The Admiralty grades: `source` A (reliable) to F, `information` 1 (confirmed) to 6, each with its rule."""

    source: str
    information: str
    source_why: str
    information_why: str

    @property
    def code(self) -> str:
        """Return both as they are written: `B2`."""
        return self.source + self.information


class FusedEvent(Record, frozen=True, kw_only=True):
    """One event of many reports.

    `id` is a hash of the ids of its tellings; `event` has the best values under the same id, its
    `mentions` the ids of the event mentions of all tellings. `independent` is how many origins assert it.
    """

    id: str
    event: Event
    status: Status
    tellings: tuple[str, ...]
    reports: tuple[str, ...]
    fields: tuple[FieldValue, ...]
    origins: tuple[Origin, ...]
    independent: int
    copies: tuple[CopyGroup, ...]
    grades: Grades
    contradictions: tuple[Contradiction, ...]
    first_reported: str | None
    last_reported: str | None
    origin: Place | None = None
    destination: Place | None = None
    responsibility: tuple[Responsibility, ...] = ()

    def field(self, name: str) -> FieldValue | None:
        """Return a field by its name, None where no report says anything of it."""
        return next((field for field in self.fields if field.name == name), None)
