"""The figures of an event: deaths by side, wounded, displaced and the rest, as ranges."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from dateline.coding.merge import Told
from dateline.coding.sides import Sides, side_of
from dateline.records import Count, Deaths, Range

_SIDES: Final = ("a", "b", "civilians", "unknown")
_PLURAL: Final = "plural"  # bare "soldiers": two or more, which any number beside it overrules
_NOT_THE_TOLL: Final = frozenset({"part", "cumulative"})


class Figured(msgspec.Struct, frozen=True, kw_only=True):
    """One count of one mention: which people, and what the words around make of the number."""

    count: Count
    side: str
    sentence: int
    role: str


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """Deaths by side and the other figures of an event."""

    deaths: Deaths
    others: Mapping[str, Range]


def add_figures(
    told: Sequence[Told], sides: Sides, roles: Mapping[tuple[int, int], str]
) -> Figures:
    """Return the figures of the event that the mentions make up.

    `roles` says for the span of each count what the words around it make of it. A part is never
    added to its total; a revision replaces; the first telling is `best`, the others widen the range.
    """
    figured: dict[str, list[Figured]] = {}
    for one in told:
        if one.cumulative and any(not other.cumulative for other in told):
            continue
        for count in one.mention.counts:
            span = count.span
            role = roles.get((span.start, span.end), "event") if span else "event"
            entry = Figured(
                count=count, side=side_of(count.of, sides), sentence=one.sentence, role=role
            )
            figured.setdefault(count.measure, []).append(entry)
    others = {
        measure: _together(entries)
        for measure, entries in sorted(figured.items())
        if measure != "deaths"
    }
    return Figures(deaths=_deaths(figured.get("deaths", [])), others=others)


def _deaths(entries: Sequence[Figured]) -> Deaths:
    """Return deaths by side; a toll of nobody's in particular that retells the sides' is not added."""
    by_side = {side: _together([e for e in entries if e.side == side]) for side in _SIDES}
    told = {e.sentence for e in entries if e.side != "unknown"}
    known = _sum(by_side[side] for side in _SIDES[:-1])
    retold = all(e.sentence not in told for e in entries if e.side == "unknown")
    unknown = by_side["unknown"]
    if retold and known.best is not None and unknown.best is not None:
        rest = unknown.best - known.best
        by_side["unknown"] = Range(low=rest, best=rest, high=rest) if rest > 0 else Range()
    return Deaths(
        side_a=by_side["a"],
        side_b=by_side["b"],
        civilians=by_side["civilians"],
        unknown=by_side["unknown"],
        total=_total(by_side[side] for side in _SIDES),
    )


def _total(sides: Iterable[Range]) -> Range:
    """Return the sum; a side of which only a plural is said counts where no side has a number."""
    said = list(sides)
    return _sum([one for one in said if one.best is not None] or said)


def _together(entries: Sequence[Figured]) -> Range:
    """Return one range from every telling of one figure."""
    entries = [e for e in entries if e.count.hedge != _PLURAL] or entries
    tellings: dict[int, list[Figured]] = {}
    for entry in entries:
        if entry.role not in _NOT_THE_TOLL:
            tellings.setdefault(entry.sentence, []).append(entry)
    if not tellings:
        parts = [e for e in entries if e.role == "part"]
        tellings = {e.sentence: [e] for e in parts or entries}
    ranges = [_sum(_range(e.count) for e in _distinct(group)) for group in tellings.values()]
    if not ranges:
        return Range()
    chosen = _chosen(list(tellings.values()), ranges)
    lows = [r.low if r.low is not None else r.best for r in ranges]
    highs = [r.high for r in ranges]
    return _ordered(
        min((low for low in lows if low is not None), default=None),
        chosen.best,
        max((high for high in highs if high is not None), default=None),
    )


def _ordered(low: int | None, best: int | None, high: int | None) -> Range:
    """Return a range whose ends hold `best`: tellings may bound what another one counts."""
    if best is not None:
        low = best if low is None else min(low, best)
        high = high if high is None else max(high, best)
    elif low is not None and high is not None:
        high = max(low, high)
    return Range(low=low, best=best, high=high)


def _distinct(group: Sequence[Figured]) -> list[Figured]:
    """Return the counts of one sentence that are of different people; rival figures once."""
    kept: dict[tuple[str | None, str], Figured] = {}
    for entry in group:
        of = entry.count.of
        words = of.span.text if of and of.span else ""
        kept.setdefault((of.id if of else None, words), entry)
    return list(kept.values())


def _chosen(groups: Sequence[Sequence[Figured]], ranges: Sequence[Range]) -> Range:
    """Return the telling that `best` comes from: the last revision, else the first exact one."""
    pairs = [(r, g) for r, g in zip(ranges, groups, strict=True) if r.best is not None]
    revised = [r for r, g in pairs if any(e.role == "revision" for e in g)]
    if revised:
        return revised[-1]
    exact = [r for r, g in pairs if r.best and all(e.count.hedge is None for e in g)]
    return (exact or [r for r, _ in pairs] or list(ranges))[0]


def _range(count: Count) -> Range:
    return Range(low=count.low, best=count.best, high=count.high)


def _sum(ranges: Iterable[Range]) -> Range:
    """Return the sum of the ranges that say anything; a missing low takes the best figure."""
    said = [r for r in ranges if not (r.low is None and r.best is None and r.high is None)]
    if not said:
        return Range()

    lows = [one.low if one.low is not None else one.best for one in said]
    bests = [one.best for one in said if one.best is not None]
    low = (
        sum(low for low in lows if low is not None)
        if any(low is not None for low in lows)
        else None
    )
    return _ordered(low, sum(bests) if bests else None, _sum_or_open(one.high for one in said))


def _sum_or_open(highs: Iterable[int | None]) -> int | None:
    """Return the sum, or None where one of the figures has no upper bound."""
    total = 0
    for high in highs:
        if high is None:
            return None
        total += high
    return total
