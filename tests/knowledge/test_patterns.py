import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import KnowledgeError
from dateline.knowledge.codebook import load_codebook
from dateline.knowledge.patterns import LatePattern, Stretch, WordPattern, WordPatterns
from dateline.knowledge.tables import package_rows

CODEBOOK = load_codebook()
SENTENCES = [row["example"] for row in package_rows("acled_cues.tsv")]


def found(pattern, text, start=0, end=None):
    stretch = Stretch(text, start, len(text) if end is None else end)
    rows = WordPatterns([("row", WordPattern(pattern, "here"))])
    return [match.group() for match in rows.find_in("row", stretch)]


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


@pytest.mark.parametrize(
    ("text", "tried"),
    [
        pytest.param("The 12 men were raided", ("raid", "men", "any"), id="in the table's order"),
        pytest.param("An afraid man", ("any",), id="not by what stands inside a word"),
        pytest.param("RAIDS", ("raid", "any"), id="any case"),
        pytest.param("", ("any",), id="no words"),
    ],
)
def test_only_rows_that_may_match_are_tried(text, tried):
    patterns = (("raid", r"raid"), ("men", r"(?:\d{1,2} )?men"), ("any", r"\w+ gas"))
    rows = WordPatterns((name, WordPattern(pattern, "here")) for name, pattern in patterns)
    assert rows.tried_in(Stretch(text, 0, len(text))) == tried


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3), st.integers(0, 40))
def test_every_match_is_found_and_its_row_tried(sentences, start):
    text = " ".join(sentences)
    stretch = Stretch(text, start, len(text))
    cues = CODEBOOK.sought_cues
    tried = cues.tried_in(stretch)
    assert len(tried) < len(CODEBOOK.cues)
    for name, cue in CODEBOOK.cues.items():
        matches = [one.span() for one in cue.compiled.finditer(text, start)]
        assert [one.span() for one in cues.find_in(name, stretch)] == matches
        assert name in tried or not matches
