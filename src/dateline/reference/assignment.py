"""The best one-to-one pairing of a sparse graph: the pairs whose weights sum to the most.

Source: the shortest augmenting path algorithm (Jonker and Volgenant 1987), here with a heap for sparse
graphs. Weights are whole numbers, so that nothing is rounded.
"""

import heapq
from collections.abc import Mapping, Sequence
from typing import Final

_ALONE: Final = -1


def assign(edges: Sequence[Mapping[int, int]]) -> dict[int, int]:
    """Return the partner of each left node that has one.

    `edges` gives for each left node the weight, more than 0, of each right node it may go with. A node may stay
    alone at weight 0. Where several pairings are best, any of them is returned.
    """
    most = max((weight for row in edges for weight in row.values()), default=0)
    state = _Pairing(edges, most)
    for left in range(len(edges)):
        if edges[left]:
            state.add(left)
    return state.partner


class _Pairing:
    """Left nodes are added one by one; each changes partners along the cheapest path.

    The cost of a pair is `most` less its weight, that of staying alone is `most`.
    """

    def __init__(self, edges: Sequence[Mapping[int, int]], most: int) -> None:
        self._edges = edges
        self._most = most
        self._left_price = [0] * len(edges)
        self._right_price: dict[int, int] = {}
        self._owner: dict[int, int] = {}
        self.partner: dict[int, int] = {}

    def add(self, start: int) -> None:
        """Give a left node a partner, or leave it or one of those it displaces alone."""
        done: dict[int, int] = {}
        came: dict[int, int] = {}
        best: dict[int, int] = {}
        heap: list[tuple[int, int]] = []
        left, distance = start, 0
        end, end_left, end_distance = _ALONE, start, self._alone(start, 0)
        while True:
            alone = self._alone(left, distance)
            if alone < end_distance:
                end, end_left, end_distance = _ALONE, left, alone
            self._reach(left, distance, (done, came, best, heap))
            while heap and heap[0][1] in done:
                heapq.heappop(heap)
            if not heap or heap[0][0] >= end_distance:
                break
            distance, right = heapq.heappop(heap)
            if right not in self._owner:
                end, end_left, end_distance = right, came[right], distance
                break
            done[right] = distance
            left = self._owner[right]
        self._pay(start, done, end_distance)
        self._shift(start, (end, end_left), came)

    def _alone(self, left: int, distance: int) -> int:
        return distance + self._most - self._left_price[left]

    def _reach(
        self,
        left: int,
        distance: int,
        search: tuple[dict[int, int], dict[int, int], dict[int, int], list[tuple[int, int]]],
    ) -> None:
        done, came, best, heap = search
        for right, weight in self._edges[left].items():
            if right in done:
                continue
            cost = self._most - weight
            there = distance + cost - self._left_price[left] - self._right_price.get(right, 0)
            if right not in best or there < best[right]:
                best[right] = there
                came[right] = left
                heapq.heappush(heap, (there, right))

    def _pay(self, start: int, done: Mapping[int, int], distance: int) -> None:
        """Change prices so that every pair stays a cheapest one for both."""
        self._left_price[start] += distance
        for right, at in done.items():
            self._left_price[self._owner[right]] += distance - at
            self._right_price[right] = self._right_price.get(right, 0) - (distance - at)

    def _shift(self, start: int, end: tuple[int, int], came: Mapping[int, int]) -> None:
        """Change partners along the path that ends in a free right node, or in a left one that is left alone."""
        right, left = end
        while True:
            before = self.partner.pop(left, _ALONE)
            if right != _ALONE:
                self._owner[right], self.partner[left] = left, right
            if left == start:
                return
            right, left = before, came[before]
