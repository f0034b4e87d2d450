import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.resolve.amount_ages import is_age

AGES = [
    ("a 50-year-old teacher died", "50"),
    ("50 year-old Amina Bello died", "50"),
    ("boys aged 12 and over", "12"),
    ("Ko Lin, 36, died", "36"),
    ("a girl, Sana, 7.", "7"),
]
NUMBERS = [
    ("killed 36 people", "36"),
    ("In Goma, 12 soldiers died", "12"),
    ("for 20 years, 50 died", "50"),
    ("of the dead, 200, most were", "200"),
]


@pytest.mark.parametrize(("text", "number"), AGES)
def test_ages(text, number):
    start = text.index(number)
    assert is_age(text, start, start + len(number))


@pytest.mark.parametrize(("text", "number"), NUMBERS)
def test_numbers_of_people(text, number):
    start = text.index(number)
    assert not is_age(text, start, start + len(number))


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 10))
def test_never_fails(text, start, length):
    start = min(start, len(text))
    assert is_age(text, start, min(len(text), start + length)) in {True, False}
