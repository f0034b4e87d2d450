"""Decoded spans and their scores -> the annotation of a text."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.annotate.annotation import (
    CUE_LABEL,
    EVENTS,
    KINDS,
    MENTION_LABELS,
    STATUSES,
    Annotation,
    LabelledSpan,
    Link,
)
from dateline.annotate.decode import Floats, decode_roles, decode_tags
from dateline.annotate.schema import MENTION_TAGS, TRIGGER_TAGS
from dateline.annotate.tokens import Tokens


class PieceSpan(msgspec.Struct, frozen=True):
    """A labelled run of word pieces: indexes of the first and the last piece, both inclusive."""

    start: int
    end: int
    label: str
    score: float


class Scored(msgspec.Struct, frozen=True):
    """What the span scorer says of n spans: kinds, statuses, denials, roles [n, n, roles].

    `like` [n, n] is how alike they are (`annotate.likeness`).
    """

    kinds: Floats
    statuses: Floats
    denials: Floats
    roles: Floats
    like: NDArray[np.int64]


def find_spans(
    tokens: Tokens, mention: Floats, trigger: Floats, thresholds: Mapping[str, float]
) -> list[PieceSpan]:
    """Return the spans the two taggers see in the first `len(mention)` pieces, none overlapping.

    Where a mention and a trigger overlap the surer one stays. `thresholds` may hold the least score
    of a `mention`, a `trigger` and a `cue`.
    """
    count = len(mention)
    words = np.flatnonzero(tokens.first[:count])
    firsts: list[int] = [*words.tolist(), count]
    spans = [
        PieceSpan(firsts[span.first], firsts[span.last + 1] - 1, span.label, span.score)
        for scores, tags in ((mention, MENTION_TAGS), (trigger, TRIGGER_TAGS))
        for span in decode_tags(scores[words], tags)
        if span.score >= thresholds.get(span_group(span.label), 0.0)
    ]
    return without_overlaps(spans)


def span_group(label: str) -> str:
    """Return `mention`, `cue` or `trigger`: the spans that share a bar."""
    if label in MENTION_LABELS:
        return "mention"
    return "cue" if label == CUE_LABEL else "trigger"


def without_overlaps(spans: Sequence[PieceSpan]) -> list[PieceSpan]:
    """Return the spans in the order of the text; of two that overlap the surer one stays."""
    kept: list[PieceSpan] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if kept and span.start <= kept[-1].end:
            if span.score > kept[-1].score:
                kept[-1] = span
            continue
        kept.append(span)
    return kept


def assemble(
    text: str,
    tokens: Tokens,
    spans: Sequence[PieceSpan],
    scored: Scored,
    thresholds: Mapping[str, float],
) -> Annotation:
    """Return the annotation of one text from its spans and their scores."""
    starts: NDArray[np.int64] = tokens.starts
    ends: NDArray[np.int64] = tokens.ends
    labelled = tuple(
        _label(text, start, end, span, said)
        for start, end, span, said in zip(
            starts[[span.start for span in spans]].tolist(),
            ends[[span.end for span in spans]].tolist(),
            spans,
            _said(scored),
            strict=True,
        )
    )
    links = tuple(
        Link(head=f"s{head}", role=role, tail=f"s{tail}", score=round(share, 4))
        for head, role, tail, share in decode_roles(scored.roles, thresholds, scored.like)
    )
    return Annotation(spans=labelled, links=links)


class _Said(NamedTuple):
    """What the scorer says of one span: numbers in `KINDS` and `STATUSES`, and whether it denies."""

    number: int
    kind: int
    status: int
    deny: bool


def _said(scored: Scored) -> Iterator[_Said]:
    kinds = scored.kinds.argmax(-1).tolist()
    statuses = scored.statuses.argmax(-1).tolist()
    denials = (scored.denials > 0).tolist()
    return map(_Said, range(len(kinds)), kinds, statuses, denials)


def _label(text: str, start: int, end: int, span: PieceSpan, said: _Said) -> LabelledSpan:
    return LabelledSpan(
        id=f"s{said.number}",
        label=span.label,
        start=start,
        end=end,
        text=text[start:end],
        score=round(span.score, 4),
        kind=KINDS[said.kind] if span.label == "ACTOR" else None,
        status=STATUSES[said.status] if span.label in EVENTS else None,
        deny=span.label == CUE_LABEL and said.deny,
    )
