"""Which tellings are one event: the most alike groups join first, as long as nothing keeps them apart.

The result hangs on the tellings and their comparisons alone, not on the order they come in.
"""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from dateline.fuse.decisions import Decided
from dateline.fuse.rules import FuseRules
from dateline.fuse.scorer import Pair

_NEVER: Final = -1.0


def cluster(
    ids: Iterable[str], pairs: Sequence[Pair], decided: Decided, rules: FuseRules
) -> tuple[tuple[str, ...], ...]:
    """Return the groups of tellings that are one event, each sorted, in the order of their first ids.

    Average linkage: of all groups the two with the highest mean score join, as long as it is at
    least `rules.join` and no two of their members are barred or held apart by a person. What people
    hold to be one is joined first; they overrule the rules.
    """
    work = _Work(sorted(set(ids)), pairs, decided, rules)
    work.join_decided()
    work.join_best()
    return tuple(sorted(tuple(sorted(members)) for members in work.members.values()))


class _Work:
    """Groups by the lowest id of their members, with the sums of the scores between them."""

    def __init__(
        self, ids: Sequence[str], pairs: Sequence[Pair], decided: Decided, rules: FuseRules
    ) -> None:
        self.members: dict[str, list[str]] = {id_: [id_] for id_ in ids}
        self._of = {id_: id_ for id_ in ids}
        self._rules = rules
        self._decided = decided
        self._sums: dict[str, dict[str, tuple[float, int]]] = {id_: {} for id_ in ids}
        self._barred: dict[str, set[str]] = {id_: set() for id_ in ids}
        self._apart: dict[str, set[str]] = {
            id_: set(decided.different.get(id_, ())) & self._of.keys() for id_ in ids
        }
        for pair in pairs:
            if pair.barred:
                self._barred[pair.one].add(pair.other)
                self._barred[pair.other].add(pair.one)
            self._sums[pair.one][pair.other] = (pair.score, 1)
            self._sums[pair.other][pair.one] = (pair.score, 1)

    def join_decided(self) -> None:
        """Join what people hold to be one, unless it would join what they hold apart."""
        for one in sorted(self._of):
            for other in sorted(self._decided.touched(one)):
                if other not in self._of:
                    continue
                a, b = self._of[one], self._of[other]
                if a != b and b not in self._apart[a]:
                    self._join(a, b)

    def join_best(self) -> None:
        """Join the two best groups until none is good enough."""
        heap: list[tuple[float, str, str, int, int]] = []
        for one, others in self._sums.items():
            for other in others:
                if one < other and one in self.members and other in self.members:
                    self._push(heap, one, other)
        heapq.heapify(heap)
        while heap:
            _, one, other, size, other_size = heapq.heappop(heap)
            current = (len(self.members.get(one, ())), len(self.members.get(other, ())))
            if current != (size, other_size):
                continue
            into = self._join(one, other)
            for near in self._sums[into]:
                self._push(heap, min(into, near), max(into, near))

    def _push(self, heap: list[tuple[float, str, str, int, int]], one: str, other: str) -> None:
        mean = self._mean(one, other)
        if mean >= self._rules.join:
            sizes = (len(self.members[one]), len(self.members[other]))
            heapq.heappush(heap, (-mean, one, other, *sizes))

    def _mean(self, one: str, other: str) -> float:
        if other in self._barred[one] or other in self._apart[one]:
            return _NEVER
        total, compared = self._sums[one].get(other, (0.0, 0))
        pairs = len(self.members[one]) * len(self.members[other])
        return (total + (pairs - compared) * self._rules.absent) / pairs

    def _join(self, one: str, other: str) -> str:
        into, away = min(one, other), max(one, other)
        for member in self.members[away]:
            self._of[member] = into
        self.members[into] += self.members.pop(away)
        for links in (self._barred, self._apart):
            _move(links, into, away)
        sums = self._sums.pop(away)
        for near, (total, count) in sums.items():
            del self._sums[near][away]
            if near == into:
                continue
            before = self._sums[into].get(near, (0.0, 0))
            merged = (before[0] + total, before[1] + count)
            self._sums[into][near] = merged
            self._sums[near][into] = merged
        return into


def _move(links: dict[str, set[str]], into: str, away: str) -> None:
    """Give the links of a group that is gone to the one it joined."""
    for other in links.pop(away):
        links[other].discard(away)
        if other != into:
            links[other].add(into)
            links[into].add(other)


def components(ids: Iterable[str], links: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Return the ids in groups that links connect, each sorted, in the order of their first ids."""
    seen: set[str] = set()
    groups = []
    for start in sorted(ids):
        if start in seen:
            continue
        seen.add(start)
        group, frontier = [start], [start]
        while frontier:
            for near in links.get(frontier.pop(), ()):
                if near not in seen:
                    seen.add(near)
                    group.append(near)
                    frontier.append(near)
        groups.append(sorted(group))
    return groups
