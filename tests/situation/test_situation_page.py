import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from msgspec.structs import replace
from tests.situation.conftest import coded_report

from dateline.fuse.responsibility import as_claim
from dateline.records import Claim, CodedReport, Span
from dateline.situation.choose import Wanted
from dateline.situation.gather import gather, quotes_of
from dateline.situation.markdown import plain, render_markdown
from dateline.situation.page import render_situation

VOID = {"meta", "link", "br", "img", "hr", "input"}
HOSTILE = (
    '<script>alert(1)</script> " onmouseover="x" \' & </style> $title | [x](javascript:y) \x00\x1b'
)


class Page(HTMLParser):
    """Collects ids, references, tags and text, and checks that elements close in order."""

    def __init__(self, page):
        super().__init__()
        self.open = []
        self.ids: Counter[str] = Counter()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, dict[str, str]]] = []
        self.text = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags[tag] += 1
        found = dict(attrs)
        self.attributes.append((tag, found))
        if "id" in found:
            self.ids[found["id"]] += 1
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if not self.open or self.open[-1] != "style":
            self.text.append(data)

    def values(self, name):
        return [found[name] for _, found in self.attributes if name in found]

    @property
    def words(self):
        return " ".join(" ".join(self.text).split())


@pytest.fixture
def page(several, rules):
    return render_situation(gather(several, rules))


def test_elements_close_ids_are_unique_and_links_lead_somewhere(page):
    parsed = Page(page)
    assert parsed.open == []
    assert max(parsed.ids.values()) == 1
    inner = {href[1:] for href in parsed.values("href") if href.startswith("#")}
    assert inner <= set(parsed.ids)
    named = {id_ for value in parsed.values("aria-labelledby") for id_ in value.split()}
    assert named <= set(parsed.ids)


def test_the_page_needs_nothing_but_itself(page):
    parsed = Page(page)
    fetching = {"script", "img", "link", "iframe", "object", "embed", "video", "audio", "image", "use", "base"}  # fmt: skip
    assert parsed.tags.keys().isdisjoint(fetching)
    assert not parsed.values("src")
    assert not parsed.values("srcset")
    assert not parsed.values("style")
    for word in ("url(", "@import", "@font-face", "src="):
        assert word not in page
    assert "default-src 'none'" in page
    outside = [href for href in parsed.values("href") if not href.startswith("#")]
    assert all(href.startswith("https://example.org/") for href in outside)


