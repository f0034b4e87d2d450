"""The columns of POLECAT's weekly files, tabs between.

Source: the header of the files. Codes are PLOVER's.
"""

from collections.abc import Iterable
from typing import BinaryIO, Final

from dateline.export.columns import load_foreign_columns, note_empty
from dateline.export.countries import country_codes
from dateline.export.delimited import DelimitedWriter
from dateline.export.losses import Losses
from dateline.export.plover import why_not_plover
from dateline.export.plover_codes import (
    geonames_id,
    parties,
    plover_country,
    scale_of,
    sector_of,
    words_for,
)
from dateline.export.records import Cell, Exported, joined
from dateline.records import Actor, Place

_TOWN: Final = frozenset({"exact", "near"})


def write_polecat(events: Iterable[Exported], handle: BinaryIO, losses: Losses) -> None:
    """Write the events that have what PLOVER requires; the others are counted with the reason."""
    columns = [column.name for column in load_foreign_columns("polecat")]
    writer = DelimitedWriter(handle, columns, separator="\t")
    note_empty("polecat", losses)
    for exported in events:
        why = why_not_polecat(exported)
        if why:
            losses.left_out(exported, why)
        else:
            writer.row(polecat_row(exported))
            losses.wrote(exported)
    writer.close()


def why_not_polecat(exported: Exported) -> str | None:
    """Return why POLECAT has no row for an event, None if it has."""
    if exported.status not in {"happened", "ongoing"}:
        return f"its status is {exported.status}, and POLECAT has no column that says so"
    return why_not_plover(exported)


def polecat_row(exported: Exported) -> dict[str, Cell]:
    """Return an event in POLECAT's columns; those that stay empty are left out."""
    event = exported.event
    codes = event.codes.plover
    actors, recipients = parties(exported)
    scale = scale_of(codes.event_type, codes.mode)
    return {
        "Event ID": f"dateline:{exported.id}",
        "Event Date": event.first,
        "Event Type": codes.event_type,
        "Event Mode": codes.mode,
        "Intensity": scale.score if scale else None,
        "Quad Code": scale.quad if scale else None,
        **_party("Actor", actors, exported),
        **_party("Recipient", recipients, exported),
        **(_where(event.place) if event.place else {}),
        "Source": joined(source.publisher for source in exported.sources),
        "Publication Date": exported.first_published,
        "Version": "dateline",
    }


def _party(role: str, actors: tuple[Actor, ...], exported: Exported) -> dict[str, Cell]:
    sectors = [sector_of(one) for one in actors]
    return {
        f"{role} Name": joined(one.name for one in actors),
        f"{role} Country": joined(plover_country(one.country) for one in actors),
        f"Primary {role} Sector": sectors[0] if sectors else None,
        f"{role} Sectors": joined(sectors),
        f"{role} Name Raw": joined(words_for(one, exported) for one in actors),
    }


def _where(place: Place) -> dict[str, Cell]:
    codes = country_codes(place.country)
    return {
        "Placename": place.name,
        "City": place.name if place.precision in _TOWN else None,
        "District": place.admin2,
        "Province": place.admin1,
        "Country": plover_country(place.country) if codes else place.country,
        "Latitude": place.lat,
        "Longitude": place.lon,
        "GeoNames ID": geonames_id(place),
        "Raw Placename": place.span.text if place.span else None,
    }
