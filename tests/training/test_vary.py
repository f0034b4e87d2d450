import pytest
from training.vary import make_pools, vary, with_variants

from dateline.annotate.markup import parse_documents

LINES = """\
== one-001 | style=wire | published=2019-03-02
Troops shelled [Idlib]{PLACE#p1} on Friday, and [Idlib]{PLACE#p2} burned. The [Harakat]{ACTOR#a1 kind=force}
 [lost]{KILL#e1 status=happened target=a1 count=n1 place=p1} [14]{COUNT#n1} men; [He]{ACTOR#a2 kind=person} wept.

== two-001 | style=wire | published=2019-03-02
In [Kidal]{PLACE#p1} the [Movement]{ACTOR#a1 kind=force}, or [MNLA]{ACTOR#a2 kind=force same=a1}, fought
 with [rifles]{MEANS#m1}.
""".splitlines()


@pytest.fixture
def documents():
    return list(parse_documents(LINES))


def test_spans_of_a_variant_hold_their_text(documents):
    pools = make_pools(documents)
    for number in range(1, 20):
        for document in documents:
            varied = vary(document, pools, number)
            assert varied.annotation.links == document.annotation.links
            for span in varied.annotation.spans:
                assert varied.text[span.start : span.end] == span.text


def test_equal_names_stay_equal_and_some_change(documents):
    pools = make_pools(documents)
    seen = set()
    for number in range(1, 20):
        first, second = (
            span.text
            for span in vary(documents[0], pools, number).annotation.spans
            if span.label == "PLACE"
        )
        assert first == second
        seen.add(first)
    assert seen == {"Idlib", "Kidal"}


def test_an_actor_with_two_names_and_a_pronoun_are_kept(documents):
    pools = make_pools(documents)
    for number in range(1, 20):
        texts = {s.text for s in vary(documents[1], pools, number).annotation.spans}
        assert {"Movement", "MNLA"} <= texts
        assert "He" in {s.text for s in vary(documents[0], pools, number).annotation.spans}


def test_numbers_keep_their_length(documents):
    pools = make_pools(documents)
    counts = {
        span.text
        for number in range(1, 30)
        for span in vary(documents[0], pools, number).annotation.spans
        if span.label == "COUNT"
    }
    assert len(counts) > 3
    assert all(len(text) == 2 and text.isdigit() for text in counts)


def test_variants_have_names_of_their_own_and_are_the_same_each_time(documents):
    varied = with_variants(documents, 2)
    assert [d.name for d in varied] == [
        "one-001", "two-001", "one-001~1", "two-001~1", "one-001~2", "two-001~2",
    ]  # fmt: skip
    assert varied == with_variants(documents, 2)
