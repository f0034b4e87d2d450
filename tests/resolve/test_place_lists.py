from functools import cache

import pytest

from dateline.knowledge.gazetteer import load_gazetteer
from dateline.resolve.place_lists import find_listed


@cache
def gazetteer():
    return load_gazetteer()


@pytest.mark.parametrize(
    ("text", "names", "listed"),
    [
        ("in Washington, New York and Boston.", ["Washington", "New York", "Boston"], [0]),
        ("in Columbus, Ohio and Chicago.", ["Columbus", "Ohio", "Chicago"], []),
        ("from Kansas, Illinois and Missouri.", ["Kansas", "Illinois", "Missouri"], [0]),
        ("in Canada, Australia, Germany", ["Canada", "Australia", "Germany"], [0, 1]),
        ("in Gwoza, Borno and Maiduguri", ["Gwoza", "Borno", "Maiduguri"], []),
        ("in Aleppo, Syria", ["Aleppo", "Syria"], []),
        ("in Kyiv, Kharkiv, Odesa and Lviv", ["Kyiv", "Kharkiv", "Odesa", "Lviv"], [0, 1]),
    ],
)
def test_a_list_is_told_from_a_place_and_its_region(text, names, listed):
    spans = [(text.index(name), text.index(name) + len(name)) for name in names]
    found = [gazetteer().find_all(name) for name in names]
    assert sorted(find_listed(text, spans, found)) == listed
