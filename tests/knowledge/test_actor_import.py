import pytest

from dateline.errors import InputError
from dateline.knowledge.actor_import import (
    import_acled_actors,
    import_opensanctions,
    import_ucdp_actors,
)
from dateline.knowledge.actors import load_registry

REGISTRY = load_registry()


@pytest.fixture
def table(tmp_path):
    def write(text, name="list.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def found(target, name, country=None):
    return load_registry(target).find(name, country=country)[0].actor


def test_a_ucdp_list_adds_the_names_that_are_new(table, tmp_path):
    source = table(
        "ActorId,NameData,NameFull,Location\n"
        "1,Government of Syria,,Syria\n"
        '2,ZFL,Zikrah Freedom League,"Chad, Sudan"\n'
        "3,IS,Islamic State,Iraq\n"
    )
    target = tmp_path / "own" / "actors.tsv"
    report = import_ucdp_actors(source, target, registry=REGISTRY)
    assert (report.rows, report.added, report.known) == (3, 2, 1)
    actor = found(target, "the Zikrah Freedom League", "TCD")
    assert (actor.name, actor.codes.ucdp, actor.country) == ("ZFL", "ZFL", "TCD")


def test_an_acled_export_leaves_out_what_rules_make(table, tmp_path):
    source = table(
        "event_date,actor1,inter1,country\n"
        "1 May 2021,Civilians (Mali),7,Mali\n"
        "1 May 2021,Zikrah Communal Militia (Mali),Identity militia,Mali\n"
        "2 May 2021,Zikrah Communal Militia (Mali),Identity militia,Mali\n"
        "2 May 2021,Police Forces of Mali (2020-),1,Mali\n"
    )
    target = tmp_path / "own.tsv"
    report = import_acled_actors(source, target, registry=REGISTRY)
    assert (report.rows, report.added, report.nameless) == (4, 1, 2)
    actor = found(target, "Zikrah Communal Militia (Mali)", "MLI")
    assert (actor.codes.acled_type, actor.country) == ("4", "MLI")


def test_opensanctions_gives_organisations_not_people(table, tmp_path):
    source = table(
        "id,schema,name,aliases,countries\n"
        'NK-1,Organization,Zikrah Brigade,"Liwa Zikrah;ZB;Hamas",sy;iq\n'
        "NK-2,Person,Zikrah Omar,,sy\n"
    )
    target = tmp_path / "own.tsv"
    report = import_opensanctions(source, target, registry=REGISTRY)
    assert (report.added, report.nameless) == (1, 1)
    assert found(target, "Liwa Zikrah", "SYR").name == "Zikrah Brigade"
    assert found(target, "Hamas", "PSE").id == "hamas"


def test_noise_in_names_is_cleaned_and_two_rows_of_one_name_are_one(table, tmp_path):
    source = table(
        "name,schema,aliases\n=Zik|rah\u202e @Band,Organization,\nZik rah Band,Organization,\n"
    )
    target = tmp_path / "own.tsv"
    assert import_opensanctions(source, target, registry=REGISTRY).added == 1
    assert found(target, "Zik rah Band").name == "Zik rah Band"


@pytest.mark.parametrize(
    ("text", "message"),
    [("", "columns are none"), ("id,land\n1,Chad\n", "columns are id, land")],
)
def test_a_list_without_names_is_told_with_its_columns(table, tmp_path, text, message):
    with pytest.raises(InputError, match=message):
        import_ucdp_actors(table(text), tmp_path / "own.tsv", registry=REGISTRY)


def test_a_failed_import_leaves_the_table_in_use_alone(table, tmp_path):
    target = tmp_path / "own.tsv"
    import_opensanctions(table("name,schema\nZikrah,Organization\n"), target, registry=REGISTRY)
    before = target.read_bytes()
    broken = tmp_path / "broken.csv"
    broken.write_bytes(b"name,schema\nZikrah \xff,Organization\n")
    with pytest.raises(InputError, match="UTF-8"):
        import_opensanctions(broken, target, registry=REGISTRY)
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(InputError, match=r"nowhere\.csv"):
        import_acled_actors(tmp_path / "nowhere.csv", tmp_path / "own.tsv", registry=REGISTRY)
