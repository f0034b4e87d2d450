from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dateline.annotate.annotation import ROLES
from dateline.annotate.decode import decode_roles, decode_tags
from dateline.annotate.likeness import likeness

TAGS = ("O", "B-X", "I-X", "B-Y", "I-Y")


def scores_for(path):
    scores = np.full((len(path), len(TAGS)), -4.0, dtype=np.float32)
    for row, tag in enumerate(path):
        scores[row, TAGS.index(tag)] = 4.0
    return scores


def test_spans_follow_the_tags():
    spans = decode_tags(scores_for(["O", "B-X", "I-X", "B-X", "O", "B-Y"]), TAGS)
    assert [(s.first, s.last, s.label) for s in spans] == [(1, 2, "X"), (3, 3, "X"), (5, 5, "Y")]
    assert all(s.score > 0.99 for s in spans)


def test_a_stray_inside_tag_is_mended_by_the_best_legal_path():
    scores = scores_for(["O", "I-X", "I-X", "O"])
    scores[1, TAGS.index("B-X")] = 3.0
    spans = decode_tags(scores, TAGS)
    assert [(s.first, s.last, s.label) for s in spans] == [(1, 2, "X")]


@given(
    arrays(
        np.float32, st.tuples(st.integers(0, 12), st.just(5)), elements=st.floats(-5, 5, width=32)
    )
)
def test_spans_never_overlap(scores):
    spans = decode_tags(scores, TAGS)
    assert all(0 <= s.first <= s.last < len(scores) for s in spans)
    assert all(a.last < b.first for a, b in pairwise(spans))


def role_scores(count, *links):
    scores = np.full((count, count, len(ROLES)), -5.0, dtype=np.float32)
    for head, role, tail, value in links:
        scores[head, tail, ROLES.index(role)] = value
    return scores


def test_a_chain_of_the_same_party_leads_to_its_first_mention():
    scores = role_scores(3, (1, "same", 0, 1.0), (2, "same", 1, 2.0), (2, "same", 0, -1.0))
    assert [(h, r, t) for h, r, t, _ in decode_roles(scores, {})] == [
        (1, "same", 0),
        (2, "same", 0),
    ]


def test_a_name_that_stood_before_is_the_same():
    like = likeness(["Marib", "Sanaa", "Marib", "marib"], ["PLACE"] * 4)
    scores = role_scores(4, (3, "same", 1, 2.0))
    assert [(h, r, t) for h, r, t, _ in decode_roles(scores, {}, like)] == [
        (3, "same", 1),
        (2, "same", 0),
    ]


def test_a_mention_has_one_earlier_same():
    scores = role_scores(3, (2, "same", 0, 1.0), (2, "same", 1, 2.0), (0, "same", 2, 5.0))
    assert [(h, r, t) for h, r, t, _ in decode_roles(scores, {})] == [(2, "same", 1)]


def test_an_event_has_one_time_unless_the_second_is_nearly_certain():
    unsure = role_scores(3, (0, "time", 1, 3.0), (0, "time", 2, 0.5))
    sure = role_scores(3, (0, "time", 1, 3.0), (0, "time", 2, 2.5))
    assert [t for _, _, t, _ in decode_roles(unsure, {})] == [1]
    assert [t for _, _, t, _ in decode_roles(sure, {})] == [1, 2]


def test_bars_differ_by_role():
    scores = role_scores(2, (0, "agent", 1, 0.5))
    assert decode_roles(scores, {"agent": 0.9}) == []
    assert len(decode_roles(scores, {"agent": 0.5})) == 1
