"""Triggers that the words beside them turn: an operation that was halted, men who are holed up."""

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from dateline.annotate.annotation import Annotation, LabelledSpan, Link
from dateline.knowledge.patterns import Stretch
from dateline.knowledge.turn_rules import TurnRule

_REACH: Final = 60  # code points
# People who are put to flight or go home suffer it; whoever withdraws does it.
_SUFFERED: Final = frozenset({"DISPLACE", "RETURN"})


def turn_triggers(annotation: Annotation, text: str, rules: Sequence[TurnRule]) -> Annotation:
    """Return the annotation with each such trigger as the event that the words tell, or without it.

    `The offensive was halted on Sunday` tells that it was broken off then, not that it took place
    on Sunday: the trigger moves to the verb. A verb that the reader took for a trigger itself is
    left to it. Men who `are holed up` are in no event.
    """
    taken = {span.start for span in annotation.triggers}
    turned: dict[str, LabelledSpan | None] = {}
    for span in annotation.triggers:
        found = _find_turn(span, text, rules)
        if found is None:
            continue
        rule, match = found
        if rule.where == "over" or match.start("verb") not in taken:
            turned[span.id] = _turned(span, rule, match)
    if not turned:
        return annotation
    spans = [turned.get(span.id, span) for span in annotation.spans]
    return msgspec.structs.replace(
        annotation,
        spans=tuple(sorted((span for span in spans if span), key=_place)),
        links=_links(annotation, turned),
    )


def _place(span: LabelledSpan) -> tuple[int, int]:
    return span.start, span.end


def _find_turn(
    span: LabelledSpan, text: str, rules: Sequence[TurnRule]
) -> tuple[TurnRule, re.Match[str]] | None:
    """Return the rule that turns a trigger, with its match in the whole text."""
    around = Stretch(text, max(0, span.start - _REACH), min(len(text), span.end + _REACH))
    for rule in rules:
        found = _find(rule, span, around) if rule.is_for(span.label) else None
        if found:
            return rule, found
    return None


def _find(rule: TurnRule, span: LabelledSpan, around: Stretch) -> re.Match[str] | None:
    if rule.where == "before":
        return rule.pattern.compiled.search(around.text, around.start, span.start)
    if rule.where == "after":
        return rule.pattern.compiled.match(around.text, span.end, around.end)
    return next(
        (
            one
            for one in rule.pattern.compiled.finditer(around.text, around.start, around.end)
            if one.start() <= span.start and one.end() >= span.end
        ),
        None,
    )


def _turned(span: LabelledSpan, rule: TurnRule, found: re.Match[str]) -> LabelledSpan | None:
    if rule.becomes is None:
        return None
    start, end = (span.start, span.end) if rule.where == "over" else found.span("verb")
    return msgspec.structs.replace(
        span,
        label=rule.becomes,
        start=start,
        end=end,
        text=found.string[start:end],
        status=rule.status or span.status,
    )


def _links(annotation: Annotation, turned: dict[str, LabelledSpan | None]) -> tuple[Link, ...]:
    """Return the links without those of triggers that are gone; who left a place was put to flight."""
    gone = {key for key, span in turned.items() if span is None}
    suffered = {key for key, span in turned.items() if span and span.label in _SUFFERED}
    return tuple(
        msgspec.structs.replace(link, role="target")
        if link.head in suffered and link.role == "agent"
        else link
        for link in annotation.links
        if link.head not in gone and link.tail not in gone
    )
