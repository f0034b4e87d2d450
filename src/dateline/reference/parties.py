"""Who a name of a codebook means, and what two sides are worth to each other."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Final, Literal

from dateline.fuse.features import side_level
from dateline.fuse.profiles import Side, side_of
from dateline.fuse.rules import FuseRules
from dateline.knowledge.actor_tables import name_key
from dateline.knowledge.actors import Registry
from dateline.records import Record
from dateline.reference.items import Item
from dateline.reference.records import Party
from dateline.reference.rules import SideRules

Likeness = Literal["same", "kin", "unsaid", "unsure", "unlike"]

_YEARS: Final = re.compile(r"\s*\(\d{4}-(?:\d{4})?\)")
_SURE: Final = 0.8
_SAME: Final = 1.0
_MIDDLE: Final = (7, 1)


class Known(Record, frozen=True, kw_only=True):
    """A side as it is compared: the key of its name, whom the registry knows by it, and its allies."""

    key: str
    side: Side | None
    beside: tuple["Known", ...] = ()


Sides = tuple[Known | None, Known | None]


class Who:
    """Looks names up in the actor registry, each once."""

    def __init__(self, registry: Registry, rules: FuseRules) -> None:
        self._registry = registry
        self._rules = rules
        self._found: dict[tuple[str, str | None, str], Side | None] = {}

    def sides(self, item: Item) -> Sides:
        """Return the two sides of an event. The ledger's have their actors; names are looked up."""
        coded, actors = item.coded, item.actors
        day = coded.first
        first, second = (
            self._known(party, side_of(actor, self._rules), coded.country, day)
            for party, actor in zip(coded.sides, actors, strict=True)
        )
        return first, second

    def _known(
        self, party: Party | None, side: Side | None, country: str | None, day: str
    ) -> Known | None:
        if party is None:
            return None
        allies = (Party(name=name) for name in party.beside)
        known = (self._known(ally, None, country, day) for ally in allies)
        return Known(
            key=_key(party.name),
            side=side or self._look_up(party.name, country, day[:4]),
            beside=tuple(one for one in known if one),
        )

    def _look_up(self, name: str, country: str | None, year: str) -> Side | None:
        """Return whom a name means in a country in a year. `Civilians` are those of the country."""
        key = (name, country, year)
        if key not in self._found:
            self._found[key] = self._find(name, country, date(int(year), *_MIDDLE))
        return self._found[key]

    def _find(self, name: str, country: str | None, day: date) -> Side | None:
        plain = _YEARS.sub("", name)
        home = self._registry.countries.by_code.get(country or "")
        names = (plain, f"{plain} ({home.name})") if home else (plain,)
        for one in names:
            found = self._registry.find(one, on=day, country=country)
            if found and found[0].score >= _SURE:
                return side_of(found[0].actor, self._rules)
        return None


@cache
def _key(name: str) -> str:
    return name_key(_YEARS.sub("", name))


def likeness(one: Known | None, other: Known | None) -> Likeness:
    """Return how alike two sides are; the order of the two makes no difference."""
    if one is None or other is None:
        return "same" if one is other else "unsaid"
    if _are_same(one, other):
        return "same"
    if _are_kin(one, other) or _are_allied(one, other) or _are_allied(other, one):
        return "kin"
    if one.side is None or other.side is None:
        return "unsure"
    return "unlike" if side_level(one.side, other.side) <= -_SAME else "unsure"


def _are_same(one: Known, other: Known) -> bool:
    same = one.side is not None and other.side is not None and one.side.id == other.side.id
    return same or (bool(one.key) and one.key == other.key)


def _are_kin(one: Known, other: Known) -> bool:
    return one.side is not None and other.side is not None and bool(one.side.kin & other.side.kin)


def _are_allied(one: Known, other: Known) -> bool:
    return any(_are_same(ally, other) for ally in one.beside)


def align(one: Sides, other: Sides, rules: SideRules) -> tuple[Likeness, Likeness, bool]:
    """Return how alike the first and the second side are, and whether the other's two stand crossed.

    Neither codebook's order of sides is sure, so the better way counts.
    """
    straight = likeness(one[0], other[0]), likeness(one[1], other[1])
    crossed = likeness(one[0], other[1]), likeness(one[1], other[0])
    worth = _worth(rules)
    if sum(worth[level] for level in crossed) > sum(worth[level] for level in straight):
        return (*crossed, True)
    return (*straight, False)


@cache
def _worth(rules: SideRules) -> Mapping[Likeness, float]:
    return {
        "same": rules.same,
        "kin": rules.kin,
        "unsaid": rules.unsaid,
        "unsure": rules.unsure,
        "unlike": rules.unlike,
    }


def sides_part(one: Sides, other: Sides, rules: SideRules) -> float:
    """Return what the sides of two events are worth to each other, 0 to 1."""
    first, second, _ = align(one, other, rules)
    worth = _worth(rules)
    return (worth[first] + worth[second]) / 2
