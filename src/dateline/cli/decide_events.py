"""`dateline merge` and `split`: what people decide about events."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

import click

from dateline.cli import options
from dateline.cli.facts import echo_columns
from dateline.cli.list_events import days_of, deaths_of
from dateline.cli.messages import printable
from dateline.errors import InputError
from dateline.ledger import fuse_new, merge_events, split_event, take_back
from dateline.store import (
    Review,
    Store,
    find_events_of,
    open_store,
    read_all_reviews,
    read_fused,
)

_TWO: Final = 2
_MERGE_EPILOG: Final = """\b
Examples:
  dateline merge 3f9a2c41d07be865 81c0de5a
  dateline merge 3f9a 81c0 --by ana --note "same strike, two spellings"
  dateline merge --undo 5d21
"""
_SPLIT_EPILOG: Final = """\b
Examples:
  dateline split 3f9a2c41d07be865 c1d2e3f4
  dateline split 3f9a c1d2 77ab --by ana --note "the second strike"
  dateline split --undo 5d21
"""

_undo: Final = click.option(
    "--undo", type=options.Words(), metavar="DECISION", help="Take a decision back, by its id."
)
_by: Final = click.option("--by", metavar="NAME", help="Who decides.")
_note: Final = click.option("--note", metavar="TEXT", help="Why.")


@click.command("merge", epilog=_MERGE_EPILOG, short_help="Hold events to be one.")
@click.argument("events", nargs=-1, type=options.Words(), metavar="ID ID...")
@_undo
@_by
@_note
@options.store
@click.pass_context
def merge_these(
    context: click.Context,
    *,
    events: tuple[str, ...],
    undo: str | None,
    by: str | None,
    note: str | None,
    store: str,
) -> None:
    """Hold the events ID ID... to be one, whatever the rules of fusing say.

    The decision names the mentions of the events, so it outlives fusing and coding anew. It is kept
    with who made it and why; --undo takes it back, and a later split overrules it.
    """
    if (undo is None) == (len(events) < _TWO):
        raise click.UsageError("give two events or more, or --undo with a decision, not both")

    def decide(opened: Store) -> Review:
        if undo is not None:
            return take_back(opened, undo, who=by, note=note)
        return merge_events(opened, events, who=by, note=note)

    _decide(context, store, decide)


@click.command("split", epilog=_SPLIT_EPILOG, short_help="Hold mentions to be of another event.")
@click.argument("event", required=False, type=options.Words(), metavar="ID")
@click.argument("mentions", nargs=-1, type=options.Words(), metavar="MENTION...")
@_undo
@_by
@_note
@options.store
@click.pass_context
def split_this(  # noqa: PLR0913  one for each option
    context: click.Context,
    *,
    event: str | None,
    mentions: tuple[str, ...],
    undo: str | None,
    by: str | None,
    note: str | None,
    store: str,
) -> None:
    """Take the mentions MENTION... out of the event ID: they are another event, the rest is one.

    `dateline event` shows the mentions. The decision outlives fusing and coding anew; --undo takes it
    back, and a later merge overrules it.
    """
    if (undo is None) == (event is None or not mentions):
        raise click.UsageError(
            "give an event and some of its mentions, or --undo with a decision, not both"
        )

    def decide(opened: Store) -> Review:
        if undo is not None:
            return take_back(opened, undo, who=by, note=note)
        return split_event(opened, event or "", mentions, who=by, note=note)

    _decide(context, store, decide)


def _decide(context: click.Context, store: str, decide: Callable[[Store], Review]) -> None:
    """Write the decision, fuse what it changes, and list the events that its mentions are in now."""
    with open_store(store) as opened:
        with wrong_use():
            review = decide(opened)
        fuse_new(opened, options.parts_of(context).load_rules())
        every = {one.id: one for one in read_all_reviews(opened, now=True)}
        decided = every.get(review.undoes or "", every[review.id])
        members = [id_ for group in decided.groups for id_ in group]
        now = sorted(set(find_events_of(opened, members).values()))
        found = list(read_fused(opened, now))
    click.echo(printable(_said(review)))
    echo_columns(
        [
            (one.event.id, days_of(one.event), one.event.type, deaths_of(one.event.deaths.total))
            for one in found
        ]
    )


def _said(review: Review) -> str:
    if review.kind == "undo":
        return f"decision {review.undoes} is taken back; its mentions are in"
    return f"decision {review.id} ({review.kind}); its mentions are in"


@contextmanager
def wrong_use() -> Iterator[None]:
    """Turn an id that is none into wrong use of the command."""
    try:
        yield
    except InputError as error:
        raise click.UsageError(str(error)) from error
