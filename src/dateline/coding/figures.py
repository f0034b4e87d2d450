"""The figures of an event: deaths by side, wounded, displaced and the rest, as ranges."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from dateline.coding.merge import Told
from dateline.coding.sides import Sides
from dateline.coding.whose import Reading, Readings, is_one_sided, whose
from dateline.records import Count, Deaths, Range

_SIDES: Final = ("a", "b", "civilians", "unknown")
_NOT_THE_TOLL: Final = frozenset({"part", "cumulative"})
_NO_READING: Final = Reading()


class Figured(msgspec.Struct, frozen=True, kw_only=True):
    """One count of one mention: which people, and what the words around make of the number.

    `is_implicit` is set where a noun alone says the number ("a soldier"), `is_doubted` where the
    report could not verify it, `is_further` where it comes on top of a toll told before.
    """

    count: Count
    side: str
    sentence: int
    role: str
    is_implicit: bool = False
    is_doubted: bool = False
    is_further: bool = False

    @property
    def is_firm(self) -> bool:
        """Tell whether the number was counted: `12` and `at least 12`, not `dozens` or `about 12`."""
        return self.count.best is not None and self.count.best == self.count.low


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """Deaths by side and the other figures of an event."""

    deaths: Deaths
    others: Mapping[str, Range]


def add_figures(told: Sequence[Told], sides: Sides, readings: Readings) -> Figures:
    """Return the figures of the event that the mentions make up.

    A part is never added to its total; a revision replaces; the first counted telling is `best`,
    other counted ones widen the range. A sum over many events counts only where nothing else does.
    """
    figured: dict[str, list[Figured]] = {}
    for one in told:
        for entry in _figured(one, sides, readings):
            figured.setdefault(entry.count.measure, []).append(entry)
    figured = {measure: _without_sums(entries) for measure, entries in figured.items()}
    others = {
        measure: _together(entries)
        for measure, entries in sorted(figured.items())
        if measure != "deaths"
    }
    deaths = _deaths(figured.get("deaths", []), is_one_sided=is_one_sided(told, sides))
    return Figures(deaths=deaths, others=others)


def _figured(one: Told, sides: Sides, readings: Readings) -> Iterable[Figured]:
    for count in one.mention.counts:
        span = count.span
        reading = readings.get((span.start, span.end), _NO_READING) if span else _NO_READING
        yield Figured(
            count=count,
            side=whose(count, one.mention, reading, sides),
            sentence=one.sentence,
            role="cumulative" if one.cumulative else reading.role,
            is_implicit=reading.is_implicit,
            is_doubted=reading.is_doubted,
            is_further=reading.is_further,
        )


def _without_sums(entries: list[Figured]) -> list[Figured]:
    return [entry for entry in entries if entry.role != "cumulative"] or entries


def _deaths(entries: Sequence[Figured], *, is_one_sided: bool) -> Deaths:
    """Return deaths by side; a toll of nobody's in particular that retells the sides' is not added."""
    unsaid = "civilians" if is_one_sided else "unknown"
    entries = [
        msgspec.structs.replace(entry, side=unsaid) if entry.side == "unsaid" else entry
        for entry in entries
    ]
    entries = _without_parts(entries)
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


def _without_parts(entries: Sequence[Figured]) -> list[Figured]:
    """Return the counts with each part of another side's total taken out of that total.

    Of `nine people, including two councillors` seven are left, and two councillors beside them.
    """
    kept = list(entries)
    inside: set[int] = set()
    for number, part in enumerate(entries):
        whole = _whole(kept, number) if part.role == "part" and part.count.best else None
        if whole is None:
            continue
        if part.side in {"unknown", kept[whole].side}:
            inside.add(number)
        else:
            kept[whole] = _less(kept[whole], part.count.best or 0)
            kept[number] = msgspec.structs.replace(part, role="event")
    return [entry for number, entry in enumerate(kept) if number not in inside]


def _whole(entries: Sequence[Figured], part: int) -> int | None:
    """Return the index of the total that a part is told inside, None where there is none."""
    size = entries[part].count.best or 0
    for number in range(part - 1, -1, -1):
        entry = entries[number]
        is_told_with_it = entry.sentence == entries[part].sentence
        if is_told_with_it and entry.role not in _NOT_THE_TOLL and (entry.count.best or 0) >= size:
            return number
    return None


def _less(entry: Figured, taken: int) -> Figured:
    low, best, high = (
        None if end is None else end - taken
        for end in (entry.count.low, entry.count.best, entry.count.high)
    )
    count = msgspec.structs.replace(
        entry.count, low=None if low is None else max(low, 0), best=best, high=high
    )
    return msgspec.structs.replace(entry, count=count)


def _total(sides: Iterable[Range]) -> Range:
    """Return the sum; a side of which only a plural is said counts where no side has a number."""
    said = list(sides)
    return _sum([one for one in said if one.best is not None] or said)


def _together(entries: Sequence[Figured]) -> Range:
    """Return one range from every telling of one figure."""
    if not entries:
        return Range()
    tellings, ranges = _with_further(_tellings(_counted(entries)))
    if not ranges:
        return Range()
    chosen = _chosen(tellings, ranges)
    lows = [r.low if r.low is not None else r.best for r in ranges]
    highs = [r.high for r in ranges]
    if any(entry.is_doubted for group in tellings for entry in group):
        lows.append(0)  # the lowest reliable figure of a toll that nobody could verify
    return _ordered(
        min((low for low in lows if low is not None), default=None),
        chosen.best,
        max((high for high in highs if high is not None), default=None),
    )


def _with_further(tellings: list[list[Figured]]) -> tuple[list[list[Figured]], list[Range]]:
    """Return the tellings with their ranges; one of further people joins the telling before it.

    `A further five` told twice is still five, and adds to nothing where no toll was told before.
    """
    groups: list[list[Figured]] = []
    ranges: list[Range] = []
    added: list[Range] = []
    for group in tellings:
        own = _sum(_range(e.count) for e in _standing(group))
        is_further = all(entry.is_further for entry in group)
        if is_further and own in added:
            continue
        if is_further and _is_toll(groups, ranges):
            groups[-1] = [*groups[-1], *group]
            ranges[-1] = _sum([ranges[-1], own])
            added.append(own)
        else:
            groups.append(group)
            ranges.append(own)
    return groups, ranges


def _standing(group: Sequence[Figured]) -> Sequence[Figured]:
    """Return the counts of one sentence that stand: a revised toll holds what it was raised by and from."""
    revised = [e for e in group if e.role == "revision" and e.count.best is not None]
    if revised:
        return [max(revised, key=lambda entry: entry.count.best or 0)]
    return _distinct(group)


def _is_toll(groups: Sequence[Sequence[Figured]], ranges: Sequence[Range]) -> bool:
    """Tell whether the last telling is one that further people can be added to."""
    if not ranges or ranges[-1].best is None:
        return False
    return not all(entry.is_further for entry in groups[-1])


def _counted(entries: Sequence[Figured]) -> list[Figured]:
    """Return the tellings that count: a number goes before a noun alone, a counted one before a vague one.

    What stands in one sentence with a number is told together with it (`a captain and four men`).
    """
    kept = [e for e in entries if e.role not in _NOT_THE_TOLL] or list(entries)
    numbered = {e.sentence for e in kept if not e.is_implicit and e.count.best is not None}
    kept = [e for e in kept if not e.is_implicit or e.sentence in numbered] if numbered else kept
    firm = {e.sentence for e in kept if e.is_firm}
    return [e for e in kept if e.is_firm] if firm else kept


def _tellings(entries: Sequence[Figured]) -> list[list[Figured]]:
    """Return the counts by sentence; of parts alone each is a telling of its own."""
    if all(entry.role in _NOT_THE_TOLL for entry in entries):
        return [[entry] for entry in entries]
    groups: dict[int, list[Figured]] = {}
    for entry in entries:
        groups.setdefault(entry.sentence, []).append(entry)
    return list(groups.values())


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
        if entry.is_implicit and of and of.id.startswith("unknown:"):
            words = ""  # one person, whatever he is called
        kept.setdefault((of.id if of else None, words), entry)
    return list(kept.values())


def _chosen(groups: Sequence[Sequence[Figured]], ranges: Sequence[Range]) -> Range:
    """Return the telling that `best` comes from: the last one revised or added to, else the first."""
    pairs = [(r, g) for r, g in zip(ranges, groups, strict=True) if r.best is not None]
    revised = [r for r, g in pairs if any(e.role == "revision" or e.is_further for e in g)]
    if revised:
        return revised[-1]
    return ([r for r, _ in pairs if r.best] or [r for r, _ in pairs] or list(ranges))[0]


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
