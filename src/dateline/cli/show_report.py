"""`dateline show`: coded reports for people."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Final

import click

from dateline.cli import options
from dateline.cli.batches import Coded, CodedAt, code_outcomes
from dateline.cli.loading import load_input
from dateline.cli.messages import Messages
from dateline.cli.parts import CoderOptions
from dateline.cli.writing import open_output
from dateline.read import ReadNote
from dateline.records import CodedReport

_EPILOG: Final = """\b
Examples:
  dateline show report.txt --published 2019-03-02
  dateline show coded.jsonl
  dateline show coded.jsonl --html -o coded.html
  dateline code reports/ | dateline show - --html > coded.html

\b
Exit codes:
  0  all is shown
  1  a report failed; the others are shown
  2  wrong use
"""

_CODED: Final = "is coded already, so --amounts changes nothing; code the reports again with it"


@click.command(
    "show", epilog=_EPILOG, short_help="Show coded reports in the terminal or as a page."
)
@click.argument("file", type=options.INPUT)
@click.option("--html", is_flag=True, help="Write a page that needs nothing but itself.")
@options.published
@options.publisher
@options.output("Write the page to FILE; only with --html.")
@options.amounts
@options.threads
@options.quiet
@click.pass_context
def show_report(  # noqa: PLR0913  one for each option
    context: click.Context,
    *,
    file: Path,
    html: bool,
    published: str | None,
    publisher: str | None,
    output: Path | None,
    amounts: str | None,
    threads: int,
    quiet: bool,
) -> None:
    """Show FILE with its spans coloured and its events as a table.

    FILE is a report (or a table of reports), which is coded first, or what `dateline code`
    wrote. In the page of --html, pointing at a value lights up its evidence.
    """
    if output is not None and not html:
        raise click.UsageError("-o goes with --html; add --html or leave out -o")
    parts = options.parts_of(context)
    messages = Messages(quiet=quiet)
    found = load_input(file, options.read_options(published, publisher))
    fresh: Iterator[Coded] = iter(())
    if not found.coded:  # a coded file needs no coder, and so no model
        coder = parts.make_coder(CoderOptions(threads=threads, amounts=amounts))
        fresh = code_outcomes(found.reports, coder)
    elif amounts:
        messages.note(ReadNote(where=str(file), message=_CODED))
    coded = _coded(chain(found.coded, fresh), messages)
    if html:
        page = parts.render_page(list(coded))
        with open_output(output) as handle:
            handle.write(page.encode("utf-8", "replace"))
    else:
        from rich.console import Console  # noqa: PLC0415  not needed for a page

        console = Console()
        for one in coded:
            parts.render_terminal(one, console)
    if messages.failed:
        context.exit(1)


def _coded(outcomes: Iterator[Coded], messages: Messages) -> Iterator[CodedReport]:
    for outcome in outcomes:
        if isinstance(outcome, CodedAt):
            yield outcome.coded
        elif isinstance(outcome, ReadNote):
            messages.note(outcome)
        else:
            messages.failure(outcome)
