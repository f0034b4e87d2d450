import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.annotate.likeness import LIKENESS, likeness


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("regime forces", "Regime forces", "same name"),
        ("regime forces", "regime forces", "same words"),
        ("Marib", "Marib's", "same name"),
        ("CDF", "Chinland Defense Force", "initials"),
        ("Chinland Defense Force (CDF)", "CDF", "initials"),
        ("Colbert", "Mbang Colbert", "part of a name"),
        ("Amhara", "Amhara region", "same names"),
        ("IS militants", "the militants", "same head"),
        ("Hama countryside", "north of Hama", "same names"),
        ("eastern Aleppo", "Aleppo City", "shared name"),
        ("he", "he", "none"),
        ("they", "soldiers", "none"),
        ("", "", "none"),
        ("Abu Sayyaf", "12 soldiers", "none"),
    ],
)
def test_pairs_of_mentions_have_the_kind_of_likeness_a_reader_sees(one, other, kind):
    assert LIKENESS[likeness([one, other], ["ACTOR", "ACTOR"])[0, 1]] == kind


@given(st.lists(st.text(max_size=20), max_size=6))
def test_likeness_is_symmetric_and_nothing_is_like_itself_on_the_diagonal(texts):
    found = likeness(texts, ["PLACE"] * len(texts))
    assert (found == found.T).all()
    assert not np.diagonal(found).any()


def test_an_actor_is_not_like_a_place_nor_a_time_like_itself():
    labels = ["ACTOR", "PLACE", "TIME", "TIME"]
    assert not likeness(["Beirut", "Beirut", "Friday", "Friday"], labels).any()
