"""The PDF is read back by a reader that is not ours."""

import io
from collections.abc import Iterator
from itertools import pairwise

import pypdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.situation.conftest import coded_report

from dateline.situation.choose import Wanted
from dateline.situation.gather import gather
from dateline.situation.pdf.letters import number_missing
from dateline.situation.pdf.page import render_pdf
from dateline.situation.pdf.typeset import Fonts

VERSIONS = ("coder 0.1.0+abcd, model m1, codebook c1, gazetteer g1: 5 reports",)
MARKUP = (
    "#panic() *a* _b_ [c] $d$ @e1 \\f //g /*h*/ `i` <r1> ~ -- \"q\" 'r' ] } #{ = j \x00\x1b\n- k"
)


class Read:
    """A PDF read back."""

    def __init__(self, content):
        self.reader = pypdf.PdfReader(io.BytesIO(content), strict=True)
        self.root = self.reader.trailer["/Root"]

    @property
    def text(self):
        return " ".join(" ".join(page.extract_text() for page in self.reader.pages).split())

    @property
    def links(self) -> Iterator[str]:
        """Yield where each link leads: the name of a place, `page 3` or an address."""
        pages = {page.indirect_reference: n for n, page in enumerate(self.reader.pages, 1)}
        for page in self.reader.pages:
            for found in page.get("/Annots", ()):
                link = found.get_object()
                place = link["/Dest"] if "/Dest" in link else link["/A"]["/URI"]
                if isinstance(place, str):
                    yield place
                else:
                    yield f"page {pages[place.get_object()[0]]}"


def read(situation, **options):
    return Read(render_pdf(situation, **options).content)


def named(name, words):
    """Return a report in which everybody and everything has these words for a name."""
    one = coded_report(name)
    (event,) = one.events
    assert event.side_a
    assert event.place
    sided = replace(event.side_a, name=words)
    placed = replace(event.place, name=words, admin1=words)
    return replace(
        one,
        report=replace(one.report, title=words, publisher=words, url=words, language=words),
        events=(replace(event, side_a=sided, place=placed, summary=words),),
    )


@pytest.fixture
def situation(several, rules):
    return gather(several, rules)


def test_key_figures_events_and_disputes_are_in_the_text(situation):
    text = read(situation, versions=VERSIONS).text
    for told in (
        "9 (9 to 42)",
        "600 (500 to 700)",
        "1. Air strike, Hajin",
        "3. Displacement, Raqqa",
        "Reports disagree on deaths: the tolls do not meet",
        "“40 people”",
        "Military Forces of Syria",
        "no later change reported",
        "Warplanes bombed Hajin on Monday",
        "Not on the map",
    ):
        assert told in text
    assert "The market of Furat was closed" not in text


def test_filters_and_versions_stand_in_front(several, rules):
    wanted = Wanted(place="Hajin", first="2019-03-01", last="2019-03-31")
    pages = read(gather(several, rules, wanted), versions=VERSIONS).reader.pages
    first = pages[0].extract_text()
    assert "at Hajin, on 1 to 31 Mar 2019" in first
    assert VERSIONS[0] in first
    assert f"Page 1 of {len(pages)}" in first
    assert "Situation report: at Hajin, on 1 to 31 Mar 2019" in pages[1].extract_text()


def test_links_lead_to_places_in_the_file(situation):
    found = read(situation)
    links = list(found.links)
    outside = {link for link in links if "://" in link}
    assert outside == {one.report.url for one in situation.sources}
    named = {link for link in links if not link.startswith("page ")} - outside
    assert named <= set(found.reader.named_destinations)
    assert {"e1", "e2", "e3", "e4", "r3"} <= named
    last = len(found.reader.pages)
    assert "Warplanes bombed Hajin" in found.reader.pages[last - 1].extract_text()
    assert links.count(f"page {last}") > 40


def test_it_is_tagged_and_has_a_language_and_bookmarks(situation):
    found = read(situation)
    assert found.root["/MarkInfo"]["/Marked"].value is True
    assert found.root["/Lang"] == "en"
    assert "/StructTreeRoot" in found.root
    metadata = found.root["/Metadata"].get_object().get_data()
    assert b"<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert found.reader.metadata.title == "Situation report"
    assert "Sources" in str(found.reader.outline)


