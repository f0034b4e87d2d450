"""The patterns that rule files write with word classes: `<month>`, `$day`."""

import re
from collections.abc import Mapping
from typing import Final

import msgspec

from dateline.errors import KnowledgeError
from dateline.knowledge.prefixes import Prefixes

FIGURES: Final = r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,4}(?:\.[0-9]{1,2}| 1/2)?"
COMPOUND: Final = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ](?:one|two|three|four|five|six|seven|eight|nine)(?!\w)"
_MACRO: Final = re.compile(r"\(\?P<\w+>|\(\?<[=!]|<(\w+)(?::(\d))?>|\$(\w+)")
_BLANK: Final = re.compile(r"\[[^\]]*\]| \??")  # a blank inside brackets stays one
_BLANKS: Final = {" ": " {1,4}", " ?": " {0,4}"}  # bounded, so that long blanks cost little
_MOST_ROUNDS: Final = 4


class TimeWords(msgspec.Struct, frozen=True):
    """Word classes: the value of each word by class, and the words that need a capital letter."""

    classes: Mapping[str, Mapping[str, str]]
    cased: frozenset[str]
    macros: Mapping[str, str]
    prefixes: Mapping[str, Prefixes]


def expand(pattern: str, words: TimeWords, where: str) -> str:
    """Return a rule's pattern as a plain regular expression.

    Raises:
        KnowledgeError: it names a class or macro that is not in the word file.
    """

    def replace(found: re.Match[str]) -> str:
        name, number, bare = found.groups()
        if name is None and bare is None:
            return found[0]
        inner = _inner(name or bare, words, where)
        return f"(?P<{name}{number or ''}>{inner})" if name else f"(?:{inner})"

    for _ in range(_MOST_ROUNDS):
        pattern = _MACRO.sub(replace, pattern)
    return _BLANK.sub(lambda found: _BLANKS.get(found[0], found[0]), pattern)


def _inner(name: str, words: TimeWords, where: str) -> str:
    if name in words.macros:
        return words.macros[name]
    if name not in words.classes:
        raise KnowledgeError(f"{where}: no class or macro {name!r}: add it to time_words.toml")
    listed = sorted(words.classes[name], key=lambda word: (-len(word), word))
    open_ended = [_word(word) for word in listed if word.endswith((".", "-"))]
    whole = [_word(word) for word in listed if not word.endswith((".", "-"))]
    figures = [FIGURES, COMPOUND] if name == "num" else []
    return "|".join([*figures, *open_ended, f"(?:{'|'.join(whole)})(?!\\w)"])


def _word(word: str) -> str:
    return re.escape(word).replace("\\ ", " ").replace("\\-", "-")
