from pathlib import Path

import pytest

from dateline import Coder
from dateline.errors import KnowledgeError
from dateline.knowledge.actor_entries import COLUMNS
from dateline.knowledge.gazetteer_work import only_writer

UCDP = 'ActorId,NameData,NameFull,Location\n1,ZFL,Zikrah Freedom League,"Chad, Sudan"\n2,IS,,Iraq\n'
ACLED = "event_date,actor1,inter1,country\n1 May 2021,Zikrah Militia (Mali),4,Mali\n"
SANCTIONS = "id,schema,name,aliases,countries\nNK-1,Organization,Zikrah Brigade,Liwa Zikrah,sy\n"


def table(*rows):
    lines = ["\t".join(COLUMNS)]
    lines += ["\t".join({"kind": "force", "source": "own", **row}.get(c, "") for c in COLUMNS) for row in rows]  # fmt: skip
    return "\n".join(lines) + "\n"


OWN = table({"id": "qarnak-front", "name": "Qarnak Front", "countries": "SYR", "from": "2014"})


@pytest.fixture
def data(tmp_path, monkeypatch):
    folder = tmp_path / "data"
    monkeypatch.setenv("DATELINE_DATA", str(folder))
    return folder


def test_a_name_is_told_by_country_and_day(run, data):  # noqa: ARG001
    here = run("actors", "find", "Taliban", "--country", "PAK", "--on", "2010-05-01").stdout
    assert here.splitlines()[0].split()[:2] == ["1.00", "tehrik-i-taliban-pakistan"]
    there = run("actors", "find", "Taliban", "--country", "AFG").stdout
    assert there.splitlines()[0].split()[1] == "taliban"


def test_an_actor_is_shown_by_its_id(run, data):  # noqa: ARG001
    shown = run("actors", "info", "hamas").stdout
    assert "\nname       Hamas\n" in shown
    assert "Islamic Resistance Movement" in shown
    made = run("actors", "info", "military:SYR").stdout
    assert "Military Forces of Syria" in made
    assert "made by rule" in made


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["find", "Zzyqqx"], 1, "nobody is known as 'Zzyqqx'"),
        (["find", ""], 1, "nobody is known"),
        (["find", "\udcff\x1b[2J"], 1, "nobody is known"),
        (["find", "Hamas", "--country", "QQQ"], 2, "QQQ is the code of no country"),
        (["find", "Hamas", "--on", "2019-02-30"], 2, "2019-02-30"),
        (["info", "nobody"], 2, "no actor has the id 'nobody'"),
        (["info", "military:QQQ"], 2, "no actor has the id"),
        (["add", "none.tsv"], 2, "none.tsv"),
        (["import", "none.csv", "--from", "ucdp"], 2, "none.csv"),
    ],
)
def test_what_is_not_there_is_said(run, data, arguments, code, message):  # noqa: ARG001
    result = run("actors", *arguments)
    assert result.exit_code == code
    assert message in result.stderr
    assert "\x1b" not in result.stderr


@pytest.mark.parametrize(
    ("form", "text", "name"),
    [
        ("ucdp", UCDP, "Zikrah Freedom League"),
        ("acled", ACLED, "Zikrah Militia (Mali)"),
        ("opensanctions", SANCTIONS, "Liwa Zikrah"),
    ],
)
def test_a_list_is_taken_in_and_used(run, data, form, text, name):
    Path("list.csv").write_text(text)
    result = run("actors", "import", "list.csv", "--from", form)
    path = data / "actors" / f"imported-{form}.tsv"
    assert result.exit_code == 0
    assert f"1 actor is now in {path}" in result.stderr
    (first, *_) = run("actors", "find", name).stdout.splitlines()
    assert " own-" in first


def test_a_list_may_be_taken_in_again(run, data):
    Path("list.csv").write_text(UCDP)
    for _ in range(2):
        again = run("actors", "import", "list.csv", "--from", "ucdp")
        assert "1 actor is now in" in again.stderr
    assert names(data) == ["actors.lock", "imported-ucdp.tsv"]


def names(data):
    return sorted(path.name for path in (data / "actors").iterdir())


