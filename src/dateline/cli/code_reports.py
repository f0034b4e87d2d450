"""`dateline code`: reports in, records out."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, cast

import click
import msgspec

from dateline.cli import options
from dateline.cli.batches import Coded, code_outcomes
from dateline.cli.messages import Messages
from dateline.cli.parts import CoderOptions
from dateline.cli.progress import Advance, count_files, is_watched, progress_bar
from dateline.cli.writing import RecordFormat, RecordWriter, open_output, part_of
from dateline.read import Failure, ReadNote, read_paths

_INTERRUPTED: Final = 130
_EPILOG: Final = """\b
Examples:
  dateline code report.txt --published 2019-03-02
  dateline code reports/ -o coded.jsonl
  dateline code table.csv --publisher "Syria Desk" --format json
  dateline code reports/ --amounts ucdp
  curl -s https://example.org/report.html | dateline code -

\b
Read are .txt, .md, .html, .jsonl, .json, .csv and .tsv, folders of them, and - for
standard input (text, HTML or JSON Lines).

\b
Exit codes:
  0    every report was coded
  1    some reports failed; the others were coded
  2    wrong use
  130  stopped with Ctrl-C; what was written is whole
"""


@click.command("code", epilog=_EPILOG, short_help="Code reports; one record of JSON each.")
@click.argument("paths", nargs=-1, required=True, type=options.INPUT, metavar="PATH...")
@options.published
@options.publisher
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "json"]),
    default="jsonl",
    show_default=True,
    help="One record a line, or one array.",
)
@options.output("Write to FILE, which appears when all is done; until then it is FILE.part.")
@options.amounts
@options.threads
@options.quiet
@click.pass_context
def code_reports(  # noqa: PLR0913  one for each option
    context: click.Context,
    *,
    paths: tuple[Path, ...],
    published: str | None,
    publisher: str | None,
    form: str,
    output: Path | None,
    amounts: str | None,
    threads: int,
    quiet: bool,
) -> None:
    """Code the reports in PATH... and write a record of JSON for each.

    Nothing but records goes to standard output. Errors, warnings and notes go to standard
    error as `file:line: what; what to do`, and one bad report never stops the run.
    """
    _refuse_overwriting(paths, output)
    coder = options.parts_of(context).make_coder(CoderOptions(threads=threads, amounts=amounts))
    read = options.read_options(published, publisher, leave_out=output)
    shown = not quiet and is_watched(output)
    with progress_bar(total=count_files(paths), shown=shown) as (advance, write):
        messages = Messages(quiet=quiet, write=write)
        coded = code_outcomes(read_paths(paths, read), coder)
        run = _Run(messages=messages, advance=advance)
        run.write_all(coded, output, cast("RecordFormat", form))
    if messages.failed:
        messages.say(_summary(messages.failed, run.written))
        context.exit(1)


class _Run:
    """Writes what is coded, says what is not, and counts both."""

    def __init__(self, *, messages: Messages, advance: Advance) -> None:
        self.written = 0
        self._messages = messages
        self._advance = advance

    def write_all(self, outcomes: Iterator[Coded], output: Path | None, form: RecordFormat) -> None:
        """Write the records. Stopped early, it leaves whole records and exits with 130."""
        try:
            with open_output(output) as handle:
                writer = RecordWriter(handle, form)
                try:
                    for outcome in outcomes:
                        self._take(outcome, writer)
                finally:
                    writer.close()
        except KeyboardInterrupt:
            self._messages.say(f"stopped: {_reports(self.written)} written{_to(output)}")
            raise click.exceptions.Exit(_INTERRUPTED) from None

    def _take(self, outcome: Coded, writer: RecordWriter) -> None:
        if isinstance(outcome, ReadNote):
            self._messages.note(outcome)
            return
        if isinstance(outcome, Failure):
            self._messages.failure(outcome)
        else:
            self._messages.warnings(outcome.where, outcome.coded.warnings)
            writer.write(msgspec.json.encode(outcome.coded))
            self.written += 1
        self._advance()


def _refuse_overwriting(paths: Sequence[Path], output: Path | None) -> None:
    if (
        output is not None
        and str(output) != "-"
        and any(path.resolve() == output.resolve() for path in paths)
    ):
        raise click.BadParameter(f"{output} is also an input; give another file", param_hint="'-o'")


def _summary(failed: int, written: int) -> str:
    return f"{_reports(failed)} failed, {_reports(written)} coded"


def _reports(number: int) -> str:
    return f"{number:,} report" + ("" if number == 1 else "s")


def _to(output: Path | None) -> str:
    return f" to {part_of(output)}" if output and str(output) != "-" else ""
