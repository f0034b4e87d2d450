"""The parts of the page that are about the whole situation."""

from collections.abc import Iterable, Sequence
from typing import Final

from dateline.fuse.control import Control, control_of_places
from dateline.fuse.situation import Flow, MonthFigure, displacement_flows, monthly_figures
from dateline.knowledge.world_map import load_world_map
from dateline.records import Place
from dateline.show.days import day_words
from dateline.show.elements import Markup, classed, element, text, together
from dateline.show.facts import place_words
from dateline.show.words import measure_words
from dateline.situation.chart import draw_timeline, kinds_of
from dateline.situation.figures import KeyFigure, key_figures
from dateline.situation.gather import Situation
from dateline.situation.map import draw_map, flow_ends, legend
from dateline.situation.marks import Spot, find_spots
from dateline.situation.tables import event_links, from_events, range_or_dash, row, table
from dateline.situation.timeline import Timeline, find_timeline
from dateline.situation.values import party_words, plural
from dateline.situation.window import find_window

_PLACES: Final = ("Place", "Events", "Deaths", "Which events")
_BINS: Final = ("Time", "Events", "Kinds", "Deaths", "Which events")
_CONTROL: Final = ("Place", "Held by", "Since", "Until", "Taken from", "Grade", "Events")
_FLOWS: Final = ("Month", "People", "What", "From", "To", "Events")
_MONTHS: Final = ("Month", "Party", "Figure", "People", "Events")


def figures_section(situation: Situation) -> Markup:
    """Return the key figures, each with its range and the events it is summed from."""
    return classed("dl", "figures", *(_figure(situation, one) for one in key_figures(situation)))


def _figure(situation: Situation, one: KeyFigure) -> Markup:
    notes = [classed("span", "note", text(one.note))] if one.note else []
    return element(
        "div",
        element("dt", text(one.name)),
        element("dd", _value(one.value), *notes, from_events(situation, one.events)),
    )


def _value(words: str) -> Markup:
    """Return a figure with its range set smaller."""
    best, _, ends = words.partition(" (")
    shown = [text(best), *([text(" "), element("small", text(f"({ends}"))] if ends else [])]
    return classed("span", "big", *shown)


def map_section(situation: Situation) -> Markup:
    """Return the map with its legend, and the places in a table."""
    spots = find_spots(situation.events)
    flows = displacement_flows(situation.events)
    places = _places(situation, spots)
    drawn = [spot.point for spot in spots if spot.drawn]
    if not drawn:
        return together([_none("No event is at a place that can be drawn."), places])
    window = find_window([*drawn, *flow_ends(flows)])
    figure = element(
        "figure",
        element(
            "div",
            draw_map(window, load_world_map(), spots, flows),
            attributes={
                "class": "scroll",
                "tabindex": "0",
                "role": "region",
                "aria-label": "Map, scrolls sideways on a narrow screen",
            },
        ),
        element("figcaption", legend(spots, moved=bool(flows)), _not_drawn(situation, spots)),
    )
    return together([figure, places])


def _not_drawn(situation: Situation, spots: Sequence[Spot]) -> Markup:
    """Return which events are not on the map: false precision helps nobody."""
    ids = [one.id for spot in spots if not spot.drawn for one in spot.events]
    ids += [one.id for one in situation.events if one.event.place is None]
    border = "Borders and rivers: Natural Earth; they imply no opinion on where a border is."
    if not ids:
        return classed("p", "note", text(border))
    told = f"Not on the map, because the place is not known or only the country: {plural(len(ids), 'event')}, "
    return classed("p", "note", text(told), event_links(situation, ids), text(f". {border}"))


def _places(situation: Situation, spots: Sequence[Spot]) -> Markup:
    if not spots:
        return Markup("")
    rows = (
        row(
            _PLACES,
            (
                text(place_words(spot.place)),
                text(f"{len(spot.events):,}"),
                range_or_dash(spot.deaths),
                event_links(situation, [one.id for one in spot.events]),
            ),
            key=f"p{number}",
        )
        for number, spot in enumerate(spots, 1)
    )
    return table("Places, those with most deaths first", _PLACES, rows, kind="places")


