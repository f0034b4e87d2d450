from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.annotate.annotation import Annotation, LabelledSpan, Link
from dateline.annotate.markup import (
    MarkedDocument,
    parse_documents,
    parse_markup,
    write_document,
    write_markup,
)
from dateline.errors import MarkupError

CORPUS = Path(__file__).parents[2] / "corpus"
MARKED = (
    "The [army]{ACTOR#a1 kind=force} [shelled]{SHELLING#e1 agent=a1 place=p1} [Idlib]{PLACE#p1}, "
    "[residents]{ACTOR#a2 kind=person} [said]{SAY#c1 source=a2 says=e1}."
)


def test_parse_gives_plain_text_and_spans_that_fit_it():
    text, annotation = parse_markup(MARKED)
    assert text == "The army shelled Idlib, residents said."
    assert [text[s.start : s.end] for s in annotation.spans] == [s.text for s in annotation.spans]
    assert [s.label for s in annotation.spans] == ["ACTOR", "SHELLING", "PLACE", "ACTOR", "SAY"]
    assert [tail.text for tail in annotation.tails("e1", "agent")] == ["army"]
    assert [head.text for head in annotation.heads("e1", "says")] == ["said"]


def test_write_is_the_inverse_of_parse():
    text, annotation = parse_markup(MARKED)
    assert write_markup(text, annotation) == MARKED


def test_whole_corpus_survives_a_round_trip():
    count = 0
    for path in sorted(CORPUS.glob("*.txt")):
        for document in parse_documents(path.read_text("utf-8").splitlines(), source=path.name):
            count += 1
            date.fromisoformat(document.published)
            again = next(parse_documents(write_document(document).splitlines()))
            assert again.text == document.text.replace("\n\n", "\n")
            assert shape(again.annotation) == shape(document.annotation), document.name
    assert count >= 1300


def shape(annotation: Annotation):
    spans = {s.id: (s.start, s.label, s.kind, s.status, s.deny) for s in annotation.spans}
    links = {(spans[k.head], k.role, spans[k.tail]) for k in annotation.links}
    return sorted(spans.values()), sorted(links, key=str)


@pytest.mark.parametrize(
    ("marked", "message"),
    [
        ("[A]{ACTOR#a1 kind=force} [B]{ACTOR#a1 kind=force}", "used twice"),
        ("[hit]{ATTACK#e1 agent=a9}", "agent=a9, which no span is"),
    ],
)
def test_broken_markup_says_where(marked, message):
    with pytest.raises(MarkupError, match=message):
        parse_markup(marked, where="doc-001")


def test_header_must_have_its_form():
    with pytest.raises(MarkupError, match="published=YYYY-MM-DD"):
        list(parse_documents(["== x-1 style=wire", "text"]))


@given(st.text(alphabet="ab []{}\n", max_size=40), st.integers(0, 20), st.integers(1, 8))
def test_any_text_can_be_written_and_read_back(text, start, length):
    end = min(len(text), start + length)
    spans: tuple[LabelledSpan, ...] = ()
    if start < end and text[start:end].strip() == text[start:end] and "\n" not in text[start:end]:
        span = LabelledSpan(
            id="x", label="ACTOR", start=start, end=end, text=text[start:end], kind="force"
        )
        spans = (span,)
    document = MarkedDocument(
        name="t-001",
        style="x",
        published="2020-01-01",
        text=text,
        annotation=Annotation(spans=spans),
    )
    again = next(parse_documents(write_document(document).splitlines()))
    assert len(again.annotation.spans) == len(spans)
    assert all(again.text[s.start : s.end] == s.text for s in again.annotation.spans)


def test_links_are_found_from_both_ends():
    spans = tuple(
        LabelledSpan(id=i, label="ACTOR", start=n, end=n + 1, text="x") for n, i in enumerate("ab")
    )
    annotation = Annotation(spans=spans, links=(Link(head="b", role="same", tail="a"),))
    assert annotation.tails("b", "same")[0].id == "a"
    assert annotation.heads("a", "same")[0].id == "b"
