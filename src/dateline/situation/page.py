"""A situation as one HTML page: no request leaves it, it runs no script, and it prints."""

from collections.abc import Callable
from importlib.resources import files
from string import Template
from typing import Final

from dateline.show.elements import Markup, classed, element, text, together
from dateline.show.policy import content_policy
from dateline.situation.events import event_cards, events_table
from dateline.situation.gather import Situation
from dateline.situation.sections import (
    control_section,
    figures_section,
    flows_section,
    map_section,
    months_section,
    timeline_section,
)
from dateline.situation.sources import sources
from dateline.situation.values import period_of, tally_of, title_of

# Key, heading and maker of each part, in the order of the page.
_PARTS: Final[tuple[tuple[str, str, Callable[[Situation], Markup]], ...]] = (
    ("figures", "Key figures", figures_section),
    ("map", "Where", map_section),
    ("timeline", "When", timeline_section),
    ("control", "Who holds what", control_section),
    ("flows", "People on the move", flows_section),
    ("months", "Figures by month", months_section),
    ("events", "Events", events_table),
    ("full", "Events in full", event_cards),
    ("sources", "Sources", sources),
)


def render_situation(situation: Situation) -> str:
    """Return the page. The same situation gives the same bytes."""
    css = _file("show", "page.css") + _file("situation", "situation.css")
    return Template(_file("situation", "situation.html")).substitute(
        title=text(title_of(situation)),
        period=text(period_of(situation)),
        tally=text(tally_of(situation)),
        policy=content_policy(css),
        css=css,
        contents=_contents(),
        main=together(_part(key, name, make(situation)) for key, name, make in _PARTS),
    )


def _file(package: str, name: str) -> str:
    return (files(f"dateline.{package}") / "templates" / name).read_text("utf-8")


def _contents() -> Markup:
    items = (
        element("li", element("a", text(name), attributes={"href": f"#{key}"}))
        for key, name, _ in _PARTS
    )
    return element(
        "nav", element("ol", *items), attributes={"class": "ways", "aria-label": "Parts"}
    )


def _part(key: str, name: str, body: Markup) -> Markup:
    heading = element("h2", text(name), attributes={"id": f"{key}-name"})
    inner = classed("div", "body", body)
    return element(
        "section",
        heading,
        inner,
        attributes={"id": key, "class": "part-of-report", "aria-labelledby": f"{key}-name"},
    )
