"""`dateline add` and `recode`: reports coded into a store."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import click
import msgspec

from dateline.cli import options
from dateline.cli.batches import CodedAt, code_outcomes
from dateline.cli.facts import counted
from dateline.cli.fuse_reports import fuse_and_say
from dateline.cli.messages import Messages
from dateline.cli.parts import CoderOptions, ReportCoder
from dateline.cli.progress import Advance, count_files, is_watched, progress_bar
from dateline.read import Failure, Outcome, ReadNote, ReadOptions, ReadReport, read_paths
from dateline.read.paths import STDIN
from dateline.records import CodedReport, Report
from dateline.store import (
    NewCoding,
    Store,
    add_codings,
    drop_old_codings,
    find_uncoded,
    open_store,
    read_reports,
    read_status,
)

_INTERRUPTED: Final = 130
# What a turn holds at most: a killed run has to do these again, no more.
_REPORTS: Final = 16
_CHARACTERS: Final = 500_000

_ADD_EPILOG: Final = """\b
Examples:
  dateline add report.txt --published 2019-03-02
  dateline add reports/ --store war.db
  dateline add wires.csv --store postgresql://ana@localhost/ledger
  dateline add archive/ --no-fuse

\b
Exit codes:
  0    every report is in the store
  1    some reports failed; the others are in the store
  2    wrong use
  130  stopped with Ctrl-C; run the same command again to go on
"""

_RECODE_EPILOG: Final = """\b
Examples:
  dateline recode
  dateline recode --store war.db --drop

\b
Exit codes:
  0    every report is coded by this version
  1    some reports failed; their old coding stands
  2    wrong use
  130  stopped with Ctrl-C; run the same command again to go on
