"""PLOVER's scale, sectors and parties, which PLOVER and POLECAT share.

Source: PLOVER manual, draft 2.0 (`export_plover.tsv`, `export_sectors.tsv`).
"""

from collections.abc import Iterator
from functools import cache
from typing import Final

import msgspec

from dateline.export.records import Exported
from dateline.knowledge.tables import package_data, read_rows
from dateline.records import Actor, Participant, Place

# Countries that PLOVER calls otherwise than ISO 3166.
_PLOVER_CODES: Final = {"XKX": "KOS"}
_TWO_SIDED: Final = frozenset({"clash"})
_GEONAMES: Final = "gn:"


class Scale(msgspec.Struct, frozen=True):
    """The quad class (1 verbal cooperation to 4 material conflict) and the scale of an event."""

    quad: int
    score: float


@cache
def _scales() -> dict[tuple[str, str], Scale]:
    rows = read_rows(package_data("export_plover.tsv"), ("type", "mode", "quad", "score"))
    return {
        (row.cell("type"), row.cell("mode")): Scale(int(row.cell("quad")), float(row.cell("score")))
        for row in rows
    }


@cache
def _sectors() -> tuple[tuple[str, str, str], ...]:
    rows = read_rows(package_data("export_sectors.tsv"), ("field", "value", "sector", "example"))
    return tuple((row.cell("field"), row.cell("value"), row.cell("sector")) for row in rows)


def scale_of(event_type: str | None, mode: str | None) -> Scale | None:
    """Return quad class and scale of a type and mode; of the type alone where it has no such mode."""
    known = _scales()
    return known.get((event_type or "", mode or "")) or known.get((event_type or "", ""))


def sector_of(actor: Actor) -> str | None:
    """Return PLOVER's sector of an actor, None where nothing says it."""
    for field, value, sector in _sectors():
        if field == "id" and (actor.id == value or actor.id.startswith(f"{value}:")):
            return sector
        if field == "acled_type" and actor.codes.acled_type == value:
            return sector
        if field == "kind" and actor.kind == value:
            return sector
    return None


def plover_country(code: str | None) -> str | None:
    """Return a country's code as PLOVER has it."""
    return _PLOVER_CODES.get(code, code) if code else None


def parties(exported: Exported) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Return actors and recipients. In two-sided fighting all parties are actors."""
    event = exported.event
    side_a = (event.side_a,) if event.side_a else ()
    side_b = (event.side_b,) if event.side_b else ()
    return (side_a + side_b, ()) if event.type in _TWO_SIDED else (side_a, side_b)


def words_for(actor: Actor, exported: Exported) -> str | None:
    """Return the words by which the first report that names an actor names it."""
    return next(
        (
            one.span.text
            for one in _participants(exported)
            if one.id == actor.id and one.span is not None
        ),
        None,
    )


def geonames_id(place: Place) -> str | None:
    """Return the GeoNames number of a place, None where its id is another's."""
    known = place.id is not None and place.id.startswith(_GEONAMES)
    return place.id.removeprefix(_GEONAMES) if known and place.id else None


def _participants(exported: Exported) -> Iterator[Participant]:
    for source in exported.sources:
        for mention in source.evidence:
            yield from mention.agents
            yield from mention.targets
