"""The tables of amounts: every row loads, every example gives what it says."""

import csv
import re
from pathlib import Path

import pytest

from dateline.errors import KnowledgeError
from dateline.knowledge.amounts import AmountTable, load_amount_table, published_amounts
from dateline.resolve.amounts import Amount, find_counts, resolve_amount, toll_role

DATA = Path(__file__).parents[2] / "src" / "dateline" / "data"
TABLE = load_amount_table()


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def shown(amount: Amount | None) -> str:
    if amount is None:
        return "none"
    if amount.share is not None:
        ends = (amount.share.low, amount.share.best, amount.share.high)
        return "share:" + "/".join("-" if end is None else f"{round(end * 100)}%" for end in ends)
    ends = (amount.low, amount.best, amount.high)
    return "/".join("-" if end is None else str(end) for end in ends)


def tables() -> dict[str, AmountTable]:
    return {
        "amounts.tsv": TABLE,
        "amounts_acled.tsv": load_amount_table(published_amounts("acled")),
        "amounts_ucdp.tsv": load_amount_table(published_amounts("ucdp")),
    }


@pytest.mark.parametrize("name", ["amounts.tsv", "amounts_acled.tsv", "amounts_ucdp.tsv"])
def test_every_example_of_a_convention_gives_its_range(name):
    table = tables()[name]
    wrong = [
        (row["example"], row["expected"], shown(resolve_amount(row["example"], table=table)))
        for row in rows(name)
        if shown(resolve_amount(row["example"], table=table)) != row["expected"]
    ]
    assert not wrong


@pytest.mark.parametrize("name", ["amounts.tsv", "amounts_acled.tsv", "amounts_ucdp.tsv"])
def test_every_convention_names_its_source(name):
    assert all(row["source"] for row in rows(name))


@pytest.mark.parametrize("name", ["amounts.tsv", "amounts_acled.tsv", "amounts_ucdp.tsv"])
def test_the_docs_show_every_convention(name):
    page = (DATA.parents[2] / "docs" / "amounts.md").read_text(encoding="utf-8")
    for row in rows(name):
        words = ", ".join(row["phrase"].split("|"))
        ends = " | ".join(row[end] for end in ("low", "best", "high"))
        assert f"| {words} | {ends} | {row['source']} |" in page, row


def test_every_phrase_of_a_convention_is_read_by_its_own_row():
    missed = [
        phrase
        for row in rows("amounts.tsv")
        for phrase in row["phrase"].split("|")
        if resolve_amount(re.sub(r"\bM\b", "50", re.sub(r"\bN\b", "40", phrase)), table=TABLE)
        is None
    ]
    assert not missed


def test_the_ucdp_table_gives_ucdp_no_conversion_of_its_own():
    assert all("no word-to-number rule" in row["source"] for row in rows("amounts_ucdp.tsv"))


def test_every_example_of_a_number_word_gives_its_value():
    for row in rows("amounts_words.tsv"):
        amount = resolve_amount(row["example"], table=TABLE)
        assert amount is not None, row
        if row["expected"].startswith("share:"):
            part, whole = row["expected"].removeprefix("share:").split("/")
            assert amount.share is not None
            assert amount.share.best == pytest.approx(min(1.0, int(part) / int(whole)))
        else:
            assert shown(amount) == row["expected"], row


def test_every_example_of_an_exclusion_is_no_amount():
    for row in rows("amounts_exclusions.tsv"):
        start = row["example"].index("[")
        text = row["example"].replace("[", "").replace("]", "")
        end = row["example"].index("]") - 1
        found = find_counts(text, table=TABLE)
        assert not [f for f in found if f.span.start < end and start < f.span.end], row


def test_every_example_of_a_role_cue_gives_its_role():
    for row in rows("amounts_roles.tsv"):
        start = row["example"].index("[")
        end = row["example"].index("]") - 1
        text = row["example"].replace("[", "").replace("]", "")
        assert toll_role(text, start, end, table=TABLE) == row["expected"], row


def test_every_example_of_a_noun_gives_its_unit():
    for row in rows("amounts_nouns.tsv"):
        if row["expected"] != "group":
            (found,) = find_counts(row["example"], table=TABLE)
            assert found.unit == row["expected"], row


def test_a_table_of_the_users_replaces_only_its_rows(tmp_path):
    path = tmp_path / "mine.tsv"
    path.write_text(
        "phrase\tlow\tbest\thigh\tsource\texample\texpected\ndozens\t30\t50\t-\tours\tdozens\t-\n",
        encoding="utf-8",
    )
    table = load_amount_table(path)
    assert shown(resolve_amount("dozens", table=table)) == "30/50/-"
    assert shown(resolve_amount("hundreds", table=table)) == "200/300/900"


def test_a_broken_cell_is_named_with_its_line(tmp_path):
    path = tmp_path / "mine.tsv"
    path.write_text(
        "phrase\tlow\tbest\thigh\tsource\texample\texpected\ndozens\tmany\t50\t-\tours\tx\t-\n",
        encoding="utf-8",
    )
    with pytest.raises(KnowledgeError, match=r"mine\.tsv:2: low is 'many'"):
        load_amount_table(path)


def test_an_unknown_published_table_is_named():
    with pytest.raises(KnowledgeError, match="use acled or ucdp"):
        published_amounts("gtd")
