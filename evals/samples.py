"""The sample reports against the facts expected of them: `python -m evals.samples [--misses]`.

A fact is found when an event mention of its type has its words as trigger. Its other fields are compared
with that mention and with the event it belongs to. `samples/expected.toml` explains the fields.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import msgspec

from dateline import Coder
from dateline.read import ReadOptions, ReadReport, read_paths
from dateline.records import Actor, CodedReport, Event, EventMention, Place, Range, Report

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
DEFAULTS = ReadOptions(published="2019-03-06", publisher="Jazira Reporter")


class Figure(msgspec.Struct, frozen=True):
    """A measure and what must be said of it."""

    measure: str
    low: int | None = None
    best: int | None = None
    high: int | None = None


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """What must be coded, as `samples/expected.toml` gives it."""

    words: str
    type: str
    status: str = "happened"
    agents: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    place: str | None = None
    origin: str | None = msgspec.field(name="from", default=None)
    destination: str | None = msgspec.field(name="to", default=None)
    first: str | None = None
    last: str | None = None
    figure: Figure | None = None
    source: str | None = None
    stance: str = "assert"


class Expected(msgspec.Struct, frozen=True, kw_only=True):
    """One report and its facts."""

    file: str
    published: str
    publisher: str
    id: str | None = None
    fact: tuple[Fact, ...] = ()


class Facts(msgspec.Struct, frozen=True):
    """The whole file."""

    report: tuple[Expected, ...]


class Found(msgspec.Struct, frozen=True):
    """An event mention with the event it belongs to."""

    mention: EventMention
    event: Event | None


def load_expected() -> tuple[Expected, ...]:
    """Return the reports with the facts expected of them."""
    text = (SAMPLES / "expected.toml").read_bytes()
    return msgspec.toml.decode(text, type=Facts).report


def read_samples() -> list[Report]:
    """Return the sample reports."""
    outcomes = read_paths([SAMPLES / "baghouz"], DEFAULTS)
    return [outcome.report for outcome in outcomes if isinstance(outcome, ReadReport)]


def check_fact(fact: Fact, coded: CodedReport) -> dict[str, bool]:
    """Return which fields of a fact were coded; `found` is the event mention itself.

    Of several mentions that fit, the one that has most of the fact counts.
    """
    events = {id_: event for event in coded.events for id_ in event.mentions}
    told = [
        Found(mention, events.get(mention.id))
        for mention in coded.event_mentions
        if mention.type == fact.type and _overlaps(fact.words, mention.trigger.text)
    ]
    fields = {name: holds for name, (asked, holds) in FIELDS.items() if asked(fact)}
    results = [
        {"found": True} | {name: holds(fact, one) for name, holds in fields.items()} for one in told
    ]
    missed = {"found": False} | dict.fromkeys(fields, False)
    return max(results, key=lambda result: sum(result.values()), default=missed)


def _overlaps(words: str, trigger: str) -> bool:
    return words in trigger or trigger in words


def _status(fact: Fact, found: Found) -> bool:
    return found.mention.status == fact.status


def _agents(fact: Fact, found: Found) -> bool:
    side = found.event.side_a if found.event else None
    return _named(fact.agents, [*found.mention.agents, *([side] if side else [])])


def _targets(fact: Fact, found: Found) -> bool:
    side = found.event.side_b if found.event else None
    return _named(fact.targets, [*found.mention.targets, *([side] if side else [])])


def _named(names: Iterable[str], actors: list[Actor]) -> bool:
    known = {actor.name for actor in actors} | {actor.kind for actor in actors}
    return set(names) <= known


def _place(fact: Fact, found: Found) -> bool:
    event = found.event
    return _is_at(fact.place or "", found.mention.place, event.place if event else None)


def _origin(fact: Fact, found: Found) -> bool:
    return _is_at(fact.origin or "", found.mention.origin)


def _destination(fact: Fact, found: Found) -> bool:
    return _is_at(fact.destination or "", found.mention.destination)


def _is_at(name: str, *places: Place | None) -> bool:
    words = [f"{p.name} {p.span.text if p.span else ''}".lower() for p in places if p]
    return any(name.lower() in one for one in words)


def _days(fact: Fact, found: Found) -> bool:
    days = (fact.first, fact.last or fact.first)
    event = found.event
    own = (found.mention.time.first, found.mention.time.last)
    return days in {own, (event.first, event.last) if event else own}


def _figure(fact: Fact, found: Found) -> bool:
    figure = fact.figure or Figure("")
    ranges = [
        Range(low=count.low, best=count.best, high=count.high)
        for count in found.mention.counts
        if count.measure == figure.measure
    ]
    if found.event:
        deaths = found.event.deaths.total
        of_event = deaths if figure.measure == "deaths" else found.event.figures.get(figure.measure)
        ranges += [of_event] if of_event else []
    return any(figure.best in {None, one.best} and figure.low in {None, one.low} for one in ranges)


def _source(fact: Fact, found: Found) -> bool:
    said = found.mention.attribution
    if said is None or said.source is None:
        return False
    names = [said.source.name, said.source.span.text if said.source.span else ""]
    return any(_overlaps((fact.source or "").lower(), name.lower()) for name in names if name)


def _stance(fact: Fact, found: Found) -> bool:
    said = found.mention.attribution
    return said is not None and said.stance == fact.stance


# For each field: whether a fact has it, and whether what was found agrees.
FIELDS: Mapping[str, tuple[Callable[[Fact], bool], Callable[[Fact, Found], bool]]] = {
    "status": (lambda _: True, _status),
    "agents": (lambda fact: bool(fact.agents), _agents),
    "targets": (lambda fact: bool(fact.targets), _targets),
    "place": (lambda fact: fact.place is not None, _place),
    "from": (lambda fact: fact.origin is not None, _origin),
    "to": (lambda fact: fact.destination is not None, _destination),
    "days": (lambda fact: fact.first is not None, _days),
    "figure": (lambda fact: fact.figure is not None, _figure),
    "source": (lambda fact: fact.source is not None, _source),
    "stance": (lambda fact: fact.stance != "assert", _stance),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--misses", action="store_true", help="list what was not coded")
    options = parser.parse_args()
    coded = {
        (one.report.published, one.report.publisher): one
        for one in Coder().code_many(read_samples())
    }
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for expected in load_expected():
        for fact in expected.fact:
            result = check_fact(fact, coded[expected.published, expected.publisher])
            asked.update(result.keys())
            right.update(name for name, holds in result.items() if holds)
            wrong = [name for name, holds in result.items() if not holds]
            if options.misses and wrong:
                shown = "not found" if "found" in wrong else ", ".join(wrong)
                print(f"{expected.id or expected.file}: {fact.words!r} {fact.type}: {shown}")
    for name in ("found", *FIELDS):
        print(f"{name:<8}{right[name]:>4} of {asked[name]}")


if __name__ == "__main__":
    main()
