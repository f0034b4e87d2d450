"""Word pieces of a text with the features the reader sees beside them."""

from collections.abc import Sequence
from functools import lru_cache
from operator import ne
from typing import Final, Protocol

import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.annotate.sentences import split_sentences

SHAPES: Final = (
    "special", "lower", "capitalised", "upper", "mixed", "digits", "alphanumeric", "punctuation",
)  # fmt: skip
_SHAPE_NUMBERS: Final = {name: number for number, name in enumerate(SHAPES)}
# Each shape comes plain, at the start of a sentence and at the start of a line.
SHAPE_COUNT: Final = 3 * len(SHAPES)
_CACHE: Final = 20_000


class Encoding(Protocol):
    """What `tokenizers.Tokenizer.encode` returns, as far as it is used here."""

    @property
    def ids(self) -> list[int]:
        """Return the pieces' numbers in the vocabulary."""
        ...

    @property
    def offsets(self) -> list[tuple[int, int]]:
        """Return where each piece stands: start and end (exclusive) in code points."""
        ...

    @property
    def word_ids(self) -> list[int | None]:
        """Return the number of the word each piece belongs to."""
        ...


class Tokenizer(Protocol):
    """What `tokenizers.Tokenizer` offers, as far as it is used here."""

    def encode(self, sequence: str, *, add_special_tokens: bool) -> Encoding:
        """Return the word pieces of a text."""
        ...


class Tokens(msgspec.Struct, frozen=True):
    """The word pieces of one text: parallel arrays of length n.

    `starts` and `ends` are offsets in code points, `first` marks the first piece of each word,
    `sentences` the index of the sentence each piece stands in.
    """

    ids: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    first: NDArray[np.bool_]
    shapes: NDArray[np.int64]
    sentences: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ids)


def tokenise(text: str, tokenizer: Tokenizer) -> Tokens:
    """Return the word pieces of `text`, without the model's own start and end marks."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    offsets = encoding.offsets
    starts = np.fromiter((start for start, _ in offsets), np.int64, len(offsets))
    ends = np.fromiter((end for _, end in offsets), np.int64, len(offsets))
    words = encoding.word_ids
    first = np.ones(len(words), dtype=np.bool_)
    first[1:] = list(map(ne, words[1:], words))
    sentences = _sentence_indexes(text, starts)
    return Tokens(
        ids=np.array(encoding.ids, dtype=np.int64),
        starts=starts,
        ends=ends,
        first=first,
        shapes=_shapes(text, offsets, first, sentences),
        sentences=sentences,
    )


def _sentence_indexes(text: str, starts: NDArray[np.int64]) -> NDArray[np.int64]:
    firsts = np.array([start for start, _ in split_sentences(text)] or [0], dtype=np.int64)
    return np.maximum(np.searchsorted(firsts, starts, side="right") - 1, 0)


def _shapes(
    text: str,
    offsets: Sequence[tuple[int, int]],
    first: NDArray[np.bool_],
    sentences: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Return the shape of the word each piece belongs to, with where it stands."""
    begins = np.flatnonzero(first).tolist()
    stops = [*begins, len(offsets)][1:]
    shapes = []
    previous_sentence = -1
    for index, stop, sentence in zip(begins, stops, sentences[first].tolist(), strict=True):
        start = offsets[index][0]
        shape = word_shape(text[start : offsets[stop - 1][1]])
        if sentence != previous_sentence:
            place = 2 if start == 0 or "\n" in text[max(0, start - 2) : start] else 1
            shape += place * len(SHAPES)
            previous_sentence = sentence
        shapes += [shape] * (stop - index)
    return np.array(shapes, dtype=np.int64)


@lru_cache(maxsize=_CACHE)
def word_shape(word: str) -> int:
    """Return the index in `SHAPES` of one word."""
    letters = word.isalpha()
    if letters and word.islower():
        name = "lower"
    elif word.isdigit():
        name = "digits"
    elif not (letters or any(character.isalnum() for character in word)):
        name = "punctuation"
    elif not letters and any(character.isdigit() for character in word):
        name = "alphanumeric"
    elif word.isupper():
        name = "upper" if len(word) > 1 else "capitalised"
    elif word[0].isupper():
        name = "capitalised" if word[1:].islower() else "mixed"
    elif word.islower() or not any(character.isupper() for character in word):
        name = "lower"
    else:
        name = "mixed"
    return _SHAPE_NUMBERS[name]
