from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import KnowledgeError
from dateline.knowledge.actor_tables import Period, name_key, period, tokens
from dateline.knowledge.tables import read_rows


class Table:
    """A table in memory."""

    name = "own.tsv"

    def __init__(self, text: str):
        self._text = text

    def read_text(self, encoding: str | None = None) -> str:
        assert encoding == "utf-8"
        return self._text


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("the U.S.", "us"),
        ("Côte d’Ivoire", "cote divoire"),
        ("Syria's", "syria"),
        ("People’s Protection Units", "people protection units"),
        ("AL-SHABAAB", "al shabaab"),
        ("ISIS\u202e", "isis"),
        ("The", "the"),
        ("Lebanese Armed Forces Organization", "lebanese armed forces organisation"),
        ("", ""),
        ("…!", ""),
    ],
)
def test_name_key_makes_spellings_equal(written, key):
    assert name_key(written) == key


def test_only_the_start_of_a_huge_name_is_read():
    assert len(tokens("word " * 100_000)) == 80


@given(st.text())
def test_tokens_are_pieces_of_the_text_in_order(text):
    found = tokens(text)
    assert all(0 <= token.start < token.end <= len(text) for token in found)
    assert all(one.end <= two.start for one, two in pairwise(found))


@given(st.text())
def test_name_key_is_stable(text):
    assert name_key(name_key(text)) == name_key(text)


def test_years_and_days_become_periods():
    assert period("2014", "", "x") == Period("2014-01-01", "9999-12-31")
    assert period("2014-06-29", "2019", "x") == Period("2014-06-29", "2019-12-31")
    assert Period("2014-01-01", "2014-12-31").holds("2014-12-31")
    assert not Period("2014-01-01", "2014-12-31").meets(Period("2015-01-01", "2016-01-01"))


@pytest.mark.parametrize(("first", "last"), [("2019", "2014"), ("soon", ""), ("2014-6-1", "")])
def test_bad_dates_name_file_and_line(first, last):
    with pytest.raises(KnowledgeError, match=r"own\.tsv:7"):
        period(first, last, "own.tsv:7")


@pytest.mark.parametrize(
    ("text", "where"),
    [("", "own.tsv:1"), ("a\tc\n", "own.tsv:1"), ("a\tb\n1\t2\n\n# note\n3\n", "own.tsv:5")],
    ids=["empty", "wrong header", "short row"],
)
def test_broken_tables_name_file_and_line(text, where):
    with pytest.raises(KnowledgeError, match=where):
        list(read_rows(Table(text), ("a", "b")))


def test_rows_carry_their_place():
    (row,) = read_rows(Table("a\tb\n# note\n1|2\t x \n"), ("a", "b"))
    assert row.where == "own.tsv:3"
    assert row.parts("a") == ("1", "2")
    assert row.cell("b") == "x"