def test_pictures_are_described(situation):
    found = read(situation)
    told = []

    def walk(node):
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, dict):
            told.append(str(node.get("/Alt", "")))
            walk(node.get("/K", ()))
        elif isinstance(node, list):
            for child in node:
                walk(child)

    walk(found.root["/StructTreeRoot"])
    words = " ".join(told)
    assert "Map of 2 places with events" in words
    assert "Events and deaths by day" in words


def test_the_same_reports_give_the_same_bytes(several, rules):
    one, other = gather(several, rules), gather(reversed(several), rules)
    assert render_pdf(one).content == render_pdf(other).content
    assert "/CreationDate" not in read(one).reader.metadata


def test_a_report_without_events_is_a_page(rules):
    found = read(gather([], rules))
    assert len(found.reader.pages) == 1
    assert "No such event is reported." in found.text
    assert "No report is quoted." in found.text


def test_a_long_table_repeats_its_header_on_every_page(rules):
    places = ("Hajin", "Raqqa", "Aleppo Province")
    coded = [
        coded_report(f"N{n}", day=n % 28 + 1, place=places[n // 28], published=f"2019-04-{n % 28 + 1:02}")
        for n in range(45)
    ]  # fmt: skip
    found = read(gather(coded, rules))
    pages = [page.extract_text() for page in found.reader.pages]
    header = "Event When Where Sides"
    held = [number for number, text in enumerate(pages) if header in " ".join(text.split())]
    assert len(held) > 1
    assert all(after == before + 1 for before, after in pairwise(held))


def test_mark_up_of_typst_stays_text(rules):
    found = read(gather([named("Furat", MARKUP)], rules))
    assert "#panic() *a* _b_ [c] $d$ @e1 \\f //g" in found.text
    assert not any(isinstance(link, str) and "panic" in link for link in found.links)


@settings(max_examples=6)
@example(words=MARKUP)
@example(words='"\u0301a\\\u0301 \u0489')
@example(words="\ufeff\u200b\u2028\u2029\u202e\ud800\uffff\U000e0001")
@example(words="x" * 400)
@given(words=st.text(min_size=1, max_size=60))
def test_any_words_can_be_set(rules, words):
    pdf = render_pdf(gather([named("Furat", words)], rules, Wanted(actor="military:SYR")))
    text = Read(pdf.content).text
    assert "1 event from 1 report" in text
    assert ("The fonts of this file lack" in text) == bool(pdf.missing)


@settings(max_examples=6)
@given(
    words=st.text(alphabet="#*_[]{}()$@\\/`<>~-=+\"'^&%!?;:,.|abcr1 0", min_size=1, max_size=300)
)
def test_no_sign_is_taken_for_mark_up(rules, words):
    text = read(gather([named("Furat", f"Q{words}Q")], rules)).text.replace(" ", "")
    assert f"[1]Q{words}Q".replace(" ", "") in text


def test_names_in_other_scripts_are_drawn(rules):
    words = "Škoda Đặng Ağrı Дмитрий Київ محمد الأحمد שלום Γιώργος"
    pdf = render_pdf(gather([named("Furat", words)], rules))
    assert pdf.missing == ()
    assert "Škoda Đặng Ağrı Дмитрий Київ" in Read(pdf.content).text


def test_letters_that_no_font_holds_stand_as_their_numbers(rules):
    pdf = render_pdf(gather([named("Furat", "侵略 አዲስ")], rules))
    assert set(pdf.missing) == set("侵略አዲስ")
    text = Read(pdf.content).text
    assert "[U+4FB5][U+7565] [U+12A0]" in text
    assert "lack 5 of the letters" in text


def test_names_that_cannot_be_drawn_on_the_map_are_said_to_be_left_out(rules):
    drawn, left_out = (
        read(gather([named("Furat", words)], rules)).text for words in ("Đặng", "አዲስ አበባ")
    )
    assert "are left out of it" not in drawn
    assert "are left out of it" in left_out


def test_only_the_letters_that_cannot_be_drawn_are_numbered():
    def drawn(words):
        return not any("略" in word or "éД" in word for word in words)

    assert number_missing('{"a侵b略é": "x"}', drawn) == ('{"a侵b[U+7565]é": "x"}', ("略",))
    assert number_missing('["éД é", "é"]', drawn) == (
        '["[U+00E9 U+0414] [U+00E9]", "é"]',
        ("é", "Д"),
    )


def test_fonts_say_what_they_hold():
    fonts = Fonts()
    assert fonts.hold(["é", "Д"])
    assert not fonts.hold(["é", "侵"])
    assert fonts.hold_picture('<svg xmlns="http://www.w3.org/2000/svg"><text>é</text></svg>')
