import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.show.days import day_words

DAYS = [
    pytest.param("2019-03-01", "2019-03-01", "day", "Fri 1 Mar 2019", id="one-day"),
    pytest.param("2019-03-01", "2019-03-04", "range", "1 to 4 Mar 2019", id="in-a-month"),
    pytest.param("2019-02-28", "2019-03-04", "range", "28 Feb to 4 Mar 2019", id="in-a-year"),
    pytest.param(
        "2018-12-04", "2019-03-23", "range", "4 Dec 2018 to 23 Mar 2019", id="over-new-year"
    ),
    pytest.param("2019-02-01", "2019-02-28", "month", "February 2019", id="month"),
    pytest.param("2018-01-01", "2018-12-31", "year", "2018", id="year"),
    pytest.param(None, "2019-03-04", "range", "by Mon 4 Mar 2019", id="open-start"),
    pytest.param("2019-03-01", None, "range", "from Fri 1 Mar 2019", id="open-end"),
    pytest.param(None, None, None, "day not said", id="unknown"),
    pytest.param("soon", "soon", None, "soon", id="no-iso-day"),
]


@pytest.mark.parametrize(("first", "last", "grain", "words"), DAYS)
def test_words_days(first, last, grain, words):
    assert day_words(first, last, grain) == words


@given(st.dates(), st.dates(), st.sampled_from([None, "day", "month", "year", "range"]))
def test_every_stretch_names_its_last_year(one, other, grain):
    first, last = sorted((one, other))
    assert str(last.year) in day_words(first.isoformat(), last.isoformat(), grain)
