"""Which event mentions of one report tell of the same event."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

import msgspec

from dateline.coding.mentions import place_fineness
from dateline.coding.parties import is_civilian, is_named
from dateline.records import EventMention, Participant, Place
from dateline.resolve import place_geometry
from dateline.resolve.place_geometry import Point

# Types whose mentions may be two names for one deed.
_FAMILIES: Final = (
    frozenset({"attack", "clash", "advance", "abuse"}),
    frozenset({"attack", "bombing"}),
    frozenset({"attack", "airstrike", "shelling"}),
    frozenset({"attack", "riot"}),
    frozenset({"advance", "capture"}),
    frozenset({"protest", "riot", "repress"}),
    frozenset({"abduct", "attack"}),
    frozenset({"kill", "attack"}),
)
_REACH: Final = 3  # sentences over which a deed and what it led to are still one story
_NEAR_KM: Final = 20.0
_LEAD: Final = 2  # sentences that retell a headline
_SAME_FIGHT: Final = 2  # sentences within which both sides' dead are told of one fight
_LONG: Final = frozenset({"month", "quarter", "season", "year", "decade"})


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A mention with what merging needs beside it: its sentence and its part in an event.

    `cumulative` says that it sums up many events, `background` that it does or is of long ago.
    `chains` are the ids of the first mentions of the parties (agents and targets) in the text.
    """

    mention: EventMention
    sentence: int
    part: str
    chains: frozenset[str] = frozenset()
    cumulative: bool = False
    background: bool = False


def group_mentions(told: Sequence[Told]) -> list[list[int]]:
    """Return groups of indexes into `told`; each group is one event, in the order of the text.

    A mention joins the event it names as its cause; a death or wound without a cause joins the
    deed it stands beside; two tellings of one kind of deed join where nothing sets them apart
    (day, place, sides, figures) and something ties them.
    """
    groups = _Groups(told)
    _join_causes(told, groups)
    _join_consequences(told, groups)
    _join_retellings(told, groups)
    return groups.lists()


class _Groups:
    """Disjoint sets of mentions that refuse to join where any two members clash."""

    def __init__(self, told: Sequence[Told]) -> None:
        self._told = told
        self._members: list[list[int]] = [[number] for number in range(len(told))]
        self._of = list(range(len(told)))

    def same(self, one: int, other: int) -> bool:
        return self._of[one] == self._of[other]

    def members(self, one: int) -> Iterable[int]:
        return self._members[self._of[one]]

    def join(self, one: int, other: int, clash: Callable[[Told, Told], bool]) -> bool:
        """Join the groups of two mentions unless some two members clash; tell whether they did."""
        if self.same(one, other):
            return True
        left, right = self._of[one], self._of[other]
        for a in self._members[left]:
            for b in self._members[right]:
                if clash(self._told[a], self._told[b]):
                    return False
        into, away = min(left, right), max(left, right)
        self._members[into] = sorted(self._members[into] + self._members[away])
        for member in self._members[away]:
            self._of[member] = into
        self._members[away] = []
        return True

    def lists(self) -> list[list[int]]:
        return [members for members in self._members if members]


def _join_causes(told: Sequence[Told], groups: _Groups) -> None:
    numbers = {one.mention.id: number for number, one in enumerate(told)}
    for number, one in enumerate(told):
        cause = numbers.get(one.mention.cause or "")
        if cause is None or one.part == "action" or one.background != told[cause].background:
            continue
        groups.join(number, cause, _days_clash)


def _join_consequences(told: Sequence[Told], groups: _Groups) -> None:
    """Join deaths, wounds and claims that name no cause to the nearest deed that fits."""
    numbers = {one.mention.id for one in told}
    for number, one in enumerate(told):
        if one.part == "action" or one.mention.cause in numbers:
            continue
        options = [
            (abs(other.sentence - one.sentence), abs(position - number), position)
            for position, other in enumerate(told)
            if other.part == "action"
            and other.background == one.background
            and abs(other.sentence - one.sentence) <= _REACH
            and (other.mention.type in _VIOLENT or one.part == "claim")
            and (other.sentence == one.sentence or _tied(one, other))
        ]
        for _, _, position in sorted(options):
            if groups.join(number, position, clash):
                break


_VIOLENT: Final = frozenset(
    {
        "airstrike", "shelling", "bombing", "attack", "clash", "advance", "capture", "repress",
        "riot", "abuse", "abduct", "sexual-violence", "protest",
    }
)  # fmt: skip


def _join_retellings(told: Sequence[Told], groups: _Groups) -> None:
    for number, one in enumerate(told):
        for earlier in range(number - 1, -1, -1):
            other = told[earlier]
            if groups.same(number, earlier) or one.background != other.background:
                continue
            if _related(one.mention.type, other.mention.type) and _tied(one, other):
                groups.join(number, earlier, clash)


def _related(one: str, other: str) -> bool:
    return one == other or any(one in family and other in family for family in _FAMILIES)


