"""The ACLED rules on marked-up texts: what a correct annotation leads to."""

import csv
from pathlib import Path

import pytest

from dateline.coding.acled import RULES
from dateline.knowledge.codebook import load_codebook

HERE = Path(__file__).parent
CASES = [
    pytest.param(row["marked"], row["sub_event_type"], id=row["case"])
    for row in csv.DictReader(
        (HERE / "acled_cases.tsv").read_text("utf-8").splitlines(),
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
    )
]


@pytest.mark.parametrize(("marked", "sub_event_type"), CASES)
def test_rules(code_marked, marked, sub_event_type):
    assert code_marked(marked).events[0].codes.acled.sub_event_type == sub_event_type


def test_every_rule_names_types_and_cues_that_exist():
    codebook = load_codebook()
    assert {rule.sub_event_type for rule in RULES} == set(codebook.acled)
    assert {cue for rule in RULES for cue in rule.cues} <= set(codebook.cues)


def test_every_rule_is_on_the_page_of_the_codebooks():
    page = HERE.parents[1] / "docs" / "reference" / "codebooks.md"
    text = page.read_text("utf-8")
    for rule in RULES:
        assert f"| {rule.why} | {rule.sub_event_type} | {', '.join(rule.cues)} |" in text
