"""Dates in the header of a report."""

from datetime import date

import pytest

from dateline.knowledge.time_rules import load_time_rules
from dateline.resolve.time_hint import report_date_hint

RULES = load_time_rules()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KABUL, Sept. 12, 2004 (Wire) - Two men were killed.", date(2004, 9, 12)),
        ("Shelling kills two\nPublished: 3 March 2019\n\nTwo died.", date(2019, 3, 3)),
        ("Shelling kills two\nLast updated on Sunday, 3 March 2019 at 14:02\n\nTwo died.", date(2019, 3, 3)),
        ("2019-03-03\nTwo men died.", date(2019, 3, 3)),
        ("DAMASCUS, 3 March 2019 - Two men died.", date(2019, 3, 3)),
        ("Two men died on 3 March 2019 in Homs.", None),
        ("KABUL, Sept. 12 (Wire) - Two men were killed.", None),
        ("", None),
    ],
)  # fmt: skip
def test_hint(text, expected):
    assert report_date_hint(text, rules=RULES) == expected
