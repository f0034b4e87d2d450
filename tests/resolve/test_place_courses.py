"""Rivers, deserts and ranges that several countries share lie where the report is."""

from functools import cache

import pytest
from tests.resolve.conftest import unmark

from dateline.knowledge.gazetteer import load_gazetteer
from dateline.knowledge.place_rules import load_courses
from dateline.resolve.place_geometry import distance_km
from dateline.resolve.places import resolve_mentions


@cache
def gazetteer():
    return load_gazetteer()


def last_of(marked):
    """Return the place of the last [bracketed] mention of a text."""
    text, mentions = unmark(marked)
    place = resolve_mentions(text, mentions, gazetteer=gazetteer())[-1].place
    assert place is not None
    return place


@pytest.mark.parametrize(
    ("marked", "country", "admin1"),
    [
        (
            "Troops in [Baghouz], in eastern Syria near the Iraqi border, hold the [eastern banks of the Euphrates River].",
            "SYR",
            "Deir ez-Zor",
        ),
        ("Boats crossed at [Fallujah], on the [Euphrates].", "IRQ", "Al Anbar"),
        ("Raiders left [Maroua] in Cameroon for the [Mandara mountains].", "CMR", None),
        ("Troops from [Quetta] in Pakistan went to the [Hindu Kush].", "PAK", None),
        ("The army in [Jaisalmer], India, trains in the [Thar desert].", "IND", None),
        ("A boat from [Bukavu] sank on [Lake Kivu].", "COD", None),
        ("A boat from [Cyangugu], Rwanda, sank on [Lake Kivu].", "RWA", None),
    ],
)
def test_it_is_in_the_country_and_region_of_the_report(marked, country, admin1):
    place = last_of(marked)
    assert place.country == country
    assert place.precision in {"near", "admin1"}
    if admin1:
        assert place.admin1 == admin1


def test_its_point_is_the_one_nearest_to_the_town():
    place = last_of("Shells fell on [Raqqa] in Syria and across the [Euphrates River].")
    assert distance_km((place.lat or 0.0, place.lon or 0.0), (35.95, 39.01)) < 40


def test_what_the_text_says_of_it_counts_most():
    assert (
        last_of("Envoys left [Damascus], Syria, for the [Euphrates River], Iraq.").country == "IRQ"
    )


def test_it_stays_where_it_is_known_to_be_without_a_hint():
    place = last_of("A bridge over the [Euphrates River] fell.")
    assert (place.id, place.country) == ("dl:river-euphrates", "IRQ")


def test_every_course_is_of_a_place_that_several_countries_share():
    courses = load_courses()
    assert len(courses) > 100
    for place, parts in courses.items():
        assert gazetteer().by_id(place) is not None, place
        assert len(parts) > 1, place
        assert all(
            -90 <= lat <= 90 and -180 <= lon <= 180 for at in parts.values() for lat, lon in at
        )
        assert all(gazetteer().country(code) is not None for code in parts)


def test_a_described_place_is_near_the_only_town_of_the_report():
    place = last_of("Syrian troops reached [Baghouz] in Syria. Families left [the pocket].")
    assert (place.name, place.precision, place.admin1) == ("Baghouz", "near", "Deir ez-Zor")


def test_of_two_towns_neither_is_that_of_a_described_place():
    place = last_of(
        "Troops left [Raqqa] in Syria for [Daraa] in Syria. Families left [the pocket]."
    )
    assert (place.country, place.precision) == ("SYR", "country")
