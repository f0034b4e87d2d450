import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.knowledge.place_rules import load_place_rules
from dateline.resolve.place_mentions import Reading, bare_name, read_mention

RULES = load_place_rules()
KNOWN = {
    "Goma", "Bakhmut", "Gao", "Ansongo", "Kaduna", "Abuja", "Syrian", "Iraqi", "Chad", "Sudan",
    "Iraq", "Aleppo", "Maiduguri", "Beledweyne", "Mosul", "Old City", "West Bank", "Kabul",
    "Baghouz", "Deir ez-Zor province",
}  # fmt: skip


def read(text: str) -> Reading:
    return read_mention(text, RULES, KNOWN.__contains__, KNOWN.__contains__)


@pytest.mark.parametrize(
    ("rule", "pattern"), RULES.relations, ids=[rule.example for rule, _ in RULES.relations]
)
def test_the_example_of_each_relation_gives_its_groups(rule, pattern):
    match = pattern.fullmatch(rule.example)
    found = {name: value for name, value in match.groupdict().items() if value}
    assert found == rule.groups


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("Goma", Reading(name="Goma")),
        ("the West Bank", Reading(name="West Bank")),
        ("a market", Reading(name="market", described=True)),
        ("the camp", Reading(name="camp", described=True)),
        ("Deir ez-Zor province", Reading(name="Deir ez-Zor province")),
        (
            "30 km south of Goma",
            Reading(name="Goma", relation="offset", number="30", unit="km", way="south"),
        ),
        ("a market in Maiduguri", Reading(name="Maiduguri", relation="part")),
        ("Mosul's Old City", Reading(name="Old City", inside="Mosul")),
        ("the Syrian-Iraqi border", Reading(name="Syrian", other="Iraqi", relation="border")),
        ("the Iraqi border", Reading(name="Iraqi", relation="frontier")),
        ("outskirts of Goma", Reading(name="Goma", relation="near")),
        ("Kabul Serena Hotel", Reading(name="Kabul", relation="part")),
        ("Qalandar Khel", Reading(name="Qalandar Khel")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_readings(text, reading):
    assert read(text) == reading


def test_bare_names():
    assert bare_name("the Sahel") == "Sahel"
    assert bare_name("Baghouz's") == "Baghouz"
    assert bare_name("“Goma,”") == "Goma"
    assert bare_name("the") == "the"


@given(st.text(max_size=80))
def test_any_text_can_be_read(text):
    read(text)
