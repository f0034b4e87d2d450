"""The parts of the PDF that are about the whole situation."""

import re
from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Final

from dateline.fuse.control import Control, control_of_places
from dateline.fuse.situation import Flow, MonthFigure, displacement_flows, monthly_figures
from dateline.knowledge.families import load_families
from dateline.knowledge.world_map import load_world_map
from dateline.records import Place, Record
from dateline.show.days import day_words
from dateline.show.facts import place_words
from dateline.show.words import NOT_SAID, measure_words
from dateline.situation.chart import draw_timeline, kinds_of
from dateline.situation.figures import KeyFigure, key_figures
from dateline.situation.gather import Situation
from dateline.situation.map import (
    draw_map,
    drawn_families,
    flow_ends,
    legend_notes,
    shape_sample,
)
from dateline.situation.marks import Spot, find_spots
from dateline.situation.pdf.runs import (
    Line,
    Row,
    Table,
    event_refs,
    line,
    plain_row,
    range_or_dash,
)
from dateline.situation.pdf.typeset import Fonts
from dateline.situation.timeline import Timeline, find_timeline
from dateline.situation.values import party_words, plural
from dateline.situation.window import find_window

_NAME: Final = re.compile("<text [^>]*>([^<]*)</text>")
_UNNAMED: Final = (
    "Names in letters that cannot be drawn on the map are left out of it; the table has them."
)
_BORDERS: Final = "Borders and rivers: Natural Earth; they imply no opinion on where a border is."


class Figure(Record, frozen=True, kw_only=True):
    """A key figure: the best value, its range, what it counts, a note and the events it is summed from."""

    value: str
    range: str
    name: str
    note: str
    events: Line


class Picture(Record, frozen=True, kw_only=True):
    """A drawing as SVG that stands alone, what it shows in words, its legend and the notes below it."""

    svg: str
    alt: str
    families: tuple[tuple[str, str], ...] = ()
    notes: tuple[Line, ...] = ()


def figures(situation: Situation) -> tuple[Figure, ...]:
    """Return the key figures."""
    return tuple(_figure(situation, one) for one in key_figures(situation))


def _figure(situation: Situation, one: KeyFigure) -> Figure:
    best, _, ends = one.value.partition(" (")
    noun = "from event " if len(one.events) == 1 else "from events "
    refs = event_refs(situation, one.events)
    return Figure(
        value=best,
        range=f"({ends}" if ends else "",
        name=one.name,
        note=one.note,
        events=(*line(noun, "soft"), *refs) if refs else (),
    )


def family_samples() -> dict[str, str]:
    """Return the mark of each family of events as SVG."""
    return {one.name: _alone(shape_sample(one.shape, one.name)) for one in load_families()}


def _alone(svg: str) -> str:
    """Return a drawing of the page as one that needs no page."""
    css = files("dateline.situation") / "templates" / "drawings.css"
    opening, _, rest = svg.partition(">")
    opening = opening.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    return f"{opening}><style>{css.read_text('utf-8')}</style>{rest}"


def _named(svg: str, fonts: Fonts) -> str:
    """Return a drawing without the names in it that no font holds."""

    def kept(name: re.Match[str]) -> str:
        if name[1].isascii() or fonts.hold_picture(
            _alone(f'<svg viewBox="0 0 9 9">{name[0]}</svg>')
        ):
            return name[0]
        return ""

    return _NAME.sub(kept, svg)


def map_picture(situation: Situation, fonts: Fonts) -> Picture | None:
    """Return the map, None where no event is at a place that can be drawn."""
    spots = find_spots(situation.events)
    flows = displacement_flows(situation.events)
    drawn = [spot for spot in spots if spot.drawn]
    if not drawn:
        return None
    window = find_window([*(spot.point for spot in drawn), *flow_ends(flows)])
    full = draw_map(window, load_world_map(), spots, flows)
    svg = _named(full, fonts)
    return Picture(
        svg=_alone(svg),
        alt=f"Map of {plural(len(drawn), 'place')} with events; the table below it says the same in words.",
        families=tuple((one.name, one.words) for one in drawn_families(spots)),
        notes=(
            line(legend_notes(spots, moved=bool(flows))),
            *((line(_UNNAMED),) if svg != full else ()),
            _not_drawn(situation, spots),
        ),
    )


def _not_drawn(situation: Situation, spots: Sequence[Spot]) -> Line:
    ids = [one.id for spot in spots if not spot.drawn for one in spot.events]
    ids += [one.id for one in situation.events if one.event.place is None]
    if not ids:
        return line(_BORDERS)
    told = f"Not on the map, because the place is not known or only the country: {plural(len(ids), 'event')}, "
    return (*line(told), *event_refs(situation, ids), *line(f". {_BORDERS}"))


