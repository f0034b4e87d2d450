import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.read.characters import clean_field, clean_text

REMOVED = [
    pytest.param("a\x00b\x1f\x7f\x9f", "ab", "4 control characters", id="control"),
    pytest.param("a\u200fb\u202e", "ab", "2 text direction marks", id="right-to-left"),
    pytest.param("a\u200bb\ufeff\u00ad", "ab", "3 zero-width characters", id="zero-width"),
    pytest.param("a\ud800b", "ab", "1 lone surrogate;", id="surrogate"),
    pytest.param("a\U000e0041b", "ab", "1 invisible character;", id="tag"),
]


@pytest.mark.parametrize(("text", "kept", "said"), REMOVED)
def test_removes_what_cannot_be_seen_and_says_so(text, kept, said):
    clean = clean_text(text)
    assert clean.text == kept
    assert said in clean.notes[0]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_makes_every_line_end_lf(end):
    clean = clean_text(f"one{end}two")
    assert clean.text == "one\ntwo"
    assert clean.notes == ("line ends became LF; offsets count the stored text",)


def test_says_on_which_line_the_first_removal_was():
    assert clean_text("one\r\ntwo\nthr\x07ee").line == 2


def test_leaves_composition_spaces_and_tabs_alone():
    text = "  e\u0301 \u00e9\u00a0\ttab\n "
    assert clean_text(text).text == text
    assert clean_text(text).notes == ()


def test_says_that_characters_were_lost_before():
    assert "1 character had been lost" in clean_text("caf\ufffd").notes[0]


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_cleaning_can_be_stored_as_utf8_and_changes_nothing_more(text):
    clean = clean_text(text).text
    assert clean.encode("utf-8").decode("utf-8") == clean
    assert clean_text(clean).text == clean


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126)))
def test_plain_text_stays_as_it_is(text):
    assert clean_text(text).text == text


def test_a_field_is_one_line():
    assert clean_field(" The\r\n\u200fWire \x00 ") == "The Wire"
    assert clean_field(" \u200b ") is None
