"""What tellings are compared by: a telling boiled down to days, place, sides, figures and words."""

from datetime import date
from typing import Final

from dateline.fuse.mentions import Telling
from dateline.fuse.rules import FuseRules, Windows
from dateline.records import Actor, Place, Range, Record

_DAYLIKE: Final = frozenset({"time", "day"})
_FINE: Final = frozenset({"exact", "near"})


class Days(Record, frozen=True, kw_only=True):
    """Days as ordinals, first and last inclusive.

    `sure` says that the report itself names the day; `long` that it is a stretch that sums up many.
    """

    first: int
    last: int
    sure: bool
    long: bool


class Side(Record, frozen=True, kw_only=True):
    """A party: its id, the ids of its kin (itself, those it belongs to, its UCDP name), and whether it is named."""

    id: str
    kin: frozenset[str]
    kind: str
    named: bool


class Profile(Record, frozen=True, kw_only=True):
    """A telling as the scorer sees it. `coarse` is `fine`, `district`, `province`, `country` or `none`."""

    telling: Telling
    days: Days | None
    place: Place | None
    coarse: str
    sides: tuple[Side | None, Side | None]
    deaths: Range
    figures: dict[str, Range]
    words: frozenset[str]
    place_words: frozenset[str]
    text_words: frozenset[str]


def profile(telling: Telling, rules: FuseRules) -> Profile:
    """Return what a telling is compared by."""
    event = telling.event
    return Profile(
        telling=telling,
        days=find_days(telling, rules.windows),
        place=event.place,
        coarse=coarseness(event.place),
        sides=(side_of(event.side_a, rules), side_of(event.side_b, rules)),
        deaths=event.deaths.total,
        figures={k: v for k, v in event.figures.items() if v.best},
        words=frozenset(telling.words),
        place_words=frozenset(telling.place_words),
        text_words=frozenset(telling.text_words),
    )


def find_days(telling: Telling, windows: Windows) -> Days | None:
    """Return the days a telling may mean; None where neither event nor report has a day.

    An event told as news without a day is of the publication day or the few days before it.
    """
    event, published = telling.event, telling.report.published
    first, last = _ordinal(event.first), _ordinal(event.last)
    if first is not None and last is not None and event.date_grain != "range":
        long = last - first > windows.long_days
        return Days(first=first, last=last, sure=event.date_grain in _DAYLIKE, long=long)
    end = last if last is not None else _ordinal(published)
    if end is None:
        return None
    if first is not None:
        start = first if first < end else end - windows.fresh_days
    else:
        start = end - windows.undated_days
    return Days(first=start, last=end, sure=False, long=end - start > windows.long_days)


def _ordinal(day: str | None) -> int | None:
    return date.fromisoformat(day).toordinal() if day else None


def coarseness(place: Place | None) -> str:
    """Return how fine a place is: fine, district, province, country or none."""
    if place is None:
        return "none"
    if place.precision in _FINE:
        return "fine" if place.lat is not None and place.lon is not None else "none"
    if place.precision == "admin1" and not place.admin1:
        return "country"
    return {"admin2": "district", "admin1": "province"}.get(place.precision, "country")


def side_of(actor: Actor | None, rules: FuseRules) -> Side | None:
    """Return an actor as a side is compared, with its kin; None of nobody."""
    if actor is None:
        return None
    prefix = actor.id.partition(":")[0]
    named = ":" not in actor.id or prefix not in rules.generic
    kin = {actor.id, *rules.roots.get(actor.id, ())}
    if actor.codes.ucdp:
        kin.add(actor.codes.ucdp)
    if prefix == "unknown":
        kin.add(actor.name.casefold())
    return Side(id=actor.id, kin=frozenset(kin), kind=actor.kind, named=named)
