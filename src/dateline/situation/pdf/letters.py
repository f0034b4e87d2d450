"""Letters that no font of the PDF holds: they are found, and written as their Unicode numbers."""

import re
from collections.abc import Callable, Sequence
from typing import Final

# A character beyond ASCII with the marks that stand on it. Marks on one of ASCII's stand for themselves:
# their letter can be drawn, and in JSON it may be a sign of JSON's own.
_MARKS: Final = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u06d6-\u06ed"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f"
)
_LETTERS: Final = re.compile(f"[^\x00-\x7e{_MARKS}][{_MARKS}]*|[{_MARKS}]+")
# A string of JSON or a part of it: letters that can be drawn one by one may still not stand together.
_STRINGS: Final = re.compile(r'[^"\\]*[^\x00-\x7e"\\][^"\\]*')
_BEYOND: Final = re.compile(r"[^\x00-\x7e]+")

Drawn = Callable[[Sequence[str]], bool]


def number_missing(json: str, drawn: Drawn) -> tuple[str, tuple[str, ...]]:
    """Return JSON with `[U+4FB5]` for each letter that cannot be drawn, and those letters in order.

    `drawn` tells whether all of some strings can be; it is asked about ever fewer of them.
    """
    gone: set[str] = set()

    def numbered(found: re.Match[str]) -> str:
        gone.update(found[0])
        return letter_numbers(found[0])

    for units, letters in ((_LETTERS, _LETTERS), (_STRINGS, _BEYOND)):
        bad = frozenset(_missing(sorted(set(units.findall(json))), drawn))
        json = units.sub(lambda m: letters.sub(numbered, m[0]) if m[0] in bad else m[0], json)  # noqa: B023  called at once
    return json, tuple(sorted(gone))


def _missing(units: Sequence[str], drawn: Drawn) -> list[str]:
    if not units or drawn(units):
        return []
    if len(units) == 1:
        return list(units)
    half = len(units) // 2
    return _missing(units[:half], drawn) + _missing(units[half:], drawn)


def letter_numbers(letters: str) -> str:
    """Return the Unicode numbers of letters."""
    return f"[{' '.join(f'U+{ord(one):04X}' for one in letters)}]"
