from pathlib import Path

import msgspec
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


def test_a_file_and_a_store_are_too_much(run, coded):
    result = run("report", coded, "--store", "war.db")
    assert result.exit_code == 2
    assert "not both" in result.stderr


def test_a_store_that_is_not_there_is_named(run):
    result = run("report")
    assert result.exit_code == 1
    assert "dateline.db" in result.stderr
