from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.annotate.sentences import split_sentences

CASES = [
    pytest.param("One. Two.", ["One.", "Two."], id="plain"),
    pytest.param("Gen. Ali spoke. He left.", ["Gen. Ali spoke.", "He left."], id="rank"),
    pytest.param("The U.S. said so. Yes.", ["The U.S. said so.", "Yes."], id="initials"),
    pytest.param('"Go!" he said. "Now."', ['"Go!" he said.', '"Now."'], id="quotes"),
    pytest.param("Headline\nLead here.", ["Headline", "Lead here."], id="lines"),
    pytest.param(
        "At 5.30 p.m. on Friday they came.", ["At 5.30 p.m. on Friday they came."], id="clock"
    ),
    pytest.param("  \n ", [], id="blank"),
]


@pytest.mark.parametrize(("text", "sentences"), CASES)
def test_sentences(text, sentences):
    assert [text[start:end] for start, end in split_sentences(text)] == sentences


@given(st.text(max_size=200))
def test_spans_are_ordered_and_cover_all_but_white_space(text):
    spans = split_sentences(text)
    assert all(a < b for a, b in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    inside = "".join(text[a:b] for a, b in spans)
    assert "".join(inside.split()) == "".join(text.split())
