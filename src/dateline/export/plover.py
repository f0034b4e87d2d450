"""PLOVER's JSON, an object a line.

Source: PLOVER manual, draft 2.0, the chapter on formats. The text of a report is not written: only
who holds its rights may.
"""

from collections.abc import Iterable
from typing import BinaryIO, Final

import msgspec

from dateline.export.countries import country_codes
from dateline.export.losses import Losses
from dateline.export.plover_codes import (
    geonames_id,
    parties,
    plover_country,
    scale_of,
    sector_of,
    words_for,
)
from dateline.export.records import Exported
from dateline.records import Actor, Place, Record

_RESOLUTION: Final = {"exact": 4, "near": 4, "admin2": 3, "admin1": 2, "country": 1}
# How PLOVER calls what has not, or not surely, happened; an assertion has none of them.
_AUXILIARY: Final = {"future": "future", "possible": "hypothetical", "denied": "negation"}


class PloverEntity(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A party."""

    code: str | None = None
    sector: str | None = None
    entity_text: str | None = None
    identifier_text: str | None = None


class PloverPlace(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Where it happened; `resolution` is 5 within a town to 1 a country."""

    extracted_place: str | None = None
    resolved_place: str | None = None
    geonameid: str | None = None
    lat: float | None = None
    lon: float | None = None
    district: str | None = None
    province: str | None = None
    country: str | None = None
    country_code: str | None = None
    resolution: int | None = None


class PloverSize(Record, frozen=True, kw_only=True, omit_defaults=True):
    """How many people."""

    dead: int | None = None
    injured: int | None = None
    arrested: int | None = None


class PloverCitation(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A report that tells it."""

    citation: str | None = None
    url: str | None = None
    title: str | None = None
    publication: str | None = None


class PloverEvent(Record, frozen=True, kw_only=True, omit_defaults=True):
    """An event as PLOVER has it; fields without a value are left out."""

    id: str
    date: str
    actor: tuple[PloverEntity, ...]
    event: tuple[str, ...]
    enddate: str | None = None
    recipient: tuple[PloverEntity, ...] = ()
    event_loc: PloverPlace | None = None
    event_text: tuple[str, ...] = ()
    quad_code: int | None = None
    event_scale: float | None = None
    mode: tuple[str, ...] = ()
    size: PloverSize | None = None
    cite_info: tuple[PloverCitation, ...] = ()
    coder: str = "dateline"
    comment: str | None = None


def write_plover(events: Iterable[Exported], handle: BinaryIO, losses: Losses) -> None:
    """Write the events that have what PLOVER requires; the others are counted with the reason."""
    for exported in events:
        why = why_not_plover(exported)
        if why:
            losses.left_out(exported, why)
        else:
            handle.write(msgspec.json.encode(plover_event(exported)) + b"\n")
            losses.wrote(exported)


def why_not_plover(exported: Exported) -> str | None:
    """Return what an event lacks that PLOVER requires, None if it has all."""
    if not exported.event.codes.plover.event_type:
        return "it has no PLOVER type"
    if exported.event.first is None:
        return "no day is known"
    return None if any(parties(exported)[0]) else "no actor is known"


def plover_event(exported: Exported) -> PloverEvent:
    """Return an event as PLOVER has it."""
    event = exported.event
    codes = event.codes.plover
    actors, recipients = parties(exported)
    scale = scale_of(codes.event_type, codes.mode)
    triggers = [one.trigger.text for source in exported.sources for one in source.evidence]
    modes = (codes.mode, _AUXILIARY.get(exported.status))
    return PloverEvent(
        id=f"dateline:{exported.id}",
        date=event.first or "",
        enddate=event.last if event.last != event.first else None,
        actor=tuple(_entity(one, exported) for one in actors),
        recipient=tuple(_entity(one, exported) for one in recipients),
        event=(codes.event_type or "",),
        event_loc=_place(event.place) if event.place else None,
        event_text=tuple(dict.fromkeys(triggers)),
        quad_code=scale.quad if scale else None,
        event_scale=scale.score if scale else None,
        mode=tuple(mode for mode in modes if mode),
        size=_size(exported),
        cite_info=_citations(exported),
        comment=event.summary or None,
    )


def _entity(actor: Actor, exported: Exported) -> PloverEntity:
    return PloverEntity(
        code=plover_country(actor.country),
        sector=sector_of(actor),
        entity_text=words_for(actor, exported),
        identifier_text=actor.name,
    )


def _place(place: Place) -> PloverPlace:
    codes = country_codes(place.country)
    return PloverPlace(
        extracted_place=place.span.text if place.span else None,
        resolved_place=place.name,
        geonameid=geonames_id(place),
        lat=place.lat,
        lon=place.lon,
        district=place.admin2,
        province=place.admin1,
        country=codes.name if codes else None,
        country_code=plover_country(place.country),
        resolution=_RESOLUTION[place.precision],
    )


def _size(exported: Exported) -> PloverSize | None:
    event = exported.event
    figures = event.figures
    size = PloverSize(
        dead=event.deaths.total.best,
        injured=figures["injured"].best if "injured" in figures else None,
        arrested=figures["detained"].best if "detained" in figures else None,
    )
    return None if size == PloverSize() else size


def _citations(exported: Exported) -> tuple[PloverCitation, ...]:
    return tuple(
        PloverCitation(
            citation=source.report,
            url=source.url,
            title=source.title,
            publication=source.publisher,
        )
        for source in exported.sources
    )
