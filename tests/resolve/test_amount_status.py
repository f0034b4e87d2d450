"""What words say of the people counted; the tables of statuses and of doubts hold their examples."""

import csv
import re
from pathlib import Path

import pytest

from dateline.knowledge.amounts import load_amount_table
from dateline.resolve.amount_status import is_doubted, people_status, status_after

DATA = Path(__file__).parents[2] / "src" / "dateline" / "data"
TABLE = load_amount_table()


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", rows("amounts_status.tsv"), ids=lambda row: row["status"])
def test_every_status_holds_for_its_example(row):
    assert people_status(row["example"], table=TABLE) == row["expected"]


@pytest.mark.parametrize("row", rows("amounts_doubts.tsv"), ids=lambda row: row["example"][:30])
def test_every_doubt_is_found_in_its_example(row):
    assert re.search(row["pattern"], row["example"], re.IGNORECASE)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        pytest.param("civilian fighters", None, id="fighters-are-no-civilians"),
        pytest.param("rebel soldiers", "state", id="last-noun-decides"),
        pytest.param("bodies of four villagers", "civilian", id="bodies-of"),
        pytest.param("members of the army", None, id="a-group-says-nothing"),
        pytest.param("Karim Aziz", "unsaid", id="a-bare-name"),
        pytest.param("the Red Front", None, id="an-article-is-no-name"),
    ],
)
def test_status_of_words(words, status):
    assert people_status(words, table=TABLE) == status


def test_the_noun_behind_a_number_says_the_status():
    text = "At least two suicide bombers were killed by soldiers."
    assert status_after(text, text.index(" suicide"), table=TABLE) == "rebel"


def test_a_doubt_reaches_back_to_the_toll_before_it_only():
    text = "Seven soldiers died. The paper could not independently verify the casualties. Two died."
    assert is_doubted(text, len("Seven"), table=TABLE)
    assert not is_doubted(text, text.index(" died", 40), table=TABLE)
