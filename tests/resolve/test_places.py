from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.resolve.conftest import unmark

from dateline.annotate.annotation import Annotation, LabelledSpan, Link
from dateline.knowledge.gazetteer import load_gazetteer
from dateline.records import Place, Span
from dateline.resolve.place_geometry import distance_km
from dateline.resolve.places import (
    PlaceMention,
    ResolvedPlace,
    resolve_annotation_places,
    resolve_mentions,
    resolve_places_in,
)


@cache
def gazetteer():
    return load_gazetteer()


def resolve(marked, publisher=None):
    """Resolve the [bracketed] mentions of a text."""
    text, mentions = unmark(marked)
    return resolve_mentions(text, mentions, gazetteer=gazetteer(), publisher=publisher)


def place_of(answer: ResolvedPlace) -> Place:
    assert answer.place is not None, answer.reason
    return answer.place


def span_of(place: Place) -> Span:
    assert place.span is not None
    return place.span


def near(answer: ResolvedPlace, point: tuple[float, float], km: float = 25) -> bool:
    place = place_of(answer)
    assert place.lat is not None
    assert place.lon is not None
    return distance_km((place.lat, place.lon), point) <= km


@pytest.mark.parametrize(
    ("marked", "points"),
    [
        (
            "Clashes broke out in [Tripoli], north of Beirut, the Lebanese army said.",
            [(34.43, 35.84)],
        ),
        (
            "Clashes broke out in [Tripoli] as forces loyal to Haftar advanced from Benghazi.",
            [(32.88, 13.19)],
        ),
        ("A bomb went off in [Hasakah], in [Syria].", [(36.50, 40.75), (35.0, 38.0)]),
        (
            "Shells fell on [Marinka] and [Avdiivka], officials in Donetsk said.",
            [(47.94, 37.50), (48.14, 37.74)],
        ),
        ("Gunmen raided [Paris, Texas], the sheriff said.", [(33.66, -95.55)]),
        (
            "Gunmen killed six in the village of [Bara], in [Gwoza] district, [Borno] state.",
            [None, (11.08, 13.69), (11.5, 13.0)],
        ),
        ("GOMA, Congo: fighting reached [Sake] on Monday.", [(-1.57, 29.05)]),
        ("Troops left [El Fasher] for [Nyala], Sudan Tribune reported.", [(13.63, 25.35), (12.05, 24.88)]),
        ("The army shelled [Kyaukphyu] and [Ann] in [Rakhine].", [(19.43, 93.55), (19.78, 94.03), None]),
        ("Insurgents raided [Palma] in Mozambique.", [(-10.78, 40.47)]),
        ("A boat sank off [Hodeidah], the port on the Red Sea.", [(14.80, 42.95)]),
        ("A drone hit [Saky] in [Crimea].", [(45.13, 33.60), (45.3, 34.4)]),
        ("Fighters took [San Vicente del Caguán] from Colombian troops.", [(2.11, -74.77)]),
        ("Aid reached [Khan Younis] and [Rafah].", [(31.34, 34.30), (31.28, 34.25)]),
    ],
)  # fmt: skip
def test_names_are_resolved_together(marked, points):
    for answer, point in zip(resolve(marked), points, strict=True):
        if point is not None:
            assert near(answer, point, km=150 if place_of(answer).precision != "exact" else 25)


def test_one_name_has_one_meaning_in_a_report():
    first, second = resolve("Rebels left [Tripoli], Libya. Hours later [Tripoli] was quiet.")
    assert place_of(first).id == place_of(second).id


def test_the_candidates_are_ranked_and_scored():
    (answer,) = resolve("A raid in [Springfield] left two dead.")
    scores = [score for _, score in answer.candidates]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) > 1
    assert place_of(answer).score < 0.7


@pytest.mark.parametrize(
    ("marked", "lat", "lon", "precision"),
    [
        ("They were stopped [30 km south of Goma].", -1.95, 29.24, "near"),
        ("The convoy was hit [on the outskirts of Bakhmut].", 48.59, 38.0, "near"),
        ("An ambush on [the road between Gao and Ansongo] killed four.", 15.96, 0.23, "near"),
        ("A strike hit [a market in Maiduguri].", 11.85, 13.16, "near"),
        ("Smugglers crossed [the border between Chad and Sudan].", 13.5, 22.3, "country"),
    ],
)
def test_relations_move_the_point_and_lower_the_precision(marked, lat, lon, precision):
    (answer,) = resolve(marked)
    assert place_of(answer).precision == precision
    assert near(answer, (lat, lon), km=250 if precision == "country" else 25)


@pytest.mark.parametrize(
    ("marked", "lat", "lon", "precision"),
    [
        ("He fled to [the border with Iraq] from [Deir ez-Zor], in Syria.", 34.4, 40.95, "admin1"),
        (
            "A convoy reached [the Turkish border] after leaving [Kobani], in Syria.",
            36.87,
            38.02,
            "admin1",
        ),
        ("Guards on [the Syrian-Iraqi border] fired at [Baghouz].", 34.42, 40.95, "admin1"),
        ("Troops massed on [the border between India and Pakistan].", 32.0, 74.0, "country"),
        ("It fell [20 miles north-east of Kandahar].", 31.82, 65.95, "near"),
        ("A bomb hit [just east of Bakhmut].", 48.59, 38.0, "near"),
        ("An ambush [between Gao and Ansongo] killed four.", 15.97, 0.23, "near"),
        ("They burned cars on [the Kaduna-Abuja highway].", 9.8, 7.4, "near"),
        ("A raid [near Beni] in Congo killed two.", 0.49, 29.47, "near"),
        ("Shells hit [Aleppo's outskirts].", 36.2, 37.16, "near"),
        ("Shells hit [the southern suburbs of Damascus].", 33.51, 36.29, "near"),
    ],
)
def test_every_relation_has_its_point_and_precision(marked, lat, lon, precision):
    answer = resolve(marked)[0]
    assert place_of(answer).precision == precision
    assert near(answer, (lat, lon), km=200 if precision == "country" else 45)


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("He spoke at the [British Embassy Tokyo].", "Tokyo"),
        ("They met at the [Embassy of Chad] in [Khartoum], Sudan.", "Khartoum"),
        ("The [US Treasury] in Washington said so.", "United States"),
        ("Elections in [Mexico] were held; [MEXICO CITY] was calm.", "Mexico"),
        ("Aid went to [Canada], [Australia] and [Germany].", "Canada"),
        ("He flew from [Washington], [New York] and [Boston] to Riyadh.", "Washington"),
    ],
)
def test_names_inside_names_and_in_lists(marked, name):
    assert place_of(resolve(marked)[0]).name == name


