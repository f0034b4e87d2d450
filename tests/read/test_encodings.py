import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import InputError
from dateline.read.encodings import decode

SAMPLE = "The café owner said “we left”, and the army took the town of Hajin."

MARKED = [
    pytest.param(codecs.BOM_UTF8 + SAMPLE.encode(), id="utf-8"),
    pytest.param(codecs.BOM_UTF16_LE + SAMPLE.encode("utf-16-le"), id="utf-16-le"),
    pytest.param(codecs.BOM_UTF16_BE + SAMPLE.encode("utf-16-be"), id="utf-16-be"),
    pytest.param(codecs.BOM_UTF32_LE + SAMPLE.encode("utf-32-le"), id="utf-32-le"),
]


@pytest.mark.parametrize("raw", MARKED)
def test_reads_what_carries_a_mark(raw):
    assert decode(raw).text == SAMPLE


def test_utf8_needs_no_note():
    assert decode(SAMPLE.encode()).note is None


@pytest.mark.parametrize("codec", ["cp1252", "cp1251", "cp1256"])
def test_guesses_other_encodings_with_a_note(codec):
    text = {"cp1252": SAMPLE, "cp1251": "Армия наступает на город. ", "cp1256": "الجيش يتقدم "}
    found = decode((text[codec] * 5).encode(codec))
    assert found.text == text[codec] * 5
    assert "which is a guess; save the file as UTF-8" in str(found.note)


def test_a_declared_encoding_comes_before_a_guess():
    found = decode("Saldırı".encode("cp1254"), declared="windows-1254")
    assert found.text == "Saldırı"
    assert "as the page declares" in str(found.note)


def test_an_unknown_declaration_is_passed_over():
    assert decode(SAMPLE.encode("cp1252"), declared="no-such").text == SAMPLE


def test_one_broken_byte_does_not_change_the_rest():
    raw = "Şırnak’ta çatışma".encode() + b"\xff" + " “üç”".encode()
    found = decode(raw)
    assert found.text == "Şırnak’ta çatışma\ufffd “üç”"
    assert "some bytes are not UTF-8" in str(found.note)


def test_surrogates_written_as_characters_are_kept_for_cleaning():
    assert decode(b"a\xed\xa0\x80b").text == "a\ud800b"


BINARY = [
    pytest.param(bytes(range(256)) * 4, "this is binary", id="all-bytes"),
    pytest.param(b"\x00" * 100, "this is binary", id="zeros"),
    pytest.param(b"%PDF-1.7 text", "a PDF document", id="pdf"),
    pytest.param(b"PK\x03\x04rest", "a zip archive", id="zip"),
    pytest.param(b"\x89PNG\r\n", "a PNG image", id="png"),
]


@pytest.mark.parametrize(("raw", "said"), BINARY)
def test_refuses_what_is_no_text(raw, said):
    with pytest.raises(InputError, match=said):
        decode(raw)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(raw):
    with suppress(InputError):
        assert isinstance(decode(raw).text, str)


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc"))))
def test_utf8_comes_back_as_it_was(text):
    assert decode(text.encode()).text == text.removeprefix("\ufeff")
