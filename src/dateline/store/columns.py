"""The columns an event is found by, and the conditions that find it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Table,
    and_,
    func,
    insert,
    or_,
    select,
    true,
)
from sqlalchemy.sql.expression import ColumnCollection

from dateline.knowledge.gazetteer_names import place_key
from dateline.records import Actor, Event, Place
from dateline.store.records import EventFilter

Cell = str | int | float | None
Row = Mapping[str, Cell]

_LARGEST: Final = 2**63 - 1
# As many as every database takes in one condition.
_AT_ONCE: Final = 500


def event_row(event: Event) -> dict[str, Cell]:
    """Return the columns of an event, and the event itself as JSON."""
    place = event.place
    total = event.deaths.total
    return {
        "event": msgspec.json.encode(event).decode(),
        "type": event.type,
        "first": event.first,
        "last": event.last,
        "country": place.country if place else None,
        "place_id": place.id if place else None,
        "place_words": _place_words(place) if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "side_a": event.side_a.id if event.side_a else None,
        "side_b": event.side_b.id if event.side_b else None,
        "deaths_low": _whole(total.low),
        "deaths_best": _whole(total.best),
        "deaths_high": _whole(total.high),
    }


def actor_rows(event: Event) -> Iterator[Row]:
    """Yield the rows of the actors of an event, without the event's own row number."""
    sides = [("a", event.side_a), ("b", event.side_b), *(("other", one) for one in event.others)]
    for position, (side, actor) in enumerate(sides):
        if actor:
            yield {
                "position": position,
                "side": side,
                "actor_id": actor.id,
                "words": _actor_words(actor),
            }


def matching(
    wanted: EventFilter, columns: ColumnCollection[str, ColumnElement[str]], actors: Table
) -> ColumnElement[bool]:
    """Return the condition under which a row of events is wanted."""
    conditions: list[ColumnElement[bool]] = [true()]
    if wanted.first:
        conditions.append(columns["last"] >= wanted.first)
    if wanted.last:
        conditions.append(columns["first"] <= wanted.last)
    if wanted.country:
        conditions.append(columns["country"] == wanted.country)
    if wanted.type:
        conditions.append(columns["type"] == wanted.type)
    if wanted.place:
        named = _names(columns["place_words"], wanted.place)
        conditions.append(or_(columns["place_id"] == wanted.place, named))
    if wanted.actor:
        named = _names(actors.c["words"], wanted.actor)
        taking_part = select(actors.c["row"]).where(
            or_(actors.c["actor_id"] == wanted.actor, named)
        )
        conditions.append(columns["row"].in_(taking_part))
    return and_(*conditions)


def portions(keys: Iterable[str]) -> Iterator[list[str]]:
    """Yield the keys without doubles, in order, as many at a time as one statement bears."""
    distinct = list(dict.fromkeys(keys))
    for start in range(0, len(distinct), _AT_ONCE):
        yield distinct[start : start + _AT_ONCE]


def plain(row: RowMapping) -> dict[str, Cell]:
    """Return a row as a dictionary; SQLAlchemy's own keys are more than plain text."""
    return {str(name): value for name, value in row.items()}


def insert_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows, if there are any."""
    if rows:
        connection.execute(insert(table), list(rows))


def insert_events(
    connection: Connection, table: Table, actors: Table, events: Sequence[tuple[Event, Row]]
) -> None:
    """Insert events with their columns and those of the rows beside them, and their actors.

    Writers take turns, so the next free number is nobody else's.
    """
    highest = connection.execute(select(func.max(table.c["row"]))).scalar() or 0
    numbered = list(enumerate(events, int(highest) + 1))
    insert_rows(
        connection,
        table,
        [{"row": number, **row, **event_row(event)} for number, (event, row) in numbered],
    )
    taking_part = [
        {"row": number, **one} for number, (event, _) in numbered for one in actor_rows(event)
    ]
    insert_rows(connection, actors, taking_part)


def _names(column: ColumnElement[str], words: str) -> ColumnElement[bool]:
    """Tell whether the words stand in a column of words, whole and in this order."""
    return column.contains(f" {place_key(words)} ", autoescape=True)


def _place_words(place: Place) -> str:
    names = dict.fromkeys(filter(None, (place.name, place.admin2, place.admin1)))
    return _words(names)


def _actor_words(actor: Actor) -> str:
    return _words((actor.name,))


def _words(names: Iterable[str]) -> str:
    """Return names in the form they are found by, a bar between, blanks around each."""
    return "|".join(f" {place_key(name)} " for name in names)


def _whole(number: int | None) -> int | None:
    """Return a number as the column holds it: a report may name one beyond all bounds."""
    return None if number is None else min(number, _LARGEST)