"""


@click.command("add", epilog=_ADD_EPILOG, short_help="Code reports into a store.")
@click.argument("paths", nargs=-1, required=True, type=options.INPUT, metavar="PATH...")
@options.store
@options.published
@options.publisher
@options.amounts
@options.threads
@options.no_fuse
@options.quiet
@click.pass_context
def add_reports(  # noqa: PLR0913  one for each option
    context: click.Context,
    *,
    paths: tuple[Path, ...],
    store: str,
    published: str | None,
    publisher: str | None,
    amounts: str | None,
    threads: int,
    no_fuse: bool,
    quiet: bool,
) -> None:
    """Code the reports in PATH... and keep them, with their events, in a store.

    The store is made if there is none. A report that is there already is not coded again, so a
    run that was stopped goes on where it was. At the end the events of the new reports are fused
    with those that are there.
    """
    parts = options.parts_of(context)
    coder = parts.make_coder(CoderOptions(threads=threads, amounts=amounts))
    read = _leaving_out(store, options.read_options(published, publisher))
    with (
        open_store(store, create=True) as opened,
        progress_bar(total=count_files(paths), shown=not quiet and is_watched(None)) as bar,
    ):
        run = _Run(opened, coder, Messages(quiet=quiet, write=bar[1]), bar[0])
        run.add_all(read_paths(paths, read))
        if not quiet:
            run.say_summary()
        if not no_fuse:
            fuse_and_say(opened, parts.load_rules(), quiet=quiet)
    if run.messages.failed:
        context.exit(1)


@click.command("recode", epilog=_RECODE_EPILOG, short_help="Code a store's reports again.")
@options.store
@click.option("--drop", "drop_old", is_flag=True, help="Then drop the codings no longer in force.")
@options.amounts
@options.threads
@options.no_fuse
@options.quiet
@click.pass_context
def recode_reports(  # noqa: PLR0913  one for each option
    context: click.Context,
    *,
    store: str,
    drop_old: bool,
    amounts: str | None,
    threads: int,
    no_fuse: bool,
    quiet: bool,
) -> None:
    """Code the reports of a store again that another version of dateline coded, and fuse them.

    The old codings are kept beside the new ones until --drop drops them.
    """
    parts = options.parts_of(context)
    coder = parts.make_coder(CoderOptions(threads=threads, amounts=amounts))
    with open_store(store) as opened:
        total = read_status(opened).reports
        with progress_bar(total=total, shown=not quiet and is_watched(None)) as bar:
            run = _Run(opened, coder, Messages(quiet=quiet, write=bar[1]), bar[0])
            run.add_all(ReadReport(where=how, report=one) for one, how in read_reports(opened))
        if not quiet:
            run.messages.say(f"{counted(run.added, 'report')} coded again, {run.there} up to date")
        if not no_fuse:
            fuse_and_say(opened, parts.load_rules(), quiet=quiet)
        if drop_old:
            run.messages.say(f"{counted(drop_old_codings(opened), 'old coding')} dropped")
    if run.messages.failed:
        context.exit(1)


class _Run:
    """Codes what is not in the store yet, a few reports at a time, and counts."""

    def __init__(
        self, store: Store, coder: ReportCoder, messages: Messages, advance: Advance
    ) -> None:
        self.messages = messages
        self.added = 0
        self.there = 0
        self._store = store
        self._coder = coder
        self._advance = advance

    def add_all(self, outcomes: Iterable[Outcome]) -> None:
        """Add the reports. Stopped early, what was added stays, and it exits with 130."""
        try:
            for portion in _portions(outcomes):
                self._add(portion)
        except KeyboardInterrupt:
            added = counted(self.added, "report")
            self.messages.say(
                f"stopped: {added} added to {self._store.location}; run the same command again "
                "to go on"
            )
            raise click.exceptions.Exit(_INTERRUPTED) from None

    def say_summary(self) -> None:
        """Say how many reports were added, were there, and failed."""
        failed = f", {self.messages.failed:,} failed" if self.messages.failed else ""
        added = counted(self.added, "report")
        self.messages.say(f"{added} added, {self.there:,} there already{failed}")

    def _add(self, portion: list[Outcome]) -> None:
        read = [one for one in portion if isinstance(one, ReadReport)]
        found = [(one.report, _way(one.where)) for one in read]
        uncoded = find_uncoded(self._store, found, self._coder.versions)
        missing = set(uncoded)
        coded = self._code(_once(portion, missing))
        new = [
            NewCoding(report=report, coded=coded[report], how=how, versions=self._coder.versions)
            for report, how in found
            if report in coded
        ]
        if new:
            add_codings(self._store, new)
        self.added += len(coded)
        self.there += len(found) - len(missing)
        for _ in found:
            self._advance()

    def _code(self, outcomes: list[Outcome]) -> dict[Report, CodedReport]:
        """Return what was coded, by the report as it was read; say what was not."""
        read = {
            (one.report.sha256, one.report.id): one.report
            for one in outcomes
            if isinstance(one, ReadReport)
        }
        coded: dict[Report, CodedReport] = {}
        for one in code_outcomes(outcomes, self._coder):
            if isinstance(one, CodedAt):
                self.messages.warnings(one.where, one.coded.warnings)
                coded[read[one.coded.report.sha256, one.coded.report.id]] = one.coded
            elif isinstance(one, ReadNote):
                self.messages.note(one)
            elif isinstance(one, Failure):
                self.messages.failure(one)
        return coded


def _once(portion: list[Outcome], missing: set[Report]) -> list[Outcome]:
    """Return the outcomes, of the reports only the first of each that is missing."""
    left = set(missing)
    kept: list[Outcome] = []
    for one in portion:
        if not isinstance(one, ReadReport):
            kept.append(one)
        elif one.report in left:
            left.remove(one.report)
            kept.append(one)
    return kept


def _portions(outcomes: Iterable[Outcome]) -> Iterator[list[Outcome]]:
    """Yield the outcomes as many at a time as one turn holds."""
    portion: list[Outcome] = []
    characters = 0
    for one in outcomes:
        portion.append(one)
        characters += len(one.report.text) if isinstance(one, ReadReport) else 0
        if len(portion) >= _REPORTS or characters >= _CHARACTERS:
            yield portion
            portion, characters = [], 0
    if portion:
        yield portion


def _way(where: str) -> str:
    """Return how a report was obtained: its file with the whole path, and the line."""
    name, colon, line = where.rpartition(":")
    if not colon or name == STDIN:
        return where
    return f"{Path(name).absolute()}:{line}"


def _leaving_out(store: str, read: ReadOptions) -> ReadOptions:
    """Return the options by which the store's own files are no input."""
    if "://" in store:
        return read
    path = str(Path(store).resolve())
    own = (path, f"{path}-wal", f"{path}-shm")
    return msgspec.structs.replace(read, leave_out=(*read.leave_out, *own))
