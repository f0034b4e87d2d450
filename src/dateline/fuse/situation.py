"""The situation over time from fused events: figures by party and month, and people who moved.

`dateline.fuse.control` has who holds which place.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from dateline.coding.merge import distance_km
from dateline.fuse.features import overlap
from dateline.fuse.records import FusedEvent
from dateline.records import Actor, Place, Range, Record

_REAL: Final = frozenset({"happened", "ongoing"})
_STRETCH_DAYS: Final = 2  # an event over more days may hold others
_SUM_DAYS: Final = 45  # an event over more days sums up many and is kept out of the months
_SAME_KM: Final = 20.0
_MOVED: Final = frozenset({"displaced", "returned"})
_MOVES: Final = frozenset({"displace", "return"})
_SUFFERED: Final = ("side_a", "side_b", "civilians", "unknown")


class MonthFigure(Record, frozen=True, kw_only=True):
    """People of one party in one month: `measure` is deaths, injured, detained, ...

    `party` is an actor id, `civilians` or `unknown`; `events` are those it is summed from.
    """

    month: str
    party: str
    measure: str
    range: Range
    events: tuple[str, ...]


class Flow(Record, frozen=True, kw_only=True):
    """People reported to have moved from one place to another in one month; None = not said where."""

    month: str
    kind: str
    origin: Place | None
    destination: Place | None
    people: Range
    events: tuple[str, ...]


def monthly_figures(events: Iterable[FusedEvent]) -> tuple[MonthFigure, ...]:
    """Return the figures by month, party and measure, sorted; no death is counted twice.

    Only what is held to have happened counts. An event over several days that holds others of the same
    sides and place adds only what they leave of it. An event over months, or without a day, adds nothing.
    """
    dated = [one for one in events if _counts(one)]
    parts = _parts(dated)
    sums: dict[tuple[str, str, str], list[tuple[Range, str]]] = {}
    for event in dated:
        month = (event.event.first or "")[:7]
        for party, measure, figure in _figures(event):
            inside = [_figure_of(part, party, measure) for part in parts.get(event.id, ())]
            rest = subtract(figure, inside)
            if rest.best or rest.high:
                sums.setdefault((month, party, measure), []).append((rest, event.id))
    return tuple(
        MonthFigure(
            month=month,
            party=party,
            measure=measure,
            range=add(figure for figure, _ in told),
            events=tuple(sorted(id_ for _, id_ in told)),
        )
        for (month, party, measure), told in sorted(sums.items())
    )


def _counts(one: FusedEvent) -> bool:
    days = _days(one)
    return one.status in _REAL and days is not None and days <= _SUM_DAYS


def _days(one: FusedEvent) -> int | None:
    """Return how many days an event covers, None where it has none."""
    first, last = one.event.first, one.event.last
    if not first or not last:
        return None
    return (date.fromisoformat(last) - date.fromisoformat(first)).days + 1


def _figures(event: FusedEvent) -> list[tuple[str, str, Range]]:
    """Return party, measure and figure of an event; other figures than deaths are the second side's."""
    deaths = event.event.deaths
    found = [(_party(event, side), "deaths", _by_side(event, side)) for side in _SUFFERED]
    if all(figure.best is None for *_, figure in found):
        found = [("unknown", "deaths", deaths.total)]
    figures = sorted(event.event.figures.items())
    found += [(_whose(event, name), name, figure) for name, figure in figures]
    return [one for one in found if one[2].best is not None or one[2].high is not None]


def _whose(event: FusedEvent, measure: str) -> str:
    """Return the second side; of people who move it is civilians whoever drove them out."""
    side = event.event.side_b
    if measure in _MOVED and (side is None or side.kind != "civilians"):
        return "civilians"
    return _party(event, "side_b")


def _by_side(event: FusedEvent, side: str) -> Range:
    found = getattr(event.event.deaths, side)
    if not isinstance(found, Range):
        raise TypeError(f"{side} of deaths is no range: use a field of Deaths")
    return found


def _party(event: FusedEvent, side: str) -> str:
    actor = {"side_a": event.event.side_a, "side_b": event.event.side_b}.get(side)
    if side in {"civilians", "unknown"}:
        return side
    return actor.id if actor else "unknown"


def _figure_of(event: FusedEvent, party: str, measure: str) -> Range:
    figures = [figure for who, what, figure in _figures(event) if (who, what) == (party, measure)]
    return add(figures)


