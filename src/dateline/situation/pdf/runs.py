"""What the pages of a PDF are made of: words with a style and a link, in cells, rows and tables.

The template `templates/situation.typ` reads these records as JSON. No word of a report becomes mark-up: the
template has the mark-up, and takes words as values.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from dateline.fuse.records import Claim
from dateline.records import Range, Record
from dateline.show.elements import printable
from dateline.show.words import is_said, range_words
from dateline.situation.gather import Quote, Situation, quotes_of
from dateline.situation.tables import quote_key

Style = Literal["plain", "strong", "soft", "alert", "mark", "quote"]

_SPACES = re.compile(r"\s+")


class Run(Record, frozen=True, kw_only=True):
    """Words set alike. `to` is the label they lead to, `keys` are the labels that lead here."""

    text: str
    style: Style = "plain"
    to: str | None = None
    keys: tuple[str, ...] = ()


Line = tuple[Run, ...]
Cell = tuple[Line, ...]


class Said(Record, frozen=True, kw_only=True):
    """One claim of a contradiction: the value, who says it when, and in which words."""

    value: Line
    who: tuple[str, ...]
    quote: str


class Clash(Record, frozen=True, kw_only=True):
    """Claims that cannot all be true, to stand side by side."""

    title: str
    said: tuple[Said, ...]


class Row(Record, frozen=True, kw_only=True):
    """A row; `family` is the mark before its first cell, `below` what spans the table beneath it."""

    cells: tuple[Cell, ...]
    family: str | None = None
    below: tuple[Clash, ...] = ()


class Table(Record, frozen=True, kw_only=True):
    """A table. `widths` are shares of the page, one a column."""

    caption: str
    columns: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[Row, ...]


class Linked(Record, frozen=True, kw_only=True):
    """A situation with the labels that its words in the sources have."""

    situation: Situation
    keys: frozenset[str]


def run(words: str, style: Style = "plain", *, to: str | None = None) -> Run:
    """Return words on one line; characters that no page may hold become U+FFFD."""
    return Run(text=_SPACES.sub(" ", printable(words)), style=style, to=to)


def line(words: str, style: Style = "plain", *, to: str | None = None) -> Line:
    """Return a line of words, none where there are no words."""
    return (run(words, style, to=to),) if words else ()


def cell(words: str) -> Cell:
    """Return a cell of one line."""
    return (line(words),)


def plain_row(*cells: str | Cell) -> Row:
    """Return a row of cells, some of them words."""
    return Row(cells=tuple(cell(one) if isinstance(one, str) else one for one in cells))


def range_or_dash(figure: Range) -> str:
    """Return a figure in words, a dash where there is none."""
    return range_words(figure) if is_said(figure) else "–"


def parted(lines: Iterable[Line], between: str) -> Line:
    """Return the lines as one, with words between them."""
    return tuple(one for part in lines for one in (*line(between), *part))[1:]


def event_refs(situation: Situation, ids: Iterable[str]) -> Line:
    """Return links to events by their numbers."""
    numbers = sorted(situation.numbers[id_] for id_ in ids if id_ in situation.numbers)
    return parted((line(str(number), to=f"e{number}") for number in numbers), ", ")


def claim_cites(linked: Linked, field: str, claim: Claim) -> Line:
    """Return links to the words that a claim of a field rests on, source by source."""
    return source_refs(linked, claim.reports, quotes_of(linked.situation, field, claim))


def source_refs(linked: Linked, reports: Iterable[str], quotes: Sequence[Quote] = ()) -> Line:
    """Return links to the words in each source, or to the source where no words of its own say it."""
    known = linked.situation.source_numbers
    every = sorted({known[id_] for id_ in reports if id_ in known})
    return tuple(run(f"[{n}]", "soft", to=_target(linked, n, quotes)) for n in every)


def _target(linked: Linked, number: int, quotes: Sequence[Quote]) -> str:
    own = (quote_key(quote) for quote in quotes if quote.source == number)
    return next((key for key in own if key in linked.keys), f"r{number}")
