"""`dateline event`: one event of a store, with who says what and how it came to stand."""

from collections.abc import Iterable, Iterator
from typing import Final

import click

from dateline.cli import options
from dateline.cli.decide_events import wrong_use
from dateline.cli.event_sections import (
    contradiction_lines,
    copy_lines,
    judged_facts,
    origin_lines,
    responsibility_lines,
    value_lines,
)
from dateline.cli.facts import echo_facts
from dateline.cli.list_events import days_of, deaths_of, sides_of
from dateline.cli.messages import printable
from dateline.ledger import Entry, choose_event, read_entry
from dateline.records import Event, EventMention, Span
from dateline.store import Review, ToldBy, open_store, read_turn_times

_EPILOG: Final = """\b
Examples:
  dateline event 3f9a2c41d07be865
  dateline event 3f9a2c --store war.db
"""


@click.command("event", epilog=_EPILOG, short_help="Show an event with sources and history.")
@click.argument("event_id", metavar="ID", type=options.Words())
@options.store
def show_event(*, event_id: str, store: str) -> None:
    """Show the event ID of a store: values and who said what, contradictions, sources, history.

    ID is what `dateline events` lists, or the beginning of it.
    """
    with open_store(store) as opened:
        with wrong_use():
            chosen = choose_event(opened, event_id)
        entry = read_entry(opened, chosen)
        moments = list(_moments(entry))
        times = read_turn_times(opened, {turn for turn, _ in moments})
    facts = [("event", entry.id), ("now", ", ".join(entry.now)), *_facts(entry.event)]
    echo_facts([*facts, *judged_facts(entry)])
    _echo_section("Values", value_lines(entry))
    _echo_section("Responsibility", responsibility_lines(entry))
    _echo_section("Contradictions", contradiction_lines(entry))
    _echo_section("Origins", origin_lines(entry))
    _echo_section("Copies", copy_lines(entry))
    click.echo("\nSources")
    for one in entry.told:
        if one.until is None:
            _echo_source(one)
    _echo_section("Decisions", map(_decision, entry.reviews))
    lines = (f"{times.get(turn, '')}  {what}" for turn, what in sorted(set(moments)))
    _echo_section("History", lines)


def _echo_section(title: str, lines: Iterable[str]) -> None:
    """Write a section, if it has lines."""
    shown = [printable(f"  {line}") for line in lines]
    if shown:
        click.echo("\n".join(("", title, *shown)))


def _decision(review: Review) -> str:
    who = f" by {review.who}" if review.who else ""
    why = f": {review.note}" if review.note else ""
    what = f"takes back {review.undoes}" if review.kind == "undo" else _groups(review)
    return f"{review.id}  {review.kind}{who}, {what}{why}"


def _groups(review: Review) -> str:
    return " | ".join(" ".join(group) for group in review.groups)


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
    for said in mention.voices:
        verb = "denies" if said.stance == "deny" else "says"
        named += [("source", said.source.span if said.source else None), (verb, said.cue)]
    for name, span in named:
        if span:
            yield f"{name}: {_quoted(span)}"


def _quoted(span: Span) -> str:
    return f"“{' '.join(span.text.split())}” ({span.start}-{span.end})"


def _moments(entry: Entry) -> Iterator[tuple[int, str]]:
    """Yield what happened to an event and to those it came of, with the turn."""
    for stood in entry.stood:
        deaths = deaths_of(stood.event.deaths.total) or "not said"
        told = f"{len(stood.mentions):,} mention{'s' if len(stood.mentions) != 1 else ''}"
        yield (
            stood.since,
            f"fused: {days_of(stood.event)}, deaths {deaths}, of {told}, as {stood.id}",
        )
        if stood.until is not None and stood.id == entry.id:
            yield stood.until, "ended: its mentions are in other events, or told no more"
    for one in entry.told:
        yield one.mention.turn, f"mention {one.mention.id} coded by {one.versions.coder}"
        if one.until is not None:
            yield one.until, f"that coding of {one.mention.id} was replaced"
    for review in entry.reviews:
        yield review.turn, f"decision {review.id}: {review.kind}"
