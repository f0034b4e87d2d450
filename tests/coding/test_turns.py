"""An operation that was halted: the verb beside a trigger tells another event than the noun."""

import pytest

from dateline.annotate.annotation import EVENTS, Annotation, LabelledSpan
from dateline.coding.turns import turn_triggers
from dateline.knowledge.turn_rules import load_turn_rules

RULES = load_turn_rules()


def turned(sentence, rules, label="ADVANCE"):
    """Return the label of the trigger after the rules, `-` where it is gone."""
    start, end = sentence.index("["), sentence.index("]") - 1
    text = sentence.replace("[", "").replace("]", "")
    trigger = LabelledSpan(
        id="e1", label=label, start=start, end=end, text=text[start:end], status="ongoing"
    )
    spans = turn_triggers(Annotation(spans=(trigger,)), text, rules).spans
    assert all(text[span.start : span.end] == span.text for span in spans)
    return spans[0].label if spans else "-"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_holds_for_its_example_and_not_for_the_other(rule):
    assert rule.becomes in {*EVENTS, None}
    assert rule.labels <= EVENTS
    for label in sorted(rule.labels or EVENTS):
        assert turned(rule.example, [rule], label) == (rule.becomes or "-")
        assert turned(rule.against, [rule], label) == label


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_no_rule_of_the_table_takes_what_stands_against_one(rule):
    label = min(rule.labels, default="ATTACK")
    assert turned(rule.against, RULES, label) == label


def test_a_rule_is_for_its_labels_only():
    halts = [rule for rule in RULES if rule.labels]
    assert all(turned(rule.example, [rule], "SANCTION") == "SANCTION" for rule in halts)


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


def test_an_idiom_leaves_no_event_and_no_role(code_marked):
    coded = code_marked(
        "[Civilians]{ACTOR#a1 kind=civilians} were [holed up]{KILL#e1 target=a1 place=p1} in [Jolo]{PLACE#p1}, the "
        "[mayor]{ACTOR#a2 kind=person} [said]{SAY#c1 source=a2 says=e1,e2}, and the [army]{ACTOR#a3 kind=force} "
        "[shelled]{SHELLING#e2 agent=a3 place=p1} it."
    )
    assert [one.type for one in coded.event_mentions] == ["shelling"]
    assert coded.event_mentions[0].attribution.source.span.text == "mayor"


def test_civilians_who_leave_are_displaced(code_marked):
    coded = code_marked(
        "The last [civilians]{ACTOR#a1 kind=civilians} [left]{WITHDRAW#e1 agent=a1 from=p1} [Jolo]{PLACE#p1}."
    )
    (mention,) = coded.event_mentions
    assert (mention.type, mention.agents) == ("displace", ())
    assert [one.span.text for one in mention.targets] == ["civilians"]


def test_trucks_that_came_back_empty_brought_nobody(code_marked):
    coded = code_marked(
        "[Six trucks]{MEANS#m1} [sent]{AID#e1 means=m1 to=p1} to [Jolo]{PLACE#p1} at dawn came back empty."
    )
    (mention,) = coded.event_mentions
    assert (mention.type, mention.status) == ("displace", "denied")


def test_a_verb_that_is_a_trigger_itself_is_left_to_the_reader(code_marked):
    coded = code_marked(
        "The [army]{ACTOR#a1 kind=force}'s [offensive]{ADVANCE#e1 agent=a1} was [suspended]{WITHDRAW#e2 agent=a1}."
    )
    assert [one.type for one in coded.event_mentions] == ["advance", "withdraw"]
