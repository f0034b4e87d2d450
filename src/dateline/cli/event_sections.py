"""The parts of `dateline event` about what many reports say: values, contradictions, origins, copies."""

from collections.abc import Iterator, Mapping
from typing import Final

from dateline.cli.facts import counted
from dateline.fuse.records import Claim, FieldValue, FusedEvent
from dateline.fuse.responsibility import as_claim
from dateline.ledger import Entry

_MARK: Final = 22


def judged_facts(entry: Entry) -> list[tuple[str, str]]:
    """Return what fusing makes of an event as a whole: status, grades, who stands behind it."""
    fused = entry.fused
    if fused is None:
        return []
    grades = fused.grades
    return [
        ("status", fused.status),
        ("grade", grades.code),
        ("source", f"{grades.source}: {grades.source_why}"),
        ("information", f"{grades.information}: {grades.information_why}"),
        ("told by", f"{counted(len(fused.reports), 'report')} of {_origins(fused)}"),
        ("reported", " to ".join(_days(fused.first_reported, fused.last_reported))),
    ]


def value_lines(entry: Entry) -> Iterator[str]:
    """Yield each field with its best value, whoever says so, all other values, and when the best changed."""
    if entry.fused is None:
        return
    names = _Names(entry, entry.fused)
    for field in entry.fused.fields:
        yield f"{field.name}  ({field.rule})"
        yield _line("*", field.best, field, names)
        for claim in field.alternatives:
            yield _line("-", claim, field, names)
        if field.changes:
            steps = ", ".join(f"{one.day} {names.value(one.value)}" for one in field.changes)
            yield f"    best as reports then stood: {steps}"


def responsibility_lines(entry: Entry) -> Iterator[str]:
    """Yield who claims to have done it, who accuses whom and who denies it, and who says so."""
    if entry.fused is None:
        return
    names = _Names(entry, entry.fused)
    for one in entry.fused.responsibility:
        yield _line("-", as_claim(one), None, names).removeprefix("  ")


def contradiction_lines(entry: Entry) -> Iterator[str]:
    """Yield what reports say that cannot all be true, the claims side by side."""
    if entry.fused is None:
        return
    names = _Names(entry, entry.fused)
    for one in entry.fused.contradictions:
        yield f"{one.field}: {one.why}"
        for claim in one.claims:
            yield _line("-", claim, None, names)


def origin_lines(entry: Entry) -> Iterator[str]:
    """Yield who stands behind an event, with group and grade; each counts once."""
    for one in entry.fused.origins if entry.fused else ():
        denies = ", denies it" if one.denies else ""
        yield f"{one.grade}  {one.name} ({one.group}), {counted(len(one.reports), 'report')}{denies}"


def copy_lines(entry: Entry) -> Iterator[str]:
    """Yield the reports that only copy another."""
    if entry.fused is None:
        return
    names = _Names(entry, entry.fused)
    for group in entry.fused.copies:
        for id_, kind in group.copies:
            yield f"{names.report(id_)}: {kind} copy of {names.report(group.first)}"


def _origins(fused: FusedEvent) -> str:
    return counted(fused.independent, "independent origin")


def _days(*days: str | None) -> list[str]:
    return list(dict.fromkeys(day for day in days if day))


class _Names:
    """What the ids in claims are called."""

    def __init__(self, entry: Entry, fused: FusedEvent) -> None:
        self._values = dict(_value_names(entry))
        self._origins: Mapping[str, str] = {
            one.id: f"{one.name} ({one.group})" for one in fused.origins
        }
        self._reports = {
            one.mention.sha256: ", ".join(
                filter(None, (one.mention.publisher or "unknown publisher", one.mention.published))
            )
            for one in entry.told
        }

    def value(self, value: str) -> str:
        """Return the name of an actor or place, any other value as it is."""
        return self._values.get(value, value)

    def report(self, id_: str) -> str:
        """Return publisher and day of a report."""
        return self._reports.get(id_, id_)

    def said(self, claim: Claim) -> str:
        """Return who says it: origins, and the reports they say it in."""
        origins = "; ".join(self._origins.get(id_, id_) for id_ in claim.origins)
        reports = "; ".join(dict.fromkeys(self.report(id_) for id_ in claim.reports))
        return f"{origins or 'nobody'} in {reports}"


def _value_names(entry: Entry) -> Iterator[tuple[str, str]]:
    for event in (*(one.mention.event for one in entry.told), entry.event):
        for side in (event.side_a, event.side_b):
            if side:
                yield side.id, side.name
        if event.place and event.place.id:
            yield event.place.id, event.place.name


def _line(mark: str, claim: Claim, field: FieldValue | None, names: _Names) -> str:
    value = names.value(claim.value)
    if field is not None and field.name == "place" and value != claim.value:
        value = f"{value} [{claim.value}]"
    days = "..".join(_days(claim.first_said, claim.last_said))
    return f"  {mark} {value.ljust(_MARK)}  {days}  {names.said(claim)}".rstrip()
