"""An event found by a list of words, for a report in which the reader finds none."""

from collections.abc import Sequence
from typing import Final

import msgspec

from dateline.annotate.annotation import Annotation, LabelledSpan, Link
from dateline.knowledge.codebook import Codebook

# Of 57 longer texts of the corpus that tell of no event, eleven hold a word of the list.
_LONGEST_NOTE: Final = 60
_SCORE: Final = 0.3  # below what the reader gives to its own triggers
_ID: Final = "by-words"
_WHERE_AND_WHEN: Final = frozenset({"PLACE", "TIME"})


def mark_by_words(
    annotation: Annotation,
    text: str,
    sentences: Sequence[tuple[int, int]],
    codebook: Codebook,
) -> Annotation:
    """Return the annotation with one more trigger, where `trigger_words.tsv` has its words.

    Only a note of 60 words at most is looked at: it was written to tell of an event. The first row of the table that is found decides. The trigger has the places and times of its
    sentence; who did it to whom such a list cannot tell.
    """
    if len(text.split()) > _LONGEST_NOTE:
        return annotation
    for label, pattern in codebook.trigger_words.items():
        found = pattern.search(text)
        if found:
            trigger = LabelledSpan(
                id=_ID,
                label=label,
                start=found.start(),
                end=found.end(),
                text=found.group(),
                score=_SCORE,
                status="happened",
            )
            return _with(annotation, trigger, sentences)
    return annotation


def _with(
    annotation: Annotation, trigger: LabelledSpan, sentences: Sequence[tuple[int, int]]
) -> Annotation:
    start, end = next(
        (pair for pair in sentences if pair[0] <= trigger.start < pair[1]), (trigger.start, 0)
    )
    links = tuple(
        Link(head=_ID, role=span.label.lower(), tail=span.id, score=_SCORE)
        for span in annotation.spans
        if span.label in _WHERE_AND_WHEN and start <= span.start < end
    )
    spans = sorted((*annotation.spans, trigger), key=lambda span: (span.start, span.end))
    return msgspec.structs.replace(
        annotation, spans=tuple(spans), links=(*annotation.links, *links)
    )
