"""The columns of UCDP GED, for events that meet its definition. The rows are not UCDP's.

Source: UCDP GED 21.1 to 25.1 (columns); `docs/export.md` says what each column holds and which
events are left out.
"""

import math
from collections.abc import Iterable
from typing import BinaryIO, Final

import msgspec

from dateline.export.columns import load_foreign_columns, note_empty
from dateline.export.countries import country_codes
from dateline.export.delimited import DelimitedWriter
from dateline.export.losses import Losses
from dateline.export.records import Cell, Exported, Source, joined
from dateline.export.windows import days_of
from dateline.records import Actor, Event, Place

_ONE_SIDED: Final = 3
_CIVILIANS: Final = "Civilians"
_YEAR: Final = 366
_WHERE_PREC: Final = {"exact": 1, "near": 2, "admin2": 3, "admin1": 4, "country": 6}
# dateline's own reading of "clear": one event, of a week at most, in a district at most.
_CLEAR_DATE: Final = 3
_CLEAR_WHERE: Final = 3


class Toll(msgspec.Struct, frozen=True, kw_only=True):
    """Deaths as UCDP has them: `best` is the sum of the four, `low <= best <= high`."""

    deaths_a: int
    deaths_b: int
    deaths_civilians: int
    deaths_unknown: int
    best: int
    high: int
    low: int


def write_ucdp_ged(events: Iterable[Exported], handle: BinaryIO, losses: Losses) -> None:
    """Write the events that meet UCDP's definition as its CSV; the others are counted."""
    writer = DelimitedWriter(handle, [column.name for column in load_foreign_columns("ucdp-ged")])
    note_empty("ucdp-ged", losses)
    for exported in events:
        why = why_not_ucdp(exported)
        if why:
            losses.left_out(exported, why)
        else:
            writer.row(ucdp_row(exported))
            losses.wrote(exported)
    writer.close()


def why_not_ucdp(exported: Exported) -> str | None:
    """Return why an event does not meet UCDP's definition, None if it does."""
    event = exported.event
    days = days_of(event)
    one_sided = event.codes.ucdp.type_of_violence == _ONE_SIDED
    tests = (
        (
            exported.status not in {"happened", "ongoing"},
            f"its status is {exported.status}; only what happened is coded",
        ),
        (event.codes.ucdp.type_of_violence is None, "it has no UCDP type of violence"),
        (event.side_a is None, "side A is not known"),
        (event.side_b is None and not one_sided, "side B is not known"),
        (find_toll(event).high < 1, "nobody is said to have died"),
        (days is None, "no day is known"),
        (days is not None and days > _YEAR, "its days are vaguer than a year"),
        (event.place is None or event.place.country is None, "no country is known"),
    )
    return next((why for holds, why in tests if holds), None)


def find_toll(event: Event) -> Toll:
    """Return the deaths of an event so that UCDP's sums hold.

    Where the report's own total is less than the sum of its parts, the sum is taken; what it is more
    is of unknown status. In one-sided violence the dead of the other side are civilians.
    """
    deaths = event.deaths
    side_a, side_b, civilians, unknown = (
        one.best or one.low or 0
        for one in (deaths.side_a, deaths.side_b, deaths.civilians, deaths.unknown)
    )
    if event.codes.ucdp.type_of_violence == _ONE_SIDED:
        side_b, civilians = 0, civilians + side_b
    total = deaths.total
    said = total.best if total.best is not None else total.low or 0
    best = max(said, side_a + side_b + civilians + unknown)
    return Toll(
        deaths_a=side_a,
        deaths_b=side_b,
        deaths_civilians=civilians,
        deaths_unknown=best - side_a - side_b - civilians,
        best=best,
        high=max(best, total.high or 0),
        low=best if total.low is None else min(best, total.low),
    )


