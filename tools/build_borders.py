"""Writes `src/dateline/data/place_borders.tsv`: points along the border of each two countries.

    python -m tools.build_borders

No polygons are needed: in every cell of a grid the two nearest towns of two countries give a point
half-way, kept if no town of a third country lies in the circle between them. Where towns are
few, larger cells are taken. Source: the GeoNames towns of the shipped gazetteer.
"""

import json
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from itertools import combinations
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dateline.knowledge.gazetteer import shipped_gazetteer
from dateline.knowledge.gazetteer_schema import KINDS

TARGET: Final = Path("src/dateline/data/place_borders.tsv")
CELLS: Final = (0.25, 0.5, 1.0, 2.0, 4.0)
ENOUGH: Final = 4
MOST: Final = 16
_TOWNS: Final = ("capital", "seat", "city", "locality")
_GEONAMES: Final = 4
_SIDES: Final = 2

Floats = NDArray[np.float64]
Pair = tuple[str, str]
Point = tuple[float, float]


def read_towns(path: Path) -> tuple[Floats, NDArray[np.str_]]:
    """Return the points and countries (alpha-3) of the GeoNames towns of a gazetteer."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        rows = db.execute(
            "SELECT lat, lon, alpha3 FROM place JOIN country ON number = country "
            "WHERE ref % ? = 0 AND kind IN (SELECT value FROM json_each(?)) ORDER BY ref",
            (_GEONAMES, json.dumps([KINDS.index(kind) for kind in _TOWNS])),
        ).fetchall()
    points = np.array([(lat / 1e4, lon / 1e4) for lat, lon, _ in rows])
    return points, np.array([country for *_, country in rows])


def find_borders(points: Floats, countries: NDArray[np.str_]) -> dict[Pair, list[Point]]:
    """Return points along the border of each two countries, from fine cells or else coarse ones."""
    borders: dict[Pair, list[Point]] = {}
    for size in CELLS:
        found: dict[Pair, list[Point]] = defaultdict(list)
        for near in _cells(points, size):
            for pair, point in _midpoints(points[near], countries[near]):
                found[pair].append(point)
        for pair, at in found.items():
            if len(borders.get(pair, ())) < ENOUGH:
                borders[pair] = sorted({*borders.get(pair, ()), *at})
    return borders


def _cells(points: Floats, size: float) -> Iterator[NDArray[np.int64]]:
    keys = np.floor(points / size).astype(np.int64)
    order = np.lexsort((keys[:, 1], keys[:, 0]))
    changes = np.flatnonzero(np.any(np.diff(keys[order], axis=0), axis=1)) + 1
    yield from np.split(order, changes)


def _midpoints(points: Floats, countries: NDArray[np.str_]) -> Iterator[tuple[Pair, Point]]:
    names = sorted(set(countries.tolist()))
    if len(names) < _SIDES:
        return
    flat = points * np.array([1.0, np.cos(np.radians(points[:, 0].mean()))])
    for one, other in combinations(names, 2):
        here, there = np.flatnonzero(countries == one), np.flatnonzero(countries == other)
        gaps = np.linalg.norm(flat[here][:, None] - flat[there][None], axis=2)
        near = np.unravel_index(int(gaps.argmin()), gaps.shape)
        ends = here[near[0]], there[near[1]]
        centre = flat[list(ends)].mean(axis=0)
        third = (countries != one) & (countries != other)
        if np.any(np.linalg.norm(flat[third] - centre, axis=1) < gaps[near] / 2):
            continue
        lat, lon = points[list(ends)].mean(axis=0).round(2).tolist()
        yield (one, other), (lat, lon)


def thinned(at: list[Point]) -> list[Point]:
    """Return at most `MOST` points, spread out; the one nearest to the middle of all comes first."""
    all_at = np.array(at)
    middle = np.median(all_at, axis=0)
    kept = [int(np.linalg.norm(all_at - middle, axis=1).argmin())]
    while len(kept) < min(MOST, len(at)):
        gaps = np.linalg.norm(all_at[:, None] - all_at[kept][None], axis=2).min(axis=1)
        if gaps.max() == 0:
            break
        kept.append(int(gaps.argmax()))
    return [at[number] for number in kept]


def main() -> int:
    """Write the table."""
    borders = find_borders(*read_towns(shipped_gazetteer()))
    lines = ["country\tother\tpoints"]
    lines += [
        f"{one}\t{other}\t{' '.join(f'{lat:.2f},{lon:.2f}' for lat, lon in thinned(at))}"
        for (one, other), at in sorted(borders.items())
    ]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(lines) - 1} borders\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
