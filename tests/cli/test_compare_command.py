"""`dateline import` and `dateline compare`, with a reference that differs in known ways."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.reference.conftest import ACLED, GED
from tests.store.storing import Told, coding

from dateline.cli import main
from dateline.records import Place
from dateline.store import add_codings, open_store, read_references

SAMPLES = Path(__file__).parents[2] / "samples" / "baghouz"
BAGHOUZ = Place(
    id="gn:2", name="Baghouz", lat=34.45, lon=40.95, country="SYR", admin1="Deir ez-Zor"
)
ARMY = "Military Forces of Syria (2000-2024)"
CLASH = "Battles,Armed clash"
GANG = "Unidentified Armed Group (Syria)"
ROWS = (
    # As the ledger has it.
    f"SYR1,1 March 2024,1,{CLASH},{ARMY},,Free Falcons,760,Syria,Deir ez Zor,Hajin,34.69,40.83,1,x,3,1",
    # A day later, another toll, another party.
    f"SYR2,6 March 2024,1,{CLASH},{ARMY},,{GANG},760,Syria,Deir ez Zor,Hajin,34.69,40.83,1,x,9,1",
    # The ledger has nothing of it.
    f"SYR3,1 March 2024,1,{CLASH},{ARMY},,Free Falcons,760,Syria,Aleppo,Aleppo,36.2,37.16,1,x,5,1",
    # Nor of its year.
    f"SYR4,1 March 2012,1,{CLASH},{ARMY},,Free Falcons,760,Syria,Aleppo,Aleppo,36.2,37.16,1,x,5,1",
)


def acled(*rows, name="a.csv"):
    Path(name).write_text("\n".join((ACLED, *(rows or ROWS))) + "\n")
    return name


@pytest.fixture
def made(run):
    """Make a ledger of three events: at Hajin on two days, at Baghouz on one; and an undated one."""
    with open_store(create=True) as store:
        clashes = [
            Told(type="clash", dead=3),
            Told(type="clash", dead=5, day="2024-03-05", start=1),
            Told(type="clash", dead=1, day="2024-03-03", place=BAGHOUZ, start=2),
            Told(type="talk", place=None, day=None, start=3),
        ]
        for number, told in enumerate(clashes):
            words = ("quarry bakery", "minaret viaduct", "orchard convoy", "granary bridge")[number]
            add_codings(store, [coding(f"They fought at the {words}. {words * 9}.", told)])
    run("fuse", "-q")
    return run


@pytest.fixture
def codes(monkeypatch):
    """Give the events of the ledger the codes of an armed clash."""
    from dateline.export import acled as form  # noqa: PLC0415

    coded = form.acled_row

    def row(exported):
        types = {"event_type": "Battles", "sub_event_type": "Armed clash"}
        return {**coded(exported), **types}

    monkeypatch.setattr("dateline.reference.items.acled_row", row)
    monkeypatch.setattr("dateline.reference.items.why_not_acled", lambda _: None)


def compared(run, *arguments):
    result = run("compare", "--format", "json", *arguments)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def ids(singles):
    return [one["event"]["id"] for one in singles]


@pytest.mark.usefixtures("codes")
def test_what_differs_is_said(made):
    assert made("import", acled()).exit_code == 0
    whole = compared(made)
    found = whole["found"]
    assert [pair["reference"]["id"] for pair in found["pairs"]] == ["SYR1", "SYR2"]
    assert ids(found["missed"]) == ["SYR4", "SYR3"]
    assert [one["event"]["place"] for one in found["extra"]] == ["Baghouz"]
    assert (found["recall"], found["precision"], found["f1"]) == (0.5, 0.6667, 0.5714)
    assert (whole["undated"], whole["outside"]) == (1, 1)
    first, second = (
        {check["field"]: check["verdict"] for check in pair["checks"]} for pair in found["pairs"]
    )
    assert set(first.values()) == {"agree"}
    assert {name for name, verdict in second.items() if verdict != "agree"} == {
        "date",
        "actor2",
        "fatalities",
    }
    tally = next(one for one in found["fields"] if one["field"] == "fatalities")
    assert (tally["agree"], tally["differ"], tally["share"]) == (1, 1, 0.5)
    assert found["distances"]["median"] == 0


@pytest.mark.usefixtures("codes")
def test_text_names_both_ids_and_what_cannot_be_compared(made):
    made("import", acled())
    result = made("compare")
    assert result.exit_code == 0
    shown = result.stdout
    assert "recall     0.500  2 of 4" in shown
    assert "precision  0.667  2 of 3" in shown
    assert "date 2024-03-06 / 2024-03-05 (differ)" in shown
    assert f"actor2 {GANG} / Free Falcons (differ)" in shown
    assert "fatalities 9 / 5 (differ)" in shown
    assert "  SYR3  2024-03-01" in shown
    assert "1 of the missed are of other countries" in shown
    assert "1 event of the ledger cannot be compared: no days are known" in shown


@pytest.mark.usefixtures("codes")
def test_a_table_has_a_row_for_each(made):
    made("import", acled())
    assert made("compare", "--format", "csv", "-o", "out.csv").stdout == ""
    rows = list(csv.DictReader(io.StringIO(Path("out.csv").read_text())))
    assert [row["outcome"] for row in rows] == ["matched", "matched", "missed", "missed", "extra"]
    assert (rows[1]["fatalities_reference"], rows[1]["fatalities_ledger"]) == ("9", "5")
    assert (rows[1]["fatalities_verdict"], rows[3]["reference_id"]) == ("differ", "SYR3")


FILTERS = [
    pytest.param(("--from", "2024-03-02"), ["SYR2"], [], ["Baghouz"], id="from"),
    pytest.param(("--to", "2024-03-05"), ["SYR1", "SYR2"], ["SYR4", "SYR3"], ["Baghouz"], id="to"),
    pytest.param(("--from", "2024-03-06"), ["SYR2"], [], [], id="across the edge"),
    pytest.param(("--place", "Aleppo"), [], ["SYR4", "SYR3"], [], id="place"),
    pytest.param(("--place", "gn:2"), [], [], ["Baghouz"], id="place by id"),
    pytest.param(("--country", "SYR", "--from", "2024-01-01"), ["SYR1", "SYR2"], ["SYR3"], ["Baghouz"], id="country"),
    pytest.param(("--actor", "unidentified:SYR"), ["SYR2"], [], [], id="actor by id"),
    pytest.param(("--actor", "unidentified armed"), ["SYR2"], [], [], id="actor"),
]  # fmt: skip


@pytest.mark.usefixtures("codes")
@pytest.mark.parametrize(("filters", "matched", "missed", "extra"), FILTERS)
def test_filters_choose_from_both_sides(made, filters, matched, missed, extra):
    made("import", acled())
    found = compared(made, *filters)["found"]
    assert [pair["reference"]["id"] for pair in found["pairs"]] == matched
    assert ids(found["missed"]) == missed
    assert [one["event"]["place"] for one in found["extra"]] == extra


@pytest.mark.usefixtures("codes")
def test_type_chooses_from_the_ledger_only(made):
    made("import", acled())
    found = compared(made, "--type", "clash")["found"]
    assert (len(found["pairs"]), found["missed"], found["recall"]) == (2, [], None)
    assert "--type chooses from the ledger only" in made("compare", "--type", "clash").stdout


def test_rows_that_fail_are_named_and_the_others_stay(run):
    bad = ROWS[1].replace("6 March", "36 March")
    result = run("import", acled(ROWS[0], bad, ROWS[2]))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "a.csv:3: error: '36 March 2024' is no day that can be read" in result.stderr
    assert "a.csv: 2 rows added to acled, 0 there already, 1 failed" in result.stderr
    again = run("import", "a.csv")
    assert again.exit_code == 1
    assert "0 rows added to acled, 2 there already, 1 failed" in again.stderr


def test_the_same_file_is_one_import_and_a_newer_row_counts(run):
    assert "4 rows added" in run("import", acled()).stderr
    again = run("import", acled(name="copy.csv"))
    assert (again.exit_code, again.stderr) == (
        0,
        "copy.csv: imported before as acled, 4 rows\n",
    )
    newer = ROWS[0].replace(",x,3,1", ",x,4,2")
    assert "1 row added to acled, 3 there already" in run("import", acled(newer, *ROWS[1:])).stderr
    with open_store() as store:
        (found,) = read_references(store)
    assert (found.events, found.versions, found.files) == (4, 5, 2)
    assert "acled (acled): 4 events, 2012-03-01 to 2024-03-06, 2 files" in run("status").stdout


def test_files_of_two_codebooks_and_one_that_is_none(run):
    Path("g.csv").write_text(
        f"{GED}\n42,,3,IS,Civilians,,,1,Hajin,,34.69,40.83,Syria,652,1,2024-03-01,2024-03-01,0,0,3,0,3,3,3\n"
    )
    Path("t.csv").write_text("id,text\n1,They fought.\n")
    result = run("import", "g.csv", "t.csv", acled())
    assert result.exit_code == 1
    assert "t.csv:1: error: the header is neither ACLED's nor UCDP GED's" in result.stderr
    several = run("compare")
    assert (several.exit_code, "choose one with --name: acled, ucdp-ged" in several.stderr) == (
        1,
        True,
    )
    assert "the header lacks" in run("import", "g.csv", "--as", "acled").stderr
    assert "give it another --name" in run("import", "g.csv", "--name", "acled").stderr


def test_stopped_it_says_how_to_go_on(run, monkeypatch):
    def stop(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("dateline.cli.import_reference.import_file", stop)
        result = run("import", acled())
    assert result.exit_code == 130
    assert "a.csv: stopped; run the same command again" in result.stderr
    assert run("import", "a.csv").exit_code == 0


def test_a_table_without_rows_is_no_import(run):
    Path("a.csv").write_text(ACLED + "\n")
    result = run("import", "a.csv")
    assert result.exit_code == 1
    assert "a.csv:1: error: the table has a header and no rows" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        pytest.param(("compare",), 1, "run `dateline import` first", id="none"),
        pytest.param(("compare", "--format", "xml"), 2, "xml", id="format"),
        pytest.param(("compare", "--type", "picnic"), 2, "no event type", id="type"),
        pytest.param(("import",), 2, "FILE", id="no file"),
        pytest.param(("import", "none.csv"), 2, "none.csv", id="missing"),
        pytest.param(("import", "a.csv", "--as", "plover"), 2, "plover", id="as"),
    ],
)
def test_wrong_use(made, arguments, code, said):
    result = made(*arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr


def test_no_such_reference_and_no_such_events(made):
    made("import", acled())
    assert "there is no reference 'desk'" in made("compare", "--name", "desk").stderr
    nothing = made("compare", "--country", "MLI")
    assert (nothing.exit_code, nothing.stdout) == (1, "")
    assert "no such events on either side" in nothing.stderr


@pytest.fixture(scope="module")
def sampled(tmp_path_factory):
    """Return a ledger of the sample reports, coded and fused by dateline itself."""
    path = str(tmp_path_factory.mktemp("samples") / "s.db")
    told = ("--published", "2019-03-06", "--publisher", "Jazira Reporter")
    CliRunner().invoke(main, ["add", str(SAMPLES), *told, "--store", path], catch_exceptions=False)
    return path


@pytest.mark.parametrize("form", ["acled", "ucdp-ged"])
def test_what_the_samples_export_comes_back_in_full_agreement(sampled, tmp_path, form):
    def call(*arguments):
        return CliRunner().invoke(main, [*arguments, "--store", sampled], catch_exceptions=False)

    file = str(tmp_path / "out.csv")
    written = call("export", "--format", form, "-o", file)
    assert call("import", file).exit_code == 0
    found = json.loads(call("compare", "--name", form, "--format", "json").stdout)["found"]
    rows = Path(file).read_text(encoding="utf-8").count("dateline:")
    assert f"{rows} events written" in written.stderr
    assert len(found["pairs"]) == rows > 5
    assert (found["missed"], found["extra"], found["f1"]) == ([], [], 1.0)
    for pair in found["pairs"]:
        assert pair["reference"]["id"] == f"dateline:{pair['ledger']['id']}"
        for check in pair["checks"]:
            nothing = check["reference"] is None and check["ledger"] is None
            assert check["verdict"] == "agree" or nothing, check
