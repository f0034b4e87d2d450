"""`dateline compare`: the ledger beside what others coded."""

from pathlib import Path
from typing import BinaryIO, Final, Literal

import click
import msgspec

from dateline.cli import options
from dateline.cli.comparison_text import comparison_lines, write_comparison_table
from dateline.cli.event_filter import event_filters
from dateline.cli.writing import open_output
from dateline.knowledge.comparing import load_compare_rules
from dateline.reference.ledger import Comparison, choose_reference, compare_with_ledger
from dateline.store import EventFilter, open_store

Form = Literal["text", "json", "csv"]

_EPILOG: Final = """\b
Examples:
  dateline compare
  dateline compare --name acled --from 2019-03-01 --to 2019-03-31 --country SYR
  dateline compare --format csv -o differences.csv

\b
Exit codes:
  0  they are compared, whether or not they agree
  1  there is nothing to compare
  2  wrong use
"""


@click.command("compare", epilog=_EPILOG, short_help="Compare the ledger with what others coded.")
@options.store
@click.option(
    "--name", type=options.Words(), metavar="NAME", help="The reference, if there are several."
)
@event_filters
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    show_default=True,
    help="For a person, whole as JSON, or a row a match.",
)
@options.output("Write to FILE instead of standard output.")
@click.pass_context
def compare_events(
    context: click.Context,
    *,
    store: str,
    name: str | None,
    form: Form,
    output: Path | None,
    wanted: EventFilter,
) -> None:
    """Match the events of a reference one to one with the ledger's, and say where they differ.

    `dateline import` brings a reference in. Events are matched by days, place, sides and type, as the codebook of
    the reference has them; what cannot be compared is said.
    """
    who = options.parts_of(context).load_who()
    with open_store(store) as opened:
        reference = choose_reference(opened, name)
        comparison = compare_with_ledger(
            opened, reference, wanted, rules=load_compare_rules(), who=who
        )
    if not comparison.reference_events and not comparison.ledger_events:
        raise click.ClickException("there are no such events on either side; ask for less")
    with open_output(output) as handle:
        _write(comparison, handle, form)
    context.exit(0)


def _write(comparison: Comparison, handle: BinaryIO, form: Form) -> None:
    if form == "csv":
        write_comparison_table(comparison, handle)
    elif form == "json":
        handle.write(msgspec.json.format(msgspec.json.encode(comparison), indent=2) + b"\n")
    else:
        lines = "\n".join(comparison_lines(comparison))
        handle.write(f"{lines}\n".encode("utf-8", "replace"))
    handle.flush()
