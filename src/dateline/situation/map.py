"""The map of a situation as SVG: land, borders, rivers, marks of events and arrows of people who moved."""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from dateline.fuse.situation import Flow
from dateline.knowledge.families import Family
from dateline.knowledge.world_map import MapLine, Point
from dateline.show.elements import Markup, classed, element, text, together
from dateline.show.facts import place_words
from dateline.show.words import is_said, range_words
from dateline.situation.marks import Mark, Spot, outline
from dateline.situation.window import WIDTH, Window, cut_line, cut_ring, draw, meets

_BEYOND: Final = 0.05  # lines are drawn a little beyond the edge, so that no cut shows
_NAMED_COUNTRY: Final = 0.02  # share of the map a country needs for its name
_NAMED_RIVER: Final = 110.0  # pixels of a river that is named
_MOST_RIVERS: Final = 4
_MOST_NAMES: Final = 14
_LETTER: Final = 6.2  # pixels
_LINE: Final = 14.0
_ALONE: Final = 9.0  # a mark this large has room for its number

Box = tuple[float, float, float, float]


def draw_map(
    window: Window, lines: Sequence[MapLine], spots: Sequence[Spot], flows: Sequence[Flow]
) -> Markup:
    """Return the map; each mark leads to the row `p1`, `p2`, ... of its place in `spots`."""
    near = [line for line in lines if meets(line, window)]
    land = [line for line in near if line.kind == "country"]
    rivers = [line for line in near if line.kind == "river"]
    drawn = [(number, spot) for number, spot in enumerate(spots, 1) if spot.drawn]
    taken = [_box(spot, window) for _, spot in drawn]
    named = [_name(spot, window, taken) for _, spot in drawn[:_MOST_NAMES]]
    body = [
        element("title", text("Map of the events"), attributes={"id": "map-title"}),
        element("desc", text(_description(spots, flows)), attributes={"id": "map-desc"}),
        _water(window),
        *(_land(line, window) for line in land),
        *(_river(line, window) for line in rivers),
        *_country_names(land, window),
        *_river_names(rivers, window),
        *(_arrow(flow, window) for flow in flows if _has_ends(flow)),
        *(_spot(number, spot, window) for number, spot in reversed(drawn)),
        *named,
        _scale(window),
    ]
    return element(
        "svg",
        *body,
        attributes={
            "viewBox": f"0 0 {WIDTH:.0f} {window.height:.0f}",
            "class": "map",
            "role": "group",
            "aria-labelledby": "map-title map-desc",
        },
    )


def _description(spots: Sequence[Spot], flows: Sequence[Flow]) -> str:
    moved = sum(_has_ends(flow) for flow in flows)
    arrows = f", and {moved} arrows of people who moved" if moved else ""
    drawn = sum(spot.drawn for spot in spots)
    return f"{drawn} places with events{arrows}. The table of places below says the same in words."


def _water(window: Window) -> Markup:
    size = {"width": f"{WIDTH:.0f}", "height": f"{window.height:.0f}", "class": "water"}
    return element("rect", attributes=size)


def _land(line: MapLine, window: Window) -> Markup:
    path = draw(cut_ring(line.points, window.wider(_BEYOND)), window, closed=True)
    return element("path", attributes={"d": path, "class": "land"}) if path else Markup("")


def _river(line: MapLine, window: Window) -> Markup:
    runs = cut_line(line.points, window.wider(_BEYOND))
    path = "".join(draw(run, window, closed=False) for run in runs)
    return element("path", attributes={"d": path, "class": "river"}) if path else Markup("")


def _words(words: str, at: Point, css_class: str, *, anchor: str = "middle") -> Markup:
    return element(
        "text",
        text(words),
        attributes={
            "x": f"{at[0]:.1f}",
            "y": f"{at[1]:.1f}",
            "class": css_class,
            "text-anchor": anchor,
            "aria-hidden": "true",
        },
    )


def _country_names(land: Sequence[MapLine], window: Window) -> Iterable[Markup]:
    """Yield the name of each country that takes up enough of the map, in the middle of what shows of it."""
    largest: dict[str, tuple[float, Point]] = {}
    for line in land:
        ring = [window.place(point) for point in cut_ring(line.points, window.wider(0))]
        area, middle = _middle(ring)
        if area > largest.get(line.name, (0.0, middle))[0]:
            largest[line.name] = (area, middle)
    for name, (area, middle) in sorted(largest.items()):
        if area >= _NAMED_COUNTRY * WIDTH * window.height:
            yield _words(name, middle, "country")


