"""A coded report in the terminal: its text with the spans marked, its events as a table."""

import re
from typing import Final

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.records import CodedReport, Range
from dateline.show.days import day_words
from dateline.show.facts import Fact, ShownEvent, find_facts, told_events
from dateline.show.marks import MEANINGS, Piece, cut_pieces, find_marks, present_roles
from dateline.show.words import (
    code_words,
    figure_words,
    is_said,
    range_words,
    type_words,
)

STYLES: Final = {
    "trigger": "bold underline",
    "agent": "red",
    "target": "blue",
    "place": "green",
    "time": "magenta",
    "count": "yellow",
    "means": "cyan",
    "cue": "italic dim",
    "source": "italic",
    "actor": "red",
}
_WIDE: Final = 110
_STATUS_STYLES: Final = {
    "ongoing": "yellow",
    "future": "cyan",
    "possible": "yellow",
    "denied": "red",
}
# Controls but tab and line break, surrogates, and the marks that turn the direction of writing.
_CONTROLS: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def render_terminal(coded: CodedReport, console: Console) -> None:
    """Print a coded report: heading, text, legend, events, summaries, warnings.

    Where the console has no colour, spans are bracketed with the part they play.
    """
    told = told_events(coded)
    pieces = cut_pieces(coded.report.text, find_marks(coded))
    coloured = has_colour(console)
    _print_heading(coded, console)
    console.print(text_lines(pieces, coloured=coloured))
    console.print()
    if roles := present_roles(pieces):
        console.print(legend(roles, coloured=coloured))
        console.print()
    if not told:
        console.print("No event was found in this report.")
    elif console.width >= _WIDE:
        console.print(_event_table(told))
    else:
        _print_event_blocks(told, console)
    _print_summaries(told, console)
    _print_warnings(coded, console)


def has_colour(console: Console) -> bool:
    """Tell whether the console shows colours."""
    return console.color_system is not None and not console.no_color


def harmless(text: str) -> str:
    """Return the text with control characters replaced one for one, so that none drives a terminal."""
    return _CONTROLS.sub("\ufffd", text)


def text_lines(pieces: tuple[Piece, ...], *, coloured: bool) -> Text:
    """Return the report's text with each span styled, or bracketed where there is no colour."""
    text = Text()
    for piece in pieces:
        words = harmless(piece.text)
        if not piece.roles:
            text.append(words)
        elif coloured:
            text.append(words, style=STYLES[piece.roles[0]])
        else:
            text.append(f"[{words}|{piece.roles[0]}]")
    text.rstrip()
    return text


def legend(roles: tuple[str, ...], *, coloured: bool) -> Text:
    """Return one line that says what the marks mean."""
    text = Text("Marked: ")
    for number, role in enumerate(roles):
        text.append(", " if number else "")
        text.append(
            MEANINGS[role] if coloured else f"{role} = {MEANINGS[role]}",
            style=STYLES[role] if coloured else "",
        )
    return text


def _print_heading(coded: CodedReport, console: Console) -> None:
    """Print what the report is, after an empty line that parts it from the one before."""
    report = coded.report
    console.print()
    parts = (report.published or "date unknown", report.publisher, report.url, f"id {report.id}")
    if report.title and not report.text.lstrip().startswith(report.title):
        console.print(Text(harmless(report.title), style="bold"))
    console.print(Text(harmless(" · ".join(part for part in parts if part)), style="dim"))
    console.print()


def _event_table(told: tuple[ShownEvent, ...]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    table.add_column("#", justify="right", no_wrap=True)
    for name, width in (("Date", 10), ("Type", 8), ("Side A", 8), ("Side B", 8), ("Place", 8)):
        table.add_column(name, min_width=width)
    table.add_column("Deaths", justify="right")
    for name in ("Other figures", "Sources", "Status"):
        table.add_column(name)
    for number, one in enumerate(told, 1):
        table.add_row(str(number), *(Text(harmless(cell)) for cell in _cells(one)), _status(one))
    return table


def _cells(told: ShownEvent) -> tuple[str, ...]:
    event = told.event
    return (
        day_words(event.first, event.last, event.date_grain),
        type_words(event.type),
        event.side_a.name if event.side_a else "-",
        event.side_b.name if event.side_b else "-",
        f"{event.place.name}{f' ({event.place.country})' if event.place.country else ''}"
        if event.place
        else "-",
        _deaths(event.deaths.total),
        figure_words(event) or "-",
        ", ".join(event.sources) or "-",
    )


def _deaths(figure: Range) -> str:
    return range_words(figure) if is_said(figure) else "-"


def _status(told: ShownEvent) -> Text:
    return Text(told.status, style=_STATUS_STYLES.get(told.status, ""))


def _print_event_blocks(told: tuple[ShownEvent, ...], console: Console) -> None:
    """Print each event as a short list: what a narrow console has room for."""
    for number, one in enumerate(told, 1):
        heading = Text(f"{number}. {harmless(type_words(one.event.type))} ", style="bold")
        console.print(heading.append_text(Text("[")).append_text(_status(one)).append("]"))
        grid = Table.grid(padding=(0, 2))
        grid.add_column(style="dim", no_wrap=True, min_width=9)
        grid.add_column(overflow="fold")
        for fact in find_facts(one):
            grid.add_row(Text(fact.name), Text(harmless(_fact_words(fact))))
        for book, code in code_words(one.event.codes):
            grid.add_row(Text(book), Text(harmless(code)))
        console.print(grid)
        console.print()


def _fact_words(fact: Fact) -> str:
    return f"{fact.value} ({fact.note})" if fact.note else fact.value


def _print_summaries(told: tuple[ShownEvent, ...], console: Console) -> None:
    for number, one in enumerate(told, 1):
        line = Text(f"{number}. {harmless(one.event.summary)}")
        console.print(line.append(f"  {one.event.id}", style="dim"))


def _print_warnings(coded: CodedReport, console: Console) -> None:
    for warning in coded.warnings:
        line = Text("\nWarning", style="bold yellow")
        console.print(
            line.append(f" ({warning.code}): ", style="").append(harmless(warning.message))
        )
