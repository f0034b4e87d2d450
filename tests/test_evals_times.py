"""The scoring of time expressions: on small TimeML texts written here, counted by hand."""

import sys
from datetime import date
from pathlib import Path

import pytest
from evals import times
from evals.times import Scores, Timex, pairs, read_article, read_tags, score

from dateline.knowledge.time_rules import load_time_rules
from dateline.resolve.time_frame import TimeMention
from dateline.resolve.times import find_times

HEAD = (
    '<?xml version="1.0" ?><TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2024-05-15" '
    'functionInDocument="CREATION_TIME">May 15</TIMEX3></DCT><TITLE>Calm on Monday</TITLE>'
)
ONE = (
    f"{HEAD}<TEXT>Two men &amp; a boy <EVENT eid='e1'>died</EVENT> on "
    '<TIMEX3 tid="t1" type="DATE" value="2024-05-13">Monday</TIMEX3>.</TEXT></TimeML>'
)


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def mention(start: int, end: int, kind: str = "DATE", value: str = "2024") -> TimeMention:
    return TimeMention(start=start, end=end, text="x" * (end - start), type=kind, value=value)  # type: ignore[arg-type]


def gold(start: int, end: int, kind: str = "DATE", value: str = "2024") -> Timex:
    return Timex(start, end, "x" * (end - start), kind, value)


def scored(known: list[Timex], found: list[TimeMention]) -> Scores:
    scores = Scores()
    article = times.Article("a", "x" * 100, None, tuple(known))
    score(article, found, scores)
    return scores


def test_an_article_is_its_text_without_tags_its_day_and_its_timexes(tmp_path):
    article = read_article(write(tmp_path, "one.tml", ONE))
    assert article.text == "Two men & a boy died on Monday."
    assert article.published == date(2024, 5, 15)
    (known,) = article.gold  # neither the date of the document nor the title counts
    assert (known.text, known.type, known.value) == ("Monday", "DATE", "2024-05-13")
    assert article.text[known.start : known.end] == "Monday"


def test_a_date_of_creation_in_figures_alone_is_read(tmp_path):
    text = ONE.replace('value="2024-05-15"', 'value="20240515"')
    assert read_article(write(tmp_path, "one.tml", text)).published == date(2024, 5, 15)


def test_a_file_without_text_is_refused(tmp_path):
    with pytest.raises(ValueError, match=r"two\.tml has no <TEXT>"):
        read_article(write(tmp_path, "two.tml", "<TimeML></TimeML>"))


def test_entities_and_other_tags_do_not_move_offsets():
    text, known = read_tags(
        '&lt;b&gt; <SIGNAL>in</SIGNAL> <TIMEX3 type="DATE" value="2019">2019</TIMEX3>'
    )
    assert text == "<b> in 2019"
    assert [(one.start, one.end) for one in known] == [(7, 11)]


def test_each_expression_is_used_once_and_the_same_span_goes_first():
    known = [gold(0, 10), gold(12, 20)]
    found = [mention(5, 15), mention(12, 20)]
    assert [(k.start, m.start) for k, m in pairs(known, found)] == [(12, 12), (0, 5)]
    assert len(list(pairs([gold(0, 10)], [mention(0, 4), mention(5, 10)]))) == 1


@pytest.mark.parametrize(
    ("known", "found", "strict", "relaxed", "kind", "value"),
    [
        ([gold(0, 4)], [mention(0, 4)], 1, 1, 1, 1),
        ([gold(0, 4)], [mention(0, 6)], 0, 1, 1, 1),  # the value counts where spans overlap
        ([gold(0, 4)], [mention(0, 4, "TIME", "2023")], 1, 1, 0, 0),
        ([gold(0, 4)], [mention(4, 8)], 0, 0, 0, 0),  # touching is not overlapping
        ([gold(0, 4)], [], 0, 0, 0, 0),
        ([], [mention(0, 4)], 0, 0, 0, 0),
    ],
)
def test_what_counts(known, found, strict, relaxed, kind, value):
    scores = scored(known, found)
    assert (scores.strict, scores.relaxed, scores.type, scores.value) == (
        strict,
        relaxed,
        kind,
        value,
    )
    assert (scores.gold, scores.found) == (len(known), len(found))


def test_f1_by_hand():
    known = [gold(0, 4), gold(10, 14), gold(20, 24), gold(30, 34)]
    found = [mention(0, 4), mention(10, 16), mention(50, 54)]
    scores = scored(known, found)
    assert scores.f1(scores.strict) == pytest.approx(200 * 1 / 7)  # P 1/3, R 1/4
    assert scores.f1(scores.relaxed) == pytest.approx(200 * 2 / 7)  # P 2/3, R 2/4
    assert scores.row("relaxed", scores.relaxed).split() == ["relaxed", "66.7", "50.0", "57.1"]
    assert Scores().f1(0) == 0.0


def test_misses_are_listed():
    scores = scored([gold(0, 4), gold(20, 24)], [mention(0, 5, "TIME", "2023"), mention(50, 54)])
    assert [line.split()[1] for line in scores.misses] == ["span", "value", "type", "lost", "extra"]


def test_the_command_scores_a_folder_and_what_lies_below_it(tmp_path, monkeypatch, capsys):
    (tmp_path / "below").mkdir()
    write(tmp_path, "one.tml", ONE)
    write(tmp_path / "below", "two.tml", ONE.replace("Monday</TIMEX3>", "the morrow</TIMEX3>"))
    monkeypatch.setattr(sys, "argv", ["times", str(tmp_path)])
    assert times.main() == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "2 articles, 2 time expressions, 1 found"
    assert [line.split() for line in lines[2:6]] == [
        [name, "100.0", "50.0", "66.7"] for name in ("strict", "relaxed", "type", "value")
    ]


def test_a_folder_without_timeml_is_said(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["times", str(tmp_path)])
    assert times.main() == 1
    assert "holds no .tml file" in capsys.readouterr().err


def test_an_article_without_a_day_is_read_without_one(tmp_path):
    article = read_article(write(tmp_path, "one.tml", ONE.replace(HEAD, "<TimeML>")))
    (found,) = find_times(article.text, rules=load_time_rules(), published=article.published)
    assert (article.published, found.value) == (None, "XXXX-WXX-1")
