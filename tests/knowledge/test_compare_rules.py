import pytest

from dateline.errors import KnowledgeError
from dateline.knowledge.codebook import load_codebook
from dateline.knowledge.comparing import load_compare_rules
from dateline.knowledge.tables import package_data


def test_types_that_go_together_are_acleds():
    known = {code.event_type for code in load_codebook().acled.values()}
    for group in load_compare_rules().type.together:
        assert group <= known


def test_every_precision_has_its_reach():
    rules = load_compare_rules()
    assert (len(rules.days.acled), len(rules.place.acled), len(rules.place.ucdp)) == (3, 3, 7)
    reaches = [reach for reach in (*rules.place.acled, *rules.place.ucdp) if reach]
    assert min(reaches) > rules.place.same_km


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("days = 0.3", "days = 0.4", "weights must sum to 1"),
        ("match = 0.7", "match = 7", "match is a score"),
        ("match = 0.7", "match = 'x'", "compare.toml"),
        ("[weights]", "[weights", "compare.toml"),
    ],
)
def test_a_broken_table_is_named_with_what_to_do(tmp_path, old, new, message):
    text = package_data("compare.toml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "compare.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=message):
        load_compare_rules(path)
