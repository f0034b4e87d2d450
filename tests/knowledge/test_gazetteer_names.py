import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.knowledge.gazetteer_names import (
    MAX_NAME,
    fold_key,
    load_place_forms,
    place_key,
    strip_part,
    strip_type,
)

FORMS = load_place_forms()


@pytest.mark.parametrize("rule", FORMS.type, ids=lambda rule: rule.example)
def test_the_example_of_each_type_word_gives_its_name_and_kinds(rule):
    name, kinds = strip_type(place_key(rule.example))
    assert name == rule.name
    assert kinds >= set(rule.kinds)


@pytest.mark.parametrize(("text", "name"), FORMS.part.examples)
def test_words_for_a_part_are_left_out(text, name):
    assert strip_part(place_key(text)) == name


@pytest.mark.parametrize(("one", "other"), FORMS.fold.examples)
def test_romanisations_of_one_name_meet(one, other):
    assert fold_key(place_key(one)) == fold_key(place_key(other)) != ""


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Deir ez-Zor", "deir ez zor"),
        ("  Ma‘arrat an-Nu‘mān ", "maarrat an numan"),
        ("U.S.", "us"),
        ("St. Louis", "st louis"),
        ("Saint Louis", "st louis"),
        ("The Hague", "hague"),
        ("the", "the"),
        ("Łódź", "lodz"),
        ("Харків", "харків"),
        ("دَير الزور", "دير الزور"),
        ("\u202eGoma\u200b", "goma"),
        ("", ""),
        ("...", ""),
        ("x" * (MAX_NAME + 1), ""),
    ],
)
def test_keys(name, key):
    assert place_key(name) == key


def test_a_name_that_is_only_a_type_word_stays():
    assert strip_type("river") == ("river", frozenset())
    assert strip_part("northern") == "northern"


def test_short_and_foreign_names_have_no_skeleton():
    assert fold_key("ber") == ""
    assert fold_key("харків") == ""


@given(st.text(max_size=200))
def test_keys_are_stable_and_their_parts_never_fail(name):
    key = place_key(name)
    assert "  " not in key
    assert key == key.strip()
    assert strip_type(key)[0] in key
    assert strip_part(key) in key
    fold_key(key)
