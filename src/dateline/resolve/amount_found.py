"""Every amount of people or things in running text, with what is counted."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from dateline.knowledge.amounts import AmountTable, Role
from dateline.records import Span, span_of
from dateline.resolve.amount_nouns import Head, find_head
from dateline.resolve.amount_phrases import Phrase, read_phrases
from dateline.resolve.amount_roles import toll_role
from dateline.resolve.amount_tokens import Token, amount_tokens
from dateline.resolve.amount_values import Amount, share_of

_REACH: Final = 7
_OF_IT: Final = re.compile(
    r"\s(?:of )?(?:(?:the|its|their|his|her|those|these)\s)?(?:[\w-]+['’]s?\s)?"
)
_COUNTED: Final = frozenset({"people", "bodies"})


class FoundCount(msgspec.Struct, frozen=True, kw_only=True):
    """An amount in running text: `head` is the noun that is counted, `unit` what kind of thing.

    `unit` is people, families, households, bodies, vehicles, animals, munitions or things.
    """

    span: Span
    amount: Amount
    unit: str
    head: Span | None
    role: Role


def find_counts(text: str, *, table: AmountTable) -> tuple[FoundCount, ...]:
    """Return every amount of people or things in the text, in its order.

    Dates, ages, money, distances, ordinals and the numbers of names are no amounts.
    """
    masked = _excluded(text, table)
    tokens = amount_tokens(text)
    found = [
        _found(text, tokens, phrase, head, table)
        for phrase in read_phrases(tokens, table)
        if not _hit(tokens, phrase, masked)
        for head in (find_head(tokens, phrase.end, table),)
        if _is_count(tokens, phrase, head, table)
    ]
    return tuple(_of_the_next(found, index, text) for index in range(len(found)))


def _of_the_next(found: Sequence[FoundCount], index: int, text: str) -> FoundCount:
    """Return a share with the ends and unit of the number it is a share of: `half the 200 villagers`."""
    count = found[index]
    if count.amount.share is None or index + 1 >= len(found):
        return count
    whole = found[index + 1]
    if whole.amount.share or not _OF_IT.fullmatch(text[count.span.end : whole.span.start]):
        return count
    amount = share_of(count.amount, whole.amount)
    return msgspec.structs.replace(count, amount=amount, unit=whole.unit, head=whole.head)


def _excluded(text: str, table: AmountTable) -> Sequence[tuple[int, int]]:
    found = {match.span() for row in table.exclusions for match in row.pattern.finditer(text)}
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return merged


def _hit(tokens: Sequence[Token], phrase: Phrase, masked: Sequence[tuple[int, int]]) -> bool:
    start, end = tokens[phrase.core].start, tokens[phrase.end - 1].end
    i = bisect_right(masked, (start, -1))
    before = i > 0 and masked[i - 1][1] > start
    return before or (i < len(masked) and masked[i][0] < end)


def _is_count(
    tokens: Sequence[Token], phrase: Phrase, head: Head | None, table: AmountTable
) -> bool:
    words = " ".join(token.word for token in tokens[phrase.core : phrase.end]) or "another"
    if words == "another":
        return _one(head)
    if phrase.amount.warning or phrase.amount.part == "additional":
        return True
    if phrase.first == phrase.core and words in table.lists["loose"]:
        return False
    if words in table.lists["few and none"]:
        return _counts_when_harmed(tokens, phrase, head, words, table)
    return not _is_age(tokens, phrase, head, table)


def _counts_when_harmed(
    tokens: Sequence[Token], phrase: Phrase, head: Head | None, words: str, table: AmountTable
) -> bool:
    """Return whether `no`, `nobody` or `one` counts: by its noun, or by a word of harm behind it."""
    harmed = any(token.word in table.lists["harm"] for token in _following(tokens, phrase.end))
    people = head is not None and head.noun is not None and head.unit in _COUNTED
    if words in table.lists["nobody"]:
        return harmed or (people and words in {"none", "not one"})
    if words in table.lists["none of"]:
        return people or harmed
    if words == "one" and (harmed or _one_of(tokens, phrase, head)):
        return True
    return _one(head)


def _is_age(tokens: Sequence[Token], phrase: Phrase, head: Head | None, table: AmountTable) -> bool:
    """Return whether the number is the age in `a woman of 31`."""
    i = phrase.first
    if head is not None or i < 2 or tokens[i - 1].word != "of":  # noqa: PLR2004
        return False
    noun = table.nouns.get(tokens[i - 2].word)
    return noun is not None and noun.unit == "people"


def _one(head: Head | None) -> bool:
    """Return whether `a` or `one` counts: only in front of a person or a body."""
    return (
        head is not None and head.noun is not None and head.noun.one and not head.noun.plural
        and head.unit in _COUNTED
    )  # fmt: skip


def _one_of(tokens: Sequence[Token], phrase: Phrase, head: Head | None) -> bool:
    said = phrase.end < len(tokens) and tokens[phrase.end].word == "of"
    return said and head is not None and head.noun is not None and head.unit in _COUNTED


def _following(tokens: Sequence[Token], i: int) -> Iterator[Token]:
    for token in tokens[i : i + _REACH]:
        if token.word in {".", ";"}:
            return
        yield token


def _is_of_residents(tokens: Sequence[Token], head: Head | None, table: AmountTable) -> bool:
    """Tell whether a share of a place is one of its people: `half the town fled`."""
    if head is None or head.noun is None or tokens[head.end - 1].word not in table.lists["peopled"]:
        return False
    of_people = table.lists["harm"] | table.lists["left"]
    return any(token.word in of_people for token in _following(tokens, head.end))


def _found(
    text: str, tokens: Sequence[Token], phrase: Phrase, head: Head | None, table: AmountTable
) -> FoundCount:
    start, end = tokens[phrase.first].start, tokens[phrase.end - 1].end
    unit = "people" if head is None or head.unit == "group" else head.unit
    if phrase.amount.share and _is_of_residents(tokens, head, table):
        unit = "people"
    noun = None if head is None else span_of(
        text, tokens[head.first].start, tokens[head.end - 1].end
    )  # fmt: skip
    role = toll_role(text, start, end, table=table)
    return FoundCount(
        span=span_of(text, start, end), amount=phrase.amount, unit=unit, head=noun, role=role
    )
