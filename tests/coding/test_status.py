import pytest

from dateline.annotate.annotation import Annotation, LabelledSpan
from dateline.coding.status import correct_statuses
from dateline.knowledge.status_rules import load_status_rules

RULES = load_status_rules()


def statuses(sentence, rules):
    start, end = sentence.index("["), sentence.index("]") - 1
    text = sentence.replace("[", "").replace("]", "")
    trigger = LabelledSpan(
        id="e1", label="ATTACK", start=start, end=end, text=text[start:end], status="happened"
    )
    return correct_statuses(Annotation(spans=(trigger,)), text, rules).spans[0].status


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_holds_for_its_example_and_not_for_the_other(rule):
    assert statuses(rule.example, [rule]) == rule.status
    assert statuses(rule.against, [rule]) == "happened"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_all_rules_together_say_what_the_example_says(rule):
    assert statuses(rule.example, RULES) == rule.status


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("At least nine people were [killed].", "happened"),
        ("No fewer than seven people were [killed].", "happened"),
        ("Not only soldiers were [killed].", "happened"),
        ("The army will not be [withdrawn].", "future"),
    ],
)
def test_what_grammar_leaves_open_stays(sentence, status):
    assert statuses(sentence, RULES) == status


def test_what_a_party_denies_keeps_its_status(code_marked):
    coded = code_marked(
        "The [army]{ACTOR#a1 kind=force} [insisted]{SAY#c1 source=a1 says=e1 stance=deny} that it had "
        "not [shelled]{SHELLING#e1 agent=a1 place=p1} [Kidal]{PLACE#p1}."
    )
    assert coded.event_mentions[0].status == "happened"
    assert coded.event_mentions[0].attribution.stance == "deny"


def test_a_doubt_of_the_reader_stays(code_marked):
    coded = code_marked(
        "[Troops]{ACTOR#a1 kind=force} will [leave]{WITHDRAW#e1 agent=a1 from=p1 status=possible} "
        "[Kidal]{PLACE#p1}."
    )
    assert coded.event_mentions[0].status == "possible"
