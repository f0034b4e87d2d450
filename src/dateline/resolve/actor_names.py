"""Names of actors that the reader cut in two, and parts of a name that stand for the whole."""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Final

from msgspec import structs

from dateline.annotate.annotation import Annotation, LabelledSpan, Link

_BETWEEN: Final = re.compile(r"\s+(?:(?:and|of|for|in)\s+)?(?:the\s+)?|-")
_SAME_SCORE: Final = 0.7


def mend_names(annotation: Annotation, text: str, is_alias: Callable[[str], bool]) -> Annotation:
    """Return the annotation with each name in one span, and with parts of names linked to the name.

    `is_alias` tells a name of the registry. `[Islamic State of Iraq] and the [Syria]` is one actor;
    `the [media office]` behind `the [SDF media office]` is the same.
    """
    return _link_parts(_join(annotation, text, is_alias))


def _join(annotation: Annotation, text: str, is_alias: Callable[[str], bool]) -> Annotation:
    """Return the annotation with neighbours joined that are a name of the registry together."""
    into: dict[str, LabelledSpan] = {}
    gone: dict[str, str] = {}
    for first, second in pairwise(annotation.spans):
        whole = text[first.start : second.end]
        if (
            first.label == "ACTOR"
            and second.label in ("ACTOR", "PLACE")
            and first.id not in gone
            and _BETWEEN.fullmatch(text, first.end, second.start)
            and is_alias(whole)
        ):
            into[first.id] = structs.replace(first, end=second.end, text=whole)
            gone[second.id] = first.id if second.label == "ACTOR" else ""
    if not gone:
        return annotation
    spans = tuple(into.get(span.id, span) for span in annotation.spans if span.id not in gone)
    links: dict[tuple[str, str, str], Link] = {}
    for link in annotation.links:
        head, tail = gone.get(link.head, link.head), gone.get(link.tail, link.tail)
        if head and tail and head != tail:
            moved = structs.replace(link, head=head, tail=tail)
            links.setdefault((head, link.role, tail), moved)
    return Annotation(spans=spans, links=tuple(links.values()))


def _link_parts(annotation: Annotation) -> Annotation:
    """Return the annotation with `same` from each part of two words or more to the fuller mention.

    Only a part without a name in it (no capital) needs the fuller one.
    """
    actors = annotation.labelled("ACTOR")
    linked = {link.head for link in annotation.links if link.role == "same"}
    found = []
    for number, span in enumerate(actors):
        if span.id in linked or " " not in span.text or span.text != span.text.lower():
            continue
        part = re.compile(rf"\b{re.escape(span.text)}\b")
        fuller = [
            one for one in actors[:number]
            if len(one.text) > len(span.text) and one.text != one.text.lower()
            and part.search(one.text)
        ]  # fmt: skip
        if fuller:
            tail = fuller[-1].id
            found.append(Link(head=span.id, role="same", tail=tail, score=_SAME_SCORE))
    return structs.replace(annotation, links=(*annotation.links, *found)) if found else annotation
