"""`dateline export`: events in the forms other programs read."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Final

import click

from dateline.cli import options
from dateline.cli.batches import CodedAt
from dateline.cli.event_filter import event_filters
from dateline.cli.facts import counted
from dateline.cli.fuse_reports import warn_unfused
from dateline.cli.loading import load_input
from dateline.cli.messages import Messages
from dateline.errors import ExportError
from dateline.export.events import coded_events, stored_events, stored_origin
from dateline.export.files import refuse_existing, sidecar_of, write_beside
from dateline.export.formats import FORMATS, load_writer
from dateline.export.losses import NotCarried, losses_json, start_losses
from dateline.export.records import Exported, Origin
from dateline.records import CodedReport
from dateline.store import EventFilter, open_store

_EPILOG: Final = """\b
Examples:
  dateline export --format csv > events.csv
  dateline export --from 2019-03-01 --country SYR --format acled -o syria.csv
  dateline export coded.jsonl --format geopackage -o events.gpkg

\b
Exit codes:
  0  events are written
  1  there are none such, a line of FILE is broken, or the export cannot be written
  2  wrong use
"""


class _Found:
    """Events to write, and what they are; `failed` lines of a file were no coded report."""

    def __init__(self, of: Origin, events: Iterator[Exported], failed: int = 0) -> None:
        self.of = of
        self.events = events
        self.failed = failed


@click.command("export", epilog=_EPILOG, short_help="Write events in the forms others read.")
@click.argument("file", type=options.INPUT, required=False)
@click.option(
    "--format", "format_", type=click.Choice(list(FORMATS)), required=True, help="The form."
)
@options.output("Write to FILE, which must not be there yet, and what it cannot carry beside it.")
@click.option("--force", is_flag=True, help="Write a new FILE in place of one that is there.")
@options.store
@event_filters
@click.pass_context
def export_events(  # noqa: PLR0913  one for each option
    context: click.Context,
    *,
    file: Path | None,
    format_: str,
    output: Path | None,
    force: bool,
    store: str,
    wanted: EventFilter,
) -> None:
    """Write the events of a store, or of FILE, in the form of another program.

    FILE is what `dateline code` wrote. Of a store whose reports are fused, the fused events are
    written, else each report's events on their own.
    """
    to_stdout = output is None or str(output) == "-"
    if to_stdout and not FORMATS[format_].text:
        raise click.UsageError(f"{format_} is no text, so it needs a file; add -o FILE")
    _refuse_two_inputs(context, file)
    losses = start_losses(format_)
    write = load_writer(format_)
    if output is not None and not to_stdout and not force:
        refuse_existing(output, sidecar_of(output))
    with _find(file, store, wanted) as found:
        events = _some(found.events)

        def write_events(handle: BinaryIO) -> None:
            write(events, handle, losses)

        if output is None or to_stdout:
            write_events(sys.stdout.buffer)
            sys.stdout.buffer.flush()
        else:
            write_beside(output, write_events, lambda: losses_json(losses.result(found.of)))
        _echo_result(losses.result(found.of), None if to_stdout else output)
        context.exit(1 if found.failed else 0)


def _refuse_two_inputs(context: click.Context, file: Path | None) -> None:
    given = context.get_parameter_source("store") is not click.core.ParameterSource.DEFAULT
    if file is not None and given:
        raise click.UsageError("events come from FILE or from --store; leave one of them out")


@contextmanager
def _find(file: Path | None, store: str, wanted: EventFilter) -> Iterator[_Found]:
    """Give the events of a file, or of a store that stays open meanwhile."""
    if file is not None:
        reports, failed = _read_coded(file)
        yield _Found("coded events", iter(coded_events(reports, wanted)), failed)
    else:
        with open_store(store) as opened:
            warn_unfused(opened)
            yield _Found(stored_origin(opened), stored_events(opened, wanted))


def _read_coded(file: Path) -> tuple[list[CodedReport], int]:
    """Return the coded reports of a file and how many of its lines were none."""
    messages = Messages()
    found = load_input(file, options.read_options(None, None)).coded
    if not found:
        raise click.UsageError(
            f"{file} holds no coded reports; give what `dateline code` wrote, or --store"
        )
    reports: list[CodedReport] = []
    for one in found:
        if isinstance(one, CodedAt):
            reports.append(one.coded)
        else:
            messages.failure(one)
    return reports, messages.failed


def _some(events: Iterator[Exported]) -> Iterator[Exported]:
    """Return the events, once it is sure that there are any.

    Raises:
        ExportError: there are none.
    """
    first = next(events, None)
    if first is None:
        raise ExportError("there are no such events; ask for less")
    return chain((first,), events)


def _echo_result(result: NotCarried, output: Path | None) -> None:
    """Say how much was written and that something was not."""
    said = f"{counted(result.written, 'event')} written ({result.exported})"
    if result.left_out:
        said += f", {counted(len(result.left_out), 'event')} left out"
    if output is not None:
        where = f"{sidecar_of(output)} lists what {result.format} does not carry"
    else:
        where = f"with -o a file beside it lists what {result.format} does not carry"
    click.echo(f"{said}; {where}", err=True)
