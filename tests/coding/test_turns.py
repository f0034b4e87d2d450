"""An operation that was halted: the verb beside a trigger tells another event than the noun."""

import pytest

from dateline.annotate.annotation import EVENTS, Annotation, LabelledSpan
from dateline.coding.turns import turn_triggers
from dateline.knowledge.turn_rules import load_turn_rules

RULES = load_turn_rules()


def turned(sentence, rules, label="ADVANCE"):
    start, end = sentence.index("["), sentence.index("]") - 1
    text = sentence.replace("[", "").replace("]", "")
    trigger = LabelledSpan(
        id="e1", label=label, start=start, end=end, text=text[start:end], status="ongoing"
    )
    (span,) = turn_triggers(Annotation(spans=(trigger,)), text, rules).spans
    assert text[span.start : span.end] == span.text
    return span.label


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_holds_for_its_example_and_not_for_the_other(rule):
    assert rule.becomes in EVENTS
    assert rule.labels <= EVENTS
    for label in sorted(rule.labels):
        assert turned(rule.example, [rule], label) == rule.becomes
        assert turned(rule.against, [rule], label) == label
    assert turned(rule.example, [rule], "PROTEST") == "PROTEST"


def test_the_halt_has_the_day_and_the_operation_is_not_said_to_be_on_it(code_marked):
    coded = code_marked(
        "The [Sulu Front]{ACTOR#a1 kind=force} began a ground [operation]{ADVANCE#e1 agent=a1 place=p1 time=t1} "
        "near [Jolo]{PLACE#p1} on [Monday]{TIME#t1}. The [operation]{ADVANCE#e2 agent=a1 time=t2} was halted on "
        "[Wednesday]{TIME#t2} as families were still inside."
    )
    found = {
        one.trigger.text: (one.type, one.status, one.time.first) for one in coded.event_mentions
    }
    assert found == {
        "operation": ("advance", "happened", "2021-06-07"),
        "halted": ("withdraw", "happened", "2021-06-09"),
    }


def test_a_verb_that_is_a_trigger_itself_is_left_to_the_reader(code_marked):
    coded = code_marked(
        "The [army]{ACTOR#a1 kind=force}'s [offensive]{ADVANCE#e1 agent=a1} was [suspended]{WITHDRAW#e2 agent=a1}."
    )
    assert [one.type for one in coded.event_mentions] == ["advance", "withdraw"]
