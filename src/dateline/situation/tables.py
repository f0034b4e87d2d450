"""Tables in the page: real headers, a caption, and roles that stay when a phone stacks the cells."""

from collections.abc import Iterable, Sequence

from dateline.records import Range
from dateline.show.elements import Markup, classed, element, text, together
from dateline.show.words import is_said, range_words
from dateline.situation.gather import Quote, Situation

_QUOTED = 3


def table(caption: str, headers: Sequence[str], rows: Iterable[Markup], *, kind: str) -> Markup:
    """Return a table; `rows` are made by `row`, or bodies of their own."""
    head = element(
        "tr",
        *(
            element("th", text(name), attributes={"scope": "col", "role": "columnheader"})
            for name in headers
        ),
        attributes={"role": "row"},
    )
    return element(
        "table",
        element("caption", text(caption)),
        element("thead", head, attributes={"role": "rowgroup"}),
        element("tbody", *rows, attributes={"role": "rowgroup"}),
        attributes={"class": f"stack {kind}", "role": "table"},
    )


def row(headers: Sequence[str], cells: Sequence[Markup], *, key: str | None = None) -> Markup:
    """Return a row whose first cell is its header."""
    first = element(
        "th", cells[0], attributes={"scope": "row", "role": "rowheader", "data-label": headers[0]}
    )
    others = (
        element("td", cell, attributes={"role": "cell", "data-label": name})
        for name, cell in zip(headers[1:], cells[1:], strict=True)
    )
    return element("tr", first, *others, attributes={"role": "row", "id": key})


def event_links(situation: Situation, ids: Iterable[str]) -> Markup:
    """Return links to events by their numbers."""
    numbers = sorted(situation.numbers[id_] for id_ in ids if id_ in situation.numbers)
    links = (
        element(
            "a",
            text(str(number)),
            attributes={"href": f"#e{number}", "class": "ref", "aria-label": f"event {number}"},
        )
        for number in numbers
    )
    return together(parted(list(links), ", "))


def from_events(situation: Situation, ids: Sequence[str]) -> Markup:
    """Return what a figure is summed from, empty where from nothing."""
    if not ids:
        return Markup("")
    noun = "from event " if len(ids) == 1 else "from events "
    return classed("span", "from", text(noun), event_links(situation, ids))


def source_links(situation: Situation, quotes: Sequence[Quote], reports: Iterable[str]) -> Markup:
    """Return links to the words in each source, or to the source where no words of its own say it."""
    numbers = situation.source_numbers
    every = sorted({numbers[id_] for id_ in reports if id_ in numbers})
    return together(_source_link(number, quotes) for number in every)


def _source_link(number: int, quotes: Sequence[Quote]) -> Markup:
    own = [quote for quote in quotes if quote.source == number]
    target = quote_key(own[0]) if own else f"r{number}"
    title = "; ".join(f"“{' '.join(quote.span.text.split())}”" for quote in own[:_QUOTED])
    return element(
        "a",
        text(f"[{number}]"),
        attributes={
            "href": f"#{target}",
            "class": "cite",
            "title": title or None,
            "aria-label": f"source {number}" + (f": {title}" if title else ""),
        },
    )


def quote_key(quote: Quote) -> str:
    """Return the id that the words of a quote have in the page."""
    return f"r{quote.source}-{quote.span.start}-{quote.span.end}"


def parted(parts: Sequence[Markup], between: str) -> list[Markup]:
    """Return the parts with words between them."""
    return [item for part in parts for item in (text(between), part)][1:]


def range_or_dash(figure: Range) -> Markup:
    """Return a figure in words, a dash where there is none."""
    if is_said(figure):
        return text(range_words(figure))
    dash = element("span", text("–"), attributes={"aria-hidden": "true"})
    return together([dash, classed("span", "unseen", text("not said"))])
