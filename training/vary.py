"""The same document with other names: what people marked in it still holds.

A small corpus names few places and groups; a reader that has seen each sentence with several names
leans on the sentence. (Dai and Adel 2020, "An analysis of simple data augmentation for named entity
recognition": mention replacement.)
"""

import random
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec import structs

from dateline.annotate.annotation import Annotation, LabelledSpan
from dateline.annotate.markup import MarkedDocument

_SHARE = 0.6  # of the names of a document that are replaced
_MEANS_WORDS = 3
_NUMBER = re.compile(r"\d+")
_OPENS_SENTENCE = re.compile(r"(^|[.!?:;\-\u2013\u2014\"'\u201c\u2018(\n])\s*$")

Pools = Mapping[tuple[str, ...], Sequence[str]]


def make_pools(documents: Sequence[MarkedDocument]) -> Pools:
    """Return the texts that can stand for one another, by what they have in common."""
    found: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for document in documents:
        for span in document.annotation.spans:
            if _is_means(span) or _is_name(span, document.text):
                found[_form(span)].add(span.text)
    return {form: sorted(texts) for form, texts in sorted(found.items())}


def _is_means(span: LabelledSpan) -> bool:
    return span.label == "MEANS" and span.text[0].islower() and span.text.count(" ") < _MEANS_WORDS


def _is_name(span: LabelledSpan, text: str) -> bool:
    """Tell a name of an actor or place from a common noun: by a capital that no sentence asks for."""
    if span.label not in ("ACTOR", "PLACE") or not span.text[0].isupper():
        return False
    return not _OPENS_SENTENCE.search(text[max(0, span.start - 4) : span.start])


def _form(span: LabelledSpan) -> tuple[str, ...]:
    """Return what a replacement must share: label, kind, number and article."""
    words = span.text.split()
    return (
        span.label,
        span.kind or "",
        "many" if span.text.endswith("s") else "one",
        words[0].lower() if words[0].lower() in ("a", "an") else "",
    )


def with_variants(documents: Sequence[MarkedDocument], count: int) -> list[MarkedDocument]:
    """Return the documents and `count` variants of each."""
    pools = make_pools(documents)
    variants = [vary(d, pools, number) for number in range(1, count + 1) for d in documents]
    return [*documents, *variants]


def vary(document: MarkedDocument, pools: Pools, number: int) -> MarkedDocument:
    """Return the document with other names and numbers; `number` tells its variants apart.

    Equal names stay equal. An actor that the document names in several ways keeps its names.
    """
    name = f"{document.name}~{number}"
    chance = random.Random(name)  # noqa: S311  variety, not secrets
    kept = _named_variously(document.annotation)
    swaps: dict[str, str] = {}
    for span in document.annotation.spans:
        free = span.label == "COUNT" or _is_means(span) or _is_name(span, document.text)
        if free and span.id not in kept and span.text not in swaps:
            swaps[span.text] = _other(span, pools, chance)
    texts = [swaps.get(span.text, span.text) for span in document.annotation.spans]
    return _rewrite(document, name, texts)


def _named_variously(annotation: Annotation) -> set[str]:
    """Return the ids of spans that are the same as one with another text."""
    found: set[str] = set()
    for link in annotation.links:
        ends = {link.head, link.tail}
        if link.role == "same" and len({annotation.by_id[end].text for end in ends}) > 1:
            found |= ends
    texts = {annotation.by_id[end].text for end in found}
    return {span.id for span in annotation.spans if span.text in texts}


def _other(span: LabelledSpan, pools: Pools, chance: random.Random) -> str:
    if chance.random() > _SHARE:
        return span.text
    if span.label == "COUNT":
        return _NUMBER.sub(lambda found: _number_like(found.group(), chance), span.text)
    return chance.choice(pools.get(_form(span), (span.text,)))


def _number_like(digits: str, chance: random.Random) -> str:
    """Return a number of as many digits, the first of which is not zero."""
    least = 10 ** (len(digits) - 1)
    return str(chance.randrange(least, least * 10)) if digits[0] != "0" else digits


def _rewrite(document: MarkedDocument, name: str, texts: Sequence[str]) -> MarkedDocument:
    """Return the document under that name with these texts in place of its spans'."""
    pieces: list[str] = []
    spans: list[LabelledSpan] = []
    done = length = 0
    for span, text in zip(document.annotation.spans, texts, strict=True):
        before = document.text[done : span.start]
        start = length + len(before)
        length = start + len(text)
        done = span.end
        pieces += [before, text]
        spans.append(structs.replace(span, start=start, end=length, text=text))
    annotation = Annotation(spans=tuple(spans), links=document.annotation.links)
    text = "".join([*pieces, document.text[done:]])
    return structs.replace(document, name=name, text=text, annotation=annotation)
