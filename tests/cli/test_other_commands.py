import json
from pathlib import Path

import pytest

from dateline.annotate.markup import parse_documents

GOOD = "The army attacked the town of Hajin on Friday, and it attacked again, the ministry said."


@pytest.fixture
def coded(run):
    """Return a file of two coded reports, `one` with two events and `two` with one."""
    rows = [{"id": "one", "text": GOOD}, {"id": "two", "text": "The army attacked, it said."}]
    Path("a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    assert run("code", "a.jsonl", "-o", "coded.jsonl", "-q").exit_code == 0
    return Path("coded.jsonl")


def test_show_codes_a_report(run):
    Path("a.txt").write_text(GOOD)
    result = run("show", "a.txt", "--published", "2019-03-02")
    assert result.stdout.startswith("SHOWN ")
    assert result.exit_code == 0


def test_show_takes_a_coded_file_as_it_is(run, coded, coders):
    coders.clear()
    assert run("show", str(coded)).stdout.splitlines() == ["SHOWN one 2", "SHOWN two 1"]
    assert coders == []


def test_show_takes_every_form_that_code_writes(run, coded):
    records = [json.loads(line) for line in coded.read_text().splitlines()]
    for text in (json.dumps(records), json.dumps(records, indent=1), run_json(run)):
        Path("b.json").write_text(text)
        assert run("show", "b.json").stdout.splitlines() == ["SHOWN one 2", "SHOWN two 1"]


def run_json(run):
    return run("code", "a.jsonl", "--format", "json", "-q").stdout


def test_show_reads_standard_input(run, coded):
    result = run("show", "-", stdin=coded.read_bytes())
    assert result.stdout.splitlines() == ["SHOWN one 2", "SHOWN two 1"]
    assert run("show", "-", "-q", stdin=GOOD.encode()).stdout.startswith("SHOWN ")


def test_show_writes_a_page(run, coded):
    assert run("show", str(coded), "--html").stdout == "<html>one two"
    assert run("show", str(coded), "--html", "-o", "a.html").stdout == ""
    assert Path("a.html").read_text() == "<html>one two"


def test_show_names_a_broken_line_and_shows_the_others(run, coded):
    lines = coded.read_text().splitlines()
    Path("b.jsonl").write_text("\n".join([lines[0], '{"report": 1}', lines[1]]))
    result = run("show", "b.jsonl")
    assert "b.jsonl:2: error: not a coded report" in result.stderr
    assert result.stdout.splitlines() == ["SHOWN one 2", "SHOWN two 1"]
    assert result.exit_code == 1


def test_an_output_without_html_is_wrong_use(run, coded):
    result = run("show", str(coded), "-o", "x.html")
    assert "-o goes with --html" in result.stderr
    assert result.exit_code == 2


@pytest.mark.parametrize("command", ["show", "annotate", "explain"])
def test_a_missing_file_is_said(run, command):
    result = run(command, "none.txt")
    assert "none.txt: error: cannot be read: no such file or directory" in result.stderr
    assert result.exit_code == 1


def test_annotate_writes_the_corpus_mark_up(run):
    Path("My Report.txt").write_text(GOOD)
    result = run(
        "annotate", "My Report.txt", "--published", "2019-03-02", "--publisher", "The Wire!"
    )
    assert result.stdout.startswith(
        "== myreport-001 | style=the-wire | published=2019-03-02\n[The army]"
    )
    (document,) = parse_documents(result.stdout.splitlines())
    assert document.text == GOOD
    assert document.annotation.spans[0].kind == "force"


def test_annotate_says_that_the_header_has_no_date(run):
    Path("a.txt").write_text(GOOD)
    result = run("annotate", "a.txt")
    assert "published=unknown" in result.stdout
    assert "a.txt:1: note: the header says published=unknown; give --published" in result.stderr


def test_annotate_writes_each_report_of_a_table(run, coded):
    for file in ("a.jsonl", str(coded)):
        documents = list(parse_documents(run("annotate", file).stdout.splitlines()))
        assert [document.text for document in documents] == [GOOD, "The army attacked, it said."]


def test_annotate_writes_json(run, coded):
    lines = run("annotate", str(coded), "--format", "json").stdout.splitlines()
    first = json.loads(lines[0])
    assert first["report"]["id"] == "one"
    assert first["spans"][0]["text"] == "The army"
    assert first["links"] == []
    assert len(lines) == 2


def test_annotate_writes_one_page(run, coded):
    result = run("annotate", str(coded), "--format", "html")
    assert result.stdout == "<html>one The army"
    assert "coded.jsonl:2: error: a page shows one report" in result.stderr
    assert result.exit_code == 1


def test_annotate_fails_one_report_alone(run):
    Path("a.jsonl").write_text('{"text": "EXPLODE"}\n{"text": "The army left."}')
    result = run("annotate", "a.jsonl", "-q")
    assert (
        "a.jsonl:1: error: could not be annotated (ZeroDivisionError: by nought)" in result.stderr
    )
    assert "[The army]" in result.stdout
    assert result.exit_code == 1


def test_annotate_warns_of_another_language(run):
    Path("a.txt").write_text("Die Armee hat am Freitag die Stadt eingenommen, sagte ein Sprecher.")
    result = run("annotate", "a.txt", "--published", "2019-03-02")
    assert "a.txt:1: warning: the report seems to be in 'de'" in result.stderr
    assert result.exit_code == 0


def test_explain_lists_the_events(run, coded):
    lines = run("explain", str(coded)).stdout.splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("  1  ")
    assert lines[0].endswith("attack  Attack 0.")


def test_explain_finds_an_event_by_id_beginning_or_number(run, coded):
    events = json.loads(coded.read_text().splitlines()[0])["events"]
    second = events[1]["id"]
    for wanted in (second, second[:10], "2"):
        result = run("explain", str(coded), wanted)
        assert result.stdout == f"EXPLAINED {second} the trigger says so\n"
        assert result.exit_code == 0


@pytest.mark.parametrize("wanted", ["nope", "4", "0"])
def test_explain_lists_what_there_is_when_there_is_no_such_event(run, coded, wanted):
    result = run("explain", str(coded), wanted)
    assert "give one of these:" in result.stderr
    assert "Attack 1." in result.stderr
    assert result.exit_code == 2


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(run, shell):
    result = run("completion", shell)
    assert "_DATELINE_COMPLETE" in result.stdout
    assert result.exit_code == 0


def test_version_and_help_need_no_coder(run, coders):
    assert run("--version").stdout.startswith("dateline ")
    assert "Exit codes:" in run("--help").stdout
    assert coders == []
