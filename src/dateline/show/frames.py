"""What the reader marked, as frames: each event word or cue with the roles that hang on it."""

from collections.abc import Iterable

import msgspec

from dateline.annotate.annotation import CUE_LABEL, EVENTS, Annotation, LabelledSpan
from dateline.records import Span
from dateline.show.cards import keys_of, status, value
from dateline.show.elements import Markup, classed, element, text, together

_LABEL_COLOURS = {
    "ACTOR": "actor",
    "PLACE": "place",
    "TIME": "time",
    "COUNT": "count",
    "MEANS": "means",
}


class Frames(msgspec.Struct, frozen=True, kw_only=True):
    """The frames as markup, and the ids of the spans that have one."""

    markup: Markup
    keys: tuple[str, ...]


def frames(annotation: Annotation, *, prefix: str) -> Frames:
    """Return a card for each trigger and cue, and one line for every other span that has links."""
    heads = {link.head for link in annotation.links}
    shown = [
        span
        for span in annotation.spans
        if span.label in EVENTS or span.label == CUE_LABEL or span.id in heads
    ]
    cards = (_frame(span, annotation, prefix) for span in shown)
    return Frames(markup=together(cards), keys=tuple(span.id for span in shown))


def _frame(head: LabelledSpan, annotation: Annotation, prefix: str) -> Markup:
    tails = [
        (link.role, annotation.by_id[link.tail])
        for link in annotation.links
        if link.head == head.id and link.tail in annotation.by_id
    ]
    everything = [as_span(head), *(as_span(tail) for _, tail in tails)]
    key = f"{prefix}f-{head.id}"
    heading = element(
        "h4",
        value(head.text, [as_span(head)], role=_colour(head), prefix=prefix),
        attributes={"id": f"{key}h"},
    )
    return element(
        "article",
        classed("header", "event-head", heading, *_labels(head)),
        classed("dl", "facts", *(_role(role, tail, prefix) for role, tail in tails)),
        attributes={
            "class": "event",
            "id": key,
            "tabindex": "-1",
            "aria-labelledby": f"{key}h",
            "data-all": keys_of(everything, prefix),
        },
    )


def _labels(span: LabelledSpan) -> Iterable[Markup]:
    yield classed("span", "label", text(span.label))
    if span.status:
        yield status(span.status)
    if span.kind:
        yield classed("span", "note", text(span.kind))
    if span.deny:
        yield classed("span", "note", text("denies"))
    yield classed("span", "score", text(f"{span.score:.2f}"))


def _role(role: str, tail: LabelledSpan, prefix: str) -> Markup:
    note = ", ".join(part for part in (tail.label.lower().replace("_", " "), tail.kind) if part)
    return element(
        "div",
        element("dt", text(role)),
        element(
            "dd",
            value(tail.text, [as_span(tail)], role=_colour(tail), prefix=prefix),
            classed("span", "note", text(note)),
        ),
    )


def _colour(span: LabelledSpan) -> str:
    if span.label in EVENTS:
        return "trigger"
    return _LABEL_COLOURS.get(span.label, "cue")


def as_span(labelled: LabelledSpan) -> Span:
    """Return a labelled span without its label."""
    return Span(start=labelled.start, end=labelled.end, text=labelled.text)
