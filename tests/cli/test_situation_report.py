import sys
from pathlib import Path

import msgspec
import pypdf
import pytest
from tests.situation.conftest import coded_report

REPORTS = ("Furat", "Badia")


@pytest.fixture
def coded(run):  # noqa: ARG001  run enters the empty folder
    lines = (msgspec.json.encode(coded_report(name)).decode() for name in REPORTS)
    Path("coded.jsonl").write_text("\n".join(lines) + "\n")
    return "coded.jsonl"


def test_writes_a_page_of_coded_reports_without_a_coder(run, coded, coders):
    result = run("report", coded, "-o", "report.html")
    assert (result.exit_code, result.stdout, coders) == (0, "", [])
    page = Path("report.html").read_text()
    assert "<title>Situation report</title>" in page
    assert "1 event from 2 reports" in page


def test_markdown_goes_to_standard_output(run, coded):
    result = run("report", coded, "--format", "markdown", "--place", "Hajin")
    assert result.stdout.startswith("# Situation report: Hajin\n")


def test_reports_of_a_store(run):
    Path("a.txt").write_text("The army attacked the town of Hajin on Friday, the ministry said.")
    run("add", "a.txt", "--published", "2019-03-02")
    result = run("report", "--format", "markdown")
    assert result.exit_code == 0
    assert "1 event from 1 report" in result.stdout


def test_reports_that_are_not_coded_are_coded_first(run, coders):
    Path("a.txt").write_text("The army attacked the town of Hajin on Friday, the ministry said.")
    result = run("report", "a.txt", "--format", "markdown", "--threads", "2")
    assert "1 event from 1 report" in result.stdout
    assert coders[0].options.threads == 2


def test_no_such_event_writes_nothing(run, coded):
    result = run("report", coded, "--actor", "Nobody", "-o", "report.html")
    assert result.exit_code == 1
    assert "ask for less" in result.stderr
    assert not Path("report.html").exists()


def test_a_broken_line_is_said_and_the_rest_reported(run, coded):
    with Path(coded).open("a") as file:
        file.write('{"report": 1, "event_mentions": [], "events": []}\n')
    result = run("report", coded, "--format", "markdown")
    assert result.exit_code == 1
    assert "coded.jsonl:3: error: not a coded report" in result.stderr
    assert "1 event from 2 reports" in result.stdout


def test_a_pdf_names_filters_and_what_coded_the_reports_of_a_store(run):
    Path("a.txt").write_text("The army attacked the town of Hajin on Friday, the ministry said.")
    run("add", "a.txt", "--published", "2019-03-02")
    result = run("report", "--format", "pdf", "-o", "report.pdf")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    first = pypdf.PdfReader("report.pdf").pages[0].extract_text()
    assert "all events of the reports" in first
    assert "coder 0.1.0+small, model none, codebook c1, gazetteer g1: 1 report" in first


def test_a_pdf_names_what_coded_the_reports_of_a_file(run):
    Path("a.txt").write_text("The army attacked the town of Hajin on Friday, the ministry said.")
    assert run("report", "a.txt", "--format", "pdf", "-o", "report.pdf").exit_code == 0
    assert "coder 0.1.0+small" in pypdf.PdfReader("report.pdf").pages[0].extract_text()


def test_letters_that_no_font_holds_are_said(run, coded):
    lines = Path(coded).read_text().replace("News of Furat", "侵略 News")
    Path(coded).write_text(lines)
    result = run("report", coded, "--format", "pdf", "-o", "report.pdf")
    assert result.exit_code == 0
    assert "the fonts of the PDF lack 2 letters (侵 略)" in result.stderr
    assert "write the report as HTML" in result.stderr


def test_a_pdf_needs_a_file(run, coded):
    result = run("report", coded, "--format", "pdf")
    assert result.exit_code == 2
    assert "pdf is no text, so it needs a file; add -o FILE" in result.stderr


def test_without_the_library_nothing_is_coded_and_the_install_line_is_given(
    run, coders, monkeypatch
):
    Path("a.txt").write_text("The army attacked the town of Hajin on Friday, the ministry said.")
    monkeypatch.setitem(sys.modules, "typst", None)
    for name in [name for name in sys.modules if name.startswith("dateline.situation.pdf")]:
        monkeypatch.delitem(sys.modules, name)
    result = run("report", "a.txt", "--format", "pdf", "-o", "report.pdf")
    assert (result.exit_code, coders) == (1, [])
    assert "pdf: this form needs typst; install it with `pip install 'dateline[pdf]'`" in (
        result.stderr
    )
    assert not Path("report.pdf").exists()


@pytest.mark.parametrize("form", ["html", "markdown", "pdf"])
def test_what_is_there_is_kept_unless_forced(run, coded, form):
    Path("out").write_text("mine")
    result = run("report", coded, "--format", form, "-o", "out")
    assert result.exit_code == 1
    assert "out exists; give another file, or --force" in result.stderr
    assert Path("out").read_text() == "mine"
    assert run("report", coded, "--format", form, "-o", "out", "--force").exit_code == 0
    assert Path("out").read_bytes() != b"mine"


def test_a_file_and_a_store_are_too_much(run, coded):
    result = run("report", coded, "--store", "war.db")
    assert result.exit_code == 2
    assert "not both" in result.stderr


def test_a_store_that_is_not_there_is_named(run):
    result = run("report")
    assert result.exit_code == 1
    assert "dateline.db" in result.stderr
