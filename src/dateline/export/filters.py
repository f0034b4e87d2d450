"""The conditions of `dateline events`, for events that are in no store."""

from collections.abc import Iterable

from dateline.knowledge.gazetteer_names import place_key
from dateline.records import Event
from dateline.store import EventFilter


def meets(event: Event, wanted: EventFilter) -> bool:
    """Return whether an event meets every condition, as a store would find it."""
    place = event.place
    return (
        (not wanted.first or (event.last or "") >= wanted.first)
        and (not wanted.last or (event.first is not None and event.first <= wanted.last))
        and (not wanted.country or (place is not None and place.country == wanted.country))
        and (not wanted.type or event.type == wanted.type)
        and (not wanted.place or _at(event, wanted.place))
        and (not wanted.actor or _with(event, wanted.actor))
    )


def _at(event: Event, wanted: str) -> bool:
    place = event.place
    if place is None:
        return False
    return place.id == wanted or _named((place.name, place.admin2, place.admin1), wanted)


def _with(event: Event, wanted: str) -> bool:
    actors = [one for one in (event.side_a, event.side_b, *event.others) if one]
    return any(one.id == wanted or _named((one.name,), wanted) for one in actors)


def _named(names: Iterable[str | None], wanted: str) -> bool:
    words = f" {place_key(wanted)} "
    return any(words in f" {place_key(name)} " for name in names if name)
