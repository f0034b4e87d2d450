"""Who said what of one field: tellings gathered by the value they give."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from dateline.fuse.mentions import Telling
from dateline.fuse.records import Change, Claim, FieldValue

Value = TypeVar("Value")


def gather(
    tellings: Iterable[Telling],
    read: Callable[[Telling], Value | None],
    show: Callable[[Value], str],
    of: Mapping[str, tuple[str, ...]],
) -> list[tuple[Value, Claim]]:
    """Return the values of a field with their claims, in the order of the shown values."""
    values: dict[str, Value] = {}
    said: dict[str, list[Telling]] = {}
    for one in sorted(tellings, key=lambda telling: telling.id):
        value = read(one)
        if value is None:
            continue
        key = show(value)
        values.setdefault(key, value)
        said.setdefault(key, []).append(one)
    return [
        (values[key], make_claim(key, said[key], origins_of(said[key], of)))
        for key in sorted(values)
    ]


def origins_of(tellings: Iterable[Telling], of: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Return the ids of the origins behind tellings."""
    return {origin for one in tellings for origin in of.get(one.id, ())}


def make_claim(value: str, tellings: Sequence[Telling], origins: Iterable[str]) -> Claim:
    """Return the claim that these origins make in these tellings."""
    days = sorted(one.report.published for one in tellings if one.report.published)
    return Claim(
        value=value,
        tellings=tuple(sorted({one.id for one in tellings})),
        reports=tuple(sorted({one.report.id for one in tellings})),
        origins=tuple(sorted(set(origins))),
        first_said=days[0] if days else None,
        last_said=days[-1] if days else None,
    )


def choose(
    claims: Sequence[tuple[Value, Claim]], rank: Callable[[Value, Claim], tuple[object, ...]]
) -> tuple[Value, Claim] | None:
    """Return the claim of the lowest rank; of equals the first in the order of values."""
    if not claims:
        return None
    return min(claims, key=lambda pair: (*rank(*pair), pair[1].value))


def find_changes(
    tellings: Sequence[Telling], best: Callable[[Sequence[Telling]], str | None]
) -> tuple[Change, ...]:
    """Return the best value as reports stood on each day of publication, where it changed."""
    days = sorted({one.report.published for one in tellings if one.report.published})
    changes: list[Change] = []
    for day in days:
        known = [one for one in tellings if (one.report.published or "9999") <= day]
        value = best(known)
        if value is not None and (not changes or changes[-1].value != value):
            changes.append(Change(day=day, value=value))
    return tuple(changes) if len(changes) > 1 else ()


def as_field(
    name: str,
    rule: str,
    best: Claim,
    claims: Iterable[tuple[object, Claim]],
    changes: tuple[Change, ...],
) -> FieldValue:
    """Return the field with its alternatives, the best backed first."""
    others = [claim for _, claim in claims if claim.value != best.value]
    others.sort(key=lambda claim: (-len(claim.origins), claim.first_said or "", claim.value))
    return FieldValue(name=name, best=best, rule=rule, alternatives=tuple(others), changes=changes)
