"""How well a clustering agrees with the gold one: pairwise F1, B-cubed, and CoNLL F1 by `scorch`.

Own mentions are evened out with the gold ones as Cai and Strube (2010) do: a gold mention that was not
found stands alone in the response; a mention that is not gold is left out where it stands alone, and
stands alone in the key where it was put with others.

Sources: Bagga and Baldwin 1998 (B-cubed), Vilain et al. 1995 (MUC), Luo 2005 (CEAF-e), Pradhan et al. 2012 (CoNLL).
"""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from scorch import scores as scorch


class Agreement(NamedTuple):
    """Shares from 0 to 1. `conll` is the mean F1 of MUC, B-cubed and CEAF-e."""

    pair_precision: float
    pair_recall: float
    pairwise: float
    b_precision: float
    b_recall: float
    b_cubed: float
    conll: float


Clusters = Sequence[frozenset[str]]


def even_out(
    key: Clusters, response: Clusters
) -> tuple[list[frozenset[str]], list[frozenset[str]]]:
    """Return key and response over the same mentions, after Cai and Strube (2010)."""
    gold = {id_ for cluster in key for id_ in cluster}
    kept = [cluster for cluster in response if len(cluster) > 1 or cluster & gold]
    found = {id_ for cluster in kept for id_ in cluster}
    alone = [frozenset({id_}) for id_ in sorted(gold - found)]
    extra = [frozenset({id_}) for id_ in sorted(found - gold)]
    return [*key, *extra], [*kept, *alone]


def agreement(key: Clusters, response: Clusters) -> Agreement:
    """Return how well a response agrees with the key; both hold the same mentions."""
    pair_precision, pair_recall = _pairs(key, response)
    b_recall, b_precision, b_cubed = scorch.b_cubed(key, response)
    muc = scorch.muc(key, response)[2]
    ceaf = scorch.ceaf_e(key, response)[2]
    return Agreement(
        pair_precision,
        pair_recall,
        harmonic(pair_precision, pair_recall),
        b_precision,
        b_recall,
        b_cubed,
        (muc + b_cubed + ceaf) / 3,
    )


def _pairs(key: Clusters, response: Clusters) -> tuple[float, float]:
    gold, given = _links(key), _links(response)
    hits = len(gold & given)
    return (hits / len(given) if given else 1.0), (hits / len(gold) if gold else 1.0)


def _links(clusters: Clusters) -> set[tuple[str, str]]:
    return {pair for cluster in clusters for pair in combinations(sorted(cluster), 2)}


def harmonic(one: float, other: float) -> float:
    """Return the harmonic mean, 0 where both are 0."""
    return 2 * one * other / (one + other) if one + other else 0.0


def as_clusters(of: Mapping[str, str]) -> Clusters:
    """Return the clusters of a mapping from mention to the name of its cluster."""
    found: dict[str, set[str]] = {}
    for id_, name in of.items():
        found.setdefault(name, set()).add(id_)
    return [frozenset(found[name]) for name in sorted(found)]
