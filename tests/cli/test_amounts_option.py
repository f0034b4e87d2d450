"""The option `--amounts`, the credits, and where a user's own data are looked for."""

from pathlib import Path

import pytest

from dateline import Coder
from dateline.cli.parts import CoderOptions
from dateline.errors import KnowledgeError
from dateline.knowledge import user_data
from dateline.knowledge.amounts import AmountTable
from dateline.resolve.amount_found import find_counts

HEADER = "phrase\tlow\tbest\thigh\tsource\texample\texpected\n"


def first_low(table: AmountTable):
    return find_counts("Dozens of fighters were killed.", table=table)[0].amount.low


@pytest.mark.parametrize("command", ["code", "show", "explain"])
@pytest.mark.parametrize("name", ["acled", "ucdp", "mine.tsv"])
def test_the_coder_is_told_the_table(run, coders, command, name):
    Path("a.txt").write_text("The army attacked the town, the ministry said on Friday morning.")
    Path("mine.tsv").write_text(HEADER)
    assert run(command, "a.txt", "--amounts", name, "--published", "2019-03-02").exit_code == 0
    assert coders[-1].options == CoderOptions(amounts=name)


@pytest.mark.parametrize("name", ["emdat", ".", "x" * 5000])
def test_what_is_no_table_is_wrong_use(run, coders, name):
    Path("a.txt").write_text("The army attacked.")
    result = run("code", "a.txt", "--amounts", name)
    assert result.exit_code == 2
    assert "is neither acled nor ucdp nor a file" in result.stderr
    assert coders == []


def test_a_coded_file_is_not_coded_again(run, coders):
    Path("a.txt").write_text("The army attacked.")
    Path("a.jsonl").write_bytes(run("code", "a.txt", "-q").stdout.encode())
    coders.clear()
    assert "a.jsonl: note: is coded already" in run("show", "a.jsonl", "--amounts", "ucdp").stderr
    assert coders == []


def test_the_table_changes_what_words_are_worth():
    assert first_low(Coder().knowledge.amounts) == 24
    assert first_low(Coder(amounts="acled").knowledge.amounts) == 12


def test_a_table_of_ones_own_replaces_rows(tmp_path):
    path = tmp_path / "mine.tsv"
    path.write_text(HEADER + "dozens\t48\t50\t60\tmine\tdozens died\t48 50 60\n")
    assert first_low(Coder(amounts=path).knowledge.amounts) == 48


@pytest.mark.parametrize(
    "text",
    [
        "",
        "phrase\n",
        HEADER + "dozens\tmany\t1\t1\tmine\tx\ty\n",
        HEADER + "dozens\t1/0\t1\t1\tmine\tx\ty\n",
        HEADER + "dozens\t1e999999999\t1\t1\tmine\tx\ty\n",
        HEADER + "dozens\t-5\t1\t1\tmine\tx\ty\n",
        HEADER + "well N over\tN\tN\tN\tmine\tx\ty\n",
        HEADER + "dozens\t12\n",
    ],
)
def test_a_broken_table_is_named(tmp_path, text):
    path = tmp_path / "mine.tsv"
    path.write_text(text)
    with pytest.raises(KnowledgeError, match=r"mine\.tsv:"):
        _ = Coder(amounts=path).knowledge


def test_credits_name_every_source_with_its_licence(run):
    shown = run("credits").stdout
    for words in ("GeoNames (CC BY 4.0)", "Natural Earth (public domain)", "geonames.org"):
        assert words in shown


def test_own_data_are_looked_for_in_one_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "a"))
    assert user_data.data_folder() == tmp_path / "a"
    assert user_data.find_user_gazetteers() == user_data.find_user_actors() == ()
    monkeypatch.delenv("DATELINE_DATA")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setattr("sys.platform", "linux")
    assert user_data.data_folder() == tmp_path / "share" / "dateline"
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert user_data.data_folder() == tmp_path / ".local" / "share" / "dateline"
    monkeypatch.setattr("sys.platform", "darwin")
    assert user_data.data_folder() == tmp_path / "Library" / "Application Support" / "dateline"


def test_without_a_home_nothing_is_found_and_writing_says_what_to_do(monkeypatch):
    def none():
        raise RuntimeError

    monkeypatch.delenv("DATELINE_DATA")
    monkeypatch.setattr(Path, "home", none)
    assert user_data.find_user_gazetteers() == user_data.find_user_actors() == ()
    with pytest.raises(KnowledgeError, match="set DATELINE_DATA"):
        user_data.data_folder()