def test_a_described_place_takes_its_container():
    text = "Shells hit a market in Maiduguri."
    mentions = [
        PlaceMention(start=11, end=19, text="a market", within=1),
        PlaceMention(start=23, end=32, text="Maiduguri"),
    ]
    market, town = resolve_mentions(text, mentions, gazetteer=gazetteer())
    assert place_of(market).id == place_of(town).id
    assert place_of(market).precision == "near"
    assert span_of(place_of(market)).text == "a market"
    assert place_of(town).precision == "exact"


def test_an_unknown_village_takes_the_region_said():
    village, district = resolve("They burned [Qwarzamba], in [Gwoza] district.")
    assert place_of(village).country == "NGA"
    assert "Borno" in str(place_of(village).admin1)
    assert place_of(village).precision != "exact"
    assert place_of(village).id == place_of(district).id


def test_an_unknown_place_takes_the_reports_country_with_a_low_score():
    (answer,) = resolve("Nigerien soldiers freed the village of [Qwarzamba], Niger's army said.")
    assert place_of(answer).country == "NER"
    assert place_of(answer).precision == "country"
    assert place_of(answer).score < 0.5


def test_nothing_known_is_none_with_a_reason():
    (answer,) = resolve("they met at [the camp] at noon.")
    assert answer.place is None
    assert answer.reason


def test_a_namesake_far_away_never_has_full_score():
    (answer,) = resolve("Iraqi forces entered [Palu] near Mosul on Monday.")
    assert answer.place is None or place_of(answer).country == "IRQ" or place_of(answer).score < 0.9


def test_the_publisher_says_where_home_is():
    marked = "Police in [Tripoli] arrested two men."
    (libya,) = resolve(marked, publisher="Libya Herald")
    (lebanon,) = resolve(marked, publisher="Naharnet")
    assert (place_of(libya).country, place_of(lebanon).country) == ("LBY", "LBN")


def test_links_of_an_annotation_are_used():
    text = "They shelled the town. The town, Kafr Zita, lies in Hama province."
    spans = [
        LabelledSpan(id="p1", label="PLACE", start=13, end=21, text="the town"),
        LabelledSpan(id="p2", label="PLACE", start=33, end=42, text="Kafr Zita"),
        LabelledSpan(id="p3", label="PLACE", start=52, end=65, text="Hama province"),
        LabelledSpan(id="e1", label="SHELLING", start=5, end=12, text="shelled"),
    ]
    links = (
        Link(head="p1", role="same", tail="p2"),
        Link(head="p2", role="in", tail="p3"),
    )
    annotation = Annotation(spans=tuple(spans), links=links)
    found = resolve_annotation_places(annotation, text, gazetteer=gazetteer())
    assert set(found) == {"p1", "p2", "p3"}
    assert place_of(found["p1"]).id == place_of(found["p2"]).id
    assert near(found["p2"], (35.37, 36.60))
    assert span_of(place_of(found["p1"])).text == "the town"
    assert place_of(found["p3"]).precision == "admin1"


def test_links_in_a_circle_end():
    text = "Here, there."
    mentions = [
        PlaceMention(start=0, end=4, text="Here", within=1, same=1),
        PlaceMention(start=6, end=11, text="there", within=0, same=0),
    ]
    assert len(resolve_mentions(text, mentions, gazetteer=gazetteer())) == 2


def test_spans_out_of_the_text_are_refused():
    for span in ((0, 0), (3, 2), (-1, 2), (0, 99)):
        with pytest.raises(ValueError, match="not in a text"):
            resolve_places_in("Goma", [span], gazetteer=gazetteer())


def test_no_mentions_give_no_answers():
    assert resolve_places_in("Nothing here.", [], gazetteer=gazetteer()) == ()


@settings(max_examples=60)
@given(st.text(max_size=120), st.data())
def test_every_answer_keeps_its_span(text, data):
    spans = []
    if text:
        for _ in range(data.draw(st.integers(0, 4))):
            start = data.draw(st.integers(0, len(text) - 1))
            spans.append((start, data.draw(st.integers(start + 1, len(text)))))
    answers = resolve_places_in(text, spans, gazetteer=gazetteer())
    assert len(answers) == len(spans)
    for (start, end), place in zip(spans, answers, strict=True):
        if place is not None:
            assert span_of(place).start == start
            assert span_of(place).text == text[start:end]
            assert 0 <= place.score <= 1


def test_the_same_input_gives_the_same_answers():
    marked = "Fighting in [Sirte], [Ajdabiya] and [Zawiya] spread to [Springfield]."
    assert resolve(marked) == resolve(marked)
