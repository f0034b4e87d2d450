"""The spans of a report as pieces of its text that do not overlap, ready to be coloured."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

import msgspec

from dateline.annotate.annotation import CUE_LABEL, EVENTS, Annotation
from dateline.records import CodedReport, EventMention, Span

# In the order in which one wins where a span plays several parts.
ROLES: Final = ("trigger", "target", "agent", "place", "time", "count", "means", "cue", "source")
MEANINGS: Final = {
    "trigger": "what happened",
    "agent": "who did it",
    "target": "to whom",
    "place": "where",
    "time": "when",
    "count": "how many",
    "means": "with what",
    "cue": "words of saying",
    "source": "who says it",
    "actor": "who",
}
_LABELS: Final = {
    "ACTOR": "actor", "PLACE": "place", "TIME": "time", "COUNT": "count", "MEANS": "means",
    CUE_LABEL: "cue",
}  # fmt: skip


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A span and a part it plays; `owner` is the id of the event mention or span it belongs to."""

    start: int
    end: int
    role: str
    owner: str


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of text with the marks that cover it; no marks, plain text."""

    text: str
    start: int
    marks: tuple[Mark, ...] = ()

    @property
    def roles(self) -> tuple[str, ...]:
        """Return the parts the stretch plays, the weightiest first."""
        found = {mark.role for mark in self.marks}
        return tuple(role for role in (*ROLES, "actor") if role in found)


def find_marks(coded: CodedReport) -> tuple[Mark, ...]:
    """Return every span that the event mentions of a report rest on."""
    return tuple(mark for mention in coded.event_mentions for mark in _mention_marks(mention))


def _mention_marks(mention: EventMention) -> Iterable[Mark]:
    said = mention.attribution
    spans: tuple[tuple[str, Span | None], ...] = (
        ("trigger", mention.trigger),
        *(("agent", party.span) for party in mention.agents),
        *(("target", party.span) for party in mention.targets),
        *(("place", p.span) for p in (mention.place, mention.origin, mention.destination) if p),
        ("time", mention.time.span),
        *(("count", count.span) for count in mention.counts),
        *(("means", means.span) for means in mention.means),
        ("cue", said.cue if said else None),
        ("source", said.source.span if said and said.source else None),
    )
    for role, span in spans:
        if span:
            yield Mark(start=span.start, end=span.end, role=role, owner=mention.id)


def annotation_marks(annotation: Annotation) -> tuple[Mark, ...]:
    """Return every span of an annotation."""
    return tuple(
        Mark(
            start=span.start,
            end=span.end,
            role="trigger" if span.label in EVENTS else _LABELS.get(span.label, "actor"),
            owner=span.id,
        )
        for span in annotation.spans
    )


def cut_pieces(text: str, marks: Sequence[Mark], *, also: Sequence[int] = ()) -> tuple[Piece, ...]:
    """Return the text cut wherever a mark begins or ends; the pieces together are the text.

    Marks may overlap: a piece then has them all. What lies outside the text is left out. The text is
    cut at the places in `also` too.
    """
    kept = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    edges = sorted({0, len(text), *also, *(m.start for m in kept), *(m.end for m in kept)})
    opening: dict[int, list[Mark]] = {}
    for mark in dict.fromkeys(kept):
        opening.setdefault(mark.start, []).append(mark)
    pieces = []
    here: list[Mark] = []
    for start, end in pairwise(edges):
        here = [mark for mark in here if mark.end > start] + opening.get(start, [])
        pieces.append(Piece(text=text[start:end], start=start, marks=tuple(here)))
    return tuple(pieces)


def present_roles(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """Return the parts that occur, in the order of the legend."""
    found = {piece.roles[0] for piece in pieces if piece.roles}
    return tuple(role for role in MEANINGS if role in found)
