"""Writes `src/dateline/data/place_courses.tsv`: where rivers that several countries share flow in each.

    python -m tools.build_courses

The lines are the rivers of `world_map.tsv` (Natural Earth), cut by its countries. A river that is a
border is in both countries. Rivers of one country only are left out.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dateline.knowledge.gazetteer import Gazetteer, load_gazetteer
from dateline.knowledge.gazetteer_names import place_key
from dateline.knowledge.world_map import load_world_map

TARGET: Final = Path("src/dateline/data/place_courses.tsv")
STEP: Final = 0.4  # degrees between two points of a river
BANK: Final = 0.06  # degrees from a point to either bank of a border river
SHORT: Final = {
    "Bosnia and Herz.": "BIH",
    "Brunei": "BRN",
    "Central African Rep.": "CAF",
    "Congo": "COG",
    "Dem. Rep. Congo": "COD",
    "Dominican Rep.": "DOM",
    "Eq. Guinea": "GNQ",
    "S. Sudan": "SSD",
    "Somaliland": "SOM",
    "W. Sahara": "ESH",
}  # the map's own short names

Floats = NDArray[np.float64]
Point = tuple[float, float]


def river_ids(name: str) -> Iterator[str]:
    """Yield the ids that a river of the map may have: by its name, and by the one in brackets."""
    inner = re.search(r"\((.+)\)", name)
    for one in dict.fromkeys((name, inner[1] if inner else name)):
        yield "dl:river-" + re.sub(r"[^a-z0-9]+", "-", one.lower()).strip("-")


def sampled(points: Sequence[Point]) -> Iterator[Point]:
    """Yield points along a line, `STEP` degrees apart at least, and its end."""
    last = None
    for one, other in pairwise(points):
        pieces = max(1, int(max(abs(one[0] - other[0]), abs(one[1] - other[1])) / STEP))
        for part in range(pieces):
            at = tuple(a + (b - a) * part / pieces for a, b in zip(one, other, strict=True))
            if last is None or max(abs(at[0] - last[0]), abs(at[1] - last[1])) >= STEP:
                yield (last := (at[0], at[1]))
    yield points[-1]


def are_inside(ring: Floats, points: Floats) -> bool:
    """Tell whether any of some points lies in a closed ring."""
    (x1, y1), (x2, y2) = ring.T, np.roll(ring, -1, axis=0).T
    x, y = points[:, :1], points[:, 1:]
    crossed = (y1 > y) != (y2 > y)
    rise = np.where(y2 == y1, 1.0, y2 - y1)
    left = x < (x2 - x1) * (y - y1) / rise + x1
    return bool(((crossed & left).sum(axis=1) % 2 == 1).any())


def countries_at(at: Point, rings: Sequence[tuple[str, Floats]], boxes: Floats) -> set[str]:
    """Return the countries (alpha-3) of a point of a river: of either bank.

    `boxes` are the lowest and highest corners of the rings, [n, 4].
    """
    banks = np.array(at) + BANK * np.array([(0, 0), (-1, -1), (-1, 1), (1, -1), (1, 1)])
    near = (boxes[:, :2] <= banks.max(0)).all(axis=1) & (boxes[:, 2:] >= banks.min(0)).all(axis=1)
    around = (rings[number] for number in np.flatnonzero(near))
    return {code for code, ring in around if are_inside(ring, banks)}


def country_rings(gazetteer: Gazetteer) -> list[tuple[str, Floats]]:
    """Return the rings of the map with the country of each; dependencies go with their state."""
    found = []
    for line in load_world_map():
        places = gazetteer.named(place_key(line.name)) if line.kind == "country" else ()
        codes = [place.country for place in places if place.kind in {"country", "territory"}]
        code = SHORT.get(line.name) or next(iter(codes), None)
        if code and line.kind == "country":
            found.append((code, np.array(line.points)))
    return found


def find_courses(gazetteer: Gazetteer) -> Mapping[str, Mapping[str, list[Point]]]:
    """Return the points of each river by country."""
    rings = country_rings(gazetteer)
    boxes = np.array([(*ring.min(0), *ring.max(0)) for _, ring in rings])
    courses: dict[str, dict[str, list[Point]]] = defaultdict(lambda: defaultdict(list))
    for line in load_world_map():
        ids = [one for one in river_ids(line.name) if gazetteer.by_id(one)]
        if line.kind != "river" or not ids:
            continue
        for at in sampled(line.points):
            for code in countries_at(at, rings, boxes):
                for one in ids:
                    courses[one][code].append(at)
    return courses


def main() -> int:
    """Write the table."""
    courses = find_courses(load_gazetteer())
    lines = ["id\tcountry\tpoints"]
    for river, by_country in sorted(courses.items()):
        if len(by_country) > 1:
            lines += [
                f"{river}\t{code}\t{' '.join(f'{lat:.2f},{lon:.2f}' for lon, lat in dict.fromkeys(at))}"
                for code, at in sorted(by_country.items())
            ]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(lines) - 1} stretches of rivers\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
