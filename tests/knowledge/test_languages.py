import pytest

from dateline.knowledge import languages
from dateline.knowledge.languages import identify_language

TEXTS = [
    pytest.param("The army took the town of Hajin on Friday, the ministry of defence said.", "en", id="en"),
    pytest.param("BEIRUT - Three SDF fighters wounded in Baghouz assault, media office says", "en", id="headline"),
    pytest.param("Die Armee hat am Freitag die Stadt eingenommen, sagte ein Sprecher der Polizei.", "de", id="de"),
    pytest.param("Les forces armées ont avancé vendredi vers la ville, selon le ministère.", "fr", id="fr"),
    pytest.param("الجيش السوري يتقدم نحو المدينة في شمال البلاد يوم الجمعة حسب الوزارة", "ar", id="ar"),
    pytest.param("Het leger heeft vrijdag de stad ingenomen, was te horen of te lezen.", "nl", id="nl"),
    pytest.param("Drei Menschen starben in Mopti. " * 12 + "Is this the end of the war? he said.", "de", id="an English quotation"),
    pytest.param("Die polisie het gesê dat daar by die dorp geskiet is en dat twee mense dood is. Dit was die derde aanval.", "af", id="af"),
    pytest.param("12 34 56 78 90 " * 20, None, id="numbers"),
    pytest.param("Hajin, Baghouz", None, id="short"),
    pytest.param("", None, id="empty"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language"), TEXTS)
def test_names_the_language_or_none(text, language):
    assert identify_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "The army said that it was in the town, and the mayor of the town had left. " * 3,
        "On 21 November 2020, a man threw a grenade near Kwashee; two farmers were hurt.",
    ],
)
def test_plain_english_needs_no_identifier(monkeypatch, text):
    monkeypatch.setattr(languages, "load_language_identifier", None)
    assert identify_language(text) == "en"


def test_only_the_first_letters_count():
    english = "The army said that it was in the town and the mayor of the town had left. " * 100
    assert identify_language(english + "Die Armee hat die Stadt eingenommen. " * 500) == "en"
