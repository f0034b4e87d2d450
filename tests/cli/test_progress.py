from pathlib import Path

from dateline.cli.messages import echo_error
from dateline.cli.progress import count_files, is_watched, progress_bar


def test_counts_files_where_each_is_one_report(tmp_path):
    for name in ("a.txt", "b.html", "c.jsonl"):
        (tmp_path / name).touch()
    assert count_files([tmp_path / "a.txt", tmp_path / "b.html"]) == 2
    assert count_files([tmp_path / "a.txt", tmp_path / "c.jsonl"]) is None
    assert count_files([tmp_path]) is None
    assert count_files([Path("-")]) is None


def test_without_a_terminal_there_is_no_bar(capsys):
    assert not is_watched(None)
    with progress_bar(total=2, shown=False) as (advance, write):
        advance()
        assert write is echo_error
    assert capsys.readouterr().err == ""


def test_a_bar_leaves_standard_output_alone_and_lines_whole(capsys):
    line = "a[1].jsonl:2: error: " + "long " * 60
    with progress_bar(total=2, shown=True) as (advance, write):
        advance()
        write(line)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert line.strip() in captured.err
