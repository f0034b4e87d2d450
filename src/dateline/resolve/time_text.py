"""Report text made ready for the rules, and the matches of the rules in it."""

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from dateline.knowledge.time_rules import TimeRule, TimeRules, TimeWords

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
    position = 0
    while (found := rules.starts.search(folded, position)) is not None:
        match = _longest(folded, flat, found.start(), rules)
        if match is None:
            position = _next_word(folded, found.start())
        else:
            yield match
            position = match.end


def _next_word(folded: str, start: int) -> int:
    end = start + 1
    while end < len(folded) and folded[end].isalnum():
        end += 1
    return end


def _longest(folded: str, flat: str, start: int, rules: TimeRules) -> RuleMatch | None:
    best: RuleMatch | None = None
    before = folded[max(0, start - _LOOK_BACK) : start]
    for rule in rules.rules:
        found = rule.pattern.match(folded, start)
        if found is None or (best is not None and found.end() <= best.end):
            continue
        if rule.before is not None and (rule.before.search(before) is None) != rule.negated:
            continue
        groups = {name: part for name, part in found.groupdict().items() if part is not None}
        if _cased(flat, found, rules.words):
            end = start + len(found[0].rstrip())
            best = RuleMatch(start, end, rule, _values(groups, rules.words))
    return best


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
        values[name] = table.get(plain, plain)
    return values
