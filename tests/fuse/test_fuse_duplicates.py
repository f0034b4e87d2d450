import pytest
from tests.fuse.conftest import text_of

from dateline.fuse.duplicates import copy_kind, group_copies
from dateline.fuse.shingles import find_agency

LEAD = "BAIDOA, March 5 (Meridian) - A bomb in a market of Baidoa killed four people on Thursday."
BODY = (
    "The stalls were full when it went off, a trader who sells cloth near the gate said. "
    "The police closed the roads around the market and searched every car that left the town. "
    "A committee of elders asked the governor to move the market out of the centre."
)
OTHER = (
    "Four people died on Thursday when explosives hidden in a cart went off among traders in Baidoa. "
    "Residents carried the wounded to the hospital on doors and carts, one of them told us."
)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (f"{LEAD} {BODY}", f"{LEAD} {BODY}", "exact"),
        (f"{LEAD} {BODY}", f"{LEAD.replace('four', '4')} {BODY}", "near"),
        (f"{LEAD} {BODY}", f"Elders want Baidoa's market to move after a deadly blast there this week. {OTHER[:30]} {BODY}", "near"),
        (f"{LEAD} {BODY} {OTHER}", f"A town in the south of Somalia mourns its dead in silence today. {BODY[:174]}", "new-lead"),
        (f"{LEAD} {BODY}", OTHER, None),
    ],
    ids=["same text", "one word changed", "new lead, long body", "new lead, shortened", "own words"],
)  # fmt: skip
def test_kinds_of_copies(rules, one, other, expected):
    texts = [text_of(rules, words, id=words[:9], published="2021-03-05") for words in (one, other)]
    assert copy_kind(texts[0], texts[1], rules.copies) == expected
    assert copy_kind(texts[1], texts[0], rules.copies) == expected


def test_copies_far_apart_in_time_are_other_reports(rules):
    one = text_of(rules, f"{LEAD} {BODY}", id="1", published="2021-03-05")
    late = text_of(rules, f"{LEAD} {BODY} Updated.", id="2", published="2021-06-05")
    assert copy_kind(one, late, rules.copies) is None


def test_groups_name_the_first_and_do_not_hang_on_order(rules):
    reports = [
        text_of(rules, f"{LEAD} {BODY}", id="late", published="2021-03-07"),
        text_of(rules, f"{LEAD} {BODY}", id="first", published="2021-03-05"),
        text_of(rules, OTHER, id="own", published="2021-03-05"),
    ]
    groups = group_copies(reports, rules.copies)
    assert groups == group_copies(reversed(reports), rules.copies)
    assert [(g.first, g.copies) for g in groups] == [("first", (("late", "exact"),)), ("own", ())]


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("KABUL, Sept 18 (Meridian) - A bomb went off.", "Meridian"),
        ("Headline of the day\nBUNIA, DR Congo (GLW) - Villagers died.", "GLW"),
        ("The Syrian Democratic Forces (SDF) said on Friday - late - that it had begun.", None),
        ("A bomb went off in Kabul.", None),
    ],
)
def test_the_agency_of_the_place_line(text, agency):
    assert find_agency(text) == agency
