import base64
import hashlib
import re
from collections import Counter
from html.parser import HTMLParser

import msgspec

from dateline.annotate.annotation import Annotation, LabelledSpan, Link
from dateline.records import Report
from dateline.show.page import render_annotation, render_page

VOID = {"meta", "link", "br", "img", "hr", "input"}
HOSTILE = '<script>alert(1)</script> " onmouseover="x" \' & </style> $title \x00\ud800 \x1b'


class Page(HTMLParser):
    """Collects ids, references and text, and checks that elements close in order."""

    def __init__(self, page):
        super().__init__()
        self.open = []
        self.ids: Counter[str] = Counter()
        self.hrefs = []
        self.keys = set()
        self.tags: Counter[str] = Counter()
        self.names: Counter[str] = Counter()
        self.text = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags[tag] += 1
        for name, value in attrs:
            self.names[name] += 1
            if name == "id":
                self.ids[value] += 1
            if name in {"href", "src"}:
                self.hrefs.append(value)
            if name in {"data-m", "data-v", "data-all"}:
                self.keys |= set(value.split())
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if not self.open or self.open[-1] not in {"script", "style"}:
            self.text.append(data)


def test_elements_close_ids_are_unique_and_references_lead_somewhere(coded):
    page = Page(render_page([coded, coded], title="Two"))
    assert page.open == []
    assert max(page.ids.values()) == 1
    inner = {href[1:] for href in page.hrefs if href.startswith("#")}
    assert inner <= set(page.ids)
    assert page.keys <= set(page.ids)


def test_nothing_is_fetched(coded):
    page = render_page([coded])
    assert Page(page).tags.keys().isdisjoint({"img", "link", "iframe", "object", "video"})
    assert "src=" not in page
    assert "url(" not in page
    assert "@import" not in page


def test_the_policy_lets_only_the_pages_own_script_and_style_run(coded):
    page = render_page([coded])
    policy = re.findall(r'Content-Security-Policy" content="([^"]+)"', page)[0]
    assert policy.startswith("default-src 'none'")
    for name in ("style", "script"):
        body = re.findall(rf"<{name}>(.*?)</{name}>", page, re.DOTALL)[0]
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy


def test_a_value_names_the_words_it_rests_on(coded, find_span):
    page = render_page([coded])
    nine = find_span("at least nine")
    key = f"r1-{nine.start}-{nine.end}"
    assert f'<a class="m count" id="{key}" href="#r1e1" data-m="{key}"' in page
    assert f'<a class="v count" href="#{key}" data-v="{key}"' in page


def test_codes_attribution_status_and_warnings_are_visible(coded):
    words = " ".join(" ".join(Page(render_page([coded])).text).split())
    for shown in (
        "Explosions/Remote violence / Air/drone strike",
        "3 one-sided",
        "ASSAULT / aerial",
        "195",
        "Said by medic",
        "Denied by Global Coalition against Daesh",
        "happened",
        "the camp is not in the gazetteer",
        "Sun 3 Mar 2019",
    ):
        assert shown in words


def test_hostile_text_stays_text(coded):
    report = Report(
        id=HOSTILE,
        text=HOSTILE,
        sha256="0" * 64,
        title=HOSTILE,
        publisher=HOSTILE,
        url="javascript:alert(1)",
    )
    event = msgspec.structs.replace(coded.events[0], summary=HOSTILE, type=HOSTILE)
    hostile = msgspec.structs.replace(coded, report=report, events=(event,))
    page = render_page([hostile], title=HOSTILE)
    parsed = Page(page)
    assert parsed.open == []
    assert parsed.tags["script"] == 1
    assert parsed.names["onmouseover"] == 0
    assert not any(href.startswith("javascript:") for href in parsed.hrefs)
    assert page.encode("utf-8").count(b"\x00") == 0


def test_a_page_without_reports_is_a_page():
    page = Page(render_page([]))
    assert page.open == []
    assert "0 reports, 0 events" in " ".join(page.text)


def test_one_report_needs_no_list(coded):
    assert Page(render_page([coded])).tags["nav"] == 0
    assert Page(render_page([coded, coded])).tags["nav"] == 1


def test_the_same_reports_give_the_same_page(coded):
    assert render_page([coded]) == render_page([coded])


def test_an_annotation_shows_spans_and_roles():
    text = "Gunmen killed three farmers, police said."
    spans = tuple(
        LabelledSpan(
            id=id_,
            label=label,
            start=text.index(words),
            end=text.index(words) + len(words),
            text=words,
        )
        for id_, label, words in (
            ("a1", "ACTOR", "Gunmen"),
            ("e1", "KILL", "killed"),
            ("n1", "COUNT", "three"),
            ("a2", "ACTOR", "farmers"),
            ("a3", "ACTOR", "police"),
            ("c1", "SAY", "said"),
        )
    )
    links = tuple(
        Link(head=head, role=role, tail=tail)
        for head, role, tail in (
            ("e1", "agent", "a1"),
            ("e1", "target", "a2"),
            ("e1", "count", "n1"),
            ("n1", "of", "a2"),
            ("c1", "source", "a3"),
            ("c1", "says", "e1"),
        )
    )
    report = Report(id="x", text=text, sha256="0" * 64, published="2019-03-04")
    rendered = render_annotation(report, Annotation(spans=spans, links=links))
    page = Page(rendered)
    words = " ".join(" ".join(page.text).split())
    assert page.open == []
    assert page.keys <= set(page.ids)
    assert "agent Gunmen" in words
    assert "source police" in words
    assert "6 spans, 6 links" in words
