import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.cli.writing import part_of

GOOD = "The army attacked the town of Hajin on Friday, the ministry said."


@pytest.fixture
def table(run):  # noqa: ARG001  run enters the empty folder
    rows = [{"id": number, "text": GOOD, "published": "2019-03-02"} for number in range(40)]
    Path("a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    return Path("a.jsonl")


def ids(lines):
    return [json.loads(line)["report"]["id"] for line in lines.splitlines()]


def test_writes_one_record_a_line_in_order_in_batches(run, table, coders):
    result = run("code", str(table))
    assert ids(result.stdout) == [str(number) for number in range(40)]
    assert coders[0].batches == [16, 16, 8]
    assert result.stderr == ""
    assert result.exit_code == 0


def test_json_is_one_array(run, table):
    result = run("code", str(table), "--format", "json")
    assert len(json.loads(result.stdout)) == 40


def test_json_of_nothing_is_an_empty_array(run):
    Path("a.txt").write_text("")
    result = run("code", "a.txt", "--format", "json")
    assert json.loads(result.stdout) == []
    assert result.exit_code == 1


def test_options_reach_the_report_and_the_coder(run, coders):
    Path("a.txt").write_text(GOOD)
    arguments = ("--published", "2 March 2019", "--publisher", "Desk", "--threads", "3")
    report = json.loads(run("code", "a.txt", *arguments).stdout)["report"]
    assert (report["published"], report["publisher"]) == ("2019-03-02", "Desk")
    assert coders[0].options.threads == 3


def test_standard_input_is_read(run):
    result = run("code", "-", "-q", stdin=GOOD.encode())
    assert json.loads(result.stdout)["report"]["text"] == GOOD


def test_quiet_says_errors_only(run):
    Path("a.txt").write_text(GOOD + "\u200f")
    Path("b.txt").write_text("")
    result = run("code", ".", "-q")
    assert result.stderr.splitlines() == [
        "b.txt:1: error: there is no text; check that the input is complete, or leave it out",
        "1 report failed, 1 report coded",
    ]


def test_warnings_of_a_span_stay_in_the_record(run):
    Path("a.txt").write_text(GOOD)
    result = run("code", "a.txt")
    assert "of one value" not in result.stderr
    assert "of one value" in result.stdout


def test_the_output_appears_when_whole_and_replaces(run, table):
    Path("out.jsonl").write_text("old")
    result = run("code", str(table), "-o", "out.jsonl")
    assert result.stdout == ""
    assert len(ids(Path("out.jsonl").read_text())) == 40
    assert not part_of(Path("out.jsonl")).exists()


def test_the_output_in_the_folder_is_no_input(run, table):
    for _ in range(2):
        assert run("code", str(table.parent), "-o", "out.jsonl").exit_code == 0
    assert len(ids(Path("out.jsonl").read_text())) == 40


def test_stopped_with_ctrl_c_what_was_written_stays_whole(run, table, coders, monkeypatch):
    def stop(self, reports):
        if self.batches:
            raise KeyboardInterrupt
        self.batches.append(len(reports))
        return [self._code(report) for report in reports]

    Path("out.json").write_text("old")
    run("code", str(table), "-q")
    monkeypatch.setattr(type(coders[0]), "code_many", stop)
    result = run("code", str(table), "--format", "json", "-o", "out.json")
    assert result.exit_code == 130
    assert "stopped: 16 reports written to" in result.stderr
    assert Path("out.json").read_text() == "old"
    assert len(json.loads(part_of(Path("out.json")).read_text())) == 16


WRONG_USE = [
    pytest.param([], "Missing argument", id="no-path"),
    pytest.param(["a.txt", "--published", "03/04/2019"], "write it as YYYY-MM-DD", id="date"),
    pytest.param(["a.txt", "--threads", "0"], "is not in the range", id="threads"),
    pytest.param(["a.txt", "--format", "xml"], "is not one of", id="format"),
    pytest.param(["a.txt", "-o", "a.txt"], "is also an input; give another file", id="overwrite"),
    pytest.param(["a.txt", "-o", "no/out"], "cannot be written: no such file", id="folder"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG_USE)
def test_wrong_use_is_said_and_is_exit_code_2(run, arguments, said):
    Path("a.txt").write_text(GOOD)
    result = run("code", *arguments)
    assert said in " ".join(result.stderr.split())
    assert result.exit_code == 2
    assert result.stdout == ""
    assert Path("a.txt").read_text() == GOOD


# A coder that needs nothing, for runs in a process of their own.
PROGRAM = """
import sys
from dateline.cli import main
from dateline.cli.parts import Parts
from dateline.records import CodedReport

class Coder:
    def code_many(self, reports):
        return [CodedReport(report=report) for report in reports]

none = lambda *_: None
main(obj=Parts(make_coder=lambda _: Coder(), render_terminal=none, render_explanation=none,
               render_page=none, render_annotation=none), prog_name="dateline")
"""


def test_a_reader_that_goes_away_is_no_error_message(run, table):  # noqa: ARG001
    text = table.read_text() + "\n"
    Path("long.jsonl").write_text(text * 200)
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", PROGRAM, "code", "long.jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b'{"report"')
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() in {0, 1, -signal.SIGPIPE}