def _middle(ring: Sequence[Point]) -> tuple[float, Point]:
    """Return the area of a ring and its centroid."""
    twice = across = down = 0.0
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        part = ax * by - bx * ay
        twice, across, down = twice + part, across + (ax + bx) * part, down + (ay + by) * part
    if abs(twice) < 1:
        return 0.0, (0.0, 0.0)
    return abs(twice) / 2, (across / (3 * twice), down / (3 * twice))


def _river_names(rivers: Sequence[MapLine], window: Window) -> Iterable[Markup]:
    longest: dict[str, tuple[float, Point]] = {}
    for line in rivers:
        for run in cut_line(line.points, window.wider(-0.08)):
            length, middle = _halfway([window.place(point) for point in run])
            if line.name and length > max(_NAMED_RIVER, longest.get(line.name, (0.0, middle))[0]):
                longest[line.name] = (length, middle)
    best = sorted(longest.items(), key=lambda item: (-item[1][0], item[0]))[:_MOST_RIVERS]
    for name, (_, (x, y)) in best:
        yield _words(name, (x + 5, y - 5), "stream", anchor="start")


def _halfway(run: Sequence[Point]) -> tuple[float, Point]:
    """Return the length of a line and its middle."""
    steps = [math.dist(a, b) for a, b in pairwise(run)]
    gone, half = 0.0, sum(steps) / 2
    for point, step in zip(run, steps, strict=False):
        if gone + step >= half:
            return 2 * half, point
        gone += step
    return 2 * half, run[0]


def _marks_at(spot: Spot, window: Window) -> list[tuple[Mark, float, float]]:
    """Return the marks of a place with where they stand: side by side around it."""
    x, y = window.place(spot.point)
    left = x - sum(mark.radius for mark in spot.marks)
    found = []
    for mark in spot.marks:
        found.append((mark, left + mark.radius, y))
        left += 2 * mark.radius
    return found


def _box(spot: Spot, window: Window) -> Box:
    x, y = window.place(spot.point)
    half = sum(mark.radius for mark in spot.marks)
    tall = max(mark.radius for mark in spot.marks)
    return x - half, y - tall, x + half, y + tall


def _spot(number: int, spot: Spot, window: Window) -> Markup:
    rough = " rough" if spot.place.precision == "admin1" else ""
    shapes = (
        element(
            "path",
            attributes={
                "d": outline(mark.family.shape, x, y, mark.radius),
                "class": f"mark {mark.family.name}{rough}",
            },
        )
        for mark, x, y in _marks_at(spot, window)
    )
    numbers = (
        _words(str(len(mark.events)), (x, y + 4), "inside")
        for mark, x, y in _marks_at(spot, window)
        if mark.radius >= _ALONE and len(mark.events) > 1
    )
    told = spot_words(spot)
    return element(
        "a",
        element("title", text(told)),
        *shapes,
        *numbers,
        attributes={"href": f"#p{number}", "aria-label": told},
    )


def spot_words(spot: Spot) -> str:
    """Return a place and what happened there in one line."""
    kinds = ", ".join(f"{mark.family.words.lower()}: {len(mark.events)}" for mark in spot.marks)
    dead = f"; deaths {range_words(spot.deaths)}" if is_said(spot.deaths) else ""
    return f"{place_words(spot.place)}; {kinds}{dead}"


def _name(spot: Spot, window: Window, taken: list[Box]) -> Markup:
    """Return the name of a place beside its marks, nothing where there is no room; takes the room up."""
    left, top, right, bottom = _box(spot, window)
    wide, middle = len(spot.place.name) * _LETTER, (top + bottom) / 2
    ways: tuple[tuple[float, float, str], ...] = (
        (right + 4, middle + 4, "start"),
        (left - 4, middle + 4, "end"),
        ((left + right) / 2, bottom + 12, "middle"),
        ((left + right) / 2, top - 4, "middle"),
    )
    for x, y, anchor in ways:
        start = x - {"start": 0.0, "end": wide, "middle": wide / 2}[anchor]
        box = (start, y - _LINE * 0.8, start + wide, y + _LINE * 0.2)
        if start >= 0 and start + wide <= WIDTH and not any(_meet(box, other) for other in taken):
            taken.append(box)
            return _words(spot.place.name, (x, y), "town", anchor=anchor)
    return Markup("")


