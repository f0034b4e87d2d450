"""Why a value was coded, step by step, for `dateline explain`."""

import msgspec

from dateline.records import Event, Span


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One value of an event: which field, what was coded, why, and the words it rests on."""

    field: str
    value: str
    why: str
    spans: tuple[Span, ...] = ()


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """One event with the steps that led to it.

    `day_is_assumed` says that the report gives the event no day, `side_is_inferred` that a side is
    not in its words.
    """

    event: Event
    steps: tuple[Step, ...]
    day_is_assumed: bool = False
    side_is_inferred: bool = False
