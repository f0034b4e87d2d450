"""When an event was: by role first, then by what stands beside it, else assumed and said to be so."""

from collections.abc import Sequence
from typing import Final

import msgspec

from dateline.coding.mention_times import grain_width
from dateline.coding.merge import Told
from dateline.records import Grain, Span, Time

_DAY: Final = 1  # width of the grain: a time of day is no finer a day
_REACH: Final = 4
_LEAD: Final = 4  # sentences that tell the news
_FRESH: Final = (
    "the report gives no time: told as its news, so placed on the publication day at the latest"
)


class Dated(msgspec.Struct, frozen=True, kw_only=True):
    """The days of an event, how sure they are (0 to 1) and why."""

    first: str | None
    last: str | None
    grain: Grain | None
    sure: float
    why: str
    spans: tuple[Span, ...] = ()
    is_assumed: bool = False


def date_event(told: Sequence[Told], all_told: Sequence[Told], published: str | None) -> Dated:
    """Return the days of the event that the mentions `told` make up, of a report's `all_told`.

    Where the report gives no day, an event told as its news is placed on the publication day with
    grain `range` and hardly any certainty, for it may be a day or more older; what it only expects
    gets an open range from that day on, any other event one up to it. The caller warns of both and halves the score (`is_assumed`).
    Source: docs/decisions/0006-undated-news.md.
    """
    own = _best(told)
    if own:
        return _dated(own, 1.0, "a time expression is a role of the event")
    ahead = all(one.mention.status == "future" for one in told)
    beside = None if ahead else _beside(told, all_told)
    if beside:
        return _dated(beside, 0.6, "no time of its own: the nearest event told before or after it")
    if published and ahead:
        return Dated(
            first=published,
            last=None,
            grain="range",
            sure=0.1,
            why="the report expects it and gives no time: some day from its publication on",
            is_assumed=True,
        )
    if published:
        fresh = _is_fresh(told)
        return Dated(
            first=published if fresh else None,
            last=published,
            grain="range",
            sure=0.2 if fresh else 0.1,
            why=_FRESH if fresh else "the report gives no time: some day up to its publication",
            is_assumed=True,
        )
    return Dated(
        first=None,
        last=None,
        grain=None,
        sure=0.1,
        why="neither event nor report has a date",
        is_assumed=True,
    )


def _is_fresh(told: Sequence[Told]) -> bool:
    """Tell whether an event is told as the news itself: early, as a fact, not as background."""
    return any(
        one.sentence <= _LEAD
        and not one.background
        and one.mention.status in {"happened", "ongoing"}
        for one in told
    )


def _dated(time: Time, sure: float, why: str) -> Dated:
    return Dated(
        first=time.first,
        last=time.last,
        grain=time.grain,
        sure=sure,
        why=why,
        spans=(time.span,) if time.span else (),
    )


def _best(told: Sequence[Told]) -> Time | None:
    """Return the finest of the mentions' times; a deed's before its consequences'."""
    options = [
        (max(grain_width(one.mention.time), _DAY), one.part != "action", number, one.mention.time)
        for number, one in enumerate(told)
        if one.mention.time.first or one.mention.time.last
    ]
    return min(options, key=lambda option: option[:3])[3] if options else None


def _beside(told: Sequence[Told], all_told: Sequence[Told]) -> Time | None:
    """Return the day of the nearest dated mention that happened, one before rather than after."""
    if not told or any(one.cumulative for one in told) or all(one.background for one in told):
        return None
    here = min(one.sentence for one in told)
    options = [
        (abs(one.sentence - here), one.sentence > here, number, one.mention.time)
        for number, one in enumerate(all_told)
        if one.mention.time.grain in {"day", "time"}
        and one.mention.time.first
        and not one.background
        and one.mention.status in {"happened", "ongoing"}
        and abs(one.sentence - here) <= _REACH
    ]
    return min(options, key=lambda option: option[:3])[3] if options else None