def timeline_section(situation: Situation) -> Markup:
    """Return events and deaths over time, and the same in a table."""
    timeline = find_timeline(situation)
    if timeline is None:
        return _none("No event has a day.")
    figure = element(
        "figure",
        element(
            "div",
            draw_timeline(timeline),
            attributes={
                "class": "scroll",
                "tabindex": "0",
                "role": "region",
                "aria-label": "Timeline, scrolls sideways on a narrow screen",
            },
        ),
        element("figcaption", *_time_notes(situation, timeline)),
    )
    return together([figure, _bins(situation, timeline)])


def _time_notes(situation: Situation, timeline: Timeline) -> Iterable[Markup]:
    yield classed(
        "p",
        "note",
        text(
            f"By {timeline.step}. Bars are the best figure of deaths, lines reach from the lowest to the "
            "highest. Below, events by kind in the colours of the map; the table has them in words."
        ),
    )
    for ids, words in (
        (timeline.longer, f"Over more than one {timeline.step}, so in no bar: "),
        (timeline.earlier, "Long before the first report, so left out: "),
    ):
        if ids:
            yield classed("p", "note", text(words), event_links(situation, ids), text("."))


def _bins(situation: Situation, timeline: Timeline) -> Markup:
    rows = (
        row(
            _BINS,
            (
                text(day_words(one.first, one.last)),
                text(f"{len(one.events):,}"),
                text(kinds_of(one)),
                range_or_dash(one.deaths),
                event_links(situation, [event.id for event in one.events]),
            ),
        )
        for one in timeline.bins
        if one.events
    )
    caption = f"Events and deaths by {timeline.step}"
    return element(
        "details",
        element("summary", text("The numbers of this figure")),
        table(caption, _BINS, rows, kind="bins"),
    )


def control_section(situation: Situation) -> Markup:
    """Return who was reported to hold each place since when."""
    found = control_of_places(situation.events)
    if not found:
        return _none("No report says that a place changed hands.")
    rows = (row(_CONTROL, _control(situation, one)) for one in found)
    return table("Who was reported to hold which place", _CONTROL, rows, kind="control")


def _control(situation: Situation, one: Control) -> Sequence[Markup]:
    grade = text(one.grade)
    if one.contested:
        grade = together([grade, classed("span", "disputed", text("disputed"))])
    return (
        text(place_words(one.place)),
        text(one.holder.name if one.holder else "not said"),
        text(day_words(one.since, one.since)),
        text(day_words(one.until, one.until) if one.until else "no later change reported"),
        text(one.lost_by.name if one.lost_by else "not said"),
        grade,
        event_links(situation, one.events),
    )


def flows_section(situation: Situation) -> Markup:
    """Return who moved from where to where."""
    found = displacement_flows(situation.events)
    if not found:
        return _none("No report says that people fled or came back.")
    rows = (row(_FLOWS, _flow(situation, one)) for one in found)
    return table("People who fled or came back, by month", _FLOWS, rows, kind="flows")


def _flow(situation: Situation, one: Flow) -> Sequence[Markup]:
    return (
        text(one.month or "not said"),
        range_or_dash(one.people),
        text("fled" if one.kind == "displace" else "came back"),
        text(_end(one.origin)),
        text(_end(one.destination)),
        event_links(situation, one.events),
    )


def _end(place: Place | None) -> str:
    return place_words(place) if place else "not said"


def months_section(situation: Situation) -> Markup:
    """Return the figures by month and party."""
    found = monthly_figures(situation.events)
    if not found:
        return _none("No report gives a figure with a day.")
    rows = (row(_MONTHS, _month(situation, one)) for one in found)
    return table("People killed, hurt or moved, by month and party", _MONTHS, rows, kind="months")


def _month(situation: Situation, one: MonthFigure) -> Sequence[Markup]:
    return (
        text(one.month),
        text(party_words(situation, one.party)),
        text(measure_words(one.measure)),
        range_or_dash(one.range),
        event_links(situation, one.events),
    )


def _none(words: str) -> Markup:
    return classed("p", "none", text(words))
