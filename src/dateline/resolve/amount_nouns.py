"""What an amount counts: the noun behind the number, its unit, and whether it is one or many."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from dateline.knowledge.amounts import AmountTable, Noun
from dateline.resolve.amount_tokens import Token
from dateline.resolve.amount_values import Amount

_REACH: Final = 8
_LONGEST_NOUN: Final = 3


class Head(NamedTuple):
    """The noun that is counted: its tokens (`end` exclusive), the noun, its unit."""

    first: int
    end: int
    noun: Noun | None
    unit: str
    gap: int


def find_head(tokens: Sequence[Token], i: int, table: AmountTable) -> Head | None:
    """Return the last noun of the noun group that starts at token `i`, or None where there is none."""
    if [token.word for token in tokens[i : i + 3 : 2]] == ["(", ")"]:
        # police prose: `five (5) suspects`
        i += 3
    if [token.word for token in tokens[i + 1 : i + 3]] in (["year", "old"], ["years", "old"]):
        i += 3
    found: Head | None = None
    stop = table.lists["stop"]
    j = i
    while j < min(len(tokens), i + _REACH):
        known = _known(tokens, j, table)
        if known is not None and _describes(tokens, j, known, table):
            j = known[1]
        elif known is not None and not (found and tokens[j].word in stop):
            found = Head(j, known[1], known[0], known[0].unit, j - i)
            j = known[1]
        elif found is not None or tokens[j].kind != "word" or tokens[j].word in stop:
            break
        else:
            j += 1
    return found or _unknown(tokens, i, table)


def _describes(
    tokens: Sequence[Token], j: int, known: tuple[Noun, int], table: AmountTable
) -> bool:
    """Return whether the noun only describes the next word: `a rebel attack`, `a local page`."""
    end = known[1]
    if tokens[j].word not in table.lists["also adjectives"] or end >= len(tokens):
        return False
    after = tokens[end]
    verb = after.word in table.lists["stop"] or after.word.endswith(("ed", "ing"))
    return after.kind == "word" and not verb and not after.capital


def _known(tokens: Sequence[Token], j: int, table: AmountTable) -> tuple[Noun, int] | None:
    for size in range(_LONGEST_NOUN, 0, -1):
        words = [token.word for token in tokens[j : j + size]]
        noun = table.nouns.get(" ".join(words)) if len(words) == size else None
        if noun is not None:
            return noun, j + size
    return None


def _unknown(tokens: Sequence[Token], i: int, table: AmountTable) -> Head | None:
    """Return the last word of an unknown noun group: people by its ending, else things."""
    skip, stop = table.lists["skip"], table.lists["stop"]
    endings = tuple(table.lists["people endings"])
    j = i
    while j < min(len(tokens), i + _REACH) and tokens[j].word in skip:
        j += 1
    for k in range(j, min(len(tokens), j + _LONGEST_NOUN)):
        word = tokens[k].word
        if tokens[k].kind != "word" or word in stop or word in skip:
            return None
        if word.endswith("s") or word.endswith(endings):
            people = word.endswith(endings) or tokens[k].capital
            unit = "people" if people else "things"
            return Head(k, k + 1, None, unit, k - i)
    return None


def people_in(amount: Amount, unit: str, *, table: AmountTable) -> Amount:
    """Return the amount in people: households and families times their size, None ends kept.

    An amount of a unit that holds no people (vehicles) comes back as it is.
    """
    size = table.units.get(unit)
    if size is None or (size.low, size.best, size.high) == (1, 1, 1) or amount.part == "share":
        return amount
    low = None if amount.low is None else amount.low * size.low
    best = None if amount.best is None else amount.best * size.best
    high = None if amount.high is None else amount.high * size.high
    hedge = f"{amount.hedge} {unit}" if amount.hedge else unit
    return Amount(low=low, best=best, high=high, hedge=hedge, part=amount.part)
