"""The best pairing, against trying all of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reference.assignment import assign

GRAPHS = st.lists(
    st.dictionaries(st.integers(0, 5), st.integers(1, 30), max_size=5), min_size=0, max_size=6
)


def worth(edges, pairs):
    return sum(edges[left][right] for left, right in pairs.items())


def best(edges, left=0, taken=frozenset()):
    """Return the most that any pairing is worth, by trying all."""
    if left == len(edges):
        return 0
    alone = best(edges, left + 1, taken)
    ways = [
        weight + best(edges, left + 1, taken | {right})
        for right, weight in edges[left].items()
        if right not in taken
    ]
    return max([alone, *ways])


@given(GRAPHS)
def test_nothing_is_worth_more_and_each_goes_with_one(edges):
    pairs = assign(edges)
    assert len(set(pairs.values())) == len(pairs)
    assert all(right in edges[left] for left, right in pairs.items())
    assert worth(edges, pairs) == best(edges)


@pytest.mark.parametrize(
    ("edges", "pairs"),
    [
        pytest.param([], {}, id="nobody"),
        pytest.param([{}, {}], {}, id="no edges"),
        pytest.param([{0: 5, 1: 4}, {0: 4}], {0: 1, 1: 0}, id="both rather than the best one"),
        pytest.param([{0: 9, 1: 1}, {0: 4}], {0: 0}, id="one that is worth more than both"),
        pytest.param([{0: 2}, {0: 3}, {0: 1}], {1: 0}, id="two stay alone"),
    ],
)
def test_pairings(edges, pairs):
    assert assign(edges) == pairs


def test_a_long_chain_is_taken_apart():
    edges = [{n: 2, n + 1: 3} for n in range(3_000)]
    assert assign(edges) == {n: n + 1 for n in range(3_000)}
