"""Borders, coasts and rivers to draw a map with, from `data/world_map.tsv`.

The lines are written as Google's encoded polylines (its published algorithm), in steps of 1/400 degree, so
that the world takes half a megabyte and a change of one line changes one row.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from dateline.errors import KnowledgeError
from dateline.knowledge.tables import Readable, package_data, read_rows
from dateline.records import Record

COLUMNS: Final = ("kind", "name", "line")
KINDS: Final = frozenset({"country", "river"})
PER_DEGREE: Final = 400
_FIRST: Final = 63  # `?`, the character of 0
_BITS: Final = 5
_MORE: Final = 1 << _BITS

Point = tuple[float, float]


class MapLine(Record, frozen=True, kw_only=True):
    """One line of the map, as points of longitude and latitude in degrees.

    Of a country it is a closed ring (the first point is not given again), of a river an open line.
    """

    kind: str
    name: str
    points: tuple[Point, ...]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Return west, south, east and north."""
        lons, lats = zip(*self.points, strict=True)
        return min(lons), min(lats), max(lons), max(lats)


@cache
def load_world_map() -> tuple[MapLine, ...]:
    """Return the lines of the world, countries before rivers.

    Raises:
        KnowledgeError: the table is broken.
    """
    return tuple(read_map(package_data("world_map.tsv")))


def read_map(source: Readable) -> Iterable[MapLine]:
    """Yield the lines of a table.

    Raises:
        KnowledgeError: a row is broken; the message names file and line.
    """
    for row in read_rows(source, COLUMNS):
        kind, line = row.cell("kind"), row.cell("line")
        if kind not in KINDS:
            raise KnowledgeError(f"{row.where}: kind {kind!r} is none of {sorted(KINDS)}")
        try:
            points = decode_line(line)
        except ValueError as error:
            raise KnowledgeError(f"{row.where}: {error}: build the table anew") from error
        yield MapLine(kind=kind, name=row.cell("name"), points=points)


def encode_line(points: Sequence[Point]) -> str:
    """Return points as text; one that falls on the one before it is left out."""
    found: list[str] = []
    last = (0, 0)
    for number, (lon, lat) in enumerate(points):
        here = (round(lon * PER_DEGREE), round(lat * PER_DEGREE))
        if number and here == last:
            continue
        found += [_encode(here[0] - last[0]), _encode(here[1] - last[1])]
        last = here
    return "".join(found)


def decode_line(line: str) -> tuple[Point, ...]:
    """Return the points of a text that `encode_line` made.

    Raises:
        ValueError: the text is cut short, or holds another character.
    """
    steps = list(_decode(line))
    if len(steps) % 2 or not steps:
        raise ValueError("the line is cut short")
    points: list[Point] = []
    lon = lat = 0
    for east, north in zip(steps[::2], steps[1::2], strict=True):
        lon, lat = lon + east, lat + north
        points.append((lon / PER_DEGREE, lat / PER_DEGREE))
    return tuple(points)


def _encode(step: int) -> str:
    rest = ~(step << 1) if step < 0 else step << 1
    found = []
    while rest >= _MORE:
        found.append(chr((rest & (_MORE - 1) | _MORE) + _FIRST))
        rest >>= _BITS
    return "".join([*found, chr(rest + _FIRST)])


def _decode(line: str) -> Iterable[int]:
    value = shift = 0
    for character in line:
        bits = ord(character) - _FIRST
        if not 0 <= bits < 2 * _MORE:
            raise ValueError(f"{character!r} is no part of a line")
        value |= (bits & (_MORE - 1)) << shift
        shift += _BITS
        if not bits & _MORE:
            yield ~(value >> 1) if value & 1 else value >> 1
            value = shift = 0
    if shift:
        raise ValueError("the line is cut short")
