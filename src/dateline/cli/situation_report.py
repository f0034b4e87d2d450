"""`dateline report`: a situation report of many coded reports."""

from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import click
from click.core import ParameterSource

from dateline.cli import options
from dateline.cli.batches import Coded, CodedAt, code_outcomes
from dateline.cli.facts import counted, version_words
from dateline.cli.loading import load_input
from dateline.cli.messages import Messages, printable
from dateline.cli.parts import CoderOptions
from dateline.cli.writing import open_output
from dateline.read import ReadNote
from dateline.records import CodedReport

if TYPE_CHECKING:
    from dateline.fuse.rules import FuseRules
    from dateline.situation.choose import Wanted
    from dateline.situation.gather import Situation

_SHOWN: Final = 20  # letters that a message names
_EPILOG: Final = """\b
Examples:
  dateline report coded.jsonl -o report.html
  dateline report --store war.db --place Baghouz --from 2019-03-01 -o report.html
  dateline report coded.jsonl --actor "Islamic State" --format markdown
  dateline report coded.jsonl --format pdf -o report.pdf

\b
Exit codes:
  0  the report is written
  1  there is no such event, the report cannot be written, or a report failed; the others are in
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
    type=click.Choice(["html", "markdown", "pdf"]),
    default="html",
    show_default=True,
    help="A page that needs nothing but itself, Markdown, or PDF for paper.",
)
@options.output("Write to FILE, which must not be there yet, instead of standard output.")
@click.option("--force", is_flag=True, help="Write a new FILE in place of one that is there.")
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
    force: bool,
    threads: int,
    quiet: bool,
) -> None:
    """Write what the reports of FILE, or of a store, say of the situation.

    FILE is what `dateline code` wrote, or reports, which are coded first; they are fused for the report. Of a
    store the events are those that `dateline events` lists, as people merged and split them. Key figures, map, timeline, who
    holds what, people on the move, and every event with who says what.
    """
    from dateline.situation.choose import Wanted  # noqa: PLC0415  `--help` need not wait
    from dateline.situation.forms import load_renderer  # noqa: PLC0415
    from dateline.situation.gather import gather  # noqa: PLC0415

    if file is not None and context.get_parameter_source("store") is not ParameterSource.DEFAULT:
        raise click.UsageError("give a FILE or --store, not both")
    _check_output(output, form, force=force)
    render = load_renderer(form)  # before reports are coded, which may take long
    messages = Messages(quiet=quiet)
    wanted = Wanted(first=first, last=last, place=place, actor=actor)
    rules = options.parts_of(context).load_rules()
    if file is None:
        told = _stored(store, rules, wanted)
    else:
        read = _read(file, context, messages, threads)
        told = _Told(gather(read.coded, rules, wanted), read.versions)
    if not told.situation.events:
        raise click.ClickException("no such event is reported; ask for less, or add reports")
    rendered = render(told.situation, told.versions)
    with open_output(output) as handle:
        handle.write(rendered.content)
    if rendered.missing:
        messages.say(_missing_words(rendered.missing))
    if messages.failed:
        context.exit(1)


def _check_output(output: Path | None, form: str, *, force: bool) -> None:
    """Refuse, before any work is done, what cannot be written."""
    from dateline.export.files import refuse_existing  # noqa: PLC0415  `--help` need not wait
    from dateline.situation.forms import TEXT_FORMS  # noqa: PLC0415

    if output is None or str(output) == "-":
        if form not in TEXT_FORMS:
            raise click.UsageError(f"{form} is no text, so it needs a file; add -o FILE")
    elif not force and (output.is_file() or not output.exists()):
        refuse_existing(output)


def _missing_words(letters: Sequence[str]) -> str:
    """Return which letters stand as numbers in the report, and what to do."""
    shown = " ".join(letters[:_SHOWN]) + (" …" if len(letters) > _SHOWN else "")
    noun = "letter" if len(letters) == 1 else "letters"
    return printable(
        f"warning: the fonts of the PDF lack {len(letters):,} {noun} ({shown}); each is written as its "
        "Unicode number there: write the report as HTML to see them"
    )


class _Read(NamedTuple):
    """Coded reports, and what coded them, a line each where it is known."""

    coded: list[CodedReport]
    versions: list[str]


class _Told(NamedTuple):
    """A situation, and what coded its reports, a line each where it is known."""

    situation: "Situation"
    versions: list[str]


def _stored(store: str, rules: "FuseRules", wanted: "Wanted") -> _Told:
    """Return the situation of a store: the events that `dateline events` lists, with what people decided."""
    from dateline.cli.fuse_reports import warn_unfused  # noqa: PLC0415  only where it is asked for
    from dateline.ledger import read_events  # noqa: PLC0415
    from dateline.situation.gather import gather_events  # noqa: PLC0415
    from dateline.store import open_store, read_codings, read_status  # noqa: PLC0415

    with open_store(store) as opened:
        warn_unfused(opened)
        known = read_status(opened).versions
        lines = [f"{version_words(one)}: {counted(number, 'report')}" for one, number in known]
        coded = (one.coded for one in read_codings(opened))
        return _Told(gather_events(read_events(opened, rules), coded, wanted), lines)


def _read(file: Path, context: click.Context, messages: Messages, threads: int) -> _Read:
    found = load_input(file, options.read_options(None, None))
    fresh: Iterable[Coded] = ()
    versions = []
    if not found.coded:
        coder = options.parts_of(context).make_coder(CoderOptions(threads=threads))
        fresh = code_outcomes(found.reports, coder)
        versions.append(version_words(coder.versions))
    coded = []
    for outcome in chain(found.coded, fresh):
        if isinstance(outcome, CodedAt):
            coded.append(outcome.coded)
        elif isinstance(outcome, ReadNote):
            messages.note(outcome)
        else:
            messages.failure(outcome)
    return _Read(coded, versions)