def _meet(one: Box, other: Box) -> bool:
    return (
        one[0] < other[2] - 1
        and other[0] + 1 < one[2]
        and one[1] < other[3] - 1
        and other[1] + 1 < one[3]
    )


def flow_ends(flows: Iterable[Flow]) -> Iterable[Point]:
    """Yield the points, longitude and latitude, that the map must hold to show where people moved."""
    for flow in flows:
        if flow.origin and flow.destination:
            for place in (flow.origin, flow.destination):
                if place.lat is not None and place.lon is not None and place.precision != "country":
                    yield place.lon, place.lat


def _has_ends(flow: Flow) -> bool:
    ends = (flow.origin, flow.destination)
    known = all(place and place.lat is not None and place.precision != "country" for place in ends)
    return known and flow.origin != flow.destination


def _arrow(flow: Flow, window: Window) -> Markup:
    """Return a curved arrow from where people left to where they went."""
    origin, goal = flow.origin, flow.destination
    if origin is None or goal is None:
        raise ValueError("an arrow needs both ends: leave the flow out")
    ax, ay = window.place((origin.lon or 0.0, origin.lat or 0.0))
    bx, by = window.place((goal.lon or 0.0, goal.lat or 0.0))
    bend = ((ax + bx) / 2 - (by - ay) * 0.18, (ay + by) / 2 + (bx - ax) * 0.18)
    turn = math.atan2(by - bend[1], bx - bend[0])
    wings = [
        (bx - 9 * math.cos(turn + side), by - 9 * math.sin(turn + side)) for side in (-0.45, 0.45)
    ]
    head = f"M{wings[0][0]:.1f} {wings[0][1]:.1f}L{bx:.1f} {by:.1f}L{wings[1][0]:.1f} {wings[1][1]:.1f}"
    path = f"M{ax:.1f} {ay:.1f}Q{bend[0]:.1f} {bend[1]:.1f} {bx:.1f} {by:.1f}{head}"
    words = f"{range_words(flow.people)} people from {origin.name} to {goal.name}, {flow.month}"
    return element(
        "path", element("title", text(words)), attributes={"d": path, "class": f"flow {flow.kind}"}
    )


def _scale(window: Window) -> Markup:
    """Return a bar of a round number of kilometres."""
    most = 150 / window.per_km
    size = 10 ** math.floor(math.log10(most))
    km = next(step * size for step in (5, 2, 1) if step * size <= most)
    wide, low = km * window.per_km, window.height - 14
    bar = f"M14 {low - 5:.1f}V{low:.1f}H{14 + wide:.1f}V{low - 5:.1f}"
    return together(
        [
            element("path", attributes={"d": bar, "class": "scale"}),
            _words(f"{km:g} km", (18, low - 4), "scale-words", anchor="start"),
        ]
    )


def shape_sample(shape: str, family: str) -> Markup:
    """Return one mark of the legend."""
    path = element("path", attributes={"d": outline(shape, 9, 9, 6), "class": f"mark {family}"})
    return element(
        "svg", path, attributes={"viewBox": "0 0 18 18", "class": "sample", "aria-hidden": "true"}
    )


def legend(spots: Sequence[Spot], *, moved: bool) -> Markup:
    """Return what colour, shape and size of the marks mean."""
    items = [
        element("li", shape_sample(family.shape, family.name), text(f" {family.words}"))
        for family in drawn_families(spots)
    ]
    items.append(classed("li", "size", text(legend_notes(spots, moved=moved))))
    return element("ul", *items, attributes={"class": "key", "aria-label": "What the marks mean"})


def drawn_families(spots: Sequence[Spot]) -> tuple[Family, ...]:
    """Return the families of events that have a mark, in the order of the marks."""
    return tuple(dict.fromkeys(mark.family for spot in spots for mark in spot.marks))


def legend_notes(spots: Sequence[Spot], *, moved: bool) -> str:
    """Return what size, dashes and arrows mean."""
    notes = ["The larger a mark, the more deaths; the smallest has none told"]
    notes += ["dashed: the place is known to the province only"] if _any_rough(spots) else []
    notes += ["arrows: people who fled or came back"] if moved else []
    return "; ".join(notes) + "."


def _any_rough(spots: Sequence[Spot]) -> bool:
    return any(spot.drawn and spot.place.precision == "admin1" for spot in spots)
