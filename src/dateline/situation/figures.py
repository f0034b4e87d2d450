"""The figures of a situation: totals with their ranges, and by month and party; nothing is counted twice."""

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec.structs import replace

from dateline.fuse.records import FusedEvent
from dateline.fuse.situation import MonthFigure, add, monthly_figures
from dateline.records import Deaths, Range, Record
from dateline.show.words import is_said, measure_words, range_words
from dateline.situation.gather import Situation

_FIRST: Final = ("injured", "displaced", "returned", "detained", "abducted", "missing")
_MOST: Final = 4
_REAL: Final = frozenset({"happened", "ongoing"})
_UNREAL: Final = {"possible": "not confirmed", "future": "planned or expected", "denied": "denied"}


class KeyFigure(Record, frozen=True, kw_only=True):
    """One figure in words, what qualifies it, and the ids of the events it is summed from."""

    name: str
    value: str
    note: str = ""
    events: tuple[str, ...] = ()


def key_figures(situation: Situation) -> tuple[KeyFigure, ...]:
    """Return what a reader wants to know first."""
    figures = monthly_figures(situation.events)
    return (
        _events(situation.events),
        _deaths(situation.events, figures),
        *_others(figures),
        _places(situation.events),
        _reports(situation),
        _clashes(situation.events),
    )


def toll(events: Iterable[FusedEvent]) -> Range:
    """Return the deaths of some events together, those of parts of others once.

    They are the totals over all reports: the sides are those of one report and have narrower ranges.
    """
    return _sum(_totals(events))


def _totals(events: Iterable[FusedEvent]) -> tuple[MonthFigure, ...]:
    bare = (_only_total(one) for one in events)
    return monthly_figures(one for one in bare if is_said(one.event.deaths.total))


def _only_total(one: FusedEvent) -> FusedEvent:
    event = replace(one.event, deaths=Deaths(total=one.event.deaths.total), figures={})
    return replace(one, event=event)


def _sum(figures: Iterable[MonthFigure]) -> Range:
    return add(one.range for one in figures)


def _behind(figures: Iterable[MonthFigure]) -> tuple[str, ...]:
    return tuple(sorted({id_ for one in figures for id_ in one.events}))


def _events(events: Sequence[FusedEvent]) -> KeyFigure:
    real = sum(one.status in _REAL for one in events)
    others = [
        f"{number:,} {words}"
        for status, words in _UNREAL.items()
        if (number := sum(one.status == status for one in events))
    ]
    return KeyFigure(
        name="events",
        value=f"{real:,}",
        note=("beside them " + ", ".join(others)) if others else "held to have happened",
    )


def _deaths(events: Iterable[FusedEvent], figures: Iterable[MonthFigure]) -> KeyFigure:
    dead = _totals(events)
    civilians = [
        one
        for one in figures
        if one.measure == "deaths" and one.party.partition(":")[0] == "civilians"
    ]
    note = f"{range_words(_sum(civilians))} of them civilians" if civilians else ""
    return KeyFigure(name="deaths", value=range_words(_sum(dead)), note=note, events=_behind(dead))


def _others(figures: Sequence[MonthFigure]) -> Iterable[KeyFigure]:
    said = dict.fromkeys(one.measure for one in figures if one.measure != "deaths")
    known = [measure for measure in _FIRST if measure in said]
    for measure in [*known, *sorted(said.keys() - set(known))][:_MOST]:
        told = [one for one in figures if one.measure == measure]
        yield KeyFigure(
            name=measure_words(measure), value=range_words(_sum(told)), events=_behind(told)
        )


def _places(events: Sequence[FusedEvent]) -> KeyFigure:
    places = {(one.event.place.id or one.event.place.name) for one in events if one.event.place}
    without = sum(one.event.place is None for one in events)
    note = f"{without:,} events at no named place" if without else ""
    return KeyFigure(name="places", value=f"{len(places):,}", note=note)


def _reports(situation: Situation) -> KeyFigure:
    origins = {o.id for one in situation.events for o in one.origins if not o.denies}
    copies = {id_ for one in situation.events for group in one.copies for id_, _ in group.copies}
    note = f"{len(origins):,} independent origins"
    note += f", {len(copies):,} copies" if copies else ""
    return KeyFigure(name="reports", value=f"{len(situation.sources):,}", note=note)


def _clashes(events: Sequence[FusedEvent]) -> KeyFigure:
    clashing = tuple(one.id for one in events if one.contradictions)
    return KeyFigure(
        name="events in dispute",
        value=f"{len(clashing):,}",
        note="reports contradict each other" if clashing else "",
        events=clashing,
    )
