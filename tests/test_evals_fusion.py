"""The scores of fusing on the examples of the papers that define them, and the clusters' own rules."""

from collections import Counter

import pytest
from evals.cluster_files import is_held, load_clusters
from evals.fusion_scores import agreement, even_out


def sets(*texts):
    return [frozenset(text) for text in texts]


KEY = sets("12345", "67", "89ABC")


@pytest.mark.parametrize(
    ("response", "b_precision", "b_recall", "ceaf", "muc"),
    [
        (sets("12345", "6789ABC"), 16 / 21, 1.0, 11 / 15, 18 / 19),
        (sets("1234589ABC", "67"), 7 / 12, 1.0, 2 / 3, 18 / 19),
    ],
    ids=["Bagga and Baldwin 1998, response 1", "response 2"],
)
def test_the_examples_of_bagga_baldwin_and_luo(response, b_precision, b_recall, ceaf, muc):
    found = agreement(KEY, response)
    assert found.b_precision == pytest.approx(b_precision)
    assert found.b_recall == pytest.approx(b_recall)
    assert found.conll == pytest.approx((muc + found.b_cubed + ceaf) / 3)


def test_pairs():
    found = agreement(KEY, sets("12345", "6789ABC"))
    assert (found.pair_precision, found.pair_recall) == pytest.approx((21 / 31, 1.0))


def test_mentions_are_evened_out_as_cai_and_strube_do():
    key, response = even_out(sets("ab", "c"), sets("ax", "y", "c"))
    assert key == sets("ab", "c", "x")
    assert response == sets("ax", "c", "b")


def test_the_clusters_are_what_their_readme_says():
    gold = load_clusters()
    told = Counter(link.event for report in gold for link in report.links)
    assert len({report.report.id for report in gold}) == len(gold)
    assert sum(1 < count <= 6 for count in told.values()) >= 60
    assert max(told.values()) <= 6
    for half in (True, False):
        part = [one for one in gold if is_held(one.scenario) == half]
        assert len(part) > len(gold) / 3
    ids = {report.report.id for report in gold}
    assert all(report.copy is None or report.copy in ids for report in gold)
