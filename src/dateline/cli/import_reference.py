"""`dateline import`: events that others coded, to compare the ledger with."""

from pathlib import Path
from typing import Final

import click

from dateline.cli import options
from dateline.cli.facts import counted
from dateline.cli.messages import Messages, printable
from dateline.errors import InputError
from dateline.read.outcomes import Failure
from dateline.reference.importing import Imported, import_file
from dateline.reference.records import SCHEMES, Scheme
from dateline.store import Store, open_store

_INTERRUPTED: Final = 130
_EPILOG: Final = """\b
Examples:
  dateline import acled-syria.csv
  dateline import ged251.csv --store war.db
  dateline import desk.csv --as acled --name desk

\b
Exit codes:
  0    every row is in the store
  1    some rows or files failed; the others are in the store
  2    wrong use
  130  stopped with Ctrl-C; run the same command again to go on
"""


@click.command("import", epilog=_EPILOG, short_help="Keep events that others coded.")
@click.argument("files", nargs=-1, required=True, type=options.FILE, metavar="FILE...")
@options.store
@click.option(
    "--as",
    "scheme",
    type=click.Choice(SCHEMES),
    help="Whose export it is; guessed from the header if not given.",
)
@click.option(
    "--name",
    type=options.Words(),
    metavar="NAME",
    help="What the reference is called: acled or ucdp-ged if not given.",
)
@options.quiet
@click.pass_context
def import_reference(
    context: click.Context,
    *,
    files: tuple[Path, ...],
    store: str,
    scheme: Scheme | None,
    name: str | None,
    quiet: bool,
) -> None:
    """Read exports of ACLED or UCDP GED in CSV and keep their events apart from dateline's own.

    The store is made if there is none. A file that is there already is not read again, and a newer version of a row
    takes the place of the older, which is kept. `dateline compare` compares them with the ledger.
    """
    messages = Messages(quiet=quiet)
    with open_store(store, create=True) as opened:
        for file in files:
            done = _import(opened, file, messages, scheme=scheme, name=name)
            if done is not None and not quiet:
                messages.say(printable(_said(file, done)))
    context.exit(1 if messages.failed else 0)


def _import(
    store: Store, file: Path, messages: Messages, *, scheme: Scheme | None, name: str | None
) -> Imported | None:
    """Return what became of a file's rows, None where the file as a whole failed."""
    try:
        return import_file(store, file, say=messages.failure, name=name, scheme=scheme)
    except InputError as error:
        messages.failure(Failure(where=f"{file}:1", message=str(error)))
        return None
    except KeyboardInterrupt:
        messages.say(f"{printable(str(file))}: stopped; run the same command again to go on")
        raise click.exceptions.Exit(_INTERRUPTED) from None


def _said(file: Path, done: Imported) -> str:
    if done.before:
        return f"{file}: imported before as {done.source.name}, {counted(done.there, 'row')}"
    failed = f", {done.failed:,} failed" if done.failed else ""
    new = counted(done.new, "row")
    return f"{file}: {new} added to {done.source.name}, {done.there:,} there already{failed}"
