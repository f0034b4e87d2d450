import pytest

from dateline.records import AcledCode, Codes, PloverCode, Range, Span, UcdpCode
from dateline.show.words import code_words, firmest, quoted, range_words, type_words

RANGES = [
    pytest.param(40, 40, 40, "40", id="exact"),
    pytest.param(None, 40, None, "40", id="best-only"),
    pytest.param(40, 40, None, "40 or more", id="at-least"),
    pytest.param(24, 36, 96, "36 (24 to 96)", id="dozens"),
    pytest.param(None, None, 12, "up to 12", id="at-most"),
    pytest.param(7, None, None, "7 or more", id="low-only"),
    pytest.param(63000, 63000, 63000, "63,000", id="thousands"),
    pytest.param(0, 0, 0, "0", id="none"),
    pytest.param(None, None, None, "not said", id="unknown"),
]


@pytest.mark.parametrize(("low", "best", "high", "words"), RANGES)
def test_words_ranges(low, best, high, words):
    assert range_words(Range(low=low, best=best, high=high)) == words


def test_types_are_worded_by_the_codebook():
    assert type_words("airstrike") == "Air strike"
    assert type_words("no-such-type") == "No such type"


def test_codes_an_event_lacks_are_left_out():
    codes = Codes(
        acled=AcledCode(event_type="Battles", sub_event_type="Armed clash"),
        ucdp=UcdpCode(type_of_violence=1),
        plover=PloverCode(event_type="ASSAULT"),
    )
    assert code_words(codes) == (
        ("ACLED", "Battles / Armed clash"),
        ("UCDP", "1 state-based"),
        ("PLOVER", "ASSAULT"),
    )
    assert code_words(Codes()) == ()


def test_the_firmest_status_wins():
    assert firmest(["denied", "possible", "ongoing"]) == "ongoing"
    assert firmest([]) == "happened"


def test_quotations_are_one_line_and_short():
    span = Span(start=0, end=9, text="one\ntwo  three")
    assert quoted(span) == "“one two three”"
    assert quoted(span, longest=5) == "“one …”"
