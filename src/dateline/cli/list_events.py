"""`dateline events`: the events of a store."""

from typing import Final

import click

from dateline.cli import options
from dateline.cli.event_filter import event_filters
from dateline.cli.facts import echo_columns
from dateline.cli.fuse_reports import warn_unfused
from dateline.ledger import read_details
from dateline.records import Event, Range
from dateline.store import (
    EventFilter,
    FoundEvent,
    find_fused,
    find_mentions,
    last_fusion,
    open_store,
)

_EPILOG: Final = """\b
Examples:
  dateline events
  dateline events --from 2019-03-01 --to 2019-03-31 --country SYR
  dateline events --place Baghouz --actor "Islamic State" --type airstrike

\b
Exit codes:
  0  events are listed
  1  there are none such
  2  wrong use
"""


@click.command("events", epilog=_EPILOG, short_help="List the events of a store.")
@options.store
@event_filters
@click.pass_context
def list_events(
    context: click.Context,
    *,
    store: str,
    wanted: EventFilter,
) -> None:
    """List the events of a store by day, with the id that `dateline event` shows them by.

    Of a fused event also the Admiralty grade, and in what reports contradict each other.

    An event is listed if it meets every condition and touches the days. Until reports are fused
    each report's events stand for themselves.
    """
    with open_store(store) as opened:
        warn_unfused(opened)
        fused = last_fusion(opened) is not None
        found = find_fused(opened, wanted) if fused else find_mentions(opened, wanted)
    if not found:
        raise click.ClickException("there are no such events in the store; ask for less")
    echo_columns([_row(one) for one in found])
    context.exit(0)


def _row(found: FoundEvent) -> list[str]:
    event = found.event
    place = event.place
    return [
        found.id,
        days_of(event),
        event.type,
        (place.country if place else None) or "",
        place.name if place else "",
        deaths_of(event.deaths.total),
        f"{found.reports:,}",
        *_judged(found),
        sides_of(event),
    ]


def _judged(found: FoundEvent) -> tuple[str, str]:
    """Return the grades of an event, and the fields in dispute behind an exclamation mark."""
    fused = read_details(found.event, found.details)
    if fused is None:
        return "", ""
    disputed = ",".join(one.field for one in fused.contradictions)
    return fused.grades.code, f"!{disputed}" if disputed else ""


def days_of(event: Event) -> str:
    """Return the days of an event, `unknown` if it has none."""
    days = dict.fromkeys(filter(None, (event.first, event.last)))
    return "..".join(days) or "unknown"


def deaths_of(total: Range) -> str:
    """Return deaths as `12` or `5-12`, with the best figure between where it is neither."""
    figures = (total.low, total.best, total.high)
    return "-".join(dict.fromkeys(f"{one:,}" for one in figures if one is not None))


def sides_of(event: Event) -> str:
    """Return the names of the sides."""
    names = [side.name if side else "unknown" for side in (event.side_a, event.side_b)]
    return " / ".join(names) if event.side_a or event.side_b else ""
