"""A store's reference compared with the events of its ledger."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

import msgspec

from dateline.errors import InputError
from dateline.export.events import stored_origin, stored_outlines
from dateline.export.filters import meets
from dateline.export.records import Origin
from dateline.knowledge.gazetteer_names import place_key
from dateline.records import Record
from dateline.reference.comparison import Found, Told, compare_items
from dateline.reference.items import Item, ledger_item, reference_item
from dateline.reference.parties import Who
from dateline.reference.records import ReferenceEvent, Scheme
from dateline.reference.rules import CompareRules
from dateline.store import (
    EventFilter,
    Reference,
    Store,
    read_reference_events,
    read_references,
    read_status,
)

_EVENT: Final = msgspec.json.Decoder(ReferenceEvent)
_SCHEME: Final = msgspec.json.Decoder(Scheme)
# What is told of a time longer ago than this before the first report is background.
_BACKGROUND: Final = 31


class Comparison(Record, frozen=True, kw_only=True):
    """A reference and a ledger compared. `undated` events of the ledger have no days to match by.

    `outside` of the missed are of countries the ledger has no event in, or of days its reports cannot cover: `days`
    are the first and last of those. With `by_type` only the ledger was chosen from by type, so that there is no recall.
    """

    reference: Reference
    ledger: Origin
    wanted: EventFilter
    reference_events: int
    ledger_events: int
    undated: int
    countries: tuple[str, ...]
    days: tuple[str | None, str | None]
    outside: int
    by_type: bool
    found: Found


def choose_reference(store: Store, name: str | None) -> Reference:
    """Return the reference of that name, or the only one there is.

    Raises:
        InputError: there is none, or there are several and none is named.
    """
    known = read_references(store)
    names = ", ".join(one.name for one in known)
    if not known:
        raise InputError(f"there is no reference in {store.location}; run `dateline import` first")
    if name is None and len(known) > 1:
        raise InputError(f"there are several references; choose one with --name: {names}")
    found = [one for one in known if name in {None, one.name}]
    if not found:
        raise InputError(f"there is no reference {name!r} in {store.location}; there are: {names}")
    return found[0]


def compare_with_ledger(
    store: Store, reference: Reference, wanted: EventFilter, *, rules: CompareRules, who: Who
) -> Comparison:
    """Return how a reference and the ledger's events compare, of the events that are wanted."""
    scheme = _SCHEME.decode(msgspec.json.encode(reference.scheme))
    around = _around(wanted, rules)
    theirs = list(_reference_items(store, reference.name, around, rules))
    ours, undated = _ledger_items(store, scheme, (around, wanted), rules)
    chosen = _Chosen(wanted, ours, who)
    by_type = wanted.type is not None
    found = compare_items(
        theirs,
        ours,
        rules,
        find_sides=who.sides,
        wanted=((lambda _: False) if by_type else chosen.of_reference, chosen.of_ledger),
    )
    if by_type:
        found = msgspec.structs.replace(found, recall=None, f1=None)
    days = _covered(store)
    countries = tuple(sorted({one.coded.country for one in ours if one.coded.country}))
    missed = (single.event for single in found.missed)
    return Comparison(
        reference=reference,
        ledger=stored_origin(store),
        wanted=wanted,
        reference_events=sum(map(chosen.of_reference, theirs)),
        ledger_events=sum(map(chosen.of_ledger, ours)) + undated,
        undated=undated,
        countries=countries,
        days=days,
        outside=sum(_is_outside(one, days, countries) for one in missed),
        by_type=by_type,
        found=found,
    )


def _around(wanted: EventFilter, rules: CompareRules) -> EventFilter:
    """Return the days to read: those wanted, and as many around them as a match may reach."""
    margin = rules.days.reach + max(rules.days.acled)
    return EventFilter(
        first=_shifted(wanted.first, -margin) if wanted.first else None,
        last=_shifted(wanted.last, margin) if wanted.last else None,
    )


def _shifted(day: str, days: int) -> str:
    """Return the day so many days later, the first or last day of all where there is none such."""
    number = date.fromisoformat(day).toordinal() + days
    return str(date.fromordinal(min(max(number, 1), date.max.toordinal())))


def _reference_items(
    store: Store, name: str, around: EventFilter, rules: CompareRules
) -> Iterator[Item]:
    for row in read_reference_events(store, name, first=around.first, last=around.last):
        yield reference_item(_EVENT.decode(row.event), rules)


def _ledger_items(
    store: Store, scheme: Scheme, filters: tuple[EventFilter, EventFilter], rules: CompareRules
) -> tuple[list[Item], int]:
    """Return the events of the ledger, and how many of those wanted have no days to match by."""
    around, wanted = filters
    items: list[Item] = []
    undated = 0
    for exported in stored_outlines(store, around):
        item = ledger_item(exported, scheme, rules)
        if item is not None:
            items.append(item)
        elif meets(exported.event, wanted):
            undated += 1
    return items, undated


class _Chosen:
    """Which events of both sides were asked for."""

    def __init__(self, wanted: EventFilter, ours: Iterable[Item], who: Who) -> None:
        self._wanted = wanted
        self._who = who
        self._places = _names_of(wanted.place, ours) if wanted.place else frozenset()

    def of_ledger(self, item: Item) -> bool:
        """Return whether an event of the ledger was asked for."""
        return item.event is not None and meets(item.event, self._wanted)

    def of_reference(self, item: Item) -> bool:
        """Return whether an event of the reference was asked for; its type is of another codebook."""
        wanted, coded = self._wanted, item.coded
        return (
            (not wanted.first or coded.last >= wanted.first)
            and (not wanted.last or coded.first <= wanted.last)
            and (not wanted.country or coded.country == wanted.country)
            and (not self._places or self._is_at(coded))
            and (not wanted.actor or self._has(item, wanted.actor))
        )

    def _is_at(self, coded: ReferenceEvent) -> bool:
        named = [name for name in (coded.place, coded.admin2, coded.admin1) if name]
        return any(_holds(name, place) for name in named for place in self._places)

    def _has(self, item: Item, actor: str) -> bool:
        known = self._who.sides(item)
        by_id = any(one.side is not None and one.side.id == actor for one in known if one)
        return by_id or any(_holds(one.name, actor) for one in item.coded.sides if one)


def _names_of(place: str, ours: Iterable[Item]) -> frozenset[str]:
    """Return the names that a place's id stands for: the reference does not know it, the ledger does."""
    places = (one.event.place for one in ours if one.event)
    return frozenset(one.name for one in places if one and one.id == place) or frozenset({place})


def _holds(name: str, words: str) -> bool:
    """Tell whether whole words stand in a name, in their order."""
    return f" {place_key(words)} " in f" {place_key(name)} "


def _covered(store: Store) -> tuple[str | None, str | None]:
    """Return the first and last day that the reports of a store may tell of as news."""
    status = read_status(store)
    first = status.first_published
    return _shifted(first, -_BACKGROUND) if first else None, status.last_published


def _is_outside(
    event: Told, days: tuple[str | None, str | None], countries: tuple[str, ...]
) -> bool:
    first, last = days
    early = first is not None and event.last < first
    late = last is not None and event.first > last
    return early or late or (event.country is not None and event.country not in countries)
