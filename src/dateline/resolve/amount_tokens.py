"""The words and numerals of a text, with what each numeral in digits is worth."""

import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from typing import Final, Literal, NamedTuple

from dateline.resolve.amount_values import LARGEST, Warned

_INVISIBLE: Final = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
# a line break inside a number: only in front of three more digits, and not after a whole year
_BREAK: Final = r"(?<!\d{4})[,-]?[ \t]*\n[ \t]*(?=\d{3}(?!\d))"
_GLUE: Final = rf"{_BREAK}|[.,'’٫٬][{_INVISIBLE}]*|[ \u00a0\u2007\u2009\u202f]|[{_INVISIBLE}]+"
_SCAN: Final = re.compile(
    rf"(?P<number>\d+(?:(?:{_GLUE})\d+)*)(?P<tail>[^\W_]*)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)(?P<stuck>\d[^\W_]*)?"
    r"|(?P<mark>\S)"
)
_GROUPED: Final = re.compile(r"\d{1,3}(?:[,'’\u00a0\u2007\u2009\u202f]\d{3})+(?:\.\d+)?")
_INDIAN: Final = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_SPACED: Final = re.compile(r"[1-9]\d{0,2}(?: \d{3})+")
_PLAIN: Final = re.compile(r"\d+(?:\.\d{1,2})?|0\.\d+|\d+\.\d{4,}")
_LOOKALIKE_TAIL: Final = re.compile(r"[lIOo|]+(?:\d+[lIOo|]*)*")
_LOOKALIKE: Final = re.compile(r"[lIOo|]+")
_HYPHENS: Final = frozenset("-‐‑")
_ORDINAL: Final = frozenset({"st", "nd", "rd", "th"})
_MINUS: Final = re.compile(r"(?:^|[\s(])[-−]$")
_LONGEST: Final = 40

Kind = Literal["number", "word", "mark"]


class Token(NamedTuple):
    """One word, numeral or mark. `word` is in lower case; `end` is exclusive.

    `value` is None where the token is no numeral, or a `warning` says that it cannot be read.
    """

    kind: Kind
    word: str
    start: int
    end: int
    value: Fraction | None = None
    warning: Warned | None = None
    capital: bool = False


def amount_tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of the text; hyphens inside words are left out, dashes between digits kept."""
    found = list(_tokens(text))
    return tuple(
        token for i, token in enumerate(found)
        if not (token.word in _HYPHENS and _joins(text, found, i))
    )  # fmt: skip


def _joins(text: str, found: list[Token], i: int) -> bool:
    if not 0 < i < len(found) - 1:
        return False
    before, after = found[i - 1], found[i + 1]
    touching = before.end == found[i].start and after.start == found[i].end
    return touching and not (before.kind == after.kind == "number") and text[before.end - 1] != "\n"


def _tokens(text: str) -> Iterator[Token]:
    for match in _SCAN.finditer(text):
        if match["number"]:
            yield from _numeral(match)
        elif match["word"]:
            yield from _word(match)
        else:
            yield Token("mark", match[0], match.start(), match.end())


def _word(match: re.Match[str]) -> Iterator[Token]:
    word = match["word"]
    if match["stuck"] and _LOOKALIKE.fullmatch(word):
        yield Token("number", match[0].lower(), match.start(), match.end(), None, "unclear-digits")
        return
    lower = word.lower().replace("’", "'")
    yield Token(
        "word", lower, match.start(), match.end(), capital=word[0].isupper() and len(word) > 1
    )


def _numeral(match: re.Match[str]) -> Iterator[Token]:
    digits, tail = match["number"], match["tail"]
    if tail and _LOOKALIKE_TAIL.fullmatch(tail):
        yield Token("number", match[0].lower(), match.start(), match.end(), None, "unclear-digits")
        return
    if tail.lower() in _ORDINAL:
        yield Token("word", match[0].lower(), match.start(), match.end())
        return
    for part, start in _parts(digits, match.start("number")):
        value, warning = _value(part)
        if start and _MINUS.search(match.string, max(0, start - 2), start):
            value, warning = None, "unclear-digits"
        yield Token("number", part, start, start + len(part), value, warning)
    if tail:
        yield Token("word", tail.lower(), match.start("tail"), match.end("tail"))


def _parts(digits: str, start: int) -> Iterator[tuple[str, int]]:
    """Yield the numerals of a run of digits: `2014 300` is two of them, `12 000` is one."""
    groups = digits.split(" ")
    apart = len(groups) > 1 and not _SPACED.fullmatch(digits)
    if not apart or all(len(group) == 1 for group in groups):
        yield digits, start
        return
    for group in groups:
        yield group, start
        start += len(group) + 1


def _value(digits: str) -> tuple[Fraction | None, Warned | None]:
    """Return the worth of a numeral, and a warning where it is in doubt or cannot be read."""
    if "\n" in digits:
        return None, "split-number"
    warning: Warned | None = None
    plain = "".join(mark for mark in digits if unicodedata.category(mark) != "Cf")
    if plain != digits:
        warning = "unclear-digits"
    if not plain.isascii():
        translated = _ascii(plain)
        if translated is None:
            return None, "unclear-digits"
        if any(mark.isdigit() and not mark.isascii() for mark in plain):
            warning = "other-script"
        plain = translated
    if _SPACED.fullmatch(plain):
        plain, warning = plain.replace(" ", ""), warning or "split-number"
    return _worth(plain, warning)


def _worth(plain: str, warning: Warned | None) -> tuple[Fraction | None, Warned | None]:
    if _GROUPED.fullmatch(plain) or _INDIAN.fullmatch(plain):
        plain = re.sub(r"[^\d.]", "", plain)
    if len(plain) > _LONGEST:
        return None, "beyond-64-bits"
    if not _PLAIN.fullmatch(plain):
        return None, "unclear-digits"
    value = Fraction(plain)
    return (None, "beyond-64-bits") if value > LARGEST else (value, warning)


def _ascii(digits: str) -> str | None:
    """Return the digits in ASCII, or None where two scripts are mixed."""
    marks = str.maketrans({"٫": ".", "٬": ",", "’": "'", "\u00a0": ",", "\u2007": ",",
                           "\u2009": ",", "\u202f": ","})  # fmt: skip
    zeros = {ord(mark) - unicodedata.decimal(mark) for mark in digits if mark.isdecimal()}
    if len(zeros) != 1:
        return None
    return "".join(
        str(unicodedata.decimal(mark)) if mark.isdecimal() else mark for mark in digits
    ).translate(marks)