def _tied(one: Told, other: Told) -> bool:
    """Tell whether something says that two mentions are of one event."""
    a, b = one.mention, other.mention
    if one.chains & other.chains:
        return True
    same_day = bool(a.time.first and a.time.first == b.time.first and a.time.last == b.time.last)
    same_place = bool(a.place and b.place and a.place.id and a.place.id == b.place.id)
    same_party = _share_a_party(one, other)
    if _is_bare(a):
        return one.sentence - other.sentence <= _REACH
    if _is_bare(b) and a.type == b.type and _retells_the_lead(one, other):
        return True
    if one.sentence == other.sentence and (same_party or same_place):
        return True
    return same_place + same_day + same_party >= 2 or (same_party and not (a.place and b.place))  # noqa: PLR2004


def _is_bare(mention: EventMention) -> bool:
    return not (mention.agents or mention.targets or mention.counts)


def _share_a_party(one: Told, other: Told) -> bool:
    """Tell whether two mentions share a party: one with a name, or any near each other."""
    a, b = one.mention, other.mention
    parties = (*a.agents, *a.targets)
    if abs(one.sentence - other.sentence) > _REACH:
        parties = tuple(party for party in parties if is_named(party) and not is_civilian(party))
    return bool(_ids(parties) & _ids((*b.agents, *b.targets)))


def _ids(parties: Iterable[Participant]) -> frozenset[str]:
    return frozenset(party.id for party in parties)


def clash(one: Told, other: Told) -> bool:
    """Tell whether two mentions cannot be of one event: other day, place, sides or figures."""
    return (
        _days_clash(one, other)
        or _places_clash(one, other)
        or _status_clash(one.mention.status, other.mention.status)
        or _parties_clash(one, other)
        or _figures_clash(one, other)
    )


def _days_clash(one: Told, other: Told) -> bool:
    a, b = one.mention.time, other.mention.time
    if not (a.first and a.last and b.first and b.last):
        return False
    if (a.grain in _LONG) != (b.grain in _LONG):
        return True
    return a.last < b.first or b.last < a.first


def _status_clash(one: str, other: str) -> bool:
    return ("future" in {one, other}) and one != other


def _retells_the_lead(one: Told, other: Told) -> bool:
    """Tell whether two mentions stand in different sentences of the headline and what follows it."""
    return one.sentence != other.sentence and max(one.sentence, other.sentence) <= _LEAD


def _places_clash(a: Told, b: Told) -> bool:
    """Tell whether two mentions have places apart; a rough one in the lead is no bar within a country."""
    one, other = a.mention.place, b.mention.place
    if not one or not other or one.id == other.id:
        return False
    if one.country and other.country and one.country != other.country:
        return True
    if _retells_the_lead(a, b) and {one.precision, other.precision} != {"exact"}:
        return False
    coarse = max(one, other, key=place_fineness)
    fine = min(one, other, key=place_fineness)
    if place_fineness(coarse) >= 3:  # noqa: PLR2004  admin1 or country
        return coarse.precision == "admin1" and bool(fine.admin1 and fine.admin1 != coarse.admin1)
    if None in {one.lat, one.lon, other.lat, other.lon}:
        return False
    return distance_km(one, other) > _NEAR_KM * (3 if coarse.precision == "admin2" else 1)


def distance_km(one: Place, other: Place) -> float:
    """Return the great-circle distance of two places that have coordinates, in kilometres."""
    return place_geometry.distance_km(_point(one), _point(other))


def _point(place: Place) -> Point:
    return (place.lat or 0.0, place.lon or 0.0)


def _parties_clash(one: Told, other: Told) -> bool:
    """Tell whether two deeds of one type have agents, or armed targets, that all differ.

    Deaths and wounds on both sides of one fight, told together, have.
    """
    a, b = one.mention, other.mention
    fight = one.part != "action" and abs(one.sentence - other.sentence) <= _SAME_FIGHT
    if a.type != b.type or fight or one.chains & other.chains:
        return False
    return _apart(a.agents, b.agents) or _apart(_armed(a.targets), _armed(b.targets))


def _armed(parties: Iterable[Participant]) -> tuple[Participant, ...]:
    return tuple(party for party in parties if party.kind == "force")


def _apart(some: Sequence[Participant], others: Sequence[Participant]) -> bool:
    return bool(some and others) and not _ids(some) & _ids(others)


def _figures_clash(one: Told, other: Told) -> bool:
    """Tell whether two tolls of the same people at different places of the text differ widely."""
    a, b = _toll(one), _toll(other)
    if a is None or b is None or one.sentence == other.sentence:
        return False
    if one.mention.type != other.mention.type or _apart(
        _armed(one.mention.targets), _armed(other.mention.targets)
    ):
        return False
    low, high = sorted((a, b))
    widely = high > 3 * low + 3 or (low == 1 and high > 2)  # noqa: PLR2004  one man is no three
    return widely and not (one.chains & other.chains)


def _toll(told: Told) -> int | None:
    best = [count.best for count in told.mention.counts if count.best is not None]
    return max(best) if best else None
