"""Every amount of people or things in running text, with what is counted."""

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from dateline.knowledge.amounts import AmountTable, Role
from dateline.records import Span, span_of
from dateline.resolve.amount_nouns import Head, find_head
from dateline.resolve.amount_phrases import Phrase, read_phrases
from dateline.resolve.amount_roles import toll_role
from dateline.resolve.amount_tokens import Token, amount_tokens
from dateline.resolve.amount_values import Amount

_REACH: Final = 7
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
    return tuple(
        _found(text, tokens, phrase, head, table)
        for phrase in read_phrases(tokens, table)
        if not _hit(tokens, phrase, masked)
        for head in (find_head(tokens, phrase.end, table),)
        if _is_count(tokens, phrase, head, table)
    )


def _excluded(text: str, table: AmountTable) -> Sequence[tuple[int, int]]:
    found = {match.span() for row in table.exclusions for match in row.pattern.finditer(text)}
    return sorted(found)


def _hit(tokens: Sequence[Token], phrase: Phrase, masked: Sequence[tuple[int, int]]) -> bool:
    start, end = tokens[phrase.core].start, tokens[phrase.end - 1].end
    return any(first < end and start < last for first, last in masked)


def _is_count(
    tokens: Sequence[Token], phrase: Phrase, head: Head | None, table: AmountTable
) -> bool:
    words = " ".join(token.word for token in tokens[phrase.core : phrase.end])
    if phrase.amount.warning or phrase.amount.part == "additional":
        return True
    if phrase.first == phrase.core and words in table.lists["loose"]:
        return False
    people = head is not None and head.noun is not None and head.unit in _COUNTED
    if words in table.lists["nobody"]:
        harmed = any(t.word in table.lists["harm"] for t in _following(tokens, phrase.end))
        return harmed or (people and words in {"none", "not one"})
    if words in table.lists["none of"]:
        return people
    return _one(head) if words in table.lists["one"] else True


def _one(head: Head | None) -> bool:
    """Return whether `a` or `one` counts: only in front of a person or a body."""
    return (
        head is not None and head.noun is not None and head.noun.one and not head.noun.plural
        and head.unit in _COUNTED
    )  # fmt: skip


def _following(tokens: Sequence[Token], i: int) -> Iterator[Token]:
    for token in tokens[i : i + _REACH]:
        if token.word in {".", ";"}:
            return
        yield token


def _found(
    text: str, tokens: Sequence[Token], phrase: Phrase, head: Head | None, table: AmountTable
) -> FoundCount:
    start, end = tokens[phrase.first].start, tokens[phrase.end - 1].end
    unit = "people" if head is None or head.unit == "group" else head.unit
    noun = None if head is None else span_of(
        text, tokens[head.first].start, tokens[head.end - 1].end
    )  # fmt: skip
    role = toll_role(text, start, end, table=table)
    return FoundCount(
        span=span_of(text, start, end), amount=phrase.amount, unit=unit, head=noun, role=role
    )
