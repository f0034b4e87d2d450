"""A situation as a PDF: the parts of the page on A4, tagged, with links from values to the words they rest on."""

from collections.abc import Sequence
from typing import Final

import msgspec

from dateline import __version__
from dateline.records import Record
from dateline.show.days import day_words
from dateline.situation.choose import Wanted
from dateline.situation.gather import Situation
from dateline.situation.pdf.events import Card, event_cards, events_table
from dateline.situation.pdf.letters import number_missing
from dateline.situation.pdf.overview import (
    Figure,
    Picture,
    bins_table,
    control_table,
    family_samples,
    figures,
    flows_table,
    map_picture,
    months_table,
    places_table,
    time_picture,
)
from dateline.situation.pdf.runs import Linked, Table, run
from dateline.situation.pdf.sources import Source, sources
from dateline.situation.pdf.typeset import Fonts, set_pages
from dateline.situation.values import period_of, tally_of, title_of

_ALL: Final = "all events of the reports"
_LONGEST: Final = 80


class Pdf(Record, frozen=True, kw_only=True):
    """The file, and the letters that no font of it holds; it has their Unicode numbers instead."""

    content: bytes
    missing: tuple[str, ...]


class _Report(Record, frozen=True, kw_only=True):
    title: str
    period: str
    tally: str
    wanted: str
    running: str
    versions: tuple[str, ...]
    version: str
    samples: dict[str, str]
    figures: tuple[Figure, ...]
    map: Picture | None
    places: Table
    timeline: Picture | None
    bins: Table
    control: Table
    flows: Table
    months: Table
    events: Table
    cards: tuple[Card, ...]
    sources: tuple[Source, ...]


def render_pdf(situation: Situation, *, versions: Sequence[str] = ()) -> Pdf:
    """Return the report as a PDF. `versions` say, a line each, what coded the reports.

    The same situation gives the same bytes.

    Raises:
        ExportError: it cannot be set.
    """
    fonts = Fonts()
    report = msgspec.json.encode(_report(situation, versions, fonts)).decode()
    numbered, missing = number_missing(report, fonts.hold)
    return Pdf(content=set_pages(numbered, missing=len(missing)), missing=missing)


def _report(situation: Situation, versions: Sequence[str], fonts: Fonts) -> _Report:
    told = sources(situation)
    keys = frozenset(key for one in told for word in one.words for key in word.keys)
    linked = Linked(situation=situation, keys=keys)
    title, wanted = run(title_of(situation)).text, run(_wanted(situation.wanted)).text
    return _Report(
        title=title,
        period=period_of(situation),
        tally=tally_of(situation),
        wanted=wanted,
        running=_shortened(f"Situation report: {wanted}"),
        versions=tuple(versions),
        version=__version__,
        samples=family_samples(),
        figures=figures(situation),
        map=map_picture(situation, fonts),
        places=places_table(situation),
        timeline=time_picture(situation),
        bins=bins_table(situation),
        control=control_table(situation),
        flows=flows_table(situation),
        months=months_table(situation),
        events=events_table(linked),
        cards=event_cards(linked),
        sources=told,
    )


def _wanted(wanted: Wanted) -> str:
    """Return in words which events were asked for."""
    days = day_words(wanted.first, wanted.last) if wanted.first or wanted.last else ""
    parts = (("at", wanted.place), ("with", wanted.actor), ("on", days))
    return ", ".join(f"{word} {value}" for word, value in parts if value) or _ALL


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
