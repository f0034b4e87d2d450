from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import InputError
from dateline.read.publication import parse_published

READ = [
    "2019-03-02",
    "20190302",
    " 2019-03-02 ",
    "2019-03-02T23:59:59Z",
    "2019-03-02T23:59:59.123+03:00",
    "2019-03-02 10:15",
    "2019-03-02 10:15:00 UTC",
    "Sat, 02 Mar 2019 10:15:00 +0000",
    "Sat, 2 Mar 2019 10:15:00 GMT",
    "Saturday, 2 March 2019",
    "2 Mar 2019 10:15 -0500 (EST)",
    "2 March 2019",
    "March 2, 2019",
]


@pytest.mark.parametrize("written", READ)
def test_reads_the_day(written):
    assert parse_published(written) == "2019-03-02"


REFUSED = [
    pytest.param("2019-02-30", "does not exist", id="no-such-day"),
    pytest.param("31 June 2019", "does not exist", id="no-such-day-in-words"),
    pytest.param("2019-13-01", "does not exist", id="no-such-month"),
    pytest.param("0000-01-01", "does not exist", id="year-nought"),
    pytest.param("03/04/2019", "which number is the day", id="slashes"),
    pytest.param("3.4.19", "which number is the day", id="dots"),
    pytest.param("2019-03", "is not a date", id="month-only"),
    pytest.param("yesterday", "is not a date", id="word"),
    pytest.param("1551484800", "is not a date", id="seconds"),
    pytest.param("2 Foo 2019", "is not a date", id="no-such-month-name"),
    pytest.param("2019-03-02T99:00", "is not a date", id="no-such-hour"),
]


@pytest.mark.parametrize(("written", "said"), REFUSED)
def test_refuses_what_is_not_one_day_and_says_the_form(written, said):
    with pytest.raises(InputError, match=said) as caught:
        parse_published(written)
    assert "write it as YYYY-MM-DD" in str(caught.value)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_comes_back(day):
    assert parse_published(day.isoformat()) == day.isoformat()
    assert parse_published(f"{day.day} {day:%B} {day.year}") == day.isoformat()


@given(st.text())
def test_anything_is_a_day_or_refused(written):
    with suppress(InputError):
        date.fromisoformat(parse_published(written))
