"""Amounts: the words of a count in numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.annotate.annotation import Annotation, LabelledSpan, Link
from dateline.knowledge.amounts import load_amount_table
from dateline.resolve.amounts import (
    find_counts,
    implicit_amount,
    is_revision_cue,
    people_in,
    resolve_amount,
    resolve_annotation_counts,
)

TABLE = load_amount_table()


def ends(text):
    amount = resolve_amount(text, table=TABLE)
    return None if amount is None else (amount.low, amount.best, amount.high)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at least 40", (40, 40, None)),
        ("just over 200", (200, 200, 220)),
        ("dozens", (24, 36, 96)),
        ("no", (0, 0, 0)),
        ("None", (0, 0, 0)),
        ("1.2 million", (1_200_000, 1_200_000, 1_200_000)),
        ("two dozen", (24, 24, 24)),
        ("a couple of hundred", (200, 200, 300)),
        ("thirty to forty", (30, 35, 40)),
        ("between three and four thousand", (3000, 3500, 4000)),
        ("up to 15", (None, 15, 15)),
        ("more than 18", (19, 19, None)),
        ("more than 200", (200, 200, None)),
        ("nearly 40", (36, 40, 40)),
        ("tens of thousands", (20_000, 30_000, 90_000)),
        ("half a million", (500_000, 500_000, 500_000)),
        ("a quarter of a million", (250_000, 250_000, 250_000)),
        ("one and a half million", (1_500_000, 1_500_000, 1_500_000)),
        ("thirteen hundred", (1300, 1300, 1300)),
        ("two hundred and seven", (207, 207, 207)),
        ("eight hundred and twelve thousand", (812_000, 812_000, 812_000)),
        ("1,20,000", (120_000, 120_000, 120_000)),
        ("a man and his two sons", (3, 3, 3)),
        ("single", (1, 1, 1)),
    ],
)
def test_the_words_of_a_count_give_low_best_and_high(text, expected):
    assert ends(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "third", "3rd", "twice that", "three times as many", "all but 40", "trickle", "mostly"],
)
def test_what_is_no_amount_of_its_own_gives_none(text):
    assert resolve_amount(text, table=TABLE) is None


@pytest.mark.parametrize(
    ("text", "share"),
    [("half", 0.5), ("around a third", 1 / 3), ("one in three", 1 / 3), ("two-thirds", 2 / 3),
     ("four out of every five", 0.8), ("58 per cent", 0.58)],
)  # fmt: skip
def test_a_share_has_no_ends_until_its_whole_is_known(text, share):
    amount = resolve_amount(text, table=TABLE)
    assert amount is not None
    assert amount.share is not None
    assert (amount.part, amount.best) == ("share", None)
    assert amount.share.best == pytest.approx(share)


@pytest.mark.parametrize("text", ["a further five", "another", "7 more", "another 1,100"])
def test_what_adds_is_marked(text):
    amount = resolve_amount(text, table=TABLE)
    assert amount is not None
    assert amount.part == "additional"


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("99999999999999999999999", "beyond-64-bits"),
        ("nine billion billion", "unclear-digits"),
        ("l2", "unclear-digits"),
        ("3O", "unclear-digits"),
        ("1,23,45", "unclear-digits"),
        ("1.200", "unclear-digits"),
        ("1,\n200", "split-number"),
        ("12\n345", "split-number"),
        ("-5", "unclear-digits"),
        ("1٢3", "unclear-digits"),
        ("12 000", "split-number"),
        ("٢٣", "other-script"),
        ("４５", "other-script"),
    ],
)
def test_odd_digits_carry_a_warning(text, warning):
    amount = resolve_amount(text, table=TABLE)
    assert amount is not None
    assert amount.warning == warning


@pytest.mark.parametrize(
    ("actor", "before", "expected"),
    [
        ("soldier", "killed a ", (1, 1, 1)),
        ("man", "the ", (1, 1, 1)),
        ("his wife", "", (1, 1, 1)),
        ("two brothers", "", (2, 2, 2)),
        ("Ahmed Hassan", "", (1, 1, 1)),
        ("Colonel Haidar", "", (1, 1, 1)),
        ("15-year-old girl", "a ", (1, 1, 1)),
        ("man and his two sons", "a ", (3, 3, 3)),
        ("18-year-old", "an ", (1, 1, 1)),
        ("tailor, Ghulam Hassan", "a ", (1, 1, 1)),
        ("taxi boss", "of a ", (1, 1, 1)),
        ("farmer and his son", "a ", (2, 2, 2)),
        ("soldiers", "", (2, None, None)),
        ("women and children", "", (2, None, None)),
    ],
)
def test_an_actor_can_carry_its_own_number(actor, before, expected):
    amount = implicit_amount(actor, before, table=TABLE)
    assert amount is not None
    assert (amount.low, amount.best, amount.high) == expected


@pytest.mark.parametrize("actor", ["Free Syrian Army", "them", "army", ""])
def test_a_group_carries_no_number(actor):
    assert implicit_amount(actor, "", table=TABLE) is None


def test_a_name_of_a_group_is_not_one_where_the_kind_says_so():
    assert implicit_amount("Boko Haram", "", table=TABLE, kind="force") is None


def test_a_hedge_outside_the_span_and_a_share_of_a_known_group():
    text = "They held at least 40 villagers; half of them were freed."
    spans = (
        LabelledSpan(id="n1", label="COUNT", start=19, end=21, text="40"),
        LabelledSpan(id="v1", label="ACTOR", start=22, end=31, text="villagers"),
        LabelledSpan(id="n2", label="COUNT", start=33, end=37, text="half"),
    )
    links = (Link(head="n1", role="of", tail="v1"), Link(head="n2", role="of", tail="v1"))
    found = resolve_annotation_counts(Annotation(spans=spans, links=links), text, table=TABLE)
    assert (found["n1"].low, found["n1"].high) == (40, None)
    assert (found["n2"].part, found["n2"].best) == ("share", 20)


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [
        ("Homs suburbs, March 8, 2023\n8 civilians died", 28, (8, 8, 8)),
        ("They are of the MS-13.\n84 workers fled", 23, (84, 84, 84)),
        ("They handed over 27 captives", 17, (27, 27, 27)),
        ("the toll has gone up to 26 dead", 24, (26, 26, 26)),
    ],
)
def test_what_stands_before_a_count_is_not_always_part_of_it(text, start, expected):
    number = text[start:].split()[0]
    span = LabelledSpan(id="n", label="COUNT", start=start, end=start + len(number), text=number)
    found = resolve_annotation_counts(Annotation(spans=(span,)), text, table=TABLE)
    assert (found["n"].low, found["n"].best, found["n"].high) == expected


def test_families_are_counted_in_people():
    amount = resolve_amount("about 300", table=TABLE)
    assert amount is not None
    people = people_in(amount, "families", table=TABLE)
    assert (people.low, people.best, people.high) == (810, 1500, 1650)


def test_a_revision_is_known_by_its_cue():
    assert is_revision_cue("bringing the death toll to", table=TABLE)
    assert not is_revision_cue("the blast killed", table=TABLE)


@given(st.text(alphabet=st.sampled_from("0123456789,. \n-lO٣５atwohundredmilonfs%"), max_size=40))
def test_any_text_gives_ordered_ends_and_spans_that_hold(text):
    last = 0
    for found in find_counts(text, table=TABLE):
        assert text[found.span.start : found.span.end] == found.span.text
        assert found.span.start >= last
        last = found.span.end
        known = [
            end
            for end in (found.amount.low, found.amount.best, found.amount.high)
            if end is not None
        ]
        assert known == sorted(known)


@given(st.integers(min_value=0, max_value=2**70))
def test_a_number_in_digits_is_itself_or_beyond_64_bits(number):
    amount = resolve_amount(f"{number:,}", table=TABLE)
    assert amount is not None
    assert amount.best == (number if number < 2**63 else None)


@given(st.text(max_size=60))
def test_no_text_breaks_it(text):
    resolve_amount(text, table=TABLE)
    find_counts(text, table=TABLE)
    implicit_amount(text, text, table=TABLE)


def test_a_number_word_that_ends_the_text_is_read():
    text = "and wounded another"
    span = LabelledSpan(id="n1", label="COUNT", start=12, end=19, text="another")
    found = resolve_annotation_counts(Annotation(spans=(span,)), text, table=TABLE)
    assert found["n1"].best == 1
    assert found["n1"].part == "additional"
