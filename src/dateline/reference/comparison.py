"""A reference compared with the ledger: what both have, what one has alone, and where the matched differ."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from dateline.records import Record
from dateline.reference.agreement import Check, PairOf, check_pair
from dateline.reference.items import Item
from dateline.reference.matching import FindSides, Matching, Nearest, match_items
from dateline.reference.records import Party
from dateline.reference.rules import CompareRules
from dateline.reference.scoring import distance_of

_NINE_IN_TEN: Final = 0.9
_HALF: Final = 0.5

Wanted = Callable[[Item], bool]


class Told(Record, frozen=True, kw_only=True):
    """An event as a list shows it: its id on its own side, and its values in the codebook of the reference."""

    id: str
    first: str
    last: str
    country: str | None = None
    place: str | None = None
    type: str | None = None
    sides: tuple[str | None, str | None] = (None, None)
    deaths: int | None = None


class Pair(Record, frozen=True, kw_only=True):
    """A reference event and the ledger's that was matched with it; `km` lies between them."""

    reference: Told
    ledger: Told
    score: float
    km: float | None
    checks: tuple[Check, ...]


class Single(Record, frozen=True, kw_only=True):
    """An event that one side has alone; `nearest` is the id of what is most like it on the other, with the score."""

    event: Told
    nearest: str | None = None
    score: float | None = None


class Tally(Record, frozen=True, kw_only=True):
    """How often a field agrees on matched pairs; `share` is of those in which both say something."""

    field: str
    agree: int
    near: int
    differ: int
    unsaid: int
    share: float | None


class Distances(Record, frozen=True, kw_only=True):
    """Kilometres between matched events."""

    median: float
    nine_in_ten: float
    most: float


class Found(Record, frozen=True, kw_only=True):
    """What was compared and how it went. `recall` is of the reference, `precision` of the ledger.

    `extra` are events the codebook would have; `not_coded` counts, by reason, those of the ledger alone that it would not.
    """

    pairs: tuple[Pair, ...]
    missed: tuple[Single, ...]
    extra: tuple[Single, ...]
    not_coded: dict[str, int]
    recall: float | None
    precision: float | None
    f1: float | None
    fields: tuple[Tally, ...]
    distances: Distances | None


def compare_items(
    reference: Sequence[Item],
    ledger: Sequence[Item],
    rules: CompareRules,
    *,
    find_sides: FindSides,
    wanted: tuple[Wanted, Wanted] = (lambda _: True, lambda _: True),
) -> Found:
    """Return how a reference and the ledger compare, everything in order of day and id.

    `wanted` chooses events of the reference and of the ledger; a pair is kept if either of the two is wanted, so that
    a match across the edge of what was asked for is no miss.
    """
    ones, others = _ordered(reference), _ordered(ledger)
    matching = match_items(ones, others, rules, find_sides)
    of_reference, of_ledger = wanted
    pairs = tuple(
        _pair(ones[pair.one], others[pair.other], pair.score, (find_sides, rules))
        for pair in matching.pairs
        if of_reference(ones[pair.one]) or of_ledger(others[pair.other])
    )
    missed, alone = _alone(ones, others, matching)
    extra = [(item, one) for item, one in alone if of_ledger(item)]
    return _found(
        pairs,
        tuple(one for item, one in missed if of_reference(item)),
        tuple(one for item, one in extra if item.why_not is None),
        Counter(item.why_not for item, _ in extra if item.why_not is not None),
    )


def _ordered(items: Iterable[Item]) -> list[Item]:
    return sorted(items, key=lambda item: (item.coded.first, item.id))


def _alone(
    ones: Sequence[Item], others: Sequence[Item], matching: Matching
) -> tuple[list[tuple[Item, Single]], list[tuple[Item, Single]]]:
    """Return the events of both that have no partner."""
    taken = {pair.one for pair in matching.pairs}, {pair.other for pair in matching.pairs}
    missed = [
        (item, _single(item, matching.nearest_of_ones.get(number), others))
        for number, item in enumerate(ones)
        if number not in taken[0]
    ]
    extra = [
        (item, _single(item, matching.nearest_of_others.get(number), ones))
        for number, item in enumerate(others)
        if number not in taken[1]
    ]
    return missed, extra


def _single(item: Item, nearest: Nearest | None, others: Sequence[Item]) -> Single:
    if nearest is None:
        return Single(event=told(item))
    return Single(event=told(item), nearest=others[nearest.number].id, score=nearest.score)


def _pair(one: Item, other: Item, score: float, how: tuple[FindSides, CompareRules]) -> Pair:
    find_sides, rules = how
    both = PairOf(reference=one, ledger=other, sides=(find_sides(one), find_sides(other)))
    km = distance_of(one.coded, other.coded)
    return Pair(
        reference=told(one),
        ledger=told(other),
        score=score,
        km=None if km is None else round(km, 1),
        checks=check_pair(both, rules),
    )


def told(item: Item) -> Told:
    """Return an event as a list shows it."""
    coded = item.coded
    violence = coded.type_of_violence
    return Told(
        id=item.id,
        first=coded.first,
        last=coded.last,
        country=coded.country or coded.country_name,
        place=coded.place,
        type=coded.sub_event_type or coded.event_type or (str(violence) if violence else None),
        sides=(_name(coded.sides[0]), _name(coded.sides[1])),
        deaths=coded.deaths.total.best,
    )


def _name(party: Party | None) -> str | None:
    return party.name if party else None


def _found(
    pairs: tuple[Pair, ...],
    missed: tuple[Single, ...],
    extra: tuple[Single, ...],
    not_coded: Mapping[str, int],
) -> Found:
    recall = _share(len(pairs), len(pairs) + len(missed))
    precision = _share(len(pairs), len(pairs) + len(extra))
    return Found(
        pairs=pairs,
        missed=missed,
        extra=extra,
        not_coded=dict(sorted(not_coded.items())),
        recall=recall,
        precision=precision,
        f1=_share(2 * len(pairs), 2 * len(pairs) + len(missed) + len(extra)),
        fields=_tallies(pairs),
        distances=_distances([pair.km for pair in pairs if pair.km is not None]),
    )


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _tallies(pairs: Sequence[Pair]) -> tuple[Tally, ...]:
    names = dict.fromkeys(check.field for pair in pairs for check in pair.checks)
    counts = Counter((check.field, check.verdict) for pair in pairs for check in pair.checks)
    return tuple(
        Tally(
            field=name,
            agree=counts[name, "agree"],
            near=counts[name, "near"],
            differ=counts[name, "differ"],
            unsaid=counts[name, "unsaid"],
            share=_share(counts[name, "agree"], len(pairs) - counts[name, "unsaid"]),
        )
        for name in names
    )


def _distances(found: Sequence[float]) -> Distances | None:
    if not found:
        return None
    ordered = sorted(found)
    return Distances(
        median=ordered[int(_HALF * (len(ordered) - 1))],
        nine_in_ten=ordered[int(_NINE_IN_TEN * (len(ordered) - 1))],
        most=ordered[-1],
    )
