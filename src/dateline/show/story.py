"""The text of a report in the page, paragraph by paragraph, with its spans marked."""

from collections.abc import Iterable, Mapping, Sequence

from dateline.show.elements import Markup, anchor, classed, element, text, together
from dateline.show.marks import MEANINGS, Mark, Piece, cut_pieces


def story(
    words: str,
    marks: Sequence[Mark],
    *,
    prefix: str,
    title: str | None = None,
    owners: Mapping[str, str] | None = None,
) -> Markup:
    """Return the text of a report with its marks.

    `owners` maps the owner of a mark to the id of the card it belongs to; `prefix` keeps the ids of one
    report apart from another's. A first line that is the title is set as a headline.
    """
    pieces = cut_pieces(words, marks, also=_line_ends(words))
    paragraphs: list[Markup] = []
    for line in _lines(pieces):
        plain = "".join(piece.text for piece in line).strip()
        if not plain:
            continue
        css_class = "headline" if not paragraphs and title and plain == title.strip() else "line"
        shown = together(_piece(piece, prefix, owners or {}) for piece in line)
        paragraphs.append(classed("p", css_class, shown))
    return together(paragraphs)


def _line_ends(words: str) -> list[int]:
    return [place + 1 for place, character in enumerate(words) if character == "\n"]


def _lines(pieces: Iterable[Piece]) -> list[list[Piece]]:
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        lines[-1].append(piece)
        if piece.text.endswith("\n"):
            lines.append([])
    return lines


def _piece(piece: Piece, prefix: str, owners: Mapping[str, str]) -> Markup:
    words = text(piece.text.rstrip("\n"))
    if not piece.marks:
        return words
    keys = list(dict.fromkeys(anchor(prefix, mark.start, mark.end) for mark in piece.marks))
    begun = [
        key
        for key, mark in {anchor(prefix, m.start, m.end): m for m in piece.marks}.items()
        if mark.start == piece.start
    ]
    role = piece.roles[0]
    card = next((owners[mark.owner] for mark in piece.marks if mark.owner in owners), None)
    shown = element(
        "a" if card else "span",
        words,
        attributes={
            "class": f"m {role}",
            "id": begun[0] if begun else None,
            "href": f"#{card}" if card else None,
            "data-m": " ".join(keys),
            "title": "; ".join(MEANINGS[name] for name in piece.roles),
        },
    )
    extra = (element("span", attributes={"id": key}) for key in begun[1:])
    return together([*extra, shown])


def legend(roles: Sequence[str]) -> Markup:
    """Return what the marks mean."""
    items = (
        element("li", element("span", text(MEANINGS[role]), attributes={"class": f"m {role}"}))
        for role in roles
    )
    return element(
        "ul", *items, attributes={"class": "legend", "aria-label": "What the marks mean"}
    )
