from hypothesis import given
from hypothesis import strategies as st

from dateline.annotate.annotation import Annotation, LabelledSpan
from dateline.show.marks import Mark, annotation_marks, cut_pieces, find_marks, present_roles

TEXTS = st.text(max_size=60)
MARKS = st.lists(
    st.builds(
        Mark,
        start=st.integers(-3, 65),
        end=st.integers(-3, 65),
        role=st.sampled_from(["trigger", "agent", "place"]),
        owner=st.sampled_from(["a", "b"]),
    ),
    max_size=12,
)


@given(TEXTS, MARKS, st.lists(st.integers(0, 60), max_size=4))
def test_the_pieces_are_the_text(text, marks, also):
    pieces = cut_pieces(text, marks, also=[place for place in also if place <= len(text)])
    assert "".join(piece.text for piece in pieces) == text
    assert all(piece.text for piece in pieces)


@given(TEXTS, MARKS)
def test_each_piece_has_the_marks_that_cover_it(text, marks):
    kept = {mark for mark in marks if 0 <= mark.start < mark.end <= len(text)}
    for piece in cut_pieces(text, marks):
        end = piece.start + len(piece.text)
        covering = {mark for mark in kept if mark.start <= piece.start and end <= mark.end}
        assert set(piece.marks) == covering
        assert text[piece.start : end] == piece.text


def test_every_part_of_a_mention_is_marked(coded):
    marks = find_marks(coded)
    found = {(mark.role, coded.report.text[mark.start : mark.end]) for mark in marks}
    assert {
        ("trigger", "bombed"),
        ("agent", "Coalition warplanes"),
        ("means", "warplanes"),
        ("place", "Baghouz"),
        ("time", "Sunday"),
        ("count", "at least nine"),
        ("target", "civilians"),
        ("source", "medic"),
        ("cue", "told"),
    } <= found


def test_overlapping_marks_are_kept_apart(coded):
    pieces = {piece.text: piece.roles for piece in cut_pieces(coded.report.text, find_marks(coded))}
    assert pieces["Coalition "] == ("agent",)
    assert pieces["warplanes"] == ("agent", "means")


def test_the_legend_has_the_parts_that_occur(coded):
    marks = [mark for mark in find_marks(coded) if mark.role in {"time", "trigger"}]
    assert present_roles(cut_pieces(coded.report.text, marks)) == ("trigger", "time")


def test_an_annotation_is_marked_by_label():
    spans = (
        LabelledSpan(id="e1", label="KILL", start=0, end=1, text="x", status="happened"),
        LabelledSpan(id="c1", label="SAY", start=2, end=3, text="y"),
        LabelledSpan(id="a1", label="ACTOR", start=4, end=5, text="z", kind="force"),
    )
    assert [mark.role for mark in annotation_marks(Annotation(spans=spans))] == [
        "trigger",
        "cue",
        "actor",
    ]