def places_table(situation: Situation) -> Table:
    """Return the places of events."""
    rows = (
        plain_row(
            place_words(spot.place),
            f"{len(spot.events):,}",
            range_or_dash(spot.deaths),
            (event_refs(situation, [one.id for one in spot.events]),),
        )
        for spot in find_spots(situation.events)
    )
    return Table(
        caption="Places, those with most deaths first",
        columns=("Place", "Events", "Deaths", "Which events"),
        widths=(3.2, 0.8, 1.4, 2.6),
        rows=tuple(rows),
    )


def time_picture(situation: Situation) -> Picture | None:
    """Return the timeline, None where no event has a day."""
    timeline = find_timeline(situation)
    if timeline is None:
        return None
    return Picture(
        svg=_alone(draw_timeline(timeline)),
        alt=f"Events and deaths by {timeline.step}; the table below it has the numbers.",
        notes=tuple(_time_notes(situation, timeline)),
    )


def _time_notes(situation: Situation, timeline: Timeline) -> Iterable[Line]:
    yield line(
        f"By {timeline.step}. Bars are the best figure of deaths, lines reach from the lowest to the highest. "
        "Below, events by kind in the colours of the map."
    )
    for ids, words in (
        (timeline.longer, f"Over more than one {timeline.step}, so in no bar: "),
        (timeline.earlier, "Long before the first report, so left out: "),
    ):
        if ids:
            yield (*line(words), *event_refs(situation, ids), *line("."))


def bins_table(situation: Situation) -> Table:
    """Return the numbers of the timeline."""
    timeline = find_timeline(situation)
    rows = (
        plain_row(
            day_words(one.first, one.last),
            f"{len(one.events):,}",
            kinds_of(one),
            range_or_dash(one.deaths),
            (event_refs(situation, [event.id for event in one.events]),),
        )
        for one in (timeline.bins if timeline else ())
        if one.events
    )
    return Table(
        caption=f"Events and deaths by {timeline.step}" if timeline else "",
        columns=("Time", "Events", "Kinds", "Deaths", "Which events"),
        widths=(1.7, 0.7, 3.2, 1.2, 1.8),
        rows=tuple(rows),
    )


def control_table(situation: Situation) -> Table:
    """Return who was reported to hold each place since when."""
    return Table(
        caption="Who was reported to hold which place",
        columns=("Place", "Held by", "Since", "Until", "Taken from", "Grade", "Events"),
        widths=(2.4, 2.2, 1.5, 1.6, 1.9, 0.8, 0.9),
        rows=tuple(_control(situation, one) for one in control_of_places(situation.events)),
    )


def _control(situation: Situation, one: Control) -> Row:
    grade = (line(one.grade), line("disputed", "alert")) if one.contested else (line(one.grade),)
    return plain_row(
        place_words(one.place),
        one.holder.name if one.holder else NOT_SAID,
        day_words(one.since, one.since),
        day_words(one.until, one.until) if one.until else "no later change reported",
        one.lost_by.name if one.lost_by else NOT_SAID,
        grade,
        (event_refs(situation, one.events),),
    )


def flows_table(situation: Situation) -> Table:
    """Return who moved from where to where."""
    return Table(
        caption="People who fled or came back, by month",
        columns=("Month", "People", "What", "From", "To", "Events"),
        widths=(0.9, 1.6, 1, 2.6, 2.6, 0.9),
        rows=tuple(_flow(situation, one) for one in displacement_flows(situation.events)),
    )


def _flow(situation: Situation, one: Flow) -> Row:
    return plain_row(
        one.month or NOT_SAID,
        range_or_dash(one.people),
        "fled" if one.kind == "displace" else "came back",
        _end(one.origin),
        _end(one.destination),
        (event_refs(situation, one.events),),
    )


def _end(place: Place | None) -> str:
    return place_words(place) if place else NOT_SAID


def months_table(situation: Situation) -> Table:
    """Return the figures by month and party."""
    return Table(
        caption="People killed, hurt or moved, by month and party",
        columns=("Month", "Party", "Figure", "People", "Events"),
        widths=(0.9, 3.2, 1.4, 1.8, 1.8),
        rows=tuple(_month(situation, one) for one in monthly_figures(situation.events)),
    )


def _month(situation: Situation, one: MonthFigure) -> Row:
    return plain_row(
        one.month,
        party_words(situation, one.party),
        measure_words(one.measure),
        range_or_dash(one.range),
        (event_refs(situation, one.events),),
    )
