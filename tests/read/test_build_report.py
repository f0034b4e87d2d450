import hashlib

import pytest

from dateline.errors import InputError
from dateline.read import ReadOptions
from dateline.read.reports import Fields, Origin, build_report, with_title
from dateline.records import content_id

ORIGIN = Origin(name="a.txt", raw=b"raw", by_line=True)


def test_the_id_is_the_inputs_own_or_the_contents():
    text = "The army left."
    own = build_report(Fields(text=text, id="x"), ORIGIN, ReadOptions()).report
    other = build_report(Fields(text=text), ORIGIN, ReadOptions(published="2019-03-02")).report
    assert own.id == "x"
    assert other.id == content_id(text, "2019-03-02", None, None)
    assert other.sha256 == hashlib.sha256(b"raw").hexdigest()


def test_what_the_input_says_comes_before_the_options():
    options = ReadOptions(published="2019-01-01", publisher="Desk")
    fields = Fields(text="x y", published="2019-03-02", publisher="Wire")
    report = build_report(fields, ORIGIN, options).report
    assert (report.published, report.publisher) == ("2019-03-02", "Wire")
    blank = build_report(Fields(text="x y", published=" ", publisher=""), ORIGIN, options).report
    assert (blank.published, blank.publisher) == ("2019-01-01", "Desk")


TITLES = [
    pytest.param("It left.", "Army out", "Army out\nIt left.", id="put-before"),
    pytest.param("Army out\nIt left.", "Army out", "Army out\nIt left.", id="there-already"),
    pytest.param(
        "\n ARMY  OUT\nIt left.", "Army out", "\n ARMY  OUT\nIt left.", id="in-other-type"
    ),
    pytest.param("It left.", None, "It left.", id="none"),
]


@pytest.mark.parametrize(("text", "title", "stored"), TITLES)
def test_the_title_opens_the_text_once(text, title, stored):
    assert with_title(text, title) == stored


def test_notes_name_the_line():
    read = build_report(Fields(text="one\ntwo\u200f"), ORIGIN, ReadOptions())
    assert [note.where for note in read.notes] == ["a.txt:2"]


@pytest.mark.parametrize("text", ["12 34\n5.6", "...", "1", "--- 7"])
def test_a_text_without_words_is_kept_with_a_note(text):
    read = build_report(Fields(text=text), ORIGIN, ReadOptions())
    assert read.report.language is None
    assert "no words, only numbers or signs" in read.notes[0].message


@pytest.mark.parametrize("text", ["", " \n", "\u200f\x00"])
def test_no_text_is_an_error(text):
    with pytest.raises(InputError, match="there is no text; check"):
        build_report(Fields(text=text), ORIGIN, ReadOptions())


def test_a_title_never_stands_for_a_missing_text():
    with pytest.raises(InputError):
        build_report(Fields(text="", title="Army out"), ORIGIN, ReadOptions())
