import hashlib
import io

import pytest

from dateline.read import Failure, ReadOptions, ReadReport
from dateline.read.tables import read_csv, read_tsv


def read_rows(text, *, reader=read_csv):
    raw = text if isinstance(text, bytes) else text.encode()
    return list(reader(io.BytesIO(raw), "a.csv", ReadOptions(publisher="Desk")))


def texts(outcomes):
    return [outcome.report.text for outcome in outcomes if isinstance(outcome, ReadReport)]


def test_reads_rows_with_quotes_commas_and_lines():
    rows = read_rows(
        'id,Text ,published\n7,"The army, it\nsaid, ""left"".",2019-03-02\n8,It stayed.,\n'
    )
    first, second = rows
    assert isinstance(first, ReadReport)
    assert isinstance(second, ReadReport)
    assert first.report.text == 'The army, it\nsaid, "left".'
    assert (first.report.id, first.report.published) == ("7", "2019-03-02")
    assert (first.where, second.where) == ("a.csv:2", "a.csv:4")
    assert (second.report.published, second.report.publisher) == (None, "Desk")
    assert (
        first.report.sha256
        == hashlib.sha256(b'7,"The army, it\nsaid, ""left"".",2019-03-02').hexdigest()
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_finds_the_separator_in_the_header(delimiter):
    rows = read_rows(f"id{delimiter}text\n1{delimiter}It left.\n")
    assert texts(rows) == ["It left."]


def test_reads_tabs():
    rows = read_rows('id\ttext\n1\tHe said, "we left", and went.\n', reader=read_tsv)
    assert texts(rows) == ['He said, "we left", and went.']


def test_a_missing_text_column_is_named_with_what_was_found():
    (outcome,) = read_rows("id,body\n1,It left.\n")
    assert isinstance(outcome, Failure)
    assert outcome.where == "a.csv:1"
    assert "no column is called `text` (found: id, body)" in outcome.message


BAD_ROWS = [
    pytest.param("1,It left, then,x", "the row has 4 values where the header names 2", id="long"),
    pytest.param("1", "the row has 1 values where the header names 2", id="short"),
    pytest.param('1,"It" left', "broken row", id="quotes"),
    pytest.param("1,", "there is no text", id="empty"),
]


@pytest.mark.parametrize(("row", "said"), BAD_ROWS)
def test_a_bad_row_is_named_and_the_others_are_read(row, said):
    rows = read_rows(f"id,text\n1,First.\n{row}\n3,Last.\n")
    assert texts(rows) == ["First.", "Last."]
    (bad,) = (outcome for outcome in rows if isinstance(outcome, Failure))
    assert bad.where == "a.csv:3"
    assert said in bad.message


def test_an_open_quote_names_the_lines_it_swallowed():
    first, bad = read_rows('id,text\n1,First.\n2,"open\n3,Lost.\n4,Lost.\n')
    assert isinstance(first, ReadReport)
    assert isinstance(bad, Failure)
    assert bad.where == "a.csv:3"
    assert "lines 3 to 5 are lost" in bad.message


def test_a_cell_may_be_longer_than_the_csv_module_allows():
    assert len(texts(read_rows("text\n" + "a" * 200_000 + "\n"))[0]) == 200_000


@pytest.mark.parametrize("raw", [b"", b"\n", b"text\n"])
def test_a_table_without_rows_is_a_failure(raw):
    (outcome,) = read_rows(raw)
    assert isinstance(outcome, Failure)
    assert outcome.where == "a.csv:1"


def test_a_broken_header_is_a_failure():
    (outcome,) = read_rows('id\rtext"\n1,It left.\n')
    assert isinstance(outcome, Failure)
    assert "the header cannot be read" in outcome.message


def test_other_encodings_are_read_with_a_note():
    (row,) = read_rows("text\nThe café was hit on Friday.\n".encode("cp1252"))
    assert isinstance(row, ReadReport)
    assert row.report.text == "The café was hit on Friday."
    assert row.notes[0].where == "a.csv:2"
    (row,) = read_rows("\ufefftext\nThe café was hit.\n".encode("utf-16-le"))
    assert isinstance(row, ReadReport)
    assert row.report.text == "The café was hit."
