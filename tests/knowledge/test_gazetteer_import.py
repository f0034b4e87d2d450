import json
import sqlite3

import pytest

from dateline.errors import InputError, KnowledgeError
from dateline.knowledge import gazetteer_import
from dateline.knowledge.gazetteer import load_gazetteer
from dateline.knowledge.gazetteer_import import import_geonames
from dateline.knowledge.gazetteer_lists import add_places
from dateline.knowledge.gazetteer_work import only_writer, part_path


def place(gid, name, lat, lon, **more):
    class_, feature = more.get("code", "P.PPL").split(".")
    first, second = more.get("first", ""), more.get("second", "")
    columns = [
        gid, name, name, more.get("others", ""), lat, lon, class_, feature, "SY", "", first,
        second, "", "", 0, "", "", "Asia/Damascus", "2024-01-01",
    ]  # fmt: skip
    return "\t".join(map(str, columns))


ROWS = [
    place(9000001, "Wadi Qarn", 34.1, 40.2, first="07", second="11"),
    place(9000002, "Qarn Region", 34.5, 40.5, code="A.ADM1", first="07"),
    place(9000003, "Qarn District", 34.2, 40.3, code="A.ADM2", first="07", second="11"),
    place(9000004, "Tell Qarn Airbase", 34.3, 40.1, code="S.AIRB", others="Qarn base,قرن"),
    place(9000005, "Qarn Road", 34.3, 40.1, code="R.RD"),
]


@pytest.fixture
def download(tmp_path):
    folder = tmp_path / "geonames"
    folder.mkdir()
    (folder / "SY.txt").write_text("\n".join(ROWS) + "\n", encoding="utf-8")
    (folder / "admin1CodesASCII.txt").write_text("SY.07\tQarn\tQarn\t9000002\n", encoding="utf-8")
    (folder / "admin2Codes.txt").write_text("SY.07.11\tQarn D\tQarn D\t9000003\n", encoding="utf-8")
    (folder / "alternateNamesV2.txt").write_text(
        "1\t9000001\ten\tHorn Valley\t\t\t\t\t\t\n"
        "2\t9000001\tlink\thttps://example.org/horn\t\t\t\t\t\t\n"
        "3\t777\ten\tNowhere\t\t\t\t\t\t\n",
        encoding="utf-8",
    )
    return folder


def test_a_download_is_found_beside_the_shipped_places(download, tmp_path):
    own = tmp_path / "own.sqlite"
    report = import_geonames(download, own)
    assert (report.places, report.rows, report.skipped, report.resumed) == (4, 8, 0, False)
    gazetteer = load_gazetteer(beside=own)
    village = gazetteer.find("Wadi Qarn")[0]
    assert (village.id, village.country) == ("gn:9000001", "SYR")
    assert (village.admin1, village.admin2) == ("Qarn Region", "Qarn District")
    assert village.kind == "locality"
    assert gazetteer.find("Horn Valley")[0] == village
    assert gazetteer.find("Qarn base")[0].kind == "base"
    assert gazetteer.find("قرن")[0].id == "gn:9000004"
    assert gazetteer.find("Tal Qarn Airbase")[0].id == "gn:9000004"
    assert gazetteer.find("Qarn Road") == ()
    assert gazetteer.by_id("gn:9000001") == village
    assert gazetteer.find("Aleppo")[0].country == "SYR"
    assert not part_path(own).exists()


def test_rows_that_cannot_be_used_are_named(download, tmp_path):
    bad = [
        place(9000006, "Far", 134.1, 40.2),
        place("x", "No id", 34.1, 40.2),
        place(9000007, "Where", "north", 40.2),
        "too\tfew",
        place(99999999999, "Huge", 1, 1),
    ]
    with (download / "SY.txt").open("a", encoding="utf-8") as file:
        file.write("\n".join(bad) + "\n")
    report = import_geonames(download, tmp_path / "own.sqlite")
    assert report.skipped == 5
    assert report.places == 4
    assert "SY.txt, row 6: coordinate 134.1 is out of range" in report.problems


def test_a_file_that_ends_inside_a_row_is_refused_and_the_old_one_kept(download, tmp_path):
    own = tmp_path / "own.sqlite"
    import_geonames(download, own)
    before = own.read_bytes()
    with (download / "SY.txt").open("a", encoding="utf-8") as file:
        file.write("9000008\tCut off\tCut")
    with pytest.raises(InputError, match="ends inside row 6"):
        import_geonames(download, own)
    assert own.read_bytes() == before


def test_an_import_that_was_cut_off_goes_on(download, tmp_path, monkeypatch):
    own = tmp_path / "own.sqlite"
    monkeypatch.setattr(gazetteer_import, "BATCH", 2)

    def stop(_, offset):
        if offset > 200:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_geonames(download, own, progress=stop)
    assert not own.exists()
    assert part_path(own).exists()
    report = import_geonames(download, own)
    assert report.resumed
    assert report.rows < 8
    assert report.places == 4
    assert load_gazetteer(own).find("Horn Valley")[0].id == "gn:9000001"


def cut_off(download, own, monkeypatch):
    monkeypatch.setattr(gazetteer_import, "BATCH", 2)

    def stop(_, offset):
        if offset > 200:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_geonames(download, own, progress=stop)


def test_an_import_of_a_file_changed_meanwhile_begins_again(download, tmp_path, monkeypatch):
    own = tmp_path / "own.sqlite"
    cut_off(download, own, monkeypatch)
    rows = [place(9000001, "Wadi Barn", 34.1, 40.2, first="07", second="11"), *ROWS[1:]]
    (download / "SY.txt").write_text("\n".join(rows) + "\n", encoding="utf-8")
    report = import_geonames(download, own)
    assert not report.resumed
    assert (report.rows, report.places) == (8, 4)
    gazetteer = load_gazetteer(own)
    assert gazetteer.find("Wadi Barn")
    assert not [one for one in gazetteer.find("Wadi Qarn") if one.name == "Wadi Qarn"]


