import pytest
from evals.labelled import (
    Score,
    averages,
    flag_scores,
    read_flags,
    read_rows,
    score_flags,
    score_label,
    score_labels,
)
from evals.snippets.scoring import load_labels, read_snippets, report_scores

from dateline.knowledge.codebook import load_codebook

GOLD = ["Attack", "Attack", "Grenade", "Other"]
GIVEN = ["Attack", "Grenade", "Grenade", "no event"]


def test_a_label_is_scored_by_what_was_given_and_what_is_right():
    assert score_label("Attack", GOLD, GIVEN) == pytest.approx((1.0, 0.5, 2 / 3, 2))
    assert score_label("Grenade", GOLD, GIVEN) == pytest.approx((0.5, 1.0, 2 / 3, 1))
    assert score_label("Other", GOLD, GIVEN) == Score(0.0, 0.0, 0.0, 1)


def test_averages_weigh_by_gold_and_plain():
    weighted, macro = averages(score_labels(GOLD, GIVEN))
    assert weighted == pytest.approx((2 * 2 / 3 + 2 / 3) / 4)
    assert macro == pytest.approx((2 / 3 + 2 / 3 + 0) / 3)


def test_flags():
    score = score_flags([True, True, False, False], [True, False, True, False])
    assert score == Score(0.5, 0.5, 0.5, 2)


def test_the_table_names_what_was_confused():
    lines = report_scores(GOLD, GIVEN).splitlines()
    assert "   1  Attack -> Grenade" in lines
    assert "   1  Other -> no event" in lines
    assert lines[-3:][0] == "taken for something else:"


@pytest.mark.parametrize("name", ["work", "held"])
def test_the_own_snippets_are_balanced_over_all_types(name, request):
    folder = request.config.rootpath / "evals" / "snippets"
    snippets, unknown = read_snippets(folder / f"{name}.tsv")
    labels = [one.label for one in snippets]
    assert not unknown
    assert {label for label in labels if labels.count(label) >= 6} == set(load_codebook().acled)


def test_other_peoples_labels_are_acled_types():
    assert set(load_labels().values()) == set(load_codebook().acled)


def test_tables_with_commas_are_read_and_odd_labels_counted(tmp_path):
    path = tmp_path / "other.csv"
    path.write_text('text,label\n"Shots, and shots",ARMED_CLASH\nRain,WEATHER\n', encoding="utf-8")
    snippets, unknown = read_snippets(path)
    assert [(one.text, one.label) for one in snippets] == [("Shots, and shots", "Armed clash")]
    assert unknown == {"WEATHER": 1}
    assert len(read_rows(path)) == 2


def test_a_table_without_the_columns_is_refused(tmp_path):
    path = tmp_path / "bare.tsv"
    path.write_text("a\tb\n1\t2\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="name the columns"):
        read_snippets(path)


def test_flags_are_read_and_scored_by_name(tmp_path):
    path = tmp_path / "flags.tsv"
    path.write_text("He was shot.\t1\t0\nRain fell.\t0\t0\n", encoding="utf-8")
    rows = read_flags(path, ("kill", "arrest"))
    assert rows[0] == ("He was shot.", {"kill": True, "arrest": False})
    gold = [flags for _, flags in rows]
    scores = flag_scores(gold, [{"kill": True, "arrest": True}, {"kill": False, "arrest": False}])
    assert scores["kill"] == Score(1.0, 1.0, 1.0, 1)
    assert scores["arrest"] == Score(0.0, 0.0, 0.0, 0)
    with pytest.raises(SystemExit, match="line 1: 2 columns"):
        read_flags(path, ("kill",))
