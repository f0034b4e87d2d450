"""The merged values of an event: per field the best, who backs it, and what else was said."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from dateline.fuse.claims import Value, as_field, choose, find_changes, gather
from dateline.fuse.mentions import Telling
from dateline.fuse.records import Claim, FieldValue
from dateline.fuse.rules import FuseRules
from dateline.records import Actor, Event, Grain, Place, Record, Status

_PRECISION: Final = {"exact": 0, "near": 1, "admin2": 2, "admin1": 3, "country": 4}
_DEED_RANK: Final = 7  # from here on the codebook's ranks are of what deeds lead to
_FIRMEST: Final[tuple[str, ...]] = ("happened", "ongoing", "possible", "future", "denied")


class When(Record, frozen=True, kw_only=True):
    """Days, first and last inclusive, with the grain."""

    first: str | None
    last: str | None
    grain: Grain | None


class Chosen(Record, frozen=True, kw_only=True):
    """The best values of the fields that are not figures, and all fields with their claims."""

    type: str
    status: Status
    side_a: Actor | None
    side_b: Actor | None
    when: When
    place: Place | None
    fields: tuple[FieldValue, ...]


def choose_values(
    tellings: Sequence[Telling], of: Mapping[str, tuple[str, ...]], rules: FuseRules
) -> Chosen:
    """Return the best values of an event's fields by the rules in `docs/fusing.md`."""
    told = _Choice(tellings, of)
    type_ = told.best("type", _type, _show_word, _rank_type(rules))
    status: Status | None = told.best("status", _status, _show_status, _rank_status)
    side_a = told.best("side_a", lambda one: one.event.side_a, _show_actor, _rank_side(rules))
    side_b = told.best("side_b", lambda one: one.event.side_b, _show_actor, _rank_side(rules))
    when = told.best("day", _when, _show_when, _rank_when)
    place = told.best("place", lambda one: one.event.place, _show_place, _rank_place)
    return Chosen(
        type=type_ or tellings[0].event.type,
        status=status or "happened",
        side_a=side_a,
        side_b=side_b,
        when=when or When(first=None, last=None, grain=None),
        place=place,
        fields=tuple(told.fields),
    )


class _Choice:
    """Chooses field after field and keeps what was said of each."""

    def __init__(self, tellings: Sequence[Telling], of: Mapping[str, tuple[str, ...]]) -> None:
        self._tellings = tellings
        self._of = of
        self.fields: list[FieldValue] = []

    def best(
        self,
        name: str,
        read: Callable[[Telling], Value | None],
        show: Callable[[Value], str],
        rank: Callable[[Value, Claim], tuple[object, ...]],
    ) -> Value | None:
        def found(tellings: Sequence[Telling]) -> str | None:
            chosen = choose(gather(tellings, read, show, self._of), rank)
            return chosen[1].value if chosen else None

        claims = gather(self._tellings, read, show, self._of)
        chosen = choose(claims, rank)
        if chosen is None:
            return None
        changes = find_changes(self._tellings, found) if len(claims) > 1 else ()
        self.fields.append(as_field(name, WHY[name], chosen[1], claims, changes))
        return chosen[0]


WHY: Final = {
    "type": "a deed before what it led to; then most origins; then the codebook's rank",
    "status": "most origins; then the firmest",
    "side_a": "a named party before an unnamed one; then most origins; then the more closely named",
    "side_b": "a named party before an unnamed one; then most origins; then the more closely named",
    "day": "a day that a report names before one that is assumed; then most origins; then the finest",
    "place": "the finest place; of one fineness the one most origins give",
}


def _type(one: Telling) -> str:
    return one.event.type


def _status(one: Telling) -> Status:
    return one.status


def _show_status(status: Status) -> str:
    return status


def _show_word(word: str) -> str:
    return word


def _rank_type(rules: FuseRules) -> Callable[[str, Claim], tuple[object, ...]]:
    def rank(value: str, claim: Claim) -> tuple[object, ...]:
        place = rules.ranks.get(value, _DEED_RANK)
        return (place >= _DEED_RANK, -len(claim.origins), place)

    return rank


def _rank_status(value: Status, claim: Claim) -> tuple[object, ...]:
    return (-len(claim.origins), _FIRMEST.index(value))


def _show_actor(actor: Actor) -> str:
    return actor.id


def _rank_side(rules: FuseRules) -> Callable[[Actor, Claim], tuple[object, ...]]:
    def rank(actor: Actor, claim: Claim) -> tuple[object, ...]:
        prefix = actor.id.partition(":")[0]
        unnamed = ":" in actor.id and prefix in rules.generic
        return (unnamed, -len(claim.origins), -len(rules.roots.get(actor.id, ())))

    return rank


def _when(one: Telling) -> When | None:
    event = one.event
    if event.first is None and event.last is None:
        return None
    return When(first=event.first, last=event.last, grain=event.date_grain)


def _show_when(when: When) -> str:
    days = (
        when.first or "?" if when.first == when.last else f"{when.first or '?'}/{when.last or '?'}"
    )
    return f"{days} (assumed)" if when.grain == "range" else days


def _rank_when(when: When, claim: Claim) -> tuple[object, ...]:
    assumed = when.grain == "range" or when.first is None or when.last is None
    return (assumed, -len(claim.origins), _length(when), when.first or "9999")


def _length(when: When) -> int:
    if not when.first or not when.last:
        return 9999
    return (date.fromisoformat(when.last) - date.fromisoformat(when.first)).days


def _show_place(place: Place) -> str:
    return place.id or place.name


def _rank_place(place: Place, claim: Claim) -> tuple[object, ...]:
    return (_PRECISION[place.precision], -len(claim.origins), -place.score)


def turn(telling: Event, reference: Actor | None, kin: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether the sides of a telling stand the other way round than in the event.

    They do where its side B is the event's side A, or kin of it, and its side A is not.
    """
    if reference is None or telling.side_b is None:
        return False
    return _kin(telling.side_b, reference, kin) and not (
        telling.side_a and _kin(telling.side_a, reference, kin)
    )


def _kin(one: Actor, other: Actor, kin: Mapping[str, frozenset[str]]) -> bool:
    ours = {one.id, *kin.get(one.id, ()), *([one.codes.ucdp] if one.codes.ucdp else [])}
    theirs = {other.id, *kin.get(other.id, ()), *([other.codes.ucdp] if other.codes.ucdp else [])}
    return bool(ours & theirs)
