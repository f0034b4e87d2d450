"""What commands say on standard error: `where: error: what; what to do`."""

from collections.abc import Callable, Iterable, Iterator

import click

from dateline.read import Failure, Outcome, ReadNote, ReadReport
from dateline.records import Warning_


def echo_error(line: str) -> None:
    """Write a line to standard error."""
    click.echo(line, err=True)


class Messages:
    """Says errors, warnings and notes, and counts the reports that failed."""

    def __init__(self, *, quiet: bool = False, write: Callable[[str], None] = echo_error) -> None:
        self._quiet = quiet
        self._write = write
        self.failed = 0

    def failure(self, failure: Failure) -> None:
        """Say why an input gave no report."""
        self.failed += 1
        self._say(failure.where, "error", failure.message)

    def note(self, note: ReadNote) -> None:
        """Say what was done to an input."""
        if not self._quiet:
            self._say(note.where, "note", note.message)

    def reports(self, outcomes: Iterable[Outcome]) -> Iterator[ReadReport]:
        """Yield the reports that were read, and say what became of the rest."""
        for outcome in outcomes:
            if isinstance(outcome, Failure):
                self.failure(outcome)
            elif isinstance(outcome, ReadNote):
                self.note(outcome)
            else:
                for note in outcome.notes:
                    self.note(note)
                yield outcome

    def warnings(self, where: str, warnings: Iterable[Warning_]) -> None:
        """Say the warnings that concern a report as a whole; the others are in its record."""
        for warning in warnings:
            if warning.span is None and not self._quiet:
                self._say(where, "warning", warning.message)

    def say(self, line: str) -> None:
        """Say a line that belongs to no place."""
        self._write(line)

    def _say(self, where: str, level: str, message: str) -> None:
        self._write(printable(f"{where}: {level}: {message}"))


def printable(line: str) -> str:
    """Return the line with what could steer a terminal shown as U+FFFD."""
    return "".join(character if character.isprintable() else "\ufffd" for character in line)
