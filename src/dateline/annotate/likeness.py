"""How alike two mentions are in their words: what the network is told about each pair of spans.

The network reads states, in which the identity of a name is blurred; coreference needs it sharp.
"""

import re
from collections.abc import Sequence
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

# From unlike to alike; a pair has the last one that holds.
LIKENESS: Final = (
    "none",
    "shared name",  # both hold the same capitalised word: `Hama countryside`, `Hama`
    "same head",  # both end in the same word: `IS militants`, `the militants`
    "same names",  # the same capitalised words in the same order: `Amhara`, `Amhara region`
    "part of a name",  # one is a single name within the other: `Colbert`, `Mbang Colbert`
    "initials",  # one is the initials of the other or stands in it: `CDF`, `Chinland Defense Force`
    "same words",  # equal but for case, without capitals: `regime forces`
    "same name",  # equal but for case, with capitals: `Marib`
)

_WORD: Final = re.compile(r"\w+(?:[-'’]\w+)*")
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_PRONOUNS: Final = frozenset(
    [
        "he",
        "him",
        "his",
        "she",
        "her",
        "hers",
        "it",
        "its",
        "they",
        "them",
        "their",
        "we",
        "us",
        "our",
        "i",
        "me",
        "my",
        "you",
        "who",
        "whom",
        "whose",
        "one",
        "another",
        "others",
        "latter",
        "former",
        "both",
    ]
)


class _Words(msgspec.Struct, frozen=True):
    """A mention as it is compared."""

    folded: str
    head: str
    names: tuple[str, ...]
    named: frozenset[str]
    all: frozenset[str]
    initials: str
    is_letters: bool
    is_pronoun: bool


def likeness(texts: Sequence[str], labels: Sequence[str]) -> NDArray[np.int64]:
    """Return the index in `LIKENESS` of each pair of spans, symmetric, [n, n].

    Only actors and places can be the same, so only they are compared, each with its own kind; a
    pronoun is like nothing.
    """
    found = np.zeros((len(texts), len(texts)), dtype=np.int64)
    for label in ("ACTOR", "PLACE"):
        before: list[tuple[int, _Words]] = []
        for number, text in enumerate(texts):
            if labels[number] != label:
                continue
            words = _words(text)
            if words.is_pronoun:
                continue
            for earlier, other in before:
                if kind := _compare(words, other):
                    found[number, earlier] = found[earlier, number] = kind
            before.append((number, words))
    return found


def _words(text: str) -> _Words:
    words = _WORD.findall(_POSSESSIVE.sub("", text.strip()))
    names = tuple(word for word in words if word[0].isupper())
    folded = " ".join(words).lower()
    return _Words(
        folded=folded,
        head=words[-1].lower() if words else "",
        names=names,
        named=frozenset(names),
        all=frozenset(words),
        initials="".join(name[0] for name in names) if len(names) > 1 else "",
        is_letters=len(words) == 1 and len(names) == 1 and words[0].isupper() and len(words[0]) > 1,
        is_pronoun=not words or folded in _PRONOUNS,
    )


def _compare(one: _Words, other: _Words) -> int:
    if one.folded == other.folded:
        return 7 if one.names or other.names else 6
    if _are_initials(one, other) or _are_initials(other, one):
        return 5
    if one.names and other.names:
        if _is_part(one, other) or _is_part(other, one):
            return 4
        if one.names == other.names:
            return 3
    if one.head == other.head:
        return 2
    return int(not one.named.isdisjoint(other.named))


def _are_initials(short: _Words, long: _Words) -> bool:
    if not short.is_letters:
        return False
    letters = short.names[0]
    return letters in long.all or (len(long.initials) > 1 and long.initials == letters)


def _is_part(short: _Words, long: _Words) -> bool:
    return len(short.all) == 1 and len(long.names) > 1 and short.names[0] in long.names
