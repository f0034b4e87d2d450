from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from dateline.annotate.tokens import SHAPES, tokenise, word_shape

TOKENIZER = Path(__file__).parents[2] / "src" / "dateline" / "data" / "reader" / "tokenizer.json"
CASES = [
    ("army", "lower"), ("Army", "capitalised"), ("SDF", "upper"), ("A", "capitalised"),
    ("12", "digits"), ("T-72"[2:], "digits"), ("M23", "alphanumeric"), ("—", "punctuation"),
    ("McCoy", "mixed"), ("حلب", "lower"),
]  # fmt: skip


@pytest.fixture(scope="module")
def tokenizer():
    return Tokenizer.from_file(str(TOKENIZER))


@pytest.mark.parametrize(("word", "shape"), CASES)
def test_shapes(word, shape):
    assert SHAPES[word_shape(word)] == shape


def test_pieces_of_a_word_share_its_shape_and_sentence(tokenizer):
    tokens = tokenise("Baghouz fell. Then Hajin.", tokenizer)
    first_word = [n for n in range(len(tokens)) if tokens.starts[n] < 7]
    assert {int(tokens.shapes[n]) for n in first_word} == {
        SHAPES.index("capitalised") + 2 * len(SHAPES)
    }
    assert tokens.sentences[-1] == 1
    assert tokens.first[0]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_offsets_lie_in_the_text(tokenizer, text):
    tokens = tokenise(text, tokenizer)
    assert all(0 <= s <= e <= len(text) for s, e in zip(tokens.starts, tokens.ends, strict=True))
