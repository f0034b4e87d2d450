"""What tables of actors are made of: spans of time, and names made equal."""

import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

from dateline.errors import KnowledgeError

OPEN_START: Final = "0001-01-01"
OPEN_END: Final = "9999-12-31"
_DATE: Final = re.compile(r"(\d{4})(?:-(\d\d)-(\d\d))?")
_DASHES: Final = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | dict.fromkeys("’‘ʼ`ʻ", "'"))
_TOKEN: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*(?:\.[^\W_](?![^\W_]))*\.?", re.UNICODE)
_MARKED: Final = re.compile(r"[.'`_]")
_NO_MARKS: Final = {code: " " for code in range(128) if not chr(code).isalnum()}
LONGEST_NAME: Final = 400
_SPELLINGS: Final = (
    ("organiz", "organis"), ("mobiliz", "mobilis"), ("defens", "defenc"), ("center", "centre"),
    ("labor", "labour"), ("stabiliz", "stabilis"), ("armored", "armoured"), ("mujahedeen", "mujahideen"),
    ("mujahedin", "mujahideen"), ("mujahidin", "mujahideen"), ("qaida", "qaeda"), ("jamaah", "jamaat"),
)  # fmt: skip


class Period(NamedTuple):
    """A stretch of days, first and last inclusive, as ISO days."""

    first: str = OPEN_START
    last: str = OPEN_END

    def holds(self, day: str) -> bool:
        """Return whether the day lies in the stretch."""
        return self.first <= day <= self.last

    def meets(self, other: "Period") -> bool:
        """Return whether the two stretches share a day."""
        return self.first <= other.last and other.first <= self.last


class Token(NamedTuple):
    """A word of a name: `norm` is what is compared, `text` as written, `start` its offset."""

    norm: str
    text: str
    start: int
    end: int


def period(first: str, last: str, where: str) -> Period:
    """Return the days from `first` to `last`, each a year, an ISO day or empty (= open).

    Raises:
        KnowledgeError: a date has another form, or the last day comes before the first.
    """
    found = Period(_day(first, "01-01", OPEN_START, where), _day(last, "12-31", OPEN_END, where))
    if found.last < found.first:
        raise KnowledgeError(f"{where}: {first} to {last} runs backwards: put the dates in order")
    return found


def _day(text: str, rest: str, default: str, where: str) -> str:
    if not text:
        return default
    match = _DATE.fullmatch(text)
    if match is None:
        raise KnowledgeError(f"{where}: {text!r} is no date: write 2014 or 2014-06-29")
    return text if match[2] else f"{match[1]}-{rest}"


@lru_cache(maxsize=65536)
def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of a name, each with the form that is compared.

    Case, accents, dots of abbreviations and a possessive `'s` make no difference; control and
    bidirectional marks are dropped. Only the first 400 characters are read.
    """
    found: list[Token] = []
    for match in _TOKEN.finditer(text[:LONGEST_NAME].translate(_DASHES)):
        norm = _norm(match[0])
        if norm:
            found.append(Token(norm, match[0], match.start(), match.end()))
    return tuple(found)


@lru_cache(maxsize=65536)
def _norm(word: str) -> str:
    folded = word.casefold()
    kept = folded.replace(".", "") if folded.isascii() else _unaccented(folded)
    kept = kept.removesuffix("'s").removesuffix("'")
    return _spelling(kept.replace("'", ""))


def _unaccented(folded: str) -> str:
    flat = unicodedata.normalize("NFKD", folded.replace("ı", "i").replace("ł", "l"))
    # Mathematical and full-width capitals become plain ones only now.
    return "".join(mark for mark in flat if mark.isalnum() or mark == "'").casefold()


def _spelling(word: str) -> str:
    for american, british in _SPELLINGS:
        word = word.replace(american, british)
    return word


@lru_cache(maxsize=8192)
def name_key(text: str) -> str:
    """Return the form under which a name is looked up: its words without a leading article."""
    if text.isascii() and len(text) <= LONGEST_NAME and not _MARKED.search(text):
        words = _spelling(text.lower().translate(_NO_MARKS)).split()  # most names; much faster
    else:
        words = [token.norm for token in tokens(text)]
    while len(words) > 1 and words[0] in {"the", "a", "an"}:
        words.pop(0)
    return " ".join(words)
