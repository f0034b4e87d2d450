"""GeoJSON: a point for each event. Source: RFC 7946."""

from collections.abc import Iterable
from typing import BinaryIO, Literal

import msgspec

from dateline.export.columns import table_row
from dateline.export.losses import Losses
from dateline.export.records import Cell, Exported
from dateline.records import Place, Record


class Point(Record, frozen=True, kw_only=True):
    """Longitude and latitude, in this order, WGS 84 degrees."""

    type: Literal["Point"] = "Point"
    coordinates: tuple[float, float]


class Feature(Record, frozen=True, kw_only=True):
    """An event; without coordinates its geometry is null, never 0, 0."""

    type: Literal["Feature"] = "Feature"
    id: str
    geometry: Point | None
    properties: dict[str, Cell]


def write_geojson(events: Iterable[Exported], handle: BinaryIO, losses: Losses) -> None:
    """Write a feature collection, a feature a line."""
    handle.write(b'{"type":"FeatureCollection","features":[')
    for exported in events:
        handle.write(b",\n" if losses.written else b"\n")
        handle.write(msgspec.json.encode(_feature(exported)))
        losses.wrote(exported)
    handle.write(b"\n]}\n")


def point_of(place: Place | None) -> tuple[float, float] | None:
    """Return longitude and latitude, None where they are not known."""
    if place is None or place.lat is None or place.lon is None:
        return None
    return place.lon, place.lat


def _feature(exported: Exported) -> Feature:
    point = point_of(exported.event.place)
    return Feature(
        id=exported.id,
        geometry=Point(coordinates=point) if point else None,
        properties=table_row(exported),
    )
