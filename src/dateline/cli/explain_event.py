"""`dateline explain`: why a value was coded, step by step."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from dateline.cli import options
from dateline.cli.loading import load_reports
from dateline.cli.messages import Messages, printable
from dateline.cli.parts import CoderOptions, ReportCoder
from dateline.read import Outcomes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.coding.reasons import Explanation

_EPILOG: Final = """\b
Examples:
  dateline explain report.txt --published 2019-03-02
  dateline explain report.txt 1 --published 2019-03-02
  dateline explain coded.jsonl 3f9a2c

\b
Exit codes:
  0  the event is explained
  1  a report failed
  2  wrong use; FILE has no such event
"""


@click.command("explain", epilog=_EPILOG, short_help="Say why an event was coded as it was.")
@click.argument("file", type=options.INPUT)
@click.argument("event", required=False)
@options.published
@options.publisher
@options.amounts
@options.threads
@options.quiet
@click.pass_context
def explain_event(  # noqa: PLR0913  one for each option
    context: click.Context,
    *,
    file: Path,
    event: str | None,
    published: str | None,
    publisher: str | None,
    amounts: str | None,
    threads: int,
    quiet: bool,
) -> None:
    """Say step by step why the values of an event of FILE were coded.

    EVENT is the event's id, the beginning of it, or its number (1 is the most prominent).
    Without EVENT the events of FILE are listed.
    """
    parts = options.parts_of(context)
    messages = Messages(quiet=quiet)
    reports = load_reports(file, options.read_options(published, publisher))
    explanations = _explain_all(
        reports, parts.make_coder(CoderOptions(threads=threads, amounts=amounts)), messages
    )
    if event is None:
        for line in _listed(explanations):
            click.echo(line)
    else:
        from rich.console import Console  # noqa: PLC0415  not needed for the list

        parts.render_explanation(_chosen(explanations, event), Console())
    if messages.failed:
        context.exit(1)


def _explain_all(outcomes: Outcomes, coder: ReportCoder, messages: Messages) -> "list[Explanation]":
    found: list[Explanation] = []
    for read in messages.reports(outcomes):
        found += coder.explain(read.report)
    return found


def _chosen(explanations: "Sequence[Explanation]", event: str) -> "Explanation":
    """Return the explanation of the event with this id, number, or beginning of an id."""
    for explanation in explanations:
        if explanation.event.id == event:
            return explanation
    if event.isdecimal() and 1 <= int(event) <= len(explanations):
        return explanations[int(event) - 1]
    found = [one for one in explanations if one.event.id.startswith(event)]
    if len(found) == 1:
        return found[0]
    problem = "more than one event begins with" if found else "there is no event"
    known = "\n".join(_listed(found or explanations)) or "  (the file has no events)"
    raise click.UsageError(f"{problem} {event!r}; give one of these:\n{known}")


def _listed(explanations: "Sequence[Explanation]") -> list[str]:
    return [
        printable(f"{number:>3}  {one.event.id}  {one.event.type}  {one.event.summary}")
        for number, one in enumerate(explanations, 1)
    ]
