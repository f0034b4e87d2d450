"""Whole amounts in a row of tokens: a number with the hedges in front of it and behind it."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

import msgspec

from dateline.knowledge.amounts import AmountTable, Convention
from dateline.resolve.amount_numerals import Core, match_words, read_core
from dateline.resolve.amount_tokens import Token
from dateline.resolve.amount_values import (
    Amount,
    Ends,
    Part,
    Warned,
    amount_of,
    apply_hedge,
    between,
    share_amount,
    unclear,
)

_ADDING: Final = (
    ("a", "further"), ("an", "additional"), ("another",), ("further",), ("additional",),
)  # fmt: skip
_ADDED: Final = frozenset({"more", "others", "additional"})
_LONGEST_HEDGE: Final = 12
_RANGE: Final = frozenset({"to", "or", "-", "–", "—", "‑", "‐"})
_JOIN: Final = frozenset({"and", *_RANGE})


class Phrase(NamedTuple):
    """An amount and the tokens it takes up; `core` is the first token of the number itself."""

    amount: Amount
    first: int
    core: int
    end: int
    vague: Convention | None


class _Hedges(NamedTuple):
    rows: tuple[Convention, ...]
    adds: bool
    between: bool
    end: int


def read_phrases(tokens: Sequence[Token], table: AmountTable) -> Iterator[Phrase]:
    """Yield the amounts from left to right; they never overlap."""
    i = 0
    while i < len(tokens):
        phrase = read_phrase(tokens, i, table)
        if phrase is None:
            i += 1
        else:
            yield phrase
            i = phrase.end


def read_phrase(tokens: Sequence[Token], i: int, table: AmountTable) -> Phrase | None:
    """Return the amount that starts at token `i`, hedges included."""
    if tokens[i].kind != "number" and tokens[i].word not in table.starters:
        return None
    hedges = _hedges(tokens, i, table)
    core = read_core(tokens, hedges.end, table)
    if core is not None and hedges.end > i and _empty_article(tokens, hedges.end, core):
        core = None
    if core is None and hedges.adds and not hedges.rows:
        core = _bare_addition(tokens, hedges)
    if core is None:
        hedges = _Hedges((), adds=False, between=False, end=i)
        core = read_core(tokens, i, table)
    return None if core is None else _phrase(tokens, i, hedges, core, table)


def _empty_article(tokens: Sequence[Token], i: int, core: Core) -> bool:
    """Return whether the number is only an article (`over a bridge`), or a bare `the`."""
    return core.end == i + 1 and tokens[i].word in {"a", "an", "no", "some", "the"}


def _bare_addition(tokens: Sequence[Token], hedges: _Hedges) -> Core | None:
    if tokens[hedges.end - 1].word != "another":
        return None
    return Core(Ends.exact(Fraction(1)), hedges.end)


def _hedges(tokens: Sequence[Token], i: int, table: AmountTable) -> _Hedges:
    rows: list[Convention] = []
    adds = ranged = False
    j = i
    while j < len(tokens) and j < i + _LONGEST_HEDGE:
        adding = next((a for a in _ADDING if _words(tokens, j, len(a)) == a), None)
        found = match_words(tokens, j, table.prefixes)
        if adding is not None:
            adds, j = True, j + len(adding)
        elif found is not None and not _of_the_verb(tokens, j, found, table):
            rows.append(found[0])
            j = found[1]
        elif tokens[j].word in {"between", "from"} and not ranged:
            ranged, j = True, j + 1
        else:
            break
    return _Hedges(tuple(rows), adds, ranged, j)


def _of_the_verb(
    tokens: Sequence[Token], j: int, found: tuple[Convention, int], table: AmountTable
) -> bool:
    """Return whether the hedge belongs to a verb: `has gone up to 26`, `spoke about 17`."""
    row, end = found
    verb = " ".join((*_words(tokens, max(0, j - 1), 1), *row.words))
    return j > 0 and verb in table.lists["not a hedge"] and end - j == len(row.words)


def _words(tokens: Sequence[Token], i: int, size: int) -> tuple[str, ...]:
    return tuple(token.word for token in tokens[i : i + size])


def _phrase(
    tokens: Sequence[Token], i: int, hedges: _Hedges, core: Core, table: AmountTable
) -> Phrase | None:
    first = i
    ends, end, warning = core.ends, core.end, core.warning
    rising = hedges.between and _rises(tokens, i, table)
    ranged = None if rising else _range(tokens, core, table, between_said=hedges.between)
    if ranged is not None:
        ends, end, warning = ranged
    elif hedges.between:
        # `from 12` and `between the`: the word belongs to the sentence, not to the number
        first = hedges.end
        hedges = _Hedges((), adds=False, between=False, end=hedges.end)
    for row in reversed(hedges.rows):
        ends = apply_hedge(ends, row)
    suffix = match_words(tokens, end, table.suffixes)
    if suffix is not None and core.vague is None and _words(tokens, suffix[1], 1) != ("than",):
        ends, end = apply_hedge(ends, suffix[0]), suffix[1]
    part: Part | None = "additional" if hedges.adds else None
    if end < len(tokens) and tokens[end].word == "more" and not _than(tokens, end):
        part, end = "additional", end + 1
    amount = _amount(ends, core, part)
    if warning is not None:
        amount = _with_warning(amount, warning)
    return Phrase(amount, first, hedges.end, end, core.vague)


def _dashed(tokens: Sequence[Token], j: int) -> bool:
    """Return whether the dash at token `j` makes a range: no blanks, or digits on both sides."""
    if not 0 < j < len(tokens) - 1:
        return False
    touching = tokens[j - 1].end == tokens[j].start and tokens[j].end == tokens[j + 1].start
    return touching or tokens[j - 1].kind == tokens[j + 1].kind == "number"


def _rises(tokens: Sequence[Token], i: int, table: AmountTable) -> bool:
    """Return whether `from` at token `i` tells an old figure: `rose from 12 to 15`."""
    return tokens[i].word == "from" and i > 0 and tokens[i - 1].word in table.lists["rise"]


def _than(tokens: Sequence[Token], i: int) -> bool:
    return _words(tokens, i + 1, 1) == ("than",)


def _amount(ends: Ends, core: Core, part: Part | None) -> Amount:
    return share_amount(ends) if core.share else amount_of(ends, part=part)


def _with_warning(amount: Amount, warning: Warned) -> Amount:
    if amount.low is None and amount.best is None and amount.high is None:
        return unclear(warning)
    hedge = f"{amount.hedge} unclear" if amount.hedge else "unclear"
    return msgspec.structs.replace(amount, hedge=hedge, warning=warning)


def _range(
    tokens: Sequence[Token], core: Core, table: AmountTable, *, between_said: bool
) -> tuple[Ends, int, Warned | None] | None:
    """Return the ends of `20 to 30`, `three or four thousand`; the second must be the larger."""
    j = core.end
    joins = _JOIN if between_said else _RANGE
    if j >= len(tokens) or tokens[j].word not in joins or core.ends.best is None:
        return None
    if tokens[j].kind == "mark" and not _dashed(tokens, j):
        return None
    second = read_core(tokens, j + 1, table)
    if second is None or second.ends.best is None or second.share != core.share:
        return None
    if second.vague is not None or core.vague is not None:
        return None
    low = core.ends
    if core.scale == 1 and low.best is not None and low.best * second.scale < second.ends.best:
        low = low.times(second.scale)
    if low.best is None or low.best >= second.ends.best:
        return None
    return between(low, second.ends, table.between), second.end, core.warning or second.warning
