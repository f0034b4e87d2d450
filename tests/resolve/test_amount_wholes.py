"""Shares of a whole that stands beside them, and shares of a place's people."""

import pytest

from dateline.knowledge.amounts import load_amount_table
from dateline.resolve.amounts import find_counts

TABLE = load_amount_table()


@pytest.mark.parametrize(
    ("text", "ends", "unit"),
    [
        ("Half of the 200 villagers died.", (100, 100, 100), "people"),
        ("Half the 200 villagers died.", (100, 100, 100), "people"),
        ("A third of its 90 passengers survived.", (30, 30, 30), "people"),
        ("Two thirds of the city's 90,000 people fled.", (60000, 60000, 60000), "people"),
        ("One in three of the 300 houses was burnt.", (100, 100, 100), "things"),
        ("Half of the convoy was lost; 200 soldiers died.", (None, None, None), "vehicles"),
        ("Half the town fled.", (None, None, None), "people"),
        ("Half of the town was displaced.", (None, None, None), "people"),
        ("Half the town was destroyed.", (None, None, None), "things"),
    ],
)
def test_a_share(text, ends, unit):
    share = find_counts(text, table=TABLE)[0]
    assert share.amount.part == "share"
    assert (share.amount.low, share.amount.best, share.amount.high) == ends
    assert share.unit == unit
