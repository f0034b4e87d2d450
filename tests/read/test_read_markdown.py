import io

import pytest

from dateline.read import Failure, ReadOptions, ReadReport
from dateline.read.markdown import strip_markup
from dateline.read.texts import read_markdown


def read_one(text, **options):
    (outcome,) = read_markdown(io.BytesIO(text.encode()), "a.md", ReadOptions(**options))
    return outcome


LINES = [
    pytest.param("The *army* took **Hajin** and __left__.", "The army took Hajin and left.", id="stress"),
    pytest.param("file_name_here stays", "file_name_here stays", id="underscores-in-words"),
    pytest.param("See [the *map*](http://x/y) now", "See the map now", id="link"),
    pytest.param("See [the map][1] now", "See the map now", id="reference-link"),
    pytest.param("![Photo: a tank](x.jpg)", "", id="image"),
    pytest.param("## Heading ##", "Heading", id="heading"),
    pytest.param("> - 1. quoted item", "quoted item", id="nested-prefixes"),
    pytest.param("- [x] done", "done", id="task"),
    pytest.param("| place | dead |", "place\tdead", id="table-row"),
    pytest.param("A <b>bold</b> word<br/>", "A bold word", id="html"),
    pytest.param("2019\\. It \\*was\\*", "2019. It *was*", id="escapes"),
    pytest.param("`code` word", "code word", id="code"),
    pytest.param("2 < 3 and 5 > 4", "2 < 3 and 5 > 4", id="comparisons"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "plain"), LINES)
def test_strips_marks(line, plain):
    assert list(strip_markup([line])) == [plain]


@pytest.mark.parametrize("line", ["---", "* * *", "|---|:--:|", "====", "[1]: http://x/y"])
def test_drops_lines_of_marks(line):
    assert list(strip_markup(["before", line, "after"])) == ["before", "after"]


def test_keeps_what_a_code_block_holds():
    assert list(strip_markup(["```text", "# a *b*", "```", "*c*"])) == ["# a *b*", "c"]


def test_front_matter_says_title_date_and_publisher():
    outcome = read_one(
        '---\ntitle: "Army: takes Hajin"\ndate: 2019-03-02  # local\nsource: The Wire\n---\n\nIt *left*.\n'
    )
    assert isinstance(outcome, ReadReport)
    report = outcome.report
    assert (report.title, report.published, report.publisher) == (
        "Army: takes Hajin",
        "2019-03-02",
        "The Wire",
    )
    assert report.text.split("\n", 1) == ["Army: takes Hajin", "It left."]


def test_toml_front_matter_is_read():
    outcome = read_one('+++\ntitle = "Army takes Hajin"\ndate = 2019-03-02\n+++\nIt left.')
    assert isinstance(outcome, ReadReport)
    assert (outcome.report.title, outcome.report.published) == ("Army takes Hajin", "2019-03-02")


def test_the_opening_heading_is_the_title():
    outcome = read_one("\n# Army takes **Hajin**\n\nIt left.", published="2019-03-02")
    assert isinstance(outcome, ReadReport)
    assert outcome.report.title == "Army takes Hajin"
    assert outcome.report.text == "Army takes Hajin\n\nIt left."
    assert outcome.report.published == "2019-03-02"


def test_an_impossible_date_is_named_with_its_line():
    outcome = read_one("---\ntitle: x\ndate: 2019-02-30\n---\nIt left.")
    assert isinstance(outcome, Failure)
    assert outcome.where == "a.md:3"
    assert "does not exist" in outcome.message


@pytest.mark.parametrize("mark", [">", "-", "*", "_", "[", "`", "\\", "|", "#", "<", "~"])
def test_a_long_row_of_marks_is_no_trap(mark):
    assert isinstance(read_one(f"{mark * 50_000} The army left."), ReadReport | Failure)
