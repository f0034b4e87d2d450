import pytest

from dateline.errors import KnowledgeError
from dateline.knowledge.patterns import LatePattern, Stretch, WordPattern


def found(pattern, text, start=0, end=None):
    stretch = Stretch(text, start, len(text) if end is None else end)
    return [match.group() for match in WordPattern(pattern, "here").find_in(stretch)]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        pytest.param(r"raid(?:s|ed)?", "They Raided two raids", ["Raided", "raids"], id="any case"),
        pytest.param(r"raid", "An afraid man", [], id="not inside a word"),
        pytest.param(r"vx\b|sarin", "VX gas", ["VX"], id="a short word"),
        pytest.param(r"(?:\d{1,2} )?men", "The 12 men", ["12 men"], id="figures"),
        pytest.param(r"\w+ gas", "mustard gas", ["mustard gas"], id="any word"),
        pytest.param(r"(?<!stun )grenades?", "stun grenades, a grenade", ["grenade"], id="behind"),
        pytest.param(r"(?-i:May)\b", "they may in May", ["May"], id="a case that counts"),
        pytest.param(r"-held", "rebel-held", ["-held"], id="no word at all"),
    ],
)
def test_a_word_pattern_finds_what_its_expression_finds(pattern, text, expected):
    assert found(pattern, text) == expected


def test_only_the_stretch_is_searched():
    assert found(r"fire", "fire fire fire", 5, 9) == ["fire"]
    assert found(r"fire", "fire firearm", 5, 8) == []


def test_a_broken_expression_is_told_with_its_place():
    with pytest.raises(KnowledgeError, match=r"table\.tsv:3"):
        LatePattern("(", "table.tsv:3").search("text")
