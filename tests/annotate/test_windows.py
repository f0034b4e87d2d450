from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.annotate.windows import cut_windows


@given(st.lists(st.integers(1, 60), max_size=40), st.integers(8, 50), st.integers(1, 7))
def test_every_piece_is_owned_once_by_a_window_that_holds_it(lengths, longest, shared):
    sentences = np.repeat(np.arange(len(lengths)), lengths)
    windows = cut_windows(sentences, longest=longest, shared=shared)
    owned = [n for w in windows for n in range(w.owned_start, w.owned_end)]
    assert owned == list(range(len(sentences)))
    assert all(w.start <= w.owned_start <= w.owned_end <= w.end for w in windows)
    assert all(w.end - w.start <= longest for w in windows)


def test_a_short_text_is_one_window():
    windows = cut_windows(np.zeros(100, dtype=np.int64))
    assert [(w.start, w.end) for w in windows] == [(0, 100)]


@pytest.mark.parametrize("count", [321, 640, 5000])
def test_windows_overlap_where_the_text_is_long(count):
    windows = cut_windows(np.zeros(count, dtype=np.int64))
    assert len(windows) > 1
    assert all(b.start < a.end for a, b in pairwise(windows))
