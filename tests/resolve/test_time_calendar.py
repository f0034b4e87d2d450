"""TIMEX3 values and the days they cover."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.resolve.time_calendar import (
    add_days,
    add_months,
    day_value,
    days_of,
    make_day,
    month_value,
    week_value,
)


@pytest.mark.parametrize(
    ("value", "mod", "first", "last", "grain"),
    [
        ("2024-05-12", None, "2024-05-12", "2024-05-12", "day"),
        ("2024-05-12TMO", None, "2024-05-12", "2024-05-12", "time"),
        ("2024-05-12T15:30+03", None, "2024-05-12", "2024-05-12", "time"),
        ("2024-W20", None, "2024-05-13", "2024-05-19", "week"),
        ("2024-W20-WE", None, "2024-05-18", "2024-05-19", "week"),
        ("2024-02", None, "2024-02-01", "2024-02-29", "month"),
        ("2024-02", "START", "2024-02-01", "2024-02-10", "month"),
        ("2024-02", "MID", "2024-02-11", "2024-02-20", "month"),
        ("2024-02", "END", "2024-02-21", "2024-02-29", "month"),
        ("2024-W20", "START", "2024-05-13", "2024-05-14", "week"),
        ("2024-W20", "END", "2024-05-17", "2024-05-19", "week"),
        ("2024-Q1", None, "2024-01-01", "2024-03-31", "quarter"),
        ("2024-H2", None, "2024-07-01", "2024-12-31", "range"),
        ("2023-WI", None, "2023-12-01", "2024-02-29", "season"),
        ("2024", None, "2024-01-01", "2024-12-31", "year"),
        ("199", None, "1990-01-01", "1999-12-31", "decade"),
        ("19", None, "1900-01-01", "1999-12-31", "range"),
        ("2024-05-12/2024-05-14", None, "2024-05-12", "2024-05-14", "range"),
    ],
)
def test_days_of(value, mod, first, last, grain):
    days = days_of(value, mod)
    assert days is not None
    assert (str(days.first), str(days.last), days.grain) == (first, last, grain)


@pytest.mark.parametrize(
    "value", ["PRESENT_REF", "P3D", "XXXX-05", "2024-13", "2024-W60", "2024-02-30", "0000", "000"]
)
def test_values_that_name_no_days(value):
    assert days_of(value) is None


@given(st.dates())
def test_values_hold_their_day(day):
    for value in (day_value(day), week_value(day), month_value(day)):
        days = days_of(value)
        if days is not None:  # the weeks and months at the ends of the calendar may be cut off
            assert days.first <= day <= days.last


@given(st.dates(), st.integers(-30_000, 30_000))
def test_months_and_days_stay_in_the_calendar(day, steps):
    moved = add_months(day, steps)
    assert moved is None or (moved.year - day.year) * 12 + moved.month - day.month == steps
    later = add_days(day, steps)
    assert later is None or (later - day).days == steps


def test_the_edges_of_the_calendar():
    assert add_months(date.max, 1) is None
    assert add_days(date.max, 1) is None
    assert make_day(2023, 2, 29) is None
