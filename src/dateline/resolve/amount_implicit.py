"""Actors that carry their own number: `a soldier`, `his wife`, `two brothers`, a personal name."""

import re
from collections.abc import Sequence
from typing import Final

from dateline.knowledge.amounts import AmountTable
from dateline.resolve.amount_nouns import find_head
from dateline.resolve.amount_phrases import read_phrase
from dateline.resolve.amount_tokens import Token, amount_tokens
from dateline.resolve.amount_values import Amount, added, amount_of, word_ends

_ONE: Final = Amount(low=1, best=1, high=1)
_TWO: Final = Amount(low=2, best=2, high=2)
_NEXT_TO_ARTICLE: Final = re.compile(r"\b(?:a|an)\s+$", re.IGNORECASE)
_ARTICLE: Final = re.compile(r"\b(?:a|an|one|another)\s+(?:[\w'’-]+\s+){0,2}$", re.IGNORECASE)
_AGE: Final = re.compile(r"[\w-]+[- ]years?[- ]old\s|(?<=\w) \(\d+\)")
_AGED: Final = re.compile(r"(?:\w+ )?[\w-]+[- ]years?[- ]old", re.IGNORECASE)
_PARTS: Final = re.compile(r"\s*,?\s+and\s+|\s*,\s+", re.IGNORECASE)
_NAME: Final = re.compile(r"(?:[A-Z][\w'’-]*\.?|al-[A-Z][\w'’-]*|bin|ibn|abu|de|la|van|el|al)")
_LONGEST: Final = 300
_LONGEST_NAME: Final = 5


def implicit_amount(
    actor_text: str, text_before: str, *, table: AmountTable, kind: str | None = None
) -> Amount | None:
    """Return the number that the words of an actor carry without a COUNT, or None.

    `a soldier` and `his wife` are one, `a man and his two sons` three; a bare plural is at least
    two, with the hedge "plural". A personal name is one, but only where `kind` (the actor's) does
    not say that it names a group. `text_before` is what stands in front of the actor; its last
    words may hold the article.
    """
    parts = [part for part in _PARTS.split(actor_text[:_LONGEST].strip()) if part]
    if not parts:
        return None
    first = _single(parts[0], text_before, table, kind)
    if len(parts) > 1 and " and " not in f" {actor_text.lower()} ":
        # `a tailor, Ghulam Hassan`: a name set beside its trade
        return first
    amounts = [first, *(_single(part, "", table, kind) for part in parts[1:])]
    if any(amount is None for amount in amounts):
        return first if len(parts) == 1 else None
    known = tuple(amount for amount in amounts if amount is not None)
    if any(amount.hedge == "plural" for amount in known):
        return _plural(table)
    return added(known)


def _plural(table: AmountTable) -> Amount:
    return amount_of(word_ends(table.plural))


def _single(text: str, before: str, table: AmountTable, kind: str | None) -> Amount | None:
    if _AGED.fullmatch(text):
        return _ONE
    text = _AGE.sub("", text)
    words = text.split()
    lower = [word.lower().strip(".,;:'\"’") for word in words]
    if not lower:
        return None
    if len(lower) == 1 and lower[0] in table.lists["singular"]:
        return _ONE
    tokens = amount_tokens(text)
    offset = 1 if lower[0] in {"the", "his", "her", "their", "its", "my", "our"} else 0
    phrase = read_phrase(tokens, offset, table) if offset < len(tokens) else None
    if phrase is not None and phrase.end < len(tokens) and tokens[offset].word not in {"a", "an"}:
        return phrase.amount
    return (
        _by_noun(tokens, before, table)
        or _name(words, lower, "person" if _one_before(before, table) else kind, table)
        or _by_article(lower, before, table)
    )


def _by_noun(tokens: Sequence[Token], before: str, table: AmountTable) -> Amount | None:
    head = find_head(tokens, 0, table)
    if head is None or head.noun is None:
        return None
    if head.noun.unit == "group" or head.noun.unit not in {"people", "bodies"}:
        return None
    if tokens[head.end - 1].word in {"couple", "pair"}:
        return _TWO
    if head.noun.plural:
        return _ONE if _ARTICLE.search(before) and tokens[-1].word == "people" else _plural(table)
    # a rank or a trade in front of a name (`Colonel Haidar`) is one all the same
    return _ONE if head.noun.one or _ARTICLE.search(before) else None


def _one_before(before: str, table: AmountTable) -> bool:
    """Return whether a trade or rank stands right before the actor: `a commander [Abu Hamas]`."""
    last = before.split()[-1:]
    noun = table.nouns.get(last[0].lower()) if last else None
    return noun is not None and noun.one and not noun.plural


def _by_article(lower: list[str], before: str, table: AmountTable) -> Amount | None:
    """Return one for an unknown singular behind `a` or `an`."""
    noun = table.nouns.get(lower[-1])
    grouped = noun is not None or lower[-1].endswith("s")
    return _ONE if not grouped and _NEXT_TO_ARTICLE.search(before) else None


def _name(
    words: list[str], lower: list[str], kind: str | None, table: AmountTable
) -> Amount | None:
    if len(words) > _LONGEST_NAME or not all(_NAME.fullmatch(word) for word in words):
        return None
    if lower[0] in table.lists["titles"] and len(words) > 1:
        return _ONE
    grouped = any(
        (noun := table.nouns.get(word)) is not None and noun.unit == "group" for word in lower
    )
    named = kind not in {"force", "org"}
    return _ONE if named and not grouped and len(words) > 1 else None
