"""`dateline report`: a situation report of many coded reports."""

from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from click.core import ParameterSource

from dateline.cli import options
from dateline.cli.batches import Coded, CodedAt, code_outcomes
from dateline.cli.loading import load_input
from dateline.cli.messages import Messages
from dateline.cli.parts import CoderOptions
from dateline.cli.writing import open_output
from dateline.read import ReadNote
from dateline.records import CodedReport

if TYPE_CHECKING:
    from dateline.fuse.rules import FuseRules
    from dateline.situation.choose import Wanted
    from dateline.situation.gather import Situation

_EPILOG: Final = """\b
Examples:
  dateline report coded.jsonl -o report.html
  dateline report --store war.db --place Baghouz --from 2019-03-01 -o report.html
  dateline report coded.jsonl --actor "Islamic State" --format markdown

\b
Exit codes:
  0  the report is written
  1  there is no such event, or a report failed; the others are in
  2  wrong use
"""


@click.command("report", epilog=_EPILOG, short_help="Write a situation report of many reports.")
@click.argument("file", type=options.INPUT, required=False)
@options.store
@click.option(
    "--place", type=options.Words(), metavar="NAME", help="Only at this place, district or region."
)
@click.option("--from", "first", type=options.Day(), metavar="DATE", help="On this day or later.")
@click.option("--to", "last", type=options.Day(), metavar="DATE", help="On this day or earlier.")
@click.option("--actor", type=options.Words(), metavar="NAME", help="Only with this actor.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["html", "markdown"]),
    default="html",
    show_default=True,
    help="A page that needs nothing but itself, or Markdown.",
)
@options.output("Write to FILE instead of standard output.")
@options.threads
@options.quiet
@click.pass_context
def situation_report(  # noqa: PLR0913  one for each option
    context: click.Context,
    *,
    file: Path | None,
    store: str,
    place: str | None,
    first: str | None,
    last: str | None,
    actor: str | None,
    form: str,
    output: Path | None,
    threads: int,
    quiet: bool,
) -> None:
    """Write what the reports of FILE, or of a store, say of the situation.

    FILE is what `dateline code` wrote, or reports, which are coded first; they are fused for the report. Of a
    store the events are those that `dateline events` lists, as people merged and split them. Key figures, map, timeline, who
    holds what, people on the move, and every event with who says what.
    """
    from dateline.situation.choose import Wanted  # noqa: PLC0415  `--help` need not wait
    from dateline.situation.gather import gather  # noqa: PLC0415

    named = context.get_parameter_source("store") is not ParameterSource.DEFAULT
    if file is not None and named:
        raise click.UsageError("give a FILE or --store, not both")
    messages = Messages(quiet=quiet)
    wanted = Wanted(first=first, last=last, place=place, actor=actor)
    rules = options.parts_of(context).load_rules()
    if file is None:
        situation = _stored(store, rules, wanted)
    else:
        situation = gather(_read(file, context, messages, threads), rules, wanted)
    if not situation.events:
        raise click.ClickException("no such event is reported; ask for less, or add reports")
    with open_output(output) as handle:
        handle.write(_render(situation, form).encode("utf-8", "replace"))
    if messages.failed:
        context.exit(1)


def _stored(store: str, rules: "FuseRules", wanted: "Wanted") -> "Situation":
    """Return the situation of a store: the events that `dateline events` lists, with what people decided."""
    from dateline.cli.fuse_reports import warn_unfused  # noqa: PLC0415  only where it is asked for
    from dateline.ledger import read_events  # noqa: PLC0415
    from dateline.situation.gather import gather_events  # noqa: PLC0415
    from dateline.store import open_store, read_codings  # noqa: PLC0415

    with open_store(store) as opened:
        warn_unfused(opened)
        coded = (one.coded for one in read_codings(opened))
        return gather_events(read_events(opened, rules), coded, wanted)


def _read(
    file: Path, context: click.Context, messages: Messages, threads: int
) -> list[CodedReport]:
    found = load_input(file, options.read_options(None, None))
    fresh: Iterable[Coded] = ()
    if not found.coded:
        coder = options.parts_of(context).make_coder(CoderOptions(threads=threads))
        fresh = code_outcomes(found.reports, coder)
    coded = []
    for outcome in chain(found.coded, fresh):
        if isinstance(outcome, CodedAt):
            coded.append(outcome.coded)
        elif isinstance(outcome, ReadNote):
            messages.note(outcome)
        else:
            messages.failure(outcome)
    return coded


def _render(situation: "Situation", form: str) -> str:
    from dateline.situation.markdown import render_markdown  # noqa: PLC0415
    from dateline.situation.page import render_situation  # noqa: PLC0415

    return render_markdown(situation) if form == "markdown" else render_situation(situation)