def test_lists_of_several_kinds_agree(run, data):  # noqa: ARG001
    Path("ucdp.csv").write_text(UCDP)
    Path("sanctions.csv").write_text(SANCTIONS + "2,Organization,ZFL,,td\n")
    run("actors", "import", "ucdp.csv", "--from", "ucdp")
    result = run("actors", "import", "sanctions.csv", "--from", "opensanctions")
    assert result.exit_code == 0
    assert "2 rows read, 1 with a name that is known" in result.stderr
    assert run("actors", "find", "ZFL").exit_code == 0


def test_the_wrong_list_is_refused_and_nothing_is_left(run, data):
    Path("list.csv").write_text("id,land\n1,Chad\n")
    result = run("actors", "import", "list.csv", "--from", "ucdp")
    assert result.exit_code == 1
    assert "the columns are id, land" in result.stderr
    assert names(data) == ["actors.lock"]


def test_a_table_is_added_and_used(run, data):
    Path("mine.tsv").write_text(OWN)
    result = run("actors", "add", "mine.tsv")
    assert result.exit_code == 0
    assert result.stderr == f"1 actor is now in {data / 'actors' / 'own-mine.tsv'}\n"
    assert "from 2014-01-01" in run("actors", "info", "qarnak-front").stdout
    assert Coder().knowledge.registry.find("Qarnak Front")[0].actor.id == "qarnak-front"
    assert Coder(actors=()).knowledge.registry.by_id.get("qarnak-front") is None
    named = Coder(actors=[Path("mine.tsv")]).knowledge.registry
    assert named.by_id["qarnak-front"].countries == ("SYR",)
    assert "in place of the table that was there" in run("actors", "add", "mine.tsv").stderr


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "mine.tsv:1: the header must be"),
        ("id\tname\nx\ty\n", "mine.tsv:1: the header must be"),
        (table({"id": "hamas", "name": "Qarnak"}), "mine.tsv:2: id hamas stands already"),
        (table({"id": "qarnak", "name": "Hamas"}), "mine.tsv:2: name hamas stands already"),
        (table({"id": "qarnak", "name": "Qarnak", "countries": "QQQ"}), "QQQ is the code of no"),
        (table({"id": "qarnak", "name": "Qarnak", "countries": "Syria"}), "no alpha-3 country"),
        (table({"id": "qarnak", "name": "Qarnak", "parents": "=milice:SYR"}), "'=milice:SYR' is no"),
        (table({"id": "qarnak", "name": "Qarnak", "from": "2019", "to": "2011"}), "runs backwards"),
        (table({"id": "qarnak", "name": "\u202e"}), "has no letters"),
    ],
)  # fmt: skip
def test_a_broken_table_is_refused(run, data, text, message):
    Path("mine.tsv").write_text(text)
    result = run("actors", "add", "mine.tsv")
    assert result.exit_code == 1
    assert message in result.stderr
    assert names(data) == ["actors.lock"]


def test_the_table_in_use_is_kept_and_named_when_it_breaks(run, data):
    Path("mine.tsv").write_text(OWN)
    run("actors", "add", "mine.tsv")
    text = table({"id": "hamas", "name": "Qarnak"})
    Path("mine.tsv").write_text(text)
    assert run("actors", "add", "mine.tsv").exit_code == 1
    assert run("actors", "info", "qarnak-front").exit_code == 0
    (data / "actors" / "own-mine.tsv").write_text(text)
    with pytest.raises(KnowledgeError, match=r"data/actors/own-mine\.tsv:2: id hamas"):
        _ = Coder().knowledge
    assert run("actors", "find", "Hamas").exit_code == 1
    Path("mine.tsv").write_text(OWN)
    assert run("actors", "add", "mine.tsv").exit_code == 0


def test_two_imports_at_once_are_refused(run, data):
    Path("mine.tsv").write_text(OWN)
    with only_writer(data / "actors" / "actors"):
        result = run("actors", "add", "mine.tsv")
    assert result.exit_code == 1
    assert "another import is writing here" in result.stderr


def test_a_file_where_the_folder_should_be_is_said(run, data):
    data.mkdir()
    (data / "actors").write_text("x")
    Path("mine.tsv").write_text(OWN)
    for arguments in (["find", "Hamas"], ["add", "mine.tsv"]):
        result = run("actors", *arguments)
        assert result.exit_code == 1
        assert str(data / "actors") in result.stderr
