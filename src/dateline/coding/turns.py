"""Triggers that the verb beside them turns into another event: an operation that was halted."""

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from dateline.annotate.annotation import Annotation, LabelledSpan
from dateline.knowledge.turn_rules import TurnRule

_REACH: Final = 60  # code points


def turn_triggers(annotation: Annotation, text: str, rules: Sequence[TurnRule]) -> Annotation:
    """Return the annotation with each such trigger on its verb, as the event that the verb tells.

    `The offensive was halted on Sunday` tells that it was broken off then, not that it took place
    on Sunday. A verb that the reader took for a trigger itself is left to it.
    """
    taken = {span.start for span in annotation.triggers}
    spans = []
    for span in annotation.spans:
        found = _find_turn(span, text, rules)
        if found is None or found[1].start("verb") in taken:
            spans.append(span)
        else:
            spans.append(_turned(span, *found))
    if tuple(spans) == annotation.spans:
        return annotation
    return msgspec.structs.replace(annotation, spans=tuple(sorted(spans, key=_place)))


def _place(span: LabelledSpan) -> tuple[int, int]:
    return span.start, span.end


def _find_turn(
    span: LabelledSpan, text: str, rules: Sequence[TurnRule]
) -> tuple[TurnRule, re.Match[str]] | None:
    """Return the rule that turns a trigger, with its match in the whole text."""
    for rule in rules:
        if span.label not in rule.labels:
            continue
        found = (
            rule.pattern.search(text[: span.start], max(0, span.start - _REACH))
            if rule.where == "before"
            else rule.pattern.match(text, span.end, span.end + _REACH)
        )
        if found:
            return rule, found
    return None


def _turned(span: LabelledSpan, rule: TurnRule, found: re.Match[str]) -> LabelledSpan:
    start, end = found.span("verb")
    return msgspec.structs.replace(
        span, label=rule.becomes, start=start, end=end, text=found["verb"], status="happened"
    )
