"""What people decided: these tellings are one event, those are not. It outlives every re-fusing."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise, product
from typing import Literal

from dateline.fuse.mentions import Telling
from dateline.records import Record

Verdict = Literal["same", "different"]


class Decision(Record, frozen=True, kw_only=True):
    """Two tellings are of one event, or are not. `made` orders decisions: ISO day or time."""

    verdict: Verdict
    one: str
    other: str
    made: str = ""
    by: str = ""


class Decided(Record, frozen=True, kw_only=True):
    """Decisions ready for use: the last one on a pair holds."""

    same: Mapping[str, frozenset[str]]
    different: Mapping[str, frozenset[str]]

    def apart(self, one: str, other: str) -> bool:
        """Tell whether people hold two tellings to be of different events."""
        return other in self.different.get(one, ())

    def touched(self, id_: str) -> frozenset[str]:
        """Return the tellings that a decision ties to this one."""
        return self.same.get(id_, frozenset())


def settle(decisions: Iterable[Decision]) -> Decided:
    """Return the decisions that hold: of two on one pair the later one, of one time `different`."""
    ordered = sorted(decisions, key=lambda one: (one.made, one.verdict == "different"))
    verdicts = {_pair(one.one, one.other): one.verdict for one in ordered if one.one != one.other}
    return Decided(same=_around(verdicts, "same"), different=_around(verdicts, "different"))


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _around(
    verdicts: Mapping[tuple[str, str], Verdict], wanted: Verdict
) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for (one, other), verdict in verdicts.items():
        if verdict == wanted:
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
    return {key: frozenset(values) for key, values in found.items()}


def merge_decisions(
    events: Sequence[Sequence[Telling]], *, made: str, by: str = ""
) -> tuple[Decision, ...]:
    """Return the decisions that make one event of several: each telling tied to the next."""
    ids = sorted({one.id for event in events for one in event})
    return tuple(
        Decision(verdict="same", one=one, other=other, made=made, by=by)
        for one, other in pairwise(ids)
    )


def split_decisions(
    stay: Sequence[Telling], leave: Sequence[Telling], *, made: str, by: str = ""
) -> tuple[Decision, ...]:
    """Return the decisions that take tellings out of an event; those that leave stay together."""
    apart = tuple(
        Decision(verdict="different", one=one.id, other=other.id, made=made, by=by)
        for one, other in product(stay, leave)
    )
    return apart + merge_decisions([leave], made=made, by=by)
