"""Worked sentences: every amount with its span, range, unit and role, and nothing else."""

import csv
from pathlib import Path

import pytest

from dateline.knowledge.amounts import load_amount_table
from dateline.resolve.amounts import Amount, find_counts

TABLE = load_amount_table()


def rows():
    path = Path(__file__).parent / "amount_cases.tsv"
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def value(amount: Amount) -> str:
    if amount.share is not None:
        return f"share:{round(amount.share.best or 0, 3):g}"
    ends = (amount.low, amount.best, amount.high)
    return "/".join("-" if end is None else str(end) for end in ends)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["id"])
def test_a_sentence_gives_its_amounts(row):
    found = find_counts(row["text"].replace("\\n", "\n"), table=TABLE)
    if row["expected"] == "?":
        assert all(one.amount.warning for one in found)
        return
    shown = [f"{one.span.text} = {value(one.amount)} {one.unit} {one.role}" for one in found]
    assert shown == ([] if row["expected"] == "none" else row["expected"].split(" | "))
