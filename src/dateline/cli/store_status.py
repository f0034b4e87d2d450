"""`dateline status`: what a store holds."""

from typing import Final

import click

from dateline.cli import options
from dateline.cli.facts import counted, echo_facts, version_words
from dateline.cli.fuse_reports import warn_unfused
from dateline.store import Reference, Status, open_store, read_references, read_status

_EPILOG: Final = """\b
Examples:
  dateline status
  dateline status --store war.db
"""


@click.command("status", epilog=_EPILOG, short_help="Say what a store holds.")
@options.store
def store_status(*, store: str) -> None:
    """Say how much a store holds, what coded it, and when it was written last."""
    with open_store(store) as opened:
        status = read_status(opened)
        references = [("reference", _told(one)) for one in read_references(opened)]
        echo_facts([("store", opened.location), *_facts(status, references)])
        warn_unfused(opened)


def _told(one: Reference) -> str:
    days = " to ".join(dict.fromkeys((one.first, one.last)))
    files = "an import was stopped" if one.unfinished else counted(one.files, "file")
    return f"{one.name} ({one.scheme}): {counted(one.events, 'event')}, {days}, {files}"


def _facts(status: Status, references: list[tuple[str, str]]) -> list[tuple[str, str]]:
    published = [day for day in (status.first_published, status.last_published) if day]
    facts = [
        ("reports", f"{status.reports:,}"),
        ("published", " to ".join(dict.fromkeys(published))),
        ("event mentions", f"{status.mentions:,}"),
        ("fused events", f"{status.fused_events:,}"),
        ("not fused yet", f"{status.unfused:,}"),
        ("reviews", f"{status.reviews:,}"),
        ("codings in force", f"{status.codings:,}"),
        ("old codings kept", f"{status.old_codings:,}"),
    ]
    for versions, number in status.versions:
        facts.append(("coded by", f"{version_words(versions)}: {number:,}"))
    written = f"{status.written}, turn {status.turn:,}" if status.written else "never"
    return [*facts, *references, ("last written", written)]
