import json
import sqlite3
from pathlib import Path

import pytest

from dateline import Coder
from dateline.errors import KnowledgeError
from dateline.knowledge import gazetteer_import
from dateline.knowledge.gazetteer_work import insert_places, only_writer

LIST = (
    "name,lat,lon,country,kind,id\nDelta-9 Checkpoint,34.5,40.9,SYR,crossing,d9\nBad,95,1,SYR,,\n"
)


@pytest.fixture
def data(tmp_path, monkeypatch):
    """Return the data folder, which is not there yet."""
    folder = tmp_path / "data"
    monkeypatch.setenv("DATELINE_DATA", str(folder))
    return folder


def geonames(number, name):
    columns = [
        number, name, name, "", 34.1, 40.2, "P", "PPL", "SY", "", "", "", "", "", 0, "", "", "", "",
    ]  # fmt: skip
    return "\t".join(map(str, columns)) + "\n"


def download(*rows):
    folder = Path("download")
    folder.mkdir(exist_ok=True)
    (folder / "SY.txt").write_text("".join(rows), encoding="utf-8")
    return str(folder)


def test_a_place_is_found_in_any_spelling(run, data):
    result = run("gazetteer", "find", "Deir Ezzor", "--country", "syr")
    first = result.stdout.splitlines()[0]
    assert first.startswith("gn:170794  Deir ez-Zor")
    assert "SYR" in first
    assert result.exit_code == 0
    assert not data.exists()


def test_a_place_is_shown_by_its_id(run, data):  # noqa: ARG001
    lines = dict(
        line.split(maxsplit=1) for line in run("gazetteer", "info", "gn:170794").stdout.splitlines()
    )
    assert (lines["country"], lines["name"], lines["point"]) == (
        "SYR",
        "Deir ez-Zor",
        "35.3359 40.1408",
    )


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["find", "Zzyqqx"], 1, "no place is known as 'Zzyqqx'"),
        (["find", ""], 1, "no place is known"),
        (["find", "x" * 100_000], 1, "no place is known"),
        (["find", "Ha\udcffjin\x1b[2J"], 1, "no place is known"),
        (["find", "Hajin", "--country", "Syria"], 2, "no ISO 3166-1 alpha-3 code"),
        (["find", "Hajin", "--country", "QQQ"], 2, "QQQ is the code of no country"),
        (["info", "gn:--5"], 2, "no place has the id 'gn:--5'"),
        (["info", "gn:" + "9" * 40], 2, "no place has the id"),
        (["info", "dl:"], 2, "no place has the id"),
        (["add", "none.csv"], 2, "none.csv"),
        (["import", "none"], 2, "none"),
        (["import", "."], 1, "neither allCountries.txt nor a country file"),
    ],
)
def test_what_is_not_there_is_said(run, data, arguments, code, message):  # noqa: ARG001
    result = run("gazetteer", *arguments)
    assert result.exit_code == code
    assert message in result.stderr
    assert "\x1b" not in result.stderr
    assert result.stdout == ""


def test_many_namesakes_are_cut_with_a_word(run, data):  # noqa: ARG001
    result = run("gazetteer", "find", "San Jose")
    assert len(result.stdout.splitlines()) == 20
    assert "only the first 20 are shown" in result.stderr


def test_a_list_and_a_download_are_found_beside_the_shipped_places(run, data):
    Path("mine.csv").write_text(LIST)
    added = run("gazetteer", "add", "mine.csv")
    assert added.exit_code == 0
    assert "row 2: lat 95 is not between -90 and 90; left out" in added.stderr
    assert "2 rows read, 1 left out" in added.stderr
    assert f"1 place is now in {data / 'places.sqlite'}" in added.stderr
    imported = run("gazetteer", "import", download(geonames(9000001, "Wadi Qarnak")))
    assert imported.exit_code == 0
    assert f"1 place is now in {data / 'geonames.sqlite'}" in imported.stderr
    assert run("gazetteer", "find", "Delta 9 checkpoint").stdout.startswith("dl:own-d9  Delta-9")
    assert run("gazetteer", "find", "Wadi Qarnak").stdout.startswith("gn:9000001 ")
    assert "Delta-9 Checkpoint" in run("gazetteer", "info", "dl:own-d9").stdout
    assert run("gazetteer", "find", "Aleppo").stdout.startswith("gn:170063 ")
    stats = run("gazetteer", "stats").stdout
    assert f"1 place in {data / 'places.sqlite'}\n  crossing          1" in stats
    assert f"1 place in {data / 'geonames.sqlite'}" in stats
    assert "gazetteer.sqlite\n  country " in stats


def test_a_new_download_replaces_the_old_one_and_leaves_the_lists(run, data):  # noqa: ARG001
    Path("mine.csv").write_text(LIST)
    run("gazetteer", "add", "mine.csv")
    run("gazetteer", "import", download(geonames(9000001, "Wadi Qarnak")))
    assert run("gazetteer", "import", download(geonames(9000002, "Wadi Murrak")), "-q").stderr == ""
    assert run("gazetteer", "find", "Wadi Qarnak", "--country", "SYR").exit_code == 1
    assert run("gazetteer", "info", "gn:9000002").exit_code == 0
    assert run("gazetteer", "info", "dl:own-d9").exit_code == 0


