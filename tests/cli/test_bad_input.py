"""Every case of bad input: what is said, where, and that the other reports are still coded."""

import json
from pathlib import Path

import pytest

GOOD = "The army attacked the town of Hajin on Friday, the ministry said."

# file, bytes, where, what is said, what to do
FAILURES = [
    pytest.param("m.txt", b"", "m.txt:1", "there is no text", "leave it out", id="empty"),
    pytest.param("m.txt", b" \n\t\n", "m.txt:1", "there is no text", "leave it out", id="blank"),
    pytest.param("m.txt", bytes(range(256)) * 8, "m.txt:1", "binary", "leave the file out", id="binary"),
    pytest.param("m.txt", b"%PDF-1.4", "m.txt:1", "a PDF document", "give its text", id="pdf"),
    pytest.param("m.md", b"---\ndate: 2019-02-30\n---\nIt left.", "m.md:2", "does not exist", "YYYY-MM-DD", id="impossible-date"),
    pytest.param("m.jsonl", b'\n{"text": "It left.", "published": "03/04/2019"}', "m.jsonl:2", "which number is the day", "YYYY-MM-DD", id="ambiguous-date"),
    pytest.param("m.csv", b"text,published\nIt left.,soon\n", "m.csv:2", "is not a date", "YYYY-MM-DD", id="no-such-date"),
    pytest.param("m.html", b"<html><body></body></html>", "m.html:1", "no article", "save the page", id="html-without-article"),
    pytest.param("m.jsonl", b'{"text": oops}', "m.jsonl:1", "malformed JSON at column 10", "correct the line", id="malformed-json"),
    pytest.param("m.csv", b"body\nIt left.\n", "m.csv:1", "no column is called `text`", "a report has `text`", id="no-text-column"),
    pytest.param("m.txt", b"\xe2\x80\x8f\x00", "m.txt:1", "there is no text", "leave it out", id="nothing-but-marks"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "raw", "where", "what", "to_do"), FAILURES)
def test_a_bad_file_is_said_and_the_others_are_coded(run, name, raw, where, what, to_do):
    Path("a.txt").write_text(GOOD)
    Path(name).write_bytes(raw)
    Path("z.txt").write_text(GOOD + " It left.")
    result = run("code", "a.txt", name, "z.txt", "--published", "2019-03-02")
    (said,) = (line for line in result.stderr.splitlines() if line.startswith(where))
    assert said.startswith(f"{where}: error: ")
    assert what in said
    assert to_do in said
    assert len(result.stdout.splitlines()) == 2
    assert "1 report failed, 2 reports coded" in result.stderr
    assert result.exit_code == 1


NOTES = [
    pytest.param("m.txt", f"One.\n{GOOD}\x07".encode(), "m.txt:2", "note: removed 1 control character", id="control"),
    pytest.param("m.txt", f"{GOOD}\u200f".encode(), "m.txt:1", "note: removed 1 text direction mark", id="right-to-left"),
    pytest.param("m.jsonl", b'{"text": "It attacked \\ud800 us."}', "m.jsonl:1", "note: removed 1 lone surrogate", id="surrogate"),
    pytest.param("m.txt", f"{GOOD} Café.".encode("cp1252"), "m.txt:1", "read as windows-1252, which is a guess; save the file as UTF-8", id="encoding"),
    pytest.param("m.txt", b"12 34\n56", "m.txt:1", "no words, only numbers or signs", id="only-numbers"),
    pytest.param("m.txt", b"Die Armee hat am Freitag die Stadt eingenommen, sagte sie.", "m.txt:1", "warning: in de, not English", id="language"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "raw", "where", "what"), NOTES)
def test_an_odd_file_is_coded_with_a_message(run, name, raw, where, what):
    Path(name).write_bytes(raw)
    Path("z.txt").write_text(GOOD)
    result = run("code", name, "z.txt", "--published", "2019-03-02")
    said = [line for line in result.stderr.splitlines() if line.startswith(f"{where}: ")]
    assert any(what in line for line in said)
    assert len(result.stdout.splitlines()) == 2
    assert result.exit_code == 0


def test_no_date_is_a_warning(run):
    Path("a.txt").write_text(GOOD)
    result = run("code", "a.txt")
    assert "a.txt:1: warning: no publication date; give --published" in result.stderr
    assert json.loads(result.stdout)["report"]["published"] is None
    assert result.exit_code == 0


def test_ten_megabytes_are_one_report(run):
    Path("a.txt").write_text((GOOD + "\n") * (10_000_000 // len(GOOD)))
    Path("z.txt").write_text(GOOD)
    result = run("code", "a.txt", "z.txt", "--published", "2019-03-02", "-o", "out.jsonl")
    assert result.exit_code == 0
    with Path("out.jsonl").open() as lines:
        assert sum(1 for _ in lines) == 2


def test_what_the_coder_cannot_bear_fails_alone(run, coders):
    rows = [{"text": f"{GOOD} {'EXPLODE' if number == 3 else number}"} for number in range(6)]
    Path("a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    result = run("code", "a.jsonl", "-q")
    assert "a.jsonl:4: error: could not be coded (ZeroDivisionError: by nought)" in result.stderr
    assert len(result.stdout.splitlines()) == 5
    assert coders[0].batches == [6, 1, 1, 1, 1, 1, 1]
    assert result.exit_code == 1


def test_a_message_cannot_steer_the_terminal(run):
    Path("a.csv").write_bytes(b"bo\x1b[31mdy\nx\n")
    result = run("code", "a.csv")
    assert "\x1b" not in result.stderr
    assert result.exit_code == 1
