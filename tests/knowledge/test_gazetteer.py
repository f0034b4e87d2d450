import csv
import gc
import shutil
import sqlite3
import threading
from importlib.resources import files

import pytest

from dateline.errors import KnowledgeError
from dateline.knowledge.gazetteer import load_gazetteer, shipped_gazetteer
from dateline.knowledge.gazetteer_names import place_key
from dateline.resolve.place_geometry import distance_km

DATA = files("dateline.data")


def rows(name):
    lines = DATA.joinpath(name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer()


@pytest.mark.parametrize("row", rows("place_overlay.tsv"), ids=lambda row: row["id"])
def test_each_overlay_row_is_found_by_each_name(gazetteer, row):
    assert row["source"]
    point = (float(row["lat"]), float(row["lon"]))
    for name in (row["name"], *filter(None, row["aliases"].split("|"))):
        near = [
            place
            for place in gazetteer.named(place_key(name))
            if distance_km(point, (place.lat, place.lon)) < 300
            or (row["kind"] == "region" and not row["country"])
        ]
        assert near, name


@pytest.mark.parametrize("row", rows("place_demonyms.tsv"), ids=lambda row: row["place"])
def test_each_demonym_points_to_a_place(gazetteer, row):
    for word in row["words"].split("|"):
        assert gazetteer.demonym(word) is not None


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("Baghouz", "SYR", 34.45, 40.95),
        ("Al-Baghuz Fawqani", "SYR", 34.45, 40.95),
        ("Deir Ezzor", "SYR", 35.34, 40.14),
        ("Dayr az-Zawr", "SYR", 35.34, 40.14),
        ("Qamishli", "SYR", 37.05, 41.23),
        ("al-Hol", "SYR", 36.39, 41.15),
        ("Hodeidah", "YEM", 14.80, 42.95),
        ("Boukamal", "SYR", 34.45, 40.92),
        ("Maarat al-Numan", "SYR", 35.64, 36.67),
        ("Avdiivka", "UKR", 48.14, 37.74),
        ("Авдіївка", "UKR", 48.14, 37.74),
        ("Paletwa", "MMR", 21.30, 92.85),
        ("El Fasher", "SDN", 13.63, 25.35),
        ("Mekelle", "ETH", 13.50, 39.47),
        ("Rutshuru", "COD", -1.19, 29.45),
        ("Maiduguri", "NGA", 11.85, 13.16),
        ("Khan Younis", "PSE", 31.34, 34.30),
        ("Kidal", "MLI", 18.44, 1.41),
        ("Marawi", "PHL", 8.0, 124.29),
        ("الرقة", "SYR", 35.95, 39.01),
    ],
)
def test_the_spelling_of_reports_finds_the_place(gazetteer, name, country, lat, lon):
    found = gazetteer.find(name, country=country, limit=4)
    assert any(distance_km((lat, lon), (place.lat, place.lon)) < 12 for place in found)


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("US", "country", "USA"),
        ("the United Kingdom", "country", "GBR"),
        ("DR Congo", "country", "COD"),
        ("Ivory Coast", "country", "CIV"),
        ("Turkey", "country", "TUR"),
        ("Kosovo", "country", "XKX"),
        ("Palestine", "country", "PSE"),
        ("North Kivu", "admin1", "COD"),
        ("Donetsk Oblast", "admin1", "UKR"),
        ("Borno State", "admin1", "NGA"),
        ("Rakhine State", "admin1", "MMR"),
        ("Gaza Strip", "admin1", "PSE"),
        ("Euphrates", "river", None),
        ("Lake Chad", "lake", None),
        ("Soviet Union", "territory", None),
        ("Sahel", "region", None),
        ("Red Sea", "sea", None),
    ],
)
def test_the_first_place_of_a_name(gazetteer, name, kind, country):
    first = gazetteer.find(name)[0]
    assert first.kind == kind
    assert country in (None, first.country)


def test_a_place_knows_its_regions(gazetteer):
    place = gazetteer.find("Rutshuru", country="COD")[0]
    assert place.id.startswith("gn:")
    assert place.admin1.endswith("Kivu")
    assert gazetteer.by_id(place.id) == place
    assert gazetteer.by_id(place.admin1_id).kind == "admin1"


def test_ids(gazetteer):
    assert gazetteer.by_id("dl:baghouz").country == "SYR"
    for strange in ("", "gn:", "gn:x", "gn:99999999999", "dl:nowhere", "qid:7", "gn:-5"):
        assert gazetteer.by_id(strange) is None


def test_names_that_find_nothing(gazetteer):
    for name in ("", "   ", "x" * 5000, "\x00", "\u202e", "Qwrtzzxq"):
        assert gazetteer.find(name) == ()


def test_it_has_places_of_every_kind_and_country(gazetteer):
    assert gazetteer.size() > 800_000
    assert gazetteer.country("SSD").name == "South Sudan"
    assert gazetteer.country("XXX") is None


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(KnowledgeError, match="no gazetteer file"):
        load_gazetteer(tmp_path / "none.sqlite")


def test_a_file_cut_short_or_of_another_kind_is_refused(tmp_path):
    cut = tmp_path / "cut.sqlite"
    with shipped_gazetteer().open("rb") as source, cut.open("wb") as target:
        target.write(source.read(1_000_000))
    with pytest.raises(KnowledgeError, match="cut short"):
        load_gazetteer(cut)
    text = tmp_path / "text.sqlite"
    text.write_text("not a database" * 100)
    with pytest.raises(KnowledgeError, match="not a gazetteer"):
        load_gazetteer(text)
    empty = tmp_path / "empty.sqlite"
    empty.touch()
    with pytest.raises(KnowledgeError):
        load_gazetteer(empty)


def test_the_file_is_never_written(tmp_path):
    copy = tmp_path / "own.sqlite"
    shutil.copy(shipped_gazetteer(), copy)
    copy.chmod(0o444)
    load_gazetteer(copy).find("Goma")
    assert [path.name for path in tmp_path.iterdir()] == ["own.sqlite"]


def test_the_file_is_closed_when_nothing_uses_the_gazetteer():
    gazetteer = load_gazetteer()
    db = gazetteer._db
    del gazetteer
    gc.collect()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        db.execute("SELECT 1")


def test_threads_may_share_it(gazetteer):
    names = ["Goma", "Aleppo", "Gao", "Sloviansk", "Mocimboa da Praia", "Kandahar"] * 5
    answers: dict[str, set[str]] = {}

    def ask(name):
        answers.setdefault(name, set()).add(gazetteer.find(name)[0].id)

    threads = [threading.Thread(target=ask, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(len(found) == 1 for found in answers.values())