def test_geojson_is_added_to_what_is_there(run, data):  # noqa: ARG001
    Path("mine.csv").write_text(LIST)
    run("gazetteer", "add", "mine.csv")
    point = {"type": "Point", "coordinates": [40.7, 34.4]}
    feature = {"type": "Feature", "geometry": point, "properties": {"name": "Tower Qarnak Seven"}}
    Path("more.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": [feature]})
    )
    assert "2 places are now" in run("gazetteer", "add", "more.geojson").stderr
    assert run("gazetteer", "find", "Tower Qarnak Seven").exit_code == 0


def test_an_import_that_was_stopped_goes_on(run, data, monkeypatch):
    rows = [geonames(9000001 + n, f"Wadi Qarnak {n}") for n in range(4)]
    calls = []

    def stop(db, found):
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        insert_places(db, found)

    monkeypatch.setattr(gazetteer_import, "BATCH", 2)
    monkeypatch.setattr(gazetteer_import, "insert_places", stop)
    stopped = run("gazetteer", "import", download(*rows))
    assert stopped.exit_code == 130
    assert "the same command goes on where it was" in stopped.stderr
    assert not (data / "geonames.sqlite").exists()
    again = run("gazetteer", "import", download(*rows))
    assert "went on with an import that was stopped" in again.stderr
    assert "4 places are now" in again.stderr


def test_a_coder_knows_the_own_places_without_being_told(run, data):
    Path("mine.csv").write_text(LIST)
    run("gazetteer", "add", "mine.csv")
    gazetteer = Coder().knowledge.gazetteer
    assert gazetteer.find("Delta-9 Checkpoint")[0].id == "dl:own-d9"
    chechens, chechnya = gazetteer.demonym("Chechens"), gazetteer.find("Chechnya")[0]
    assert chechens is not None
    assert chechens.id == chechnya.id
    (data / "places.sqlite").rename("other.sqlite")
    assert Coder().knowledge.gazetteer.find("Delta-9 Checkpoint", country="SYR") == ()
    named = Coder(gazetteer=Path("other.sqlite")).knowledge.gazetteer
    assert named.find("Delta-9 Checkpoint")[0].id == "dl:own-d9"


def _garbage(path):
    path.write_bytes(b"no gazetteer at all, but long enough to look like one. " * 100)


def _cut_short(path):
    path.write_bytes(path.read_bytes()[:-4096])


def _without_tables(path):
    path.unlink()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 1")
        db.execute("CREATE TABLE x (y)")
    db.close()


def _folder(path):
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("name", ["places.sqlite", "geonames.sqlite"])
@pytest.mark.parametrize("break_it", [_garbage, _cut_short, _without_tables, _folder])
def test_a_broken_own_file_is_named_and_never_passed_over(run, data, name, break_it):
    Path("mine.csv").write_text(LIST)
    run("gazetteer", "add", "mine.csv")
    if name != "places.sqlite":
        (data / "places.sqlite").rename(data / name)
    break_it(data / name)
    result = run("gazetteer", "find", "Aleppo")
    assert result.exit_code == 1
    assert f"Error: {data / name}" in result.stderr
    if name == "places.sqlite":
        again = run("gazetteer", "add", "mine.csv")
        assert again.exit_code == 1
        assert str(data / name) in again.stderr


def test_a_coder_names_a_broken_own_file(data):
    data.mkdir()
    (data / "places.sqlite").write_bytes(b"")
    with pytest.raises(KnowledgeError, match=r"places\.sqlite: cut short"):
        _ = Coder().knowledge


def test_damage_in_the_middle_is_named_when_it_is_met(run, data):
    Path("mine.csv").write_text(LIST)
    run("gazetteer", "add", "mine.csv")
    path = data / "places.sqlite"
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    result = run("gazetteer", "find", "Delta-9 Checkpoint")
    assert result.exit_code == 1
    assert f"{path}: the gazetteer is damaged" in result.stderr


def test_a_data_folder_that_cannot_be_used_is_said(run, monkeypatch):
    Path("file").write_text("x")
    Path("mine.csv").write_text(LIST)
    monkeypatch.setenv("DATELINE_DATA", str(Path("file").resolve()))
    find = run("gazetteer", "find", "Aleppo")
    assert (find.exit_code, "set DATELINE_DATA" in find.stderr) == (1, True)
    add = run("gazetteer", "add", "mine.csv")
    assert (add.exit_code, "cannot be written" in add.stderr) == (1, True)


def test_two_imports_at_once_are_refused(run, data):
    Path("mine.csv").write_text(LIST)
    run("gazetteer", "add", "mine.csv")
    with only_writer(data / "places.sqlite"):
        result = run("gazetteer", "add", "mine.csv")
    assert result.exit_code == 1
    assert "another import is writing here; wait until it has ended" in result.stderr
