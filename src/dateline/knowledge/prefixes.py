"""How the text that a pattern matches may begin, so that few rules are tried at each word."""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

LENGTH: Final = 5
ANY: Final = "*"  # stands for a character that is not known
DIGIT: Final = "0"  # stands for every digit
_TOKEN: Final = re.compile(
    r"<(?P<class>\w+)(?::\d)?>|\$(?P<macro>[a-z]\w*)|(?P<open>\((?:\?P<\w+>|\?-?i?:|\?=|\?!|\?<!|\?<=)?)|(?P<close>\))|(?P<bar>\|)"
    r"|(?P<set>\[(?:\\.|[^\]])+\])|(?P<escape>\\.)|(?P<literal>.)"
)
_STRETCH: Final = re.compile(r"[^\\\[()|]+|\\.|\[(?:\\.|[^\]])+\]|[()|]")
_QUANTIFIER: Final = re.compile(r"[?*+]|\{(\d+)(?:,\d*)?\}")
_LOOKS: Final = frozenset({"(?=", "(?!", "(?<!", "(?<="})
_WIDE: Final = 12  # a set of more letters than this counts as any character

Prefixes = frozenset[str]
_EMPTY: Final[Prefixes] = frozenset({""})


class _Part(NamedTuple):
    prefixes: Prefixes
    end: int


def prefixes_of(pattern: str, named: Mapping[str, Prefixes]) -> Prefixes:
    """Return the first characters, at most `LENGTH`, of all that the pattern matches.

    `named` holds those of the classes and macros that the pattern names. Digits are written as `0`,
    unknown characters as `*`; a shorter prefix ends where the match does. Only what the rule files
    use is read: groups, alternatives, sets, quantifiers, lookarounds.
    """
    return _Reader(pattern, named).alternatives(0).prefixes


class _Reader(NamedTuple):
    """Reads the prefixes of one pattern."""

    pattern: str
    named: Mapping[str, Prefixes]

    def alternatives(self, start: int) -> _Part:
        """Return the prefixes of what stands from `start` to the end or the closing bracket."""
        found: set[str] = set()
        sequence = _EMPTY
        position = start
        while (token := _TOKEN.match(self.pattern, position)) and not token["close"]:
            if token["bar"]:
                found |= sequence
                sequence, position = _EMPTY, token.end()
                continue
            if all(map(_is_whole, sequence)):
                position = self._end(position)
                continue
            atom = _quantified(self.pattern, self._atom(token))
            sequence, position = _joined(sequence, atom.prefixes), atom.end
        return _Part(frozenset(found | sequence), position)

    def _end(self, start: int) -> int:
        """Return where the alternative ends that `start` stands in."""
        depth = 0
        for found in _STRETCH.finditer(self.pattern, start):
            if found[0] in "|)" and not depth:
                return found.start()
            depth += (found[0] == "(") - (found[0] == ")")
        return len(self.pattern)

    def _atom(self, token: re.Match[str]) -> _Part:
        if token["open"]:
            inner = self.alternatives(token.end())
            return _Part(_EMPTY if token["open"] in _LOOKS else inner.prefixes, inner.end + 1)
        return _Part(self._simple(token), token.end())

    def _simple(self, token: re.Match[str]) -> Prefixes:
        if name := token["class"] or token["macro"]:
            return self.named[name]
        if token["set"]:
            return _set(token["set"])
        if token["escape"]:
            return _escape(token["escape"][1])
        literal = token["literal"]
        return _EMPTY if literal in "$^" else frozenset({_plain(literal)})


def _escape(letter: str) -> Prefixes:
    if letter in "bB":
        return _EMPTY
    if letter == "d":
        return frozenset({DIGIT})
    return frozenset({ANY if letter.isalpha() else letter})


def _set(text: str) -> Prefixes:
    inner = text[1:-1]
    if inner.startswith("^") or "\\" in inner or "a-z" in inner or len(inner) > _WIDE:
        return frozenset({ANY})
    return frozenset(_plain(letter) for letter in re.sub(r"\d-\d", DIGIT, inner))


def _plain(letter: str) -> str:
    return DIGIT if letter.isdigit() else ANY if letter == "." else letter


def _quantified(pattern: str, atom: _Part) -> _Part:
    found = _QUANTIFIER.match(pattern, atom.end)
    if found is None:
        return atom
    prefixes = atom.prefixes
    least = {"?": 0, "*": 0, "+": 1}.get(found[0], int(found[1] or 0))
    if found[0] != "?":
        for _ in range(LENGTH - 1):
            prefixes |= _joined(prefixes, atom.prefixes)
    return _Part(prefixes | _EMPTY if least == 0 else prefixes, found.end())


def _joined(left: Prefixes, right: Prefixes) -> Prefixes:
    whole = set(filter(_is_whole, left))
    open_ = left - whole
    cut = {size: {end[: LENGTH - size] for end in right} for size in set(map(len, open_))}
    return frozenset(whole | {start + end for start in open_ for end in cut[len(start)]})


def _is_whole(prefix: str) -> bool:
    """Tell whether nothing can be added to a prefix."""
    return len(prefix) >= LENGTH or ANY in prefix