def test_an_import_of_another_folder_does_not_go_on_with_this_one(download, tmp_path, monkeypatch):
    own = tmp_path / "own.sqlite"
    cut_off(download, own, monkeypatch)
    other = tmp_path / "other"
    other.mkdir()
    (other / "SY.txt").write_text(place(9000010, "Tell Hamr", 35.0, 40.0) + "\n", encoding="utf-8")
    report = import_geonames(other, own)
    assert (report.resumed, report.rows, report.places) == (False, 1, 1)


def test_an_import_goes_on_when_a_file_has_only_grown(download, tmp_path, monkeypatch):
    own = tmp_path / "own.sqlite"
    cut_off(download, own, monkeypatch)
    with (download / "SY.txt").open("a", encoding="utf-8") as file:
        file.write(place(9000009, "Tell Hamr", 35.0, 40.0) + "\n")
    report = import_geonames(download, own)
    assert report.resumed
    assert report.places == 5


def test_two_imports_at_once_are_refused(download, tmp_path):
    own = tmp_path / "own.sqlite"
    with only_writer(own), pytest.raises(InputError, match="another import"):
        import_geonames(download, own)
    import_geonames(download, own)


def test_a_broken_part_file_is_named(download, tmp_path):
    own = tmp_path / "own.sqlite"
    part_path(own).write_bytes(b"not a database, but long enough to look like one" * 50)
    with pytest.raises(KnowledgeError, match="delete it"):
        import_geonames(download, own)


def test_a_folder_without_geonames_files_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"allCountries\.txt"):
        import_geonames(tmp_path, tmp_path / "own.sqlite")
    with pytest.raises(InputError, match="no such folder"):
        import_geonames(tmp_path / "none", tmp_path / "own.sqlite")


def csv_file(tmp_path, text):
    path = tmp_path / "mine.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_list_in_csv(tmp_path):
    own = tmp_path / "own.sqlite"
    path = csv_file(
        tmp_path,
        "Name,Latitude,Longitude,country,type,aliases\n"
        "Checkpoint Delta-9,34.5,40.9,SYR,crossing,Delta Nine|نقطة\n"
        "Farm 12,34.6,40.8,SY,,\n",
    )
    report = add_places(path, own)
    assert (report.places, report.rows, report.skipped) == (2, 2, 0)
    gazetteer = load_gazetteer(beside=own)
    delta = gazetteer.find("Delta Nine")[0]
    assert (delta.name, delta.kind, delta.country) == ("Checkpoint Delta-9", "crossing", "SYR")
    assert gazetteer.by_id(delta.id) == delta
    assert gazetteer.find("Farm 12")[0].country == "SYR"


def test_a_list_in_geojson_is_added_to_what_is_there(tmp_path):
    own = tmp_path / "own.sqlite"
    add_places(csv_file(tmp_path, "name,lat,lon\nFarm 12,34.6,40.8\n"), own)
    path = tmp_path / "more.geojson"
    feature = {
        "type": "Feature",
        "id": "w7",
        "geometry": {"type": "Point", "coordinates": [40.7, 34.4]},
        "properties": {"name": "Water Tower Seven", "kind": "site", "population": 0},
    }
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    assert add_places(path, own).places == 2
    gazetteer = load_gazetteer(own)
    assert gazetteer.find("Water Tower Seven")[0].id == "dl:own-w7"
    assert gazetteer.find("Farm 12")[0].lat == pytest.approx(34.6)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (",34,40,,", "a name of 1"),
        ("x" * 500 + ",34,40,,", "a name of 1"),
        ("\u202e\u200b,34,40,,", "a name of 1"),
        ("Hill,95,40,,", "between -90 and 90"),
        ("Hill,34,x,,", "lon 'x' is no number"),
        ("Hill,nan,40,,", "between"),
        ("Hill,34,40,QQQ,", "no ISO 3166-1"),
        ("Hill,34,40,SYR,volcano", "is none of"),
    ],
)
def test_bad_rows_of_a_list(tmp_path, row, problem):
    own = tmp_path / "own.sqlite"
    path = csv_file(tmp_path, f"name,lat,lon,country,kind\nGood,1,2,,\n{row}\n")
    report = add_places(path, own)
    assert (report.places, report.skipped) == (1, 1)
    assert problem in report.problems[0]


def test_lists_that_are_refused(tmp_path):
    own = tmp_path / "own.sqlite"
    with pytest.raises(InputError, match="lacks lat, lon"):
        add_places(csv_file(tmp_path, "name\nHill\n"), own)
    with pytest.raises(InputError, match="twice"):
        add_places(csv_file(tmp_path, "name,lat,lon,id\nA,1,2,q\nB,3,4,q\n"), own)
    broken = tmp_path / "broken.geojson"
    broken.write_text("{")
    with pytest.raises(InputError, match="no GeoJSON"):
        add_places(broken, own)
    assert not own.exists()


def test_the_file_left_behind_has_no_working_tables(tmp_path):
    own = tmp_path / "own.sqlite"
    add_places(csv_file(tmp_path, "name,lat,lon\nFarm 12,34.6,40.8\n"), own)
    with sqlite3.connect(own) as db:
        names = {row[0] for row in db.execute("SELECT name FROM sqlite_master")}
    db.close()
    assert not names & {"spelling", "read_so_far"}
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "mine.csv",
        "own.sqlite",
        "own.sqlite.lock",
    ]
