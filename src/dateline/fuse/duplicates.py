"""Which reports are one: exact copies, near copies, and agency copy under a new lead."""

from collections.abc import Iterable, Sequence
from datetime import date
from operator import eq
from typing import Final, Literal

from dateline.fuse.rules import CopyRules
from dateline.fuse.shingles import ReportText
from dateline.records import Record

CopyKind = Literal["exact", "near", "new-lead"]
_BAND: Final = 16  # bytes of the signature (four values) that must agree for two reports to meet


class CopyGroup(Record, frozen=True, kw_only=True):
    """Reports that are one text: the first published, and its copies with the kind of copy."""

    first: str
    copies: tuple[tuple[str, CopyKind], ...] = ()


def likeness(one: ReportText, other: ReportText) -> float:
    """Return the share of word shingles that two reports have in common, estimated by MinHash."""
    if not one.signature or len(one.signature) != len(other.signature):
        return 0.0
    ours, theirs = memoryview(one.signature).cast("I"), memoryview(other.signature).cast("I")
    same: int = sum(map(eq, ours, theirs))
    return same / len(ours)


def copy_kind(one: ReportText, other: ReportText, rules: CopyRules) -> CopyKind | None:
    """Return how two reports are copies, None where they are not.

    Texts published further apart than the rules allow are no copies unless they are equal.
    """
    if one.digest and one.digest == other.digest:
        return "exact"
    if _days_apart(one, other) > rules.days:
        return None
    shared = len(set(one.sentences) & set(other.sentences))
    fewest = min(len(one.sentences), len(other.sentences))
    if shared and (shared >= rules.sentences and shared >= rules.share * fewest):
        return "near" if likeness(one, other) >= rules.near else "new-lead"
    return "near" if likeness(one, other) >= rules.near else None


def are_copies(one: ReportText, other: ReportText, rules: CopyRules) -> bool:
    """Tell whether one of two reports is a copy of the other, or both of a third."""
    if one.digest and one.digest == other.digest:
        return True
    return copy_kind(one, other, rules) is not None


def _days_apart(one: ReportText, other: ReportText) -> int:
    if not one.published or not other.published:
        return 0
    return abs((date.fromisoformat(one.published) - date.fromisoformat(other.published)).days)


def group_copies(reports: Iterable[ReportText], rules: CopyRules) -> tuple[CopyGroup, ...]:
    """Return the reports in groups of copies, singles too, by the id of the first; order makes no difference.

    The first is the earliest published, of one day that with the longest text by sentences, then the
    lowest id. Reports meet by bands of the signature and by equal sentences, so this is near-linear.
    """
    ordered = sorted({one.id: one for one in reports}.values(), key=_age)
    leader = {one.id: one.id for one in ordered}
    for one, other in _meetings(ordered):
        a, b = _root(one.id, leader), _root(other.id, leader)
        if a != b and are_copies(one, other, rules):
            leader[b] = a
    return _groups(ordered, leader, rules)


def _age(one: ReportText) -> tuple[str, int, str]:
    return (one.published or "9999", -len(one.sentences), one.id)


def _meetings(ordered: Sequence[ReportText]) -> Iterable[tuple[ReportText, ReportText]]:
    """Yield pairs that share a band or a sentence: each with the first of its kind, earlier one first."""
    met: dict[object, list[ReportText]] = {}
    for one in ordered:
        keys: list[object] = [one.digest, *one.sentences]
        keys += [
            (start, one.signature[start : start + _BAND])
            for start in range(0, len(one.signature), _BAND)
        ]
        earlier = {other.id: other for key in keys for other in met.get(key, ())}
        for other in earlier.values():
            yield other, one
        for key in keys:
            met.setdefault(key, []).append(one)


def _root(id_: str, leader: dict[str, str]) -> str:
    while leader[id_] != id_:
        id_ = leader[id_]
    return id_


def _groups(
    ordered: Sequence[ReportText], leader: dict[str, str], rules: CopyRules
) -> tuple[CopyGroup, ...]:
    texts = {one.id: one for one in ordered}
    members: dict[str, list[str]] = {}
    for one in ordered:
        members.setdefault(_root(one.id, leader), []).append(one.id)
    groups = []
    for ids in members.values():
        first, *rest = sorted(ids, key=lambda id_: _age(texts[id_]))
        copies = tuple((id_, copy_kind(texts[first], texts[id_], rules) or "near") for id_ in rest)
        groups.append(CopyGroup(first=first, copies=copies))
    return tuple(sorted(groups, key=lambda group: group.first))
