from pathlib import Path

import pytest

from dateline.errors import KnowledgeError
from dateline.knowledge.codebook import load_codebook
from dateline.knowledge.families import family_of, load_families, read_families


def test_every_type_of_the_codebook_is_in_one_family():
    known = sorted(type_ for family in load_families() for type_ in family.types)
    assert known == sorted(load_codebook().by_name)


def test_no_two_families_share_a_shape():
    assert len({family.shape for family in load_families()}) == len(load_families())


def test_a_type_that_no_family_names_is_of_the_last():
    assert family_of("flood") == load_families()[-1]
    assert family_of("airstrike").name == "blast"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("a\tA\tcircle\tx\nb\tB\tsquare\tx|y", "x is in two families"),
        ("a\tA\tblob\tx", "shape must be one of"),
        ("", "there is no family"),
    ],
)
def test_a_broken_table_is_refused(tmp_path, rows, said):
    path: Path = tmp_path / "families.tsv"
    path.write_text(f"family\twords\tshape\ttypes\n{rows}\n")
    with pytest.raises(KnowledgeError, match=said):
        read_families(path)