def test_a_screen_reader_finds_its_way(page):
    parsed = Page(page)
    assert {"main", "nav", "header", "footer", "section"} <= parsed.tags.keys()
    assert parsed.tags["caption"] == parsed.tags["table"] > 5
    heads = [found for tag, found in parsed.attributes if tag == "th"]
    assert all(found["scope"] in {"col", "row"} for found in heads)
    assert 'lang="en"' in page
    assert 'class="skip" href="#main"' in page
    levels = [int(tag[1]) for tag, _ in parsed.attributes if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_contradictions_stand_beside_each_other_with_their_words(page):
    parsed = Page(page)
    assert "Reports disagree on deaths: the tolls do not meet" in parsed.words
    beside = re.findall(r'<ul class="beside">(.*?)</ul>', page)[0]
    assert beside.count("<li>") == 2
    for words in ("40 people", "7 people", "medic", "Tue 5 Mar 2019"):
        assert words in beside


def test_every_value_leads_to_its_words_in_a_source(page):
    links = re.findall(r'<a class="v (\w+)" href="#(r\d+-\d+-\d+)"', page)
    assert {role for role, _ in links} >= {"trigger", "agent", "place", "time", "count"}
    for _, key in links:
        assert f'id="{key}"' in page


def test_sources_quote_only_what_events_rest_on(page):
    parsed = Page(page)
    assert "Warplanes bombed Hajin" in parsed.words
    assert "The market of Furat was closed" not in parsed.words


def test_all_parts_are_told(page):
    words = Page(page).words
    for told in (
        "Military Forces of Syria",
        "600 (500 to 700)",
        "Aleppo Province",
        "Not on the map",
        "2019-03",
        "no later change reported",
    ):
        assert told in words


def test_no_information_by_colour_alone(page):
    assert "Air strikes, shelling, bombs" in page
    assert "(prefers-color-scheme: dark)" in page
    assert "@media print" in page
    assert ":focus-visible" in page


def hostile(name):
    coded = coded_report(name)
    (event,), (mention,) = coded.events, coded.event_mentions
    assert event.place
    assert event.side_a
    place = replace(event.place, name=HOSTILE, admin1=HOSTILE, span=None)
    side = replace(event.side_a, name=HOSTILE)
    text = HOSTILE + " bombed. " + HOSTILE
    start = text.index("bombed")
    trigger = Span(start=start, end=start + 6, text="bombed")
    return replace(
        coded,
        report=replace(
            coded.report, id=HOSTILE, text=text, title=HOSTILE, publisher=HOSTILE, url="javascript:alert(1)"
        ),
        event_mentions=(replace(mention, trigger=trigger, place=place, agents=(), counts=()),),
        events=(replace(event, place=place, side_a=side, type=HOSTILE),),
    )  # fmt: skip


def test_hostile_text_stays_text(rules):
    situation = gather([hostile("Furat")], rules, Wanted(place=HOSTILE))
    rendered = render_situation(situation)
    parsed = Page(rendered)
    assert parsed.open == []
    assert parsed.tags["script"] == 0
    assert parsed.tags["style"] == 1
    assert not parsed.values("onmouseover")
    assert not any(href.startswith("javascript:") for href in parsed.values("href"))
    assert "\x00" not in rendered
    assert "\x1b" not in rendered


def test_hostile_text_stays_text_in_markdown(rules):
    rendered = render_markdown(gather([hostile("Furat")], rules))
    assert not re.search(r"(?<!\\)<", rendered)
    assert not re.search(r"(?<!\\)\]\(", rendered)
    assert "\x1b" not in rendered
    for block in rendered.split("\n\n"):
        rows = [line for line in block.splitlines() if line.startswith("|")]
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in rows}) <= 1


def test_markdown_tells_the_same(several, rules):
    rendered = render_markdown(gather(several, rules))
    assert rendered.startswith("# Situation report\n")
    for told in (
        "Reports disagree on deaths",
        "**40** (medic, Tue 5 Mar 2019)",
        "Military Forces of Syria",
        "> Warplanes bombed Hajin on Monday and killed 40 people, a medic said.",
        "## People on the move",
    ):
        assert told in rendered


def accused(name: str) -> CodedReport:
    """A report whose medic accuses the army."""
    coded = coded_report(name)
    (mention,), (event,) = coded.event_mentions, coded.events
    army = mention.agents[0]
    medic = mention.attribution.source if mention.attribution else None
    claim = Claim(actor=army, kind="accusation", by=medic, span=mention.trigger)
    return replace(coded, events=(replace(event, claims=(claim,)),))


def test_who_accuses_whom_is_told_with_the_words(rules):
    situation = gather([accused("Furat")], rules)
    page, plain_words = render_situation(situation), render_markdown(situation)
    told = "Military Forces of Syria accused by medic"
    assert told in page
    assert "Who did it" in page
    assert f"- Who did it: **{told}**" in plain_words
    (claim,) = map(as_claim, situation.events[0].responsibility)
    (quote,) = quotes_of(situation, "responsibility", claim)
    assert quote.span.text == "bombed"


def test_plain_words_hold_no_markup():
    assert plain("a|b\n*c* <d>") == r"a\|b \*c\* \<d\>"
    assert plain("# a (b-c)") == r"\# a (b-c)"
    assert plain("12. a") == r"12\. a"
    assert plain("12 a") == "12 a"


def test_the_same_reports_give_the_same_bytes(several, rules):
    one, other = gather(several, rules), gather(reversed(several), rules)
    assert render_situation(one) == render_situation(other)
    assert render_markdown(one) == render_markdown(other)
