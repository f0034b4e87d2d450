"""One form for the many spellings of a place name.

`place_key` is what names are stored and found under; `fold_key` is a rougher form on which the
romanisations of one name meet. The rules are in `data/place_forms.toml`.
"""

import re
import tomllib
import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import Final

import msgspec

MIN_FOLD: Final = 4
MAX_NAME: Final = 120

_APOSTROPHES = re.compile("['`´’‘ʻʼʽʾʿˈ′“”\"\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SPLIT = re.compile(r"[\W_]+")
_MARKS = re.compile("[\u0300-\u036f\u064b-\u0652\u0670\u0591-\u05c7]")
_INITIALS = re.compile(r"(?<!\w)(\w)\.")


class TypeWord(msgspec.Struct, frozen=True):
    """Words that say what a named place is, and the kinds they speak for."""

    words: tuple[str, ...]
    kinds: tuple[str, ...]
    example: str
    name: str


class PartWords(msgspec.Struct, frozen=True):
    """Words that name nothing by themselves, with examples."""

    words: frozenset[str]
    examples: tuple[tuple[str, str], ...]


class FoldRules(msgspec.Struct, frozen=True):
    """What makes a skeleton of a romanised name."""

    articles: frozenset[str]
    rules: tuple[tuple[str, str], ...]
    not_in: frozenset[str]
    examples: tuple[tuple[str, str], ...]


class PlaceForms(msgspec.Struct, frozen=True):
    """The rules of `data/place_forms.toml`."""

    letters: dict[str, str]
    short: dict[str, str]
    partner: dict[str, str]
    type: tuple[TypeWord, ...]
    part: PartWords
    generic: PartWords
    fold: FoldRules


@lru_cache(maxsize=1)
def load_place_forms() -> PlaceForms:
    """Return the rules that bring place names to one form."""
    raw = files("dateline.data").joinpath("place_forms.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(raw), PlaceForms)


@lru_cache(maxsize=1)
def _letters() -> dict[int, str]:
    return {ord(letter): plain for letter, plain in load_place_forms().letters.items()}


@lru_cache(maxsize=1)
def _fold_rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(old), new) for old, new in load_place_forms().fold.rules)


@lru_cache(maxsize=1)
def type_kinds() -> dict[str, frozenset[str]]:
    """Return the kinds that each type word speaks for ("oblast": admin1)."""
    kinds: dict[str, frozenset[str]] = {}
    for row in load_place_forms().type:
        for word in row.words:
            kinds[word] = kinds.get(word, frozenset()) | frozenset(row.kinds)
    return kinds


@lru_cache(maxsize=30_000)
def place_key(name: str) -> str:
    """Return the form a name is stored under: lower case, no marks, words parted by one space.

    Names longer than `MAX_NAME` characters have no key ("").
    """
    if len(name) > MAX_NAME:
        return ""
    plain = name.casefold()
    if not plain.isascii():
        plain = plain.translate(_letters())
        plain = _MARKS.sub("", unicodedata.normalize("NFKD", plain))
        plain = unicodedata.normalize("NFC", plain)
    elif "&" in plain:
        plain = plain.replace("&", " and ")
    plain = _INITIALS.sub(r"\1", _APOSTROPHES.sub("", plain))
    words = [word for word in _SPLIT.split(plain) if word]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    short = load_place_forms().short
    return " ".join(short.get(word, word) for word in words)


@lru_cache(maxsize=30_000)
def fold_key(key: str) -> str:
    """Return the skeleton of a key, "" if it would be too short to tell names apart.

    The skeleton has no article, one letter for each group that romanisations exchange, and no
    final vowel: "Deir ez-Zor" and "Dayr az Zawr" have the same.
    """
    if not key.isascii():
        return ""
    articles = load_place_forms().fold.articles
    words = key.split()
    kept = [word for word in words if word not in articles] or words
    folded = "".join(kept)
    for pattern, new in _fold_rules():
        folded = pattern.sub(new, folded)
    return folded if len(folded) >= MIN_FOLD else ""


@lru_cache(maxsize=30_000)
def strip_type(key: str) -> tuple[str, frozenset[str]]:
    """Return the key without the words that say what it is, and the kinds these speak for.

    "deir ez zor governorate" gives "deir ez zor" and admin1. The key itself and no kinds if it
    has no such word or is nothing else.
    """
    words = key.split()
    table = type_kinds()
    for size in (3, 2, 1):
        if len(words) <= size:
            continue
        tail, head = " ".join(words[-size:]), " ".join(words[:size])
        if tail in table:
            return " ".join(words[:-size]), table[tail]
        if head in table:
            rest = words[size:]
            rest = rest[1:] if rest[0] == "of" and len(rest) > 1 else rest
            return " ".join(rest), table[head]
    return key, frozenset()


def partner_key(key: str) -> str:
    """Return the key with its first word in the other form ("northern darfur": "north darfur").

    It is "" where the first word has no other form.
    """
    first, _, rest = key.partition(" ")
    other = load_place_forms().partner.get(first)
    return f"{other} {rest}" if other and rest else ""


def strip_part(key: str) -> str:
    """Return the key without words for a part ("southern lebanon" gives "lebanon")."""
    words = key.split()
    parts = load_place_forms().part.words
    start = 0
    while start < len(words) - 1 and words[start] in parts:
        start += 1
    return " ".join(words[start:])
