"""The timeline of a situation as SVG: deaths with their ranges above, events by kind below."""

import math
from collections.abc import Iterable
from typing import Final

from dateline.knowledge.families import family_of, load_families
from dateline.show.elements import Markup, element, text, together
from dateline.show.words import is_said, range_words
from dateline.situation.timeline import Bin, Timeline

_WIDTH: Final = 720.0
_LEFT: Final = 42.0
_TOP: Final = 16.0
_DEATHS: Final = 130.0  # pixels of the upper part
_GAP: Final = 30.0
_EVENTS: Final = 64.0
_HEIGHT: Final = _TOP + _DEATHS + _GAP + _EVENTS + 26
_WIDEST: Final = 34.0
_LABEL: Final = 52.0  # pixels a label needs
_NICE: Final = (1, 2, 5, 10)


def draw_timeline(timeline: Timeline) -> Markup:
    """Return the chart."""
    deaths = nice_top(max(_end(one) for one in timeline.bins))
    events = nice_top(max(len(one.events) for one in timeline.bins))
    step = (_WIDTH - _LEFT - 8) / len(timeline.bins)
    every = max(1, math.ceil(_LABEL / step))
    body = [
        element("title", text("Events and deaths over time"), attributes={"id": "time-title"}),
        element(
            "desc",
            text(f"Bars by {timeline.step}. The table below the figure has the numbers."),
            attributes={"id": "time-desc"},
        ),
        _axis("deaths", deaths, _TOP, _DEATHS),
        _axis("events", events, _TOP + _DEATHS + _GAP, _EVENTS),
    ]
    for number, one in enumerate(timeline.bins):
        middle = _LEFT + (number + 0.5) * step
        body.append(_column(one, middle, min(step * 0.74, _WIDEST), (deaths, events)))
        if number % every == 0:
            body.append(_words(one.label, middle, _HEIGHT - 8, "middle"))
    return element(
        "svg",
        *body,
        attributes={
            "viewBox": f"0 0 {_WIDTH:.0f} {_HEIGHT:.0f}",
            "class": "chart",
            "role": "img",
            "aria-labelledby": "time-title time-desc",
        },
    )


def nice_top(most: int) -> int:
    """Return a round number of 1 or more that is not below `most`."""
    if most <= 1:
        return 1
    size = int(10 ** math.floor(math.log10(most)))
    return next(step * size for step in _NICE if step * size >= most)


def _end(one: Bin) -> int:
    return max(one.deaths.high or 0, one.deaths.best or 0)


def _words(words: str, x: float, y: float, anchor: str) -> Markup:
    at = {"x": f"{x:.1f}", "y": f"{y:.1f}", "text-anchor": anchor, "class": "tick"}
    return element("text", text(words), attributes=at)


def _axis(name: str, top: int, start: float, tall: float) -> Markup:
    """Return a base line, a line at the top with its number, and what is counted."""
    base = start + tall
    lines = f"M{_LEFT} {base:.1f}H{_WIDTH}M{_LEFT} {start:.1f}H{_WIDTH}"
    return together(
        [
            element("path", attributes={"d": lines, "class": "grid"}),
            _words(f"{top:,}", _LEFT - 6, start + 4, "end"),
            _words("0", _LEFT - 6, base + 4, "end"),
            _words(name, _LEFT + 2, start - 5, "start"),
        ]
    )


def _column(one: Bin, middle: float, wide: float, tops: tuple[int, int]) -> Markup:
    base = _TOP + _DEATHS
    parts = [
        element("title", text(bin_words(one))),
        *_deaths(one, middle, wide, base, _DEATHS / tops[0]),
        *_stack(one, middle, wide, _EVENTS / tops[1]),
    ]
    return element("g", *parts) if one.events else Markup("")


def kinds_of(one: Bin) -> str:
    """Return how many events of each family a bin holds."""
    names = [family_of(event.event.type).words.lower() for event in one.events]
    known = [family.words.lower() for family in load_families()]
    return "; ".join(f"{names.count(name)} {name}" for name in known if name in names)


def bin_words(one: Bin) -> str:
    """Return a bin in one line."""
    dead = f", deaths {range_words(one.deaths)}" if is_said(one.deaths) else ""
    days = one.first if one.first == one.last else f"{one.first} to {one.last}"
    return f"{days}: {len(one.events)} event{'s' if len(one.events) != 1 else ''}{dead}"


def _deaths(one: Bin, middle: float, wide: float, base: float, scale: float) -> Iterable[Markup]:
    """Yield the bar of the best figure and the line from the lowest to the highest."""
    best, low, high = one.deaths.best, one.deaths.low, one.deaths.high
    if best:
        tall = best * scale
        yield _bar(middle, base - tall, wide, tall, "dead")
    if best is not None and low is not None and high is not None and low != high:
        top, bottom = base - high * scale, base - low * scale
        half = min(wide / 4, 5.0)
        ends = "".join(f"M{middle - half:.1f} {y:.1f}h{2 * half:.1f}" for y in (top, bottom))
        line = f"M{middle:.1f} {top:.1f}V{bottom:.1f}{ends}"
        yield element("path", attributes={"d": line, "class": "whisker"})


def _stack(one: Bin, middle: float, wide: float, scale: float) -> Iterable[Markup]:
    base = _TOP + _DEATHS + _GAP + _EVENTS
    for family in load_families():
        count = sum(family_of(event.event.type).name == family.name for event in one.events)
        if count:
            tall = count * scale
            base -= tall
            yield _bar(middle, base, wide, tall, f"part {family.name}")


def _bar(middle: float, top: float, wide: float, tall: float, css_class: str) -> Markup:
    return element(
        "rect",
        attributes={
            "x": f"{middle - wide / 2:.1f}",
            "y": f"{top:.1f}",
            "width": f"{wide:.1f}",
            "height": f"{tall:.1f}",
            "class": css_class,
        },
    )
