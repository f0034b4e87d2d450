"""Place mentions of a report to places of the world, all together."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from dateline.annotate.annotation import Annotation, LabelledSpan
from dateline.knowledge.gazetteer import Gazetteer
from dateline.knowledge.place_rules import load_place_rules
from dateline.records import Place
from dateline.resolve.place_answers import ResolvedPlace, answer_mentions
from dateline.resolve.place_dates import with_day
from dateline.resolve.place_groups import PlaceMention, group_mentions
from dateline.resolve.place_joint import Weights, believe

__all__ = [
    "PlaceMention",
    "ResolvedPlace",
    "resolve_annotation_places",
    "resolve_mentions",
    "resolve_places_in",
]

_WEIGHTS: Final = Weights()


def resolve_mentions(
    text: str,
    mentions: Sequence[PlaceMention],
    *,
    gazetteer: Gazetteer,
    published: date | None = None,
    publisher: str | None = None,
    parties: Sequence[tuple[int, str]] = (),
) -> tuple[ResolvedPlace, ...]:
    """Return what each mention means, in the order of `mentions`.

    A name has one meaning in a report. A described place ("a market") takes its finest known
    container. A place no source knows takes the finest region the report says it is in.
    `published` speaks against places that were not there yet, and for those at war on that day.
    """
    rules = load_place_rules()
    grouping = group_mentions(text, mentions, gazetteer, rules, publisher, parties)
    if published:
        grouping = with_day(grouping, published)
    beliefs = believe(grouping.groups, _WEIGHTS)
    return answer_mentions(text, mentions, grouping, beliefs, gazetteer)


def resolve_annotation_places(
    annotation: Annotation,
    text: str,
    *,
    gazetteer: Gazetteer,
    publisher: str | None = None,
    parties: Sequence[tuple[int, str]] = (),
) -> Mapping[str, ResolvedPlace]:
    """Return what each PLACE span of a report means, by span id.

    `in` links say what contains a place, `same` links which mentions are one place; `parties` are
    (offset, alpha-3 country) of the parties the report names, which hint at where it is.
    """
    spans = annotation.labelled("PLACE")
    order = {span.id: number for number, span in enumerate(spans)}
    mentions = [
        PlaceMention(
            start=span.start,
            end=span.end,
            text=span.text,
            within=_linked(annotation, span, "in", order),
            same=_linked(annotation, span, "same", order),
        )
        for span in spans
    ]
    resolved = resolve_mentions(
        text, mentions, gazetteer=gazetteer, publisher=publisher, parties=parties
    )
    return {span.id: place for span, place in zip(spans, resolved, strict=True)}


def _linked(
    annotation: Annotation, span: LabelledSpan, role: str, order: Mapping[str, int]
) -> int | None:
    for tail in annotation.tails(span.id, role):
        if tail.id in order and tail.id != span.id:
            return order[tail.id]
    return None


def resolve_places_in(
    text: str,
    spans: Sequence[tuple[int, int]],
    *,
    gazetteer: Gazetteer,
    published: date | None = None,
    publisher: str | None = None,
) -> tuple[Place | None, ...]:
    """Return one place or None for each (start, end) of `spans`; `end` is exclusive.

    Raises:
        ValueError: if a span is empty or not in the text.
    """
    for start, end in spans:
        if not 0 <= start < end <= len(text):
            raise ValueError(f"span ({start}, {end}) is not in a text of {len(text)} characters")
    mentions = [PlaceMention(start=a, end=b, text=text[a:b]) for a, b in spans]
    resolved = resolve_mentions(
        text, mentions, gazetteer=gazetteer, published=published, publisher=publisher
    )
    return tuple(answer.place for answer in resolved)
