"""What reading gives: reports with their notes, failures, and files left aside."""

from collections.abc import Iterator

from dateline.errors import InputError
from dateline.records import Record, Report


class ReadOptions(Record, frozen=True):
    """What holds for a report where the input itself says nothing.

    `published` is an ISO day. `leave_out` are files, as full paths, that are passed over in
    folders: the output of this very run is not its input.
    """

    published: str | None = None
    publisher: str | None = None
    leave_out: tuple[str, ...] = ()


class ReadNote(Record, frozen=True):
    """Something done to the input that the user should see. `where` is `file:line`."""

    where: str
    message: str


class Failure(Record, frozen=True):
    """Input that gave no report: `message` says what is wrong and what to do."""

    where: str
    message: str


class ReadReport(Record, frozen=True):
    """One report, where it was read, and what was done to it on the way."""

    where: str
    report: Report
    notes: tuple[ReadNote, ...] = ()


Outcome = ReadReport | ReadNote | Failure
Outcomes = Iterator[Outcome]


class LocatedError(InputError):
    """Input that cannot be read, with the line (from 1) where the fault is."""

    def __init__(self, message: str, *, line: int) -> None:
        super().__init__(message)
        self.line = line
