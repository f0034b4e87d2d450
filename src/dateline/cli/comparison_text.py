"""A comparison as lines for a person, and as a table."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

from dateline.cli.facts import columns_of, counted
from dateline.export.delimited import DelimitedWriter
from dateline.export.records import Cell
from dateline.reference.agreement import Check
from dateline.reference.comparison import Distances, Found, Pair, Single, Tally, Told
from dateline.reference.ledger import Comparison
from dateline.store import Reference

_SAME: Final = frozenset({"agree"})
_TOLD: Final = ("id", "first", "last", "country", "place", "type", "side_1", "side_2", "deaths")


def comparison_lines(comparison: Comparison) -> Iterator[str]:
    """Yield the whole comparison: the figures, then the lists, then what cannot be compared."""
    found = comparison.found
    yield from columns_of(_facts(comparison))
    if found.pairs:
        yield ""
        yield from columns_of([_HEADER, *map(_tally, found.fields)])
    yield from _listed("differences", [row for pair in found.pairs if (row := _difference(pair))])
    yield from _listed("missed: in the reference only", map(_single, found.missed))
    yield from _listed("extra: in the ledger only", map(_single, found.extra))
    yield from _listed("notes", ((note,) for note in _notes(comparison)))


def write_comparison_table(comparison: Comparison, handle: BinaryIO) -> None:
    """Write a row for each match, each missed and each extra event, as CSV."""
    found = comparison.found
    fields = [tally.field for tally in found.fields]
    checks = [f"{name}_{part}" for name in fields for part in ("reference", "ledger", "verdict")]
    sides = [f"{side}_{name}" for side in ("reference", "ledger") for name in _TOLD]
    writer = DelimitedWriter(handle, ["outcome", "score", "km", *sides, *checks])
    for pair in found.pairs:
        writer.row(_pair_row(pair))
    for one in found.missed:
        writer.row({"outcome": "missed", **_cells("reference", one.event)})
    for one in found.extra:
        writer.row({"outcome": "extra", **_cells("ledger", one.event)})
    writer.close()


def _pair_row(pair: Pair) -> dict[str, Cell]:
    row: dict[str, Cell] = {"outcome": "matched", "score": pair.score, "km": pair.km}
    for check in pair.checks:
        row[f"{check.field}_reference"] = check.reference
        row[f"{check.field}_ledger"] = check.ledger
        row[f"{check.field}_verdict"] = check.verdict
    return {**row, **_cells("reference", pair.reference), **_cells("ledger", pair.ledger)}


def _cells(side: str, event: Told) -> dict[str, Cell]:
    values = (event.id, event.first, event.last, event.country, event.place, event.type)
    cells = (*values, *event.sides, event.deaths)
    return {f"{side}_{name}": cell for name, cell in zip(_TOLD, cells, strict=True)}


def _facts(comparison: Comparison) -> list[tuple[str, str]]:
    found, reference = comparison.found, comparison.reference
    matched, missed, extra = len(found.pairs), len(found.missed), len(found.extra)
    more = sum(found.not_coded.values())
    beside = f"; {more:,} more that {reference.scheme} would not code" if more else ""
    facts = [
        ("reference", f"{counted(comparison.reference_events, 'event')} of {_named(reference)}"),
        ("ledger", f"{comparison.ledger_events:,} {comparison.ledger}"),
        ("matched", f"{matched:,}"),
        ("missed", "not known" if comparison.by_type else f"{missed:,} in the reference only"),
        ("extra", f"{extra:,} in the ledger only{beside}"),
        ("recall", _part(found.recall, matched, matched + missed)),
        ("precision", _part(found.precision, matched, matched + extra)),
        ("f1", "" if found.f1 is None else f"{found.f1:.3f}"),
        ("distance", _distances(found.distances)),
    ]
    return [fact for fact in facts if fact[1]]


def _named(reference: Reference) -> str:
    same = reference.name == reference.scheme
    return reference.name if same else f"{reference.name} ({reference.scheme})"


def _part(share: float | None, part: int, whole: int) -> str:
    return "" if share is None else f"{share:.3f}  {part:,} of {whole:,}"


def _distances(found: Distances | None) -> str:
    if found is None:
        return ""
    return (
        f"median {found.median:g} km, nine in ten within {found.nine_in_ten:g} km, "
        f"the most {found.most:g} km"
    )


_HEADER: Final = ("field", "agree", "near", "differ", "unsaid", "share")


def _tally(tally: Tally) -> tuple[str, ...]:
    share = "" if tally.share is None else f"{tally.share:.3f}"
    numbers = (tally.agree, tally.near, tally.differ, tally.unsaid)
    return (tally.field, *(f"{number:,}" for number in numbers), share)


def _listed(title: str, rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Yield a list under its title, nothing if it is empty."""
    listed = list(rows)
    if listed:
        yield ""
        yield title
        yield from (f"  {line}" for line in columns_of(listed))


def _difference(pair: Pair) -> tuple[str, ...] | None:
    """Return what a pair differs in, None if it agrees in all."""
    differing = [check for check in pair.checks if check.verdict not in _SAME and _is_told(check)]
    if not differing:
        return None
    said = "; ".join(
        f"{check.field} {check.reference or '-'} / {check.ledger or '-'} ({check.verdict})"
        for check in differing
    )
    return pair.reference.id, pair.ledger.id, f"{pair.score:.2f}", said


def _is_told(check: Check) -> bool:
    return check.reference is not None or check.ledger is not None


def _single(single: Single) -> tuple[str, ...]:
    event = single.event
    sides = " / ".join(name or "-" for name in event.sides)
    nearest = f"nearest {single.nearest} ({single.score:.2f})" if single.nearest else ""
    days = dict.fromkeys((event.first, event.last))
    deaths = "" if event.deaths is None else f"{event.deaths:,}"
    return (
        event.id, "..".join(days), event.country or "", event.place or "", event.type or "",
        deaths, sides, nearest,
    )  # fmt: skip


def _notes(comparison: Comparison) -> Iterator[str]:
    """Yield what cannot be compared, and why."""
    found, scheme = comparison.found, comparison.reference.scheme
    first, last = comparison.days
    if comparison.by_type:
        yield "the reference does not know dateline's types, so --type chooses from the ledger only"
    if comparison.outside:
        yield (
            f"{comparison.outside:,} of the missed are of other countries than the ledger's "
            f"({', '.join(comparison.countries)}) or of days its reports do not cover "
            f"({first or 'unknown'} to {last or 'unknown'}); --from, --to and --country leave such out"
        )
    if comparison.undated:
        events = counted(comparison.undated, "event")
        yield f"{events} of the ledger cannot be compared: no days are known, or too many"
    for why, number in found.not_coded.items():
        yield f"{counted(number, 'event')} of the ledger alone {scheme} would not code: {why}"
    if comparison.reference.unfinished:
        yield f"an import of {comparison.reference.name} was stopped; run `dateline import` again"
    if comparison.ledger == "event mentions":
        yield "nothing is fused yet, so each report's events stand for themselves"
    yield from _unsaid_tolls(found)


def _unsaid_tolls(found: Found) -> Iterator[str]:
    tolls = [one.unsaid for one in found.fields if one.field in {"fatalities", "deaths"}]
    if any(tolls):
        yield f"in {counted(sum(tolls), 'pair')} one of the two says nothing of deaths"
