import pytest

from dateline.errors import KnowledgeError
from dateline.knowledge.actors import load_registry
from dateline.knowledge.codebook import load_codebook
from dateline.knowledge.fusing import GRADES, ORIGINS, PUBLISHERS, WEIGHTS, load_fuse_rules
from dateline.knowledge.tables import package_data


@pytest.fixture(scope="module")
def known():
    return load_registry(), load_codebook()


def test_types_of_the_rules_are_in_the_codebook(known):
    rules = load_fuse_rules(*known)
    assert {type_ for group in rules.related for type_ in group} <= set(rules.ranks)


def test_parents_of_parents_are_kin(known):
    rules = load_fuse_rules(*known)
    assert "islamic-state" in rules.roots["islamic-state-somalia"]


def test_a_table_of_the_users_takes_the_place_of_ours(known, tmp_path):
    (tmp_path / PUBLISHERS).write_text(
        "publisher\tgrade\twhy\nBanadir Mail\tB\twe know it\n", encoding="utf-8"
    )
    assert load_fuse_rules(*known, beside=tmp_path).publishers == {"banadir mail": "B"}


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (WEIGHTS, "\nbias =", "\nbias = 'x' #", "fuse.toml"),
        (WEIGHTS, "\nlink = 0.", "\nlink = 7.", "link is a probability"),
        (ORIGINS, "outlet\toutlet", "paper\toutlet", "there must be a row for outlet"),
        (ORIGINS, "\tyes\tB\t", "\tyes\tG\t", "grade 'G' is none of"),
        (GRADES, "6\t0\t", "6\tmany\t", "origins must be a number"),
    ],
)
def test_a_broken_table_is_named_with_what_to_do(known, tmp_path, name, old, new, message):
    text = package_data(name).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=message):
        load_fuse_rules(*known, beside=tmp_path)
