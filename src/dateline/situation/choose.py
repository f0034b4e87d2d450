"""Which fused events a situation report is about."""

from collections.abc import Iterable

from dateline.fuse.records import FusedEvent
from dateline.knowledge.gazetteer_names import place_key
from dateline.records import Actor, Record


class Wanted(Record, frozen=True, kw_only=True):
    """What is asked for; None = all. Days are inclusive, as ISO.

    `place` and `actor` are an id, or whole words of a name; a place is also found by its district and region,
    an event by where people moved from or to.
    """

    first: str | None = None
    last: str | None = None
    place: str | None = None
    actor: str | None = None


def choose_events(events: Iterable[FusedEvent], wanted: Wanted) -> tuple[FusedEvent, ...]:
    """Return the events that meet every condition and touch the days, in their order."""
    return tuple(
        one
        for one in events
        if _in_days(one, wanted) and _at(one, wanted.place) and _by(one, wanted.actor)
    )


def _in_days(one: FusedEvent, wanted: Wanted) -> bool:
    """Tell whether an event touches the days; one without a day does so only where no day is asked for."""
    first, last = one.event.first or one.event.last, one.event.last or one.event.first
    if wanted.first and (last is None or last < wanted.first):
        return False
    return not (wanted.last and (first is None or first > wanted.last))


def _at(one: FusedEvent, asked: str | None) -> bool:
    if asked is None:
        return True
    places = [place for place in (one.event.place, one.origin, one.destination) if place]
    names = [n for place in places for n in (place.name, place.admin2, place.admin1) if n]
    return any(place.id == asked for place in places) or _named(asked, names)


def _by(one: FusedEvent, asked: str | None) -> bool:
    if asked is None:
        return True
    sides: list[Actor | None] = [one.event.side_a, one.event.side_b, *one.event.others]
    actors = [actor for actor in sides if actor]
    return any(actor.id == asked for actor in actors) or _named(asked, [a.name for a in actors])


def _named(asked: str, names: Iterable[str]) -> bool:
    """Tell whether the words stand in one of the names, whole and in this order."""
    words = f" {place_key(asked)} "
    return bool(words.strip()) and any(words in f" {place_key(name)} " for name in names)
