"""One-to-one matching of the events that others coded with the ledger's: the best pairing of them all.

It does not turn on the order of the events, nor on which of the two comes first.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from dateline.records import Range, Record, content_id
from dateline.reference.assignment import assign
from dateline.reference.blocks import Blocks
from dateline.reference.items import Item
from dateline.reference.parties import Sides
from dateline.reference.rules import CompareRules
from dateline.reference.scoring import score

_SCALE: Final = 1_000_000
# A weight holds the score, then whether the tolls agree, then whether the sides stand in the same order, then what
# settles the rest: each by itself decides only what is equal in all before it, over as many pairs as there may be.
_ORDER_BITS: Final = 56
_TOLL_BITS: Final = 82
_SCORE_BITS: Final = 116
_HASH_DIGITS: Final = 8
_NEAREST: Final = 1_000

FindSides = Callable[[Item], Sides]


class Match(Record, frozen=True, kw_only=True):
    """A pair, by the two events' numbers, with its score from 0 to 1."""

    one: int
    other: int
    score: float


class Nearest(Record, frozen=True, kw_only=True):
    """The event that is most like one without a partner: its number, and the score of the two."""

    number: int
    score: float


class Matching(Record, frozen=True, kw_only=True):
    """The pairs in order; and for both lists the nearest of each event that has no partner, if any is in reach."""

    pairs: tuple[Match, ...]
    nearest_of_ones: Mapping[int, Nearest]
    nearest_of_others: Mapping[int, Nearest]


def match_items(
    ones: Sequence[Item], others: Sequence[Item], rules: CompareRules, find_sides: FindSides
) -> Matching:
    """Return the pairing with the highest sum of scores, of pairs that score `rules.match` or more.

    Where two pairings are equal the tolls decide, after them the order of the sides, and at last a hash of the ids.
    """
    pool = _Pool(ones, others, rules)
    blocks = Blocks(others, rules)
    sides = {number: find_sides(item) for number, item in enumerate(others)}
    for number, item in enumerate(ones):
        mine = find_sides(item)
        for near in blocks.near(item):
            pool.add(number, near, score(item, others[near], (mine, sides[near]), rules))
    return pool.result()


class _Pool:
    """The pairs that scored: those that may be matches, and the nearest of each event."""

    def __init__(self, ones: Sequence[Item], others: Sequence[Item], rules: CompareRules) -> None:
        self._ones = ones
        self._others = others
        self._least = round(rules.match * _SCALE)
        self._edges: list[dict[int, int]] = [{} for _ in ones]
        self._nearest: tuple[dict[int, Nearest], dict[int, Nearest]] = ({}, {})

    def add(self, one: int, other: int, points: float) -> None:
        """Take in a pair with its score."""
        if not points:
            return
        whole = round(points * _SCALE)
        if whole >= self._least:
            self._edges[one][other] = self._weight(one, other, whole)
        ids = self._ones[one].id, self._others[other].id
        for side, (number, near) in enumerate(((one, other), (other, one))):
            best = self._nearest[side].get(number)
            if best is None or (points, ids) > (best.score, self._ids(side, number, best)):
                self._nearest[side][number] = Nearest(number=near, score=points)

    def _ids(self, side: int, number: int, best: Nearest) -> tuple[str, str]:
        pair = (number, best.number) if side == 0 else (best.number, number)
        return self._ones[pair[0]].id, self._others[pair[1]].id

    def _weight(self, one: int, other: int, points: int) -> int:
        a, b = self._ones[one], self._others[other]
        settled = int(content_id(*sorted((a.id, b.id)), length=_HASH_DIGITS), 16)
        toll = toll_likeness(a.coded.deaths.total, b.coded.deaths.total)
        ordered = _names(a) == _names(b)
        whole = (points - self._least + 1) << _SCORE_BITS
        return whole + (toll << _TOLL_BITS) + (ordered << _ORDER_BITS) + settled

    def result(self) -> Matching:
        """Return the best pairing of all."""
        partners = assign(self._edges)
        pairs = tuple(
            Match(one=one, other=other, score=self._score(one, other))
            for one, other in sorted(partners.items())
        )
        taken = set(partners.values())
        ones, others = self._nearest
        return Matching(
            pairs=pairs,
            nearest_of_ones={n: near for n, near in ones.items() if n not in partners},
            nearest_of_others={n: near for n, near in others.items() if n not in taken},
        )

    def _score(self, one: int, other: int) -> float:
        return ((self._edges[one][other] >> _SCORE_BITS) - 1 + self._least) / _SCALE


def _names(item: Item) -> tuple[str | None, ...]:
    return tuple(side.name if side else None for side in item.coded.sides)


def toll_likeness(one: Range, other: Range) -> int:
    """Return how alike two best figures are, from 0 to 1000."""
    if one.best is None or other.best is None:
        return 0
    low, high = sorted((one.best, other.best))
    return _NEAREST * (low + 1) // (high + 1)
