"""Report text made ready for the rules, and the matches of the rules in it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from dateline.knowledge.prefixes import DIGIT, LENGTH
from dateline.knowledge.time_patterns import TimeWords
from dateline.knowledge.time_rules import TimeRule, TimeRules

_FLAT: Final = (
    {ord(mark): "-" for mark in "‐‑‒–—−"}
    | {ord(mark): "'" for mark in "’‘ʼ`´"}
    | {ord(mark): " " for mark in "\t\r\v\f\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u202f\u205f\u3000"}
    | {ord(mark): ":" for mark in "：∶"}
    | {ord(mark): "/" for mark in "／"}
)  # fmt: skip
_DIGIT_ZEROS: Final = (0x0660, 0x06F0, 0x0966, 0x09E6, 0xFF10)
_DIGITS: Final = {zero + digit: str(digit) for zero in _DIGIT_ZEROS for digit in range(10)}
_FULL_WIDTH: Final = {0xFF21 + n: chr(65 + n) for n in range(26)} | {
    0xFF41 + n: chr(97 + n) for n in range(26)
}
_FLAT_TABLE: Final = _FLAT | _DIGITS | _FULL_WIDTH
_LOWER: Final = {65 + n: chr(97 + n) for n in range(26)}
_SHAPE: Final = {ord(digit): DIGIT for digit in "123456789"}
_WORD: Final = re.compile(r"(?<![\w])(?:\w|'(?=\d))")
_OUTSIDE: Final = "out"  # the named part of a pattern that counts but is no part of the span
_LOOK_BACK: Final = 40

Groups = Mapping[str, str]


class RuleMatch(NamedTuple):
    """Where a rule matches: offsets, and the value of each named part of its pattern."""

    start: int
    end: int
    rule: TimeRule
    groups: Groups


def flatten(text: str) -> str:
    """Return the text with plain dashes, quotes, blanks and digits, and its single lines joined.

    The length never changes, so offsets stay true.
    """
    flat = text.translate(_FLAT_TABLE)
    if "\n" not in flat:
        return flat
    return "\n\n".join(part.replace("\n", " ") for part in flat.split("\n\n"))


def fold(flat: str) -> str:
    """Return flattened text in lower case (A to Z only, so that offsets stay true)."""
    return flat.translate(_LOWER)


def find_matches(flat: str, rules: TimeRules) -> Iterator[RuleMatch]:
    """Yield the longest match of the rules at each place, from left to right, never overlapping."""
    folded = fold(flat)
    shape = folded.translate(_SHAPE)
    end = 0
    for word in _WORD.finditer(folded):
        start = word.start()
        if start < end:
            continue
        tried = rules.tried_at(shape[start : start + LENGTH])
        match = _longest(folded, flat, start, tried, rules.words) if tried else None
        if match is not None:
            yield match
            end = match.end


def _longest(
    folded: str, flat: str, start: int, tried: Iterable[TimeRule], words: TimeWords
) -> RuleMatch | None:
    best: re.Match[str] | None = None
    chosen: TimeRule | None = None
    for rule in tried:
        found = rule.pattern.match(folded, start)
        if found is None or (best is not None and found.end() <= best.end()):
            continue
        if _allowed(rule, folded, start) and _cased(flat, found, words):
            best, chosen = found, rule
    if best is None or chosen is None:
        return None
    return _match(best, chosen, words)


def _allowed(rule: TimeRule, folded: str, start: int) -> bool:
    """Tell whether what stands right before is as the rule wants it."""
    if rule.before is None:
        return True
    found = rule.before.search(folded[max(0, start - _LOOK_BACK) : start])
    return (found is None) == rule.negated


def _match(found: re.Match[str], rule: TimeRule, words: TimeWords) -> RuleMatch:
    groups = {name: part for name, part in found.groupdict().items() if part is not None}
    start = found.end(_OUTSIDE) if _OUTSIDE in groups else found.start()
    end = found.start() + len(found[0].rstrip())
    return RuleMatch(start, end, rule, _values(groups, words))


def _cased(flat: str, found: re.Match[str], words: TimeWords) -> bool:
    """Tell whether the words that need a capital letter have one."""
    return all(
        part not in words.cased or flat[found.start(name)].isupper()
        for name, part in found.groupdict().items()
    )


def _values(groups: Groups, words: TimeWords) -> Groups:
    values: dict[str, str] = {}
    for name, part in groups.items():
        plain = " ".join(part.split())
        table = words.classes.get(name.rstrip("0123456789"), {})
        values[name] = table[plain] if plain in table else _other(name, plain, table)
    return values


def _other(name: str, plain: str, table: Mapping[str, str]) -> str:
    return _compound(plain, table) if name == "num" else plain


def _compound(words: str, table: Mapping[str, str]) -> str:
    """Return `thirty-four` as `34`; figures stay as they are."""
    parts = [table.get(part, "") for part in words.replace("-", " ").split()]
    if len(parts) == 2 and all(part.isdigit() for part in parts):  # noqa: PLR2004  tens and ones
        return str(int(parts[0]) + int(parts[1]))
    return words
