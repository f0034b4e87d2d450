"""`dateline fuse`: the event mentions of a store made into events."""

from typing import Final

import click

from dateline.cli import options
from dateline.cli.facts import counted
from dateline.cli.messages import echo_error
from dateline.fuse.rules import FuseRules
from dateline.ledger import find_pending, fuse_new
from dateline.store import Store, open_store, read_status

_EPILOG: Final = """\b
Examples:
  dateline fuse
  dateline fuse --whole --store war.db
"""


@click.command("fuse", epilog=_EPILOG, short_help="Fuse a store's reports into events.")
@options.store
@click.option(
    "--whole", is_flag=True, help="Fuse everything from scratch, not only what is new since."
)
@options.quiet
@click.pass_context
def fuse_reports(context: click.Context, *, store: str, whole: bool, quiet: bool) -> None:
    """Make the event mentions of a store into events: those of one event become one.

    `dateline add` does so at its end. The result is the same whatever order reports came in; --whole
    shows it. What was fused before is kept in the history.
    """
    with open_store(store) as opened:
        fuse_and_say(opened, options.parts_of(context).load_rules(), whole=whole, quiet=quiet)


def fuse_and_say(
    store: Store, rules: FuseRules, *, whole: bool = False, quiet: bool = False
) -> None:
    """Fuse what is new, and say how many events that made."""
    done = fuse_new(store, rules, whole=whole)
    if quiet:
        return
    status = read_status(store)
    verb = "makes" if status.mentions == 1 else "make"
    mentions = f"{counted(status.mentions, 'event mention')} {verb}"
    changed = f"{done.written:,} new or changed" + (f", {done.ended:,} gone" if done.ended else "")
    echo_error(f"{mentions} {counted(status.fused_events, 'event')}: {changed}")


def warn_unfused(store: Store) -> None:
    """Say what of a store is not fused yet, so that nobody takes the events for all there is."""
    pending = find_pending(store)
    if not pending.mentions or pending.current:
        return
    if not pending.begun:
        said = "nothing is fused yet; each report's events stand on their own"
    elif pending.unfused:
        are = "is" if pending.unfused == 1 else "are"
        of = counted(pending.mentions, "event mention")
        said = f"{pending.unfused:,} of {of} {are} not fused yet, so in no event"
    else:
        said = "not all decisions and new codings are fused yet; events are as they were before"
    echo_error(f"warning: {said}; run `dateline fuse`")
