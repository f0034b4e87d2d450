"""Who was reported to hold which place since when, from captures, withdrawals and handovers."""

from collections.abc import Iterable
from typing import Final

from dateline.coding.parties import is_fighter
from dateline.fuse.records import FusedEvent
from dateline.records import Actor, Place, Record

_REAL: Final = frozenset({"happened", "ongoing"})
_FINE: Final = frozenset({"exact", "near", "admin2", "admin1"})
_CHANGES: Final = frozenset({"capture", "withdraw"})


class Control(Record, frozen=True, kw_only=True):
    """From a day on a place was reported to be held by a party; None = left, and by whom it is held is not said.

    `until` is the day of the next change, None while there is none. `contested` says that sources
    contradict each other about it.
    """

    place: Place
    holder: Actor | None
    lost_by: Actor | None
    since: str
    until: str | None
    events: tuple[str, ...]
    grade: str
    contested: bool


def control_of_places(events: Iterable[FusedEvent]) -> tuple[Control, ...]:
    """Return who held each place since when, by place and day.

    Who takes a place holds it; who leaves it holds it no longer, so it falls to the other side of the
    withdrawal where there is one. Tellings of one change that follow each other with the same holder are one.
    """
    by_place: dict[str, list[FusedEvent]] = {}
    for one in events:
        if _changes_hands(one) and one.event.place:
            key = one.event.place.id or one.event.place.name
            by_place.setdefault(key, []).append(one)
    found: list[Control] = []
    for key in sorted(by_place):
        changes = sorted(by_place[key], key=lambda one: (_day(one), one.event.type, one.id))
        found.extend(_history(changes))
    return tuple(found)


def _changes_hands(one: FusedEvent) -> bool:
    place = one.event.place
    return (
        one.event.type in _CHANGES
        and one.status in _REAL
        and place is not None
        and place.precision in _FINE
        and bool(one.event.last or one.event.first)
        and (one.event.type != "capture" or _taker(one) is not None)
    )


def _day(one: FusedEvent) -> str:
    return one.event.last or one.event.first or ""


def _taker(one: FusedEvent) -> Actor | None:
    """Return who holds the place after the event.

    The coder puts a state on side A whoever began; the sub-event type says who gained.
    """
    event = one.event
    if event.type == "withdraw":
        return event.side_b if is_fighter(event.side_b) else None
    regained = event.codes.acled.sub_event_type
    if regained == "Non-state actor overtakes territory" and _is_state(event.side_a):
        return event.side_b or event.side_a
    return event.side_a


def _is_state(actor: Actor | None) -> bool:
    return actor is not None and actor.codes.acled_type == "1"


def _loser(one: FusedEvent, holder: Actor | None) -> Actor | None:
    sides = (one.event.side_a, one.event.side_b)
    return next((side for side in sides if side and (holder is None or side.id != holder.id)), None)


def _history(changes: Iterable[FusedEvent]) -> list[Control]:
    found: list[Control] = []
    for one in changes:
        holder = _taker(one)
        last = found[-1] if found else None
        if last and last.holder and holder and last.holder.id == holder.id:
            found[-1] = _also(last, one)
            continue
        if last and holder is None and last.holder and _loser(one, None) != last.holder:
            continue  # somebody else left; who holds the place does not change
        if last:
            found[-1] = _ended(last, _day(one))
        found.append(_control(one, holder))
    return found


def _control(one: FusedEvent, holder: Actor | None) -> Control:
    place = one.event.place
    if place is None:
        raise ValueError(f"event {one.id} has no place: only events at a place change who holds it")
    return Control(
        place=place,
        holder=holder,
        lost_by=_loser(one, holder),
        since=_day(one),
        until=None,
        events=(one.id,),
        grade=one.grades.code,
        contested=bool(one.contradictions),
    )


def _also(last: Control, one: FusedEvent) -> Control:
    return Control(
        place=last.place,
        holder=last.holder,
        lost_by=last.lost_by or _loser(one, last.holder),
        since=last.since,
        until=None,
        events=(*last.events, one.id),
        grade=min(last.grade, one.grades.code),
        contested=last.contested or bool(one.contradictions),
    )


def _ended(last: Control, day: str) -> Control:
    return Control(
        place=last.place,
        holder=last.holder,
        lost_by=last.lost_by,
        since=last.since,
        until=day,
        events=last.events,
        grade=last.grade,
        contested=last.contested,
    )
