"""The status the reader gives a trigger, corrected where grammar leaves no doubt."""

from collections.abc import Sequence
from typing import Final

import msgspec

from dateline.annotate.annotation import EVENTS, Annotation, LabelledSpan
from dateline.knowledge.status_rules import StatusRule, words_before

# What a reader says of an event it takes for a fact; its doubts are left alone.
_FACT: Final = frozenset({None, "happened", "ongoing"})


def correct_statuses(annotation: Annotation, text: str, rules: Sequence[StatusRule]) -> Annotation:
    """Return the annotation with the status of each trigger that its own clause settles.

    `will attack` is future, `was not hurt` denied, `may have been killed` possible, whatever the
    reader took them for. What one party denies keeps its status: the denial is the cue's.
    """
    spans = []
    for span in annotation.spans:
        is_open = span.label in EVENTS and span.status in _FACT
        rule = find_status_rule(span, text, rules) if is_open else None
        if rule and not (rule.status == "denied" and _is_denied_by_a_party(span, annotation)):
            spans.append(msgspec.structs.replace(span, status=rule.status))
        else:
            spans.append(span)
    if tuple(spans) == annotation.spans:
        return annotation
    return msgspec.structs.replace(annotation, spans=tuple(spans))


def _is_denied_by_a_party(trigger: LabelledSpan, annotation: Annotation) -> bool:
    return any(cue.deny for cue in annotation.heads(trigger.id, "says"))


def find_status_rule(
    trigger: LabelledSpan, text: str, rules: Sequence[StatusRule]
) -> StatusRule | None:
    """Return the rule that settles the status of a trigger, None where grammar is silent."""
    before = words_before(text, trigger.start)
    return next(
        (
            rule
            for rule in rules
            if rule.is_for(trigger.label, trigger.text) and rule.before.search(before)
        ),
        None,
    )