def date_prec(days: int) -> int:
    """Return UCDP's code: 1 the day, 2 less than a week, 3 a week, 4 a month, 5 a year at most."""
    bounds = ((1, 1), (6, 2), (7, 3), (31, 4))
    return next((code for most, code in bounds if days <= most), 5)


def priogrid(lat: float, lon: float) -> int:
    """Return the number of the PRIO-GRID cell of half a degree that a point lies in."""
    row = min(math.floor((lat + 90) * 2), 359)
    column = min(math.floor((lon + 180) * 2), 719)
    return row * 720 + column + 1


def ucdp_row(exported: Exported) -> dict[str, Cell]:
    """Return an event in UCDP's columns; those that stay empty are left out."""
    event = exported.event
    precision = date_prec(days_of(event) or 1)
    where = _WHERE_PREC[event.place.precision] if event.place else 0
    clear = precision <= _CLEAR_DATE and where <= _CLEAR_WHERE
    return {
        # UCDP's relid begins with a country; this is plainly none.
        "relid": f"dateline:{exported.id}",
        "year": (event.first or "")[:4],
        "type_of_violence": event.codes.ucdp.type_of_violence,
        **_sides(event),
        "number_of_sources": exported.reports or -1,
        **_sources(exported),
        **(_where(event.place) if event.place else {}),
        "event_clarity": 1 if clear else 2,
        "date_prec": precision,
        "date_start": event.first,
        "date_end": event.last,
        **msgspec.structs.asdict(find_toll(event)),
    }


def _sides(event: Event) -> dict[str, Cell]:
    one_sided = event.codes.ucdp.type_of_violence == _ONE_SIDED
    side_a, side_b = _name(event.side_a), _CIVILIANS if one_sided else _name(event.side_b)
    return {
        "dyad_name": f"{side_a} - {side_b}",
        "side_a": side_a,
        "side_b": side_b,
        "gwnoa": _state_number(event.side_a),
        "gwnob": None if one_sided else _state_number(event.side_b),
    }


def _name(actor: Actor | None) -> str | None:
    return (actor.codes.ucdp or actor.name) if actor else None


def _state_number(actor: Actor | None) -> str | None:
    """Return the Gleditsch-Ward number of a government, None for everybody else."""
    if actor is None or not (actor.codes.ucdp or "").startswith("Government of "):
        return None
    codes = country_codes(actor.country)
    return codes.gw if codes else None


def _sources(exported: Exported) -> dict[str, Cell]:
    told = exported.sources
    return {
        "source_article": ";".join(dict.fromkeys(map(_article, told))),
        "source_office": ";".join(_part(one.publisher) for one in told),
        "source_date": ";".join(_part(one.published) for one in told),
        "source_headline": ";".join(_part(one.title) for one in told),
        "source_original": joined(exported.event.sources),
    }


def _article(source: Source) -> str:
    return f'"{_part(source.publisher)},{_part(source.published)},{_part(source.title)}"'


def _part(text: str | None) -> str:
    """Return a part of a list that `;` parts; a semicolon of its own becomes a comma."""
    return (text or "").replace(";", ",")


def _where(place: Place) -> dict[str, Cell]:
    codes = country_codes(place.country)
    known = place.lat is not None and place.lon is not None
    return {
        "where_prec": _WHERE_PREC[place.precision],
        "where_coordinates": place.name,
        "where_description": f"near {place.name}" if place.precision == "near" else None,
        "adm_1": place.admin1 or (place.name if place.precision == "admin1" else None),
        "adm_2": place.admin2 or (place.name if place.precision == "admin2" else None),
        "latitude": place.lat,
        "longitude": place.lon,
        "geom_wkt": f"POINT ({place.lon} {place.lat})" if known else None,
        "priogrid_gid": _cell_of(place),
        "country": codes.name if codes else place.country,
        "country_id": codes.gw if codes else None,
        "region": codes.ucdp_region if codes else None,
    }


def _cell_of(place: Place) -> int | None:
    return None if place.lat is None or place.lon is None else priogrid(place.lat, place.lon)
