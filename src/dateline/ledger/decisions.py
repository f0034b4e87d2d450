"""Reviews of a store as the decisions that fusing goes by."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations, pairwise, product

from dateline.fuse.decisions import Decision, Verdict
from dateline.records import Record
from dateline.store import Review, Store, read_all_reviews

Pair = tuple[str, str]


class Reviewed(Record, frozen=True, kw_only=True):
    """The reviews that stand, oldest first, and the mentions that reviews since some turn touch."""

    standing: tuple[Review, ...]
    touched: frozenset[str]

    @property
    def mentions(self) -> frozenset[str]:
        """Return all mentions that a standing review names."""
        return frozenset(id_ for one in self.standing for group in one.groups for id_ in group)


def read_reviewed(store: Store, *, since: int) -> Reviewed:
    """Return what people decided, under the ids that mentions have now."""
    every = {one.id: one for one in read_all_reviews(store, now=True)}
    undone = {one.undoes for one in every.values()}
    standing = [one for one in every.values() if one.kind != "undo" and one.id not in undone]
    newer = [one for one in every.values() if one.turn > since]
    newer += [every[one.undoes] for one in newer if one.undoes in every]
    touched = {id_ for one in newer for group in one.groups for id_ in group}
    return Reviewed(standing=tuple(standing), touched=frozenset(touched))


def decisions_of(reviews: Iterable[Review], known: Collection[str]) -> tuple[Decision, ...]:
    """Return reviews as decisions on pairs of those mentions that are `known`; turns order them.

    The mentions of one group are one event: each is tied to the next, and so is each pair that an
    earlier review parted. Mentions of two groups are of two events.
    """
    parted: set[Pair] = set()
    found: list[Decision] = []
    for review in sorted(reviews, key=lambda one: (one.turn, one.id)):
        groups = [sorted(set(group) & set(known)) for group in review.groups]
        ties = {pair for group in groups for pair in _ties(group, parted)}
        apart = {
            (min(pair), max(pair))
            for one, other in combinations(groups, 2)
            for pair in product(one, other)
        }
        parted = (parted - ties) | apart
        found += _decide("same", sorted(ties), review)
        found += _decide("different", sorted(apart), review)
    return tuple(found)


def _ties(group: Sequence[str], parted: Collection[Pair]) -> set[Pair]:
    members = set(group)
    return {*pairwise(group), *(pair for pair in parted if members.issuperset(pair))}


def _decide(verdict: Verdict, pairs: Iterable[Pair], review: Review) -> Iterator[Decision]:
    for one, other in pairs:
        made = f"{review.turn:012d}"
        yield Decision(verdict=verdict, one=one, other=other, made=made, by=review.who or "")
