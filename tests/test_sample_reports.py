"""The samples can be read, and the facts expected of them are about their text."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from dateline.knowledge.codebook import load_codebook
from dateline.read import ReadOptions, ReadReport, read_paths

SAMPLES = Path(__file__).parent.parent / "samples"
DEFAULTS = ReadOptions(published="2019-03-06", publisher="Jazira Reporter")
EXPECTED = tomllib.loads((SAMPLES / "expected.toml").read_text("utf-8"))["report"]
FIELDS = {
    "words", "type", "status", "agents", "targets", "place", "from", "to", "first", "last", "figure",
    "source", "stance",
}  # fmt: skip


@pytest.fixture(scope="module")
def reports():
    outcomes = list(read_paths([SAMPLES / "baghouz"], DEFAULTS))
    found = [outcome.report for outcome in outcomes if isinstance(outcome, ReadReport)]
    assert len(found) == len(outcomes)
    return found


def test_there_are_ten_each_with_date_publisher_and_title(reports):
    assert len(reports) == len(EXPECTED) == 10
    assert all(report.published and report.publisher and report.text for report in reports)


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda one: one.get("id") or one["file"])
def test_the_expected_facts_are_about_the_report(reports, expected):
    found = [
        report
        for report in reports
        if (report.published, report.publisher) == (expected["published"], expected["publisher"])
    ]
    assert len(found) == 1
    types = {row.name for row in load_codebook().types.values()}
    for fact in expected["fact"]:
        assert fact["words"] in found[0].text
        assert fact["type"] in types
        assert set(fact) <= FIELDS
        assert date.fromisoformat(fact.get("first", "2019-01-01")) <= date.fromisoformat(
            fact.get("last", "2019-12-31")
        )
