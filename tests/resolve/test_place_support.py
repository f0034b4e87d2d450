import pytest

from dateline.records import Place
from dateline.resolve.place_support import drop_unsupported, soften_near


def place(name, country, *, id_=None, score=0.9, precision="exact", admin1=None):
    return Place(
        id=id_ or f"gn:{name}",
        name=name,
        country=country,
        score=score,
        precision=precision,
        admin1=admin1,
    )


def test_a_namesake_nothing_supports_becomes_the_country_of_the_report():
    places = {
        "p1": place("Goma", "COD"),
        "p2": place("Rutshuru", "COD"),
        "p3": place("Songwon", "PRK"),
    }
    texts = {"p1": "Goma", "p2": "Rutshuru", "p3": "Mabondo village"}
    kept = drop_unsupported(places, texts, ["COD"])
    assert kept["p1"] == places["p1"]
    assert (kept["p3"].country, kept["p3"].precision, kept["p3"].id) == ("COD", "country", None)
    assert kept["p3"].score < 0.5


def test_a_place_abroad_that_is_named_as_written_stays():
    places = {
        "p1": place("Goma", "COD"),
        "p2": place("Rutshuru", "COD"),
        "p3": place("Geneva", "CHE"),
    }
    texts = {"p1": "Goma", "p2": "Rutshuru", "p3": "Geneva"}
    assert drop_unsupported(places, texts, []) == places


def test_a_second_place_or_a_party_of_the_country_supports_it():
    places = {"p1": place("Goma", "COD"), "p2": place("Gisenyi", "RWA", score=0.2)}
    texts = {"p1": "Goma", "p2": "Ngisenyi"}
    assert drop_unsupported(places, texts, ["RWA"]) == places
    assert drop_unsupported(places, texts, [])["p2"].country == "COD"


def test_nothing_known_is_nothing_changed():
    assert drop_unsupported({}, {}, []) == {}


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("They camped near Baghouz.", "near"),
        ("shells fell outside the town of Baghouz", "near"),
        ("on the outskirts of Baghouz they met", "near"),
        ("They took Baghouz.", "exact"),
        ("Near noon they took Baghouz.", "exact"),
    ],
)
def test_nearness_stands_before_the_mention(text, precision):
    places = {"p": place("Baghouz", "SYR")}
    assert soften_near(places, {"p": text.index("Baghouz")}, text)["p"].precision == precision
