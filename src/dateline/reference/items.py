"""What is compared: an event in the columns of a codebook, with the days, place and sides it may mean."""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from dateline.export.acled import acled_row, why_not_acled
from dateline.export.records import Cell, Exported
from dateline.export.ucdp_ged import ucdp_row, why_not_ucdp
from dateline.read.characters import clean_field
from dateline.records import Actor, Event, Record
from dateline.reference.records import ReferenceEvent, Scheme
from dateline.reference.rows import read_row
from dateline.reference.rules import CompareRules

Number = TypeVar("Number", int, float)


class Item(Record, frozen=True, kw_only=True):
    """An event to match. `id` is the reference's own id, or the ledger's.

    `first` and `last` are ordinals of days, inclusive, as wide as the row's precision leaves them. `reach` is in
    kilometres, 0 where there is no point to measure from. `actors` are those of the ledger's
    event behind the two sides, `event` is that event, and `why_not` says why its codebook would not have it.
    """

    id: str
    coded: ReferenceEvent
    first: int
    last: int
    reach: float
    actors: tuple[Actor | None, Actor | None] = (None, None)
    event: Event | None = None
    why_not: str | None = None


def reference_item(coded: ReferenceEvent, rules: CompareRules) -> Item:
    """Return an event of the reference as it is matched."""
    slack = _by_precision(rules.days.acled, coded.date_precision) if coded.scheme == "acled" else 0
    return Item(
        id=coded.id,
        coded=coded,
        first=_ordinal(coded.first) - slack,
        last=_ordinal(coded.last) + slack,
        reach=_reach(coded, rules),
    )


def ledger_item(exported: Exported, scheme: Scheme, rules: CompareRules) -> Item | None:
    """Return an event of the ledger as it is matched, None if it has no days or too many.

    It is coded as `dateline export` codes it, whether or not the export would leave it out.
    """
    event = exported.event
    if event.first is None or event.last is None:
        return None
    first, last = _ordinal(event.first), _ordinal(event.last)
    if not 0 <= last - first < rules.days.longest:
        return None
    coded = read_row(scheme, _cells(_row(exported, scheme)))
    return Item(
        id=exported.id,
        coded=coded,
        first=first,
        last=last,
        reach=_reach(coded, rules) if _has_point(event) else 0.0,
        actors=_actors(event, scheme),
        event=event,
        why_not=why_not_acled(exported) if scheme == "acled" else why_not_ucdp(exported),
    )


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _row(exported: Exported, scheme: Scheme) -> Mapping[str, Cell]:
    return acled_row(exported) if scheme == "acled" else ucdp_row(exported)


def _cells(row: Mapping[str, Cell]) -> dict[str, str]:
    """Return the cells as they are read back from a file."""
    written = {name: clean_field(str(value)) for name, value in row.items() if value is not None}
    return {name: value for name, value in written.items() if value}


def _actors(event: Event, scheme: Scheme) -> tuple[Actor | None, Actor | None]:
    """Return the actors behind the two sides as the export writes them: ACLED's first is never empty."""
    if scheme == "acled" and event.side_a is None:
        return event.side_b, None
    return event.side_a, event.side_b


def _has_point(event: Event) -> bool:
    return event.place is not None and event.place.precision != "country"


def _reach(coded: ReferenceEvent, rules: CompareRules) -> float:
    if coded.lat is None or coded.lon is None:
        return 0.0
    table = rules.place.acled if coded.scheme == "acled" else rules.place.ucdp
    return _by_precision(table, coded.place_precision)


def _by_precision(table: tuple[Number, ...], precision: int | None) -> Number:
    """Return the value for a precision from 1; the first where the row does not say, the last beyond it."""
    return table[min(max(precision or 1, 1), len(table)) - 1]
