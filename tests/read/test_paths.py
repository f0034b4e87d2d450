import io
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.read import (
    Failure,
    ReadNote,
    ReadOptions,
    ReadReport,
    read_path,
    read_paths,
    read_stdin,
)
from dateline.read.paths import READERS

NOTHING = ReadOptions()
STARTS = [
    b"",
    b'{"text": "One."',
    b'[{"text": "',
    b"text,id\n",
    b"<html><p>",
    b"---\ndate: ",
    b"\xff\xfe",
]


def read_input(raw):
    return list(read_stdin(NOTHING, io.BytesIO(raw)))


def test_a_folder_is_read_in_sorted_order_with_the_folders_in_it(tmp_path):
    for name in ("b.txt", "a/z.md", "a/c.txt", "A.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"The army left {name}.")
    (tmp_path / ".hidden.txt").write_text("hidden")
    (tmp_path / "map.png").write_bytes(b"\x89PNG")
    outcomes = list(read_path(tmp_path, NOTHING))
    reports = [one.where for one in outcomes if isinstance(one, ReadReport)]
    expected = ("A.txt", "b.txt", "a/c.txt", "a/z.md")
    assert reports == [f"{tmp_path / name}:1" for name in expected]
    (note,) = (one for one in outcomes if isinstance(one, ReadNote))
    assert note.where == str(tmp_path / "map.png")
    assert note.message.startswith("left out")


def test_the_output_is_no_input(tmp_path):
    (tmp_path / "a.txt").write_text("The army left.")
    (tmp_path / "out.jsonl").write_text("{}")
    options = ReadOptions(leave_out=(str((tmp_path / "out.jsonl").resolve()),))
    (outcome,) = read_path(tmp_path, options)
    assert isinstance(outcome, ReadReport)


def test_what_cannot_be_read_is_a_failure_and_the_rest_is_read(tmp_path):
    good = tmp_path / "a.txt"
    good.write_text("The army left.")
    empty = tmp_path / "empty"
    empty.mkdir()
    paths = [tmp_path / "none.txt", tmp_path / "a.docx", empty, good]
    missing, other, nothing, report = read_paths(paths, NOTHING)
    assert isinstance(missing, Failure)
    assert "no such file or directory; check the path" in missing.message
    assert isinstance(other, Failure)
    assert ".docx is not read; give .txt, .md" in other.message
    assert isinstance(nothing, Failure)
    assert "no file in the folder" in nothing.message
    assert isinstance(report, ReadReport)


@settings(max_examples=50)
@given(st.sampled_from(sorted(READERS)), st.sampled_from(STARTS), st.binary(max_size=60))
def test_any_bytes_give_a_report_or_a_failure_in_every_form(suffix, start, rest):
    for reader in (READERS[suffix], lambda handle, _name, options: read_stdin(options, handle)):
        outcomes = list(reader(io.BytesIO(start + rest), "x", NOTHING))
        assert outcomes
        assert all(isinstance(one, ReadReport | Failure) for one in outcomes)


def test_a_file_without_a_suffix_is_text(tmp_path):
    (tmp_path / "report").write_text("The army left.")
    (outcome,) = read_path(tmp_path / "report", NOTHING)
    assert isinstance(outcome, ReadReport)


def test_standard_input_is_plain_text():
    (outcome,) = read_input(b"The army left.\nIt {went}.")
    assert isinstance(outcome, ReadReport)
    assert outcome.where == "<stdin>:1"
    assert outcome.report.text == "The army left.\nIt {went}."


def test_standard_input_is_json_lines_when_it_begins_so():
    one, two, three = read_input(b'\n{"text": "One."}\n{"text": }\n{"text": "Three."}\n')
    assert isinstance(one, ReadReport)
    assert isinstance(two, Failure)
    assert isinstance(three, ReadReport)
    assert (one.where, two.where, three.where) == ("<stdin>:2", "<stdin>:3", "<stdin>:4")


def test_standard_input_is_json_or_a_page_when_it_begins_so():
    (item,) = read_input(b'[\n{"text": "One."}]')
    assert isinstance(item, ReadReport)
    (page,) = read_input(b"<!DOCTYPE html><html><body></body></html>")
    assert isinstance(page, Failure)
    assert "no article" in page.message


def test_a_binary_line_of_standard_input_does_not_end_it():
    one, two, three = read_input(b'{"text": "One."}\n\x00\x01\x02\n{"text": "Three."}\n')
    assert isinstance(one, ReadReport)
    assert isinstance(two, Failure)
    assert isinstance(three, ReadReport)


def test_empty_standard_input_is_a_failure():
    (outcome,) = read_input(b"")
    assert isinstance(outcome, Failure)
    assert outcome.where == "<stdin>:1"


def test_dash_is_standard_input(monkeypatch):
    class Stdin:
        buffer = io.BytesIO(b"The army left.")

    monkeypatch.setattr("sys.stdin", Stdin)
    (outcome,) = read_paths([Path("-")], NOTHING)
    assert isinstance(outcome, ReadReport)