def _parts(events: Sequence[FusedEvent]) -> dict[str, list[FusedEvent]]:
    """Return for each event over several days the shorter events it holds."""
    long = [one for one in events if (_days(one) or 0) > _STRETCH_DAYS]
    by_month: dict[str, list[FusedEvent]] = {}
    for one in events:
        by_month.setdefault((one.event.first or "")[:7], []).append(one)
    found: dict[str, list[FusedEvent]] = {}
    for whole in long:
        months = {(whole.event.first or "")[:7], (whole.event.last or "")[:7]}
        near = [one for month in sorted(months) for one in by_month.get(month, ())]
        found[whole.id] = [one for one in near if one.id != whole.id and is_part(one, whole)]
    return found


def is_part(one: FusedEvent, whole: FusedEvent) -> bool:
    """Tell whether a shorter event lies in the days and place of a longer one between the same sides."""
    part, all_ = one.event, whole.event
    if not (part.first and part.last and all_.first and all_.last):
        return False
    inside = all_.first <= part.first and part.last <= all_.last
    shorter = (_days(one) or 0) < (_days(whole) or 0)
    return (
        inside
        and shorter
        and _same_side(part.side_b, all_.side_b)
        and _holds(all_.place, part.place)
    )


def _same_side(one: Actor | None, other: Actor | None) -> bool:
    return one is None or other is None or one.id == other.id


def _holds(wide: Place | None, narrow: Place | None) -> bool:
    if wide is None or narrow is None:
        return False
    if wide.id == narrow.id:
        return True
    if wide.country != narrow.country:
        return False
    if wide.precision in {"country", "admin1"}:
        return wide.precision == "country" or (wide.admin1 or "?") == narrow.admin1
    if None in {wide.lat, wide.lon, narrow.lat, narrow.lon}:
        return False
    return distance_km(wide, narrow) <= _SAME_KM


def add(figures: Iterable[Range]) -> Range:
    """Return the sum; a missing low or high takes the best figure."""
    said = [one for one in figures if one.best is not None or one.high is not None]
    if not said:
        return Range()
    return Range(
        low=sum(_first(one.low, one.best, 0) for one in said),
        best=sum(_first(one.best, one.low, 0) for one in said),
        high=sum(_first(one.high, one.best, 0) for one in said),
    )


def subtract(whole: Range, parts: Sequence[Range]) -> Range:
    """Return what parts leave of a whole, at least 0."""
    inside = add(parts)
    if inside.best is None:
        return whole
    return Range(
        low=max(0, _first(whole.low, whole.best, 0) - _first(inside.high, 0)),
        best=max(0, _first(whole.best, 0) - inside.best),
        high=max(0, _first(whole.high, whole.best, 0) - _first(inside.low, 0)),
    )


def _first(*numbers: int | None) -> int:
    return next((number for number in numbers if number is not None), 0)


def displacement_flows(events: Iterable[FusedEvent]) -> tuple[Flow, ...]:
    """Return who moved from where to where by month, sorted; flight and return apart.

    An event whose place only is known has that place as its origin (flight) or destination (return).
    """
    found: dict[tuple[str, str, str, str], list[FusedEvent]] = {}
    for one in events:
        if one.event.type in _MOVES and one.status in _REAL:
            origin, destination = _ends(one)
            month = (one.event.first or one.event.last or "")[:7]
            key = (month, one.event.type, _key(origin), _key(destination))
            found.setdefault(key, []).append(one)
    return _without_parts([_flow(key, told) for key, told in sorted(found.items())])


def _without_parts(flows: Sequence[Flow]) -> tuple[Flow, ...]:
    """Return the flows without those that tell less of another: an end missing, the number alike."""
    return tuple(
        one
        for one in flows
        if not any(other is not one and _tells_more(other, one) for other in flows)
    )


def _tells_more(full: Flow, bare: Flow) -> bool:
    if (full.month, full.kind) != (bare.month, bare.kind) or not overlap(full.people, bare.people):
        return False
    ends, bare_ends = (full.origin, full.destination), (bare.origin, bare.destination)
    if None in ends or None not in bare_ends:
        return False
    return all(b is None or _key(a) == _key(b) for a, b in zip(ends, bare_ends, strict=True))


def _ends(one: FusedEvent) -> tuple[Place | None, Place | None]:
    origin, destination = one.origin, one.destination
    if origin is None and destination is None:
        return (one.event.place, None) if one.event.type == "displace" else (None, one.event.place)
    return origin, destination


def _key(place: Place | None) -> str:
    return (place.id or place.name) if place else ""


def _flow(key: tuple[str, str, str, str], told: Sequence[FusedEvent]) -> Flow:
    origin, destination = _ends(told[0])
    return Flow(
        month=key[0],
        kind=key[1],
        origin=origin,
        destination=destination,
        people=add(_people(one) for one in told),
        events=tuple(sorted(one.id for one in told)),
    )


def _people(one: FusedEvent) -> Range:
    figures = one.event.figures
    return figures.get("displaced") or figures.get("returned") or Range()
