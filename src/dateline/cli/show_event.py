"""`dateline event`: one event of a store, with who says what and how it came to stand."""

from collections.abc import Iterator, Sequence
from typing import Final

import click

from dateline.cli import options
from dateline.cli.facts import echo_facts
from dateline.cli.list_events import days_of, deaths_of, sides_of
from dateline.cli.messages import printable
from dateline.records import Event, EventMention, Span
from dateline.store import (
    FusedVersion,
    LinkVersion,
    Store,
    ToldBy,
    match_fused_ids,
    match_mention_ids,
    open_store,
    read_told,
    read_turn_times,
    read_versions,
)

_SHOWN: Final = 10
_EPILOG: Final = """\b
Examples:
  dateline event 3f9a2c41d07be865
  dateline event 3f9a2c --store war.db
"""


@click.command("event", epilog=_EPILOG, short_help="Show an event with sources and history.")
@click.argument("event_id", metavar="ID", type=options.Words())
@options.store
def show_event(*, event_id: str, store: str) -> None:
    """Show the event ID of a store: values, sources, evidence and history.

    ID is what `dateline events` lists, or the beginning of it.
    """
    with open_store(store) as opened:
        chosen = _choose(opened, event_id)
        versions, links = read_versions(opened, chosen)
        members = dict.fromkeys(link.mention for link in links if link.until is None)
        told = read_told(opened, members if versions else [chosen])
        moments = list(_moments(versions, links, told))
        times = read_turn_times(opened, {turn for turn, _ in moments})
    event = versions[-1].event if versions else told[-1].mention.event
    echo_facts([("event", chosen), *_facts(event)])
    click.echo("\nSources")
    for one in told:
        if one.until is None:
            _echo_source(one)
    click.echo("\nHistory")
    for turn, what in sorted(moments):
        click.echo(printable(f"  {times.get(turn, '')}  {what}"))


def _choose(store: Store, beginning: str) -> str:
    """Return the id that is given or begun."""
    found = match_fused_ids(store, beginning) or match_mention_ids(store, beginning)
    if beginning in found:
        return beginning
    if not found:
        raise click.UsageError(
            f"there is no event {beginning!r} in {store.location}; `dateline events` lists them"
        )
    if len(found) > 1:
        known = "\n".join(f"  {one}" for one in found[:_SHOWN])
        raise click.UsageError(
            f"{len(found):,} events begin with {beginning!r}; give more of the id:\n{known}"
        )
    return found[0]


def _facts(event: Event) -> list[tuple[str, str]]:
    place = event.place
    where = [place.name, place.admin2, place.admin1, place.country] if place else []
    figures = [f"{name} {deaths_of(one)}" for name, one in sorted(event.figures.items())]
    return [
        ("type", event.type),
        ("days", days_of(event)),
        ("place", ", ".join(dict.fromkeys(filter(None, where)))),
        ("sides", sides_of(event)),
        ("others", ", ".join(one.name for one in event.others)),
        ("deaths", deaths_of(event.deaths.total)),
        ("figures", ", ".join(figures)),
        ("summary", event.summary),
    ]


def _echo_source(told: ToldBy) -> None:
    mention = told.mention
    said = (mention.publisher, mention.published, told.title, mention.url)
    click.echo(printable("  " + (", ".join(filter(None, said)) or "unknown publisher")))
    deaths = deaths_of(mention.event.deaths.total)
    rows = [
        ("mention", mention.id),
        ("says", mention.event.summary),
        ("deaths", deaths),
        ("report", f"{mention.report_id}, SHA-256 {mention.sha256}"),
        *(("obtained", way) for way in told.ways),
        ("coded by", f"coder {told.versions.coder}, model {told.versions.model}"),
        *(("evidence", line) for one in told.evidence for line in _evidence(one)),
    ]
    echo_facts([(f"    {name}", value) for name, value in rows])


def _evidence(mention: EventMention) -> Iterator[str]:
    """Yield the words a mention rests on, with their offsets in the report's text."""
    yield f"{mention.type}, {mention.status}: {_quoted(mention.trigger)}"
    named: list[tuple[str, Span | None]] = [
        ("place", mention.place.span if mention.place else None),
        ("time", mention.time.span),
        *(("agent", one.span) for one in mention.agents),
        *(("target", one.span) for one in mention.targets),
        *((one.measure, one.span) for one in mention.counts),
        *(("means", one.span) for one in mention.means),
    ]
    if mention.attribution:
        source = mention.attribution.source
        named += [("source", source.span if source else None), ("says", mention.attribution.cue)]
    for name, span in named:
        if span:
            yield f"{name}: {_quoted(span)}"


def _quoted(span: Span) -> str:
    return f"“{' '.join(span.text.split())}” ({span.start}-{span.end})"


def _moments(
    versions: Sequence[FusedVersion], links: Sequence[LinkVersion], told: Sequence[ToldBy]
) -> Iterator[tuple[int, str]]:
    """Yield what happened to an event, with the turn."""
    for number, version in enumerate(versions):
        deaths = deaths_of(version.event.deaths.total)
        yield (
            version.since,
            f"{'changed' if number else 'fused'}: {days_of(version.event)}, deaths {deaths or 'not said'}",
        )
    if versions and versions[-1].until is not None:
        yield versions[-1].until, "ended: its mentions are in other events, or no longer told"
    seen: set[str] = set()
    for link in links:
        if link.mention not in seen:
            seen.add(link.mention)
            yield link.since, f"joined by mention {link.mention}"
    for one in told:
        yield one.mention.turn, f"mention {one.mention.id} coded by {one.versions.coder}"
        if one.until is not None:
            yield one.until, f"that coding of {one.mention.id} was replaced"
