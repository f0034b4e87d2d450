"""Amounts: what the words of a count say in numbers, by a table of conventions."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from dateline.annotate.annotation import Annotation, LabelledSpan
from dateline.knowledge.amounts import AmountTable
from dateline.resolve.amount_found import FoundCount, find_counts
from dateline.resolve.amount_implicit import implicit_amount
from dateline.resolve.amount_nouns import find_head, people_in
from dateline.resolve.amount_phrases import Phrase, read_phrases
from dateline.resolve.amount_roles import is_revision_cue, toll_role
from dateline.resolve.amount_tokens import Token, amount_tokens
from dateline.resolve.amount_values import Amount, Share, added, share_of

__all__ = [
    "Amount", "FoundCount", "Share", "find_counts", "implicit_amount", "is_revision_cue",
    "people_in", "resolve_amount", "resolve_annotation_counts", "toll_role",
]  # fmt: skip

_RELATIVE: Final = frozenset({"times", "all but", "ordinal"})
_COUNTED_ONE_BY_ONE: Final = frozenset({"KILL", "INJURE"})
_GROUPED: Final = frozenset({"families", "households"})
_BEFORE: Final = 40
_AFTER: Final = 24
_LONGEST: Final = 200
_CACHE: Final = 20_000


@lru_cache(maxsize=_CACHE)
def resolve_amount(text: str, *, table: AmountTable) -> Amount | None:
    """Return what the text of a COUNT says, or None where it holds no amount.

    Amounts joined by `and` are added (`a man and his two sons` is three). An ordinal and an amount
    that hangs on another one (`three times as many`, `all but two`) give None.
    """
    if any(row.name in _RELATIVE and row.pattern.search(text) for row in table.exclusions):
        return None
    tokens = amount_tokens(text[:_LONGEST])
    phrases = [phrase for phrase in read_phrases(tokens, table) if _counts(tokens, phrase, table)]
    return added(tuple(phrase.amount for phrase in _joined(tokens, phrases))) if phrases else None


def _counts(tokens: tuple[Token, ...], phrase: Phrase, table: AmountTable) -> bool:
    """Return whether an article stands for one: alone, or in front of a person."""
    if phrase.vague is None or phrase.vague.words not in {("a",), ("an",)}:
        return True
    head = find_head(tokens, phrase.end, table)
    return phrase.end == len(tokens) or (head is not None and head.noun is not None)


def _joined(tokens: tuple[Token, ...], phrases: list[Phrase]) -> list[Phrase]:
    kept = phrases[:1]
    for phrase in phrases[1:]:
        between = {token.word for token in tokens[kept[-1].end : phrase.first]}
        if "and" not in between or phrase.amount.part or kept[-1].amount.part:
            break
        kept.append(phrase)
    return kept


def resolve_annotation_counts(
    annotation: Annotation, text: str, *, table: AmountTable
) -> Mapping[str, Amount]:
    """Return the amount of each COUNT that can be read, by span id.

    A hedge that the reader left outside the span (`at least [40]`) counts all the same; a share of
    a group whose number is known (`half of them`) gets its ends from it; families and households
    that are displaced, fed or freed are turned into people, with the unit as the hedge.
    """
    counts = annotation.labelled("COUNT")
    found: dict[str, Amount] = {}
    for span in counts:
        amount = _in_place(span, counts, text, table)
        if amount is not None:
            found[span.id] = amount
    numbers = {key: _in_numbers(key, amount, found, annotation) for key, amount in found.items()}
    return {
        span.id: _in_people(span, numbers[span.id], annotation, text, table)
        for span in counts
        if span.id in numbers
    }


def _in_people(
    span: LabelledSpan, amount: Amount, annotation: Annotation, text: str, table: AmountTable
) -> Amount:
    """Return families and households as people, by the table, where they are not dead or wounded.

    `three families were displaced` is about fifteen people; nobody counts deaths so.
    """
    if {head.label for head in annotation.heads(span.id, "count")} & _COUNTED_ONE_BY_ONE:
        return amount
    tokens = amount_tokens(text[span.end : span.end + _AFTER])
    head = find_head(tokens, 0, table)
    of_group = head is not None and head.unit in _GROUPED and head.end - head.first == 1
    return people_in(amount, head.unit, table=table) if head and of_group else amount


def _in_place(
    span: LabelledSpan, counts: Sequence[LabelledSpan], text: str, table: AmountTable
) -> Amount | None:
    own = resolve_amount(span.text, table=table)
    ends = [other.end for other in counts if other.end <= span.start]
    starts = [other.start for other in counts if other.start >= span.end]
    first = max([0, span.start - _BEFORE, *ends])
    last = min([len(text), span.end + _AFTER, *starts])
    tokens = amount_tokens(text[first:last])
    for phrase in read_phrases(tokens, table):
        core = tokens[
            min(phrase.core, phrase.end - 1)
        ]  # "a further, 3": a hedge may end the phrase
        if core.start + first >= span.end:
            break
        if tokens[phrase.end - 1].end + first > span.start:
            return phrase.amount if own is not None else None
    return own


def _in_numbers(
    key: str, amount: Amount, found: Mapping[str, Amount], annotation: Annotation
) -> Amount:
    if amount.part != "share":
        return amount
    whole = next((found[other] for other in _same_group(key, annotation) if other in found), None)
    return amount if whole is None else share_of(amount, whole)


def _same_group(key: str, annotation: Annotation) -> list[str]:
    """Return the ids of the other COUNTs of the same actor, its other names included."""
    actors = [actor.id for actor in annotation.tails(key, "of")]
    for actor in list(actors):
        actors += [other.id for other in annotation.tails(actor, "same")]
        actors += [other.id for other in annotation.heads(actor, "same")]
    found = [count.id for actor in actors for count in annotation.heads(actor, "of")]
    return [other for other in dict.fromkeys(found) if other != key]
