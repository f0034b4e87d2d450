"""An amount: low, best and high of a number of people or things, and what hedges make of it."""

from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor
from typing import Final, Literal, NamedTuple

import msgspec

from dateline.knowledge.amounts import Bound, Convention

Part = Literal["additional", "share"]
Warned = Literal["beyond-64-bits", "unclear-digits", "other-script", "split-number"]
LARGEST: Final = 2**63 - 1
_LOOSE: Final = 10


class Share(msgspec.Struct, frozen=True):
    """A part of a whole, each end from 0 to 1; None = not said."""

    low: float | None
    best: float | None
    high: float | None


class Amount(msgspec.Struct, frozen=True, kw_only=True):
    """A number as a report words it. `low <= best <= high`; None = not said.

    `hedge` is the phrase that widens it, as the table of conventions has it. `part` says that the
    number adds to another (`a further five`) or is a share of one; then `share` holds the share,
    and the ends stay None until the whole is known. `warning` is set where the figure is not to be
    trusted: without ends it could not be read at all.
    """

    low: int | None = None
    best: int | None = None
    high: int | None = None
    hedge: str | None = None
    part: Part | None = None
    share: Share | None = None
    warning: Warned | None = None


class Ends(NamedTuple):
    """Low, best and high while they are worked out, with what they were made from."""

    low: Fraction | None
    best: Fraction | None
    high: Fraction | None
    hedge: str | None = None

    @classmethod
    def exact(cls, number: Fraction) -> "Ends":
        """Return three equal ends."""
        return cls(number, number, number)

    def times(self, factor: Fraction) -> "Ends":
        """Return the ends multiplied."""
        low, best, high = (None if end is None else end * factor for end in self[:3])
        return Ends(low, best, high, self.hedge)


def unclear(warning: Warned) -> Amount:
    """Return an amount that could not be read."""
    return Amount(hedge="unclear", warning=warning)


def apply_hedge(ends: Ends, row: Convention) -> Ends:
    """Return the ends with a hedge around them; each bound starts from the end it is to be."""
    low = _moved(row.low, _first(ends.low, ends.best, ends.high))
    best = _moved(row.best, _first(ends.best, ends.low, ends.high))
    high = _moved(row.high, _first(ends.high, ends.best, ends.low))
    changed = (row.low, row.best, row.high) != (Bound("times"), Bound("times"), Bound("times"))
    hedge = " ".join(part for part in (_name(row) if changed else None, ends.hedge) if part)
    return Ends(low, best, high, hedge or None)


def word_ends(row: Convention) -> Ends:
    """Return what a vague word means."""
    low, best, high = (None if end is None else end.number for end in (row.low, row.best, row.high))
    exact = low is not None and low == best == high
    return Ends(low, best, high, None if exact else row.phrase.lower())


def between(first: Ends, second: Ends, row: Convention) -> Ends:
    """Return the ends of `20 to 30`."""
    low = _first(first.low, first.best, first.high) or Fraction(0)
    high = _first(second.high, second.best, second.low) or Fraction(0)
    named = {"M": high, "mid": (low + high) / 2}
    made = [
        None if end is None else named.get(end.rule, low) for end in (row.low, row.best, row.high)
    ]
    return Ends(made[0], made[1], made[2], "between")


def amount_of(ends: Ends, *, part: Part | None = None, warning: Warned | None = None) -> Amount:
    """Return the amount in whole numbers: low rounded down, high up, best to the nearest."""
    low, best, high = _whole(ends.low, floor), _whole(ends.best, _nearest), _whole(ends.high, ceil)
    if any(end is not None and abs(end) > LARGEST for end in (low, best, high)):
        return unclear("beyond-64-bits")
    return Amount(low=low, best=best, high=high, hedge=ends.hedge, part=part, warning=warning)


def share_amount(ends: Ends) -> Amount:
    """Return the amount of a share; its ends are not known until the whole is."""
    low, best, high = (None if end is None else min(float(end), 1.0) for end in ends[:3])
    return Amount(hedge=ends.hedge, part="share", share=Share(low, best, high))


def share_of(amount: Amount, whole: Amount) -> Amount:
    """Return the share with its ends in numbers, where the whole says any."""
    share = amount.share
    if share is None or whole.part == "share":
        return amount
    low = _product(share.low, whole.low, floor)
    best = _product(share.best, whole.best, round)
    high = _product(share.high, whole.high, ceil)
    return msgspec.structs.replace(amount, low=low, best=best, high=high)


def _product(
    share: float | None, whole: int | None, rounded: Callable[[Fraction], int]
) -> int | None:
    if share is None or whole is None:
        return None
    return rounded(Fraction(share).limit_denominator(1000) * whole)


def added(amounts: tuple[Amount, ...]) -> Amount:
    """Return the sum: an end that one of the amounts does not say is not said."""
    if len(amounts) == 1:
        return amounts[0]
    bad = next((one for one in amounts if one.warning), None)
    if bad is not None:
        return bad
    hedges = [one.hedge for one in amounts if one.hedge]
    return Amount(
        low=_total([one.low for one in amounts]),
        best=_total([one.best for one in amounts]),
        high=_total([one.high for one in amounts]),
        hedge=hedges[0] if hedges else None,
    )


def _total(ends: list[int | None]) -> int | None:
    known = [end for end in ends if end is not None]
    return sum(known) if len(known) == len(ends) else None


def _moved(bound: Bound | None, number: Fraction | None) -> Fraction | None:
    if bound is None or number is None:
        return None
    if bound.rule == "times":
        return number * bound.number
    if bound.rule == "value":
        return bound.number
    loose = number % _LOOSE == 0 or number.denominator != 1
    step = {"next": 1, "prev": -1}.get(bound.rule, 0)
    return number if loose else number + step


def _name(row: Convention) -> str:
    return " ".join(row.phrase.replace(" M", "").replace("N", "").lower().split())


def _first(*ends: Fraction | None) -> Fraction | None:
    return next((end for end in ends if end is not None), None)


def _whole(end: Fraction | None, rounded: Callable[[Fraction], int]) -> int | None:
    return None if end is None else rounded(end)


def _nearest(number: Fraction) -> int:
    return floor(number + Fraction(1, 2))
