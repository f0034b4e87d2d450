from functools import cache

import pytest

from dateline.knowledge.gazetteer import load_gazetteer
from dateline.knowledge.place_rules import load_place_rules
from dateline.resolve.place_context import find_cues, place_after, publisher_country

RULES = load_place_rules()


@cache
def gazetteer():
    return load_gazetteer()


def cues(text, taken=()):
    return [
        (text[cue.start : cue.end], cue.places[0].name)
        for cue in find_cues(text, taken, gazetteer())
    ]


def test_countries_regions_capitals_and_peoples_are_cues():
    text = (
        "Malian troops left Gao for Bamako, said the governor of North Kivu. Syria's army waited."
    )
    names = dict(cues(text))
    assert names["Malian"] == "Mali"
    assert names["Bamako"] == "Bamako"
    assert names["North Kivu"].endswith("Kivu")
    assert names["Syria"] == "Syria"


def test_words_of_a_mention_are_no_cues():
    text = "Fighting in Mali spread."
    assert cues(text, [(12, 16)]) == []


def test_common_words_are_no_cues():
    assert cues("The General said On Monday that Police And Army Had Left.") == []


@pytest.mark.parametrize(
    ("form", "country", "name"),
    [
        (form, country, name)
        for form, pairs in sorted(RULES.abbreviations.items())
        for country, name in pairs
    ],
)
def test_each_abbreviation_names_a_region_or_country(form, country, name):
    found = place_after(f"Springfield, {form} (AP)", 11, RULES, gazetteer())
    assert any(
        place.country == country and place.kind in {"admin1", "country"} for place in found
    ), name


def test_what_a_comma_hangs_on():
    text = "Paris, Texas, and Lyon, France, were calm, Police said."
    assert {p.name for p in place_after(text, 5, RULES, gazetteer())} >= {"Texas"}
    assert place_after(text, 22, RULES, gazetteer())[0].country == "FRA"
    assert place_after(text, 41, RULES, gazetteer()) == ()
    assert place_after("Goma", 4, RULES, gazetteer()) == ()


@pytest.mark.parametrize(("form", "country"), sorted(RULES.publishers.items()))
def test_each_publisher_has_a_country_of_the_gazetteer(form, country):
    assert gazetteer().country(country) is not None
    assert publisher_country(f"  {form} ", RULES) == country


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("www.example.com.ng", "NGA"),
        ("https://herald.example.ie", "IRL"),
        ("The Unheard-of Gazette", None),
        ("", None),
        (None, None),
    ],
)
def test_publishers_by_address(name, country):
    assert publisher_country(name, RULES) == country
