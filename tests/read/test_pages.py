import hashlib
import io

import pytest

from dateline.read import Failure, ReadOptions, ReadReport
from dateline.read.pages import read_page

BODY = "".join(
    f"<p>The army attacked the village of Tal {i} on Friday, the ministry said in a statement.</p>"
    for i in range(5)
)
HEAD = """<title>Army attacks villages - The Wire</title>
<meta property="og:title" content="Army attacks villages">
<meta property="og:site_name" content="The Wire">
<meta property="og:url" content="https://wire.example/army">
<meta property="article:published_time" content="2019-03-02T10:00:00Z">"""
PAGE = (
    f'<!DOCTYPE html><html lang="en"><head>{HEAD}</head><body><nav><a href="/">Home</a></nav>'
    f"<article><h1>Army attacks villages</h1>{BODY}</article>"
    "<footer>Copyright 2024 The Wire</footer></body></html>"
)


def read_one(raw, **options):
    (outcome,) = read_page(io.BytesIO(raw), "a.html", ReadOptions(**options))
    return outcome


def test_finds_the_article_and_what_the_page_says_of_it():
    outcome = read_one(PAGE.encode())
    assert isinstance(outcome, ReadReport)
    report = outcome.report
    assert report.title == "Army attacks villages"
    assert report.published == "2019-03-02"
    assert report.publisher == "The Wire"
    assert report.url == "https://wire.example/army"
    assert report.language == "en"
    assert report.text.startswith("Army attacks villages\nThe army attacked the village of Tal 0")
    assert "Copyright" not in report.text
    assert report.sha256 == hashlib.sha256(PAGE.encode()).hexdigest()


def test_the_date_is_never_guessed_from_the_text():
    page = f"<html><body><article>{BODY}</article><p>Updated 3 May 2020, (c) 2024</p></body></html>"
    outcome = read_one(page.encode())
    assert isinstance(outcome, ReadReport)
    assert outcome.report.published is None
    given = read_one(page.encode(), published="2019-03-02")
    assert isinstance(given, ReadReport)
    assert given.report.published == "2019-03-02"


def test_a_declared_encoding_is_used():
    page = PAGE.replace("<head>", '<head><meta charset="windows-1254">').replace("Tal", "Şırnak")
    outcome = read_one(page.encode("cp1254"))
    assert isinstance(outcome, ReadReport)
    assert "Şırnak" in outcome.report.text
    assert "read as cp1254, as the page declares" in outcome.notes[0].message


LINKS = "".join(f'<li><a href="/{i}">News of the world, section {i}</a></li>' for i in range(40))
NO_ARTICLE = [
    pytest.param("<html><body></body></html>", id="empty-body"),
    pytest.param(f"<html><body><ul>{LINKS}</ul></body></html>", id="links-only"),
    pytest.param("<html><body><script>var a = 1;</script></body></html>", id="script-only"),
    pytest.param("<" * 2000, id="no-page"),
]


@pytest.mark.parametrize("page", NO_ARTICLE)
def test_a_page_without_an_article_is_a_failure(page):
    outcome = read_one(page.encode())
    assert isinstance(outcome, Failure)
    assert outcome.where == "a.html:1"
    assert "no article was found in the page; save" in outcome.message
