import pytest

from dateline.annotate.annotation import EVENTS, Annotation, LabelledSpan
from dateline.coding.status import correct_statuses
from dateline.knowledge.status_rules import load_status_rules

RULES = load_status_rules()


def statuses(sentence, rules, label="ATTACK"):
    start, end = sentence.index("["), sentence.index("]") - 1
    text = sentence.replace("[", "").replace("]", "")
    trigger = LabelledSpan(
        id="e1", label=label, start=start, end=end, text=text[start:end], status="happened"
    )
    return correct_statuses(Annotation(spans=(trigger,)), text, rules).spans[0].status


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_holds_for_its_example_and_not_for_the_other(rule):
    for label in sorted(rule.labels or EVENTS):
        assert statuses(rule.example, [rule], label) == rule.status
        assert statuses(rule.against, [rule], label) == "happened"
    if rule.labels:
        assert statuses(rule.example, [rule], "PROTEST") == "happened"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_all_rules_together_say_what_the_example_says(rule):
    assert statuses(rule.example, RULES, min(rule.labels, default="ATTACK")) == rule.status


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


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The operation by the army to [retake] the town entered its third day.", "future"),
        ("They attempted on Tuesday to [seize] the palace.", "future"),
        ("The unit was set up in an effort to [recapture] the port.", "future"),
        ("The army managed to [capture] the hill.", "happened"),
        ("After the offensive they succeeded in [capturing] the hill.", "happened"),
        ("The assault let them proceed to [capture] the hill.", "happened"),
        ("Troops were sent to the valley and managed to [capture] the hill.", "happened"),
        ("They fought on and went on to [capture] the hill.", "happened"),
        ("The operation went on and troops were able to [capture] the hill.", "happened"),
    ],
)
def test_an_aim_is_no_deed(sentence, status):
    assert statuses(sentence, RULES, "CAPTURE") == status


def test_an_attempt_to_storm_is_an_attack():
    assert statuses("Gunmen tried to [storm] the post.", RULES, "ATTACK") == "happened"


def test_an_assault_that_aims_at_a_capture_is_no_capture(code_marked):
    coded = code_marked(
        "The [army]{ACTOR#a1 kind=force} began a final [assault]{ADVANCE#e1 agent=a1 place=p1 time=t1} to "
        "[capture]{CAPTURE#e2 agent=a1 place=p1 time=t1} [Kidal]{PLACE#p1} on [Monday]{TIME#t1}."
    )
    assert [(one.type, one.status) for one in coded.event_mentions] == [
        ("advance", "happened"),
        ("capture", "future"),
    ]
    assert coded.events[0].type == "advance"


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
