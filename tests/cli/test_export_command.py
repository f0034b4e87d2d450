import json
from pathlib import Path

import duckdb
import msgspec
import pytest
from tests.store.storing import Told, coding

from dateline.export.formats import FORMATS
from dateline.records import Deaths, Range
from dateline.store import add_codings, open_store, read_mentions, write_fusion
from dateline.store.records import FusedEvent, FusedLink

DETAILS = msgspec.Raw(
    b'{"status":"ongoing","grades":{"source":"B","information":"2","source_why":""},'
    b'"independent":2,"contradictions":[{"field":"deaths","claims":[],"why":""}]}'
)


@pytest.fixture
def made(run):  # noqa: ARG001  run enters the empty folder
    """Make a store of three reports and return the mentions in it."""
    with open_store(create=True) as store:
        told = [
            coding("Shells fell on Hajin.", Told(dead=3)),
            coding("Shells fell again.", Told(dead=5, day="2024-03-04")),
            coding("Talks went on.", Told(type="talk", place=None, day=None)),
        ]
        add_codings(store, told)
        return list(read_mentions(store))


def rows(text):
    path = Path("out.csv")
    path.write_text(text, encoding="utf-8")
    found = duckdb.read_csv(str(path), header=True)
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def test_unfused_each_report_stands_for_itself_by_day(run, made):
    result = run("export", "--format", "csv")
    assert result.exit_code == 0
    found = rows(result.stdout)
    assert [row["deaths_best"] for row in found] == [3, 5, None]
    assert {row["id"] for row in found} == {one.id for one in made}
    assert "3 events written (event mentions)" in result.stderr


def test_fused_events_are_exported_where_there_are_any(run, made):
    event = msgspec.structs.replace(made[0].event, deaths=Deaths(total=Range(low=3, high=5)))
    links = tuple(FusedLink(mention=one.id) for one in made[:2])
    with open_store() as store:
        write_fusion(
            store, [FusedEvent(event=event, links=links, details=DETAILS)], fuser="f1", upto=1
        )
    result = run("export", "--format", "csv")
    (row,) = rows(result.stdout)
    assert (row["id"], row["reports"], row["grade"], row["status"]) == (
        event.id,
        2,
        "B2",
        "ongoing",
    )
    assert (row["independent_origins"], row["contradictions"]) == (2, 1)
    assert "1 event written (fused events)" in result.stderr


@pytest.mark.parametrize(
    ("filters", "deaths"),
    [
        pytest.param(("--from", "2024-03-03"), [5], id="from"),
        pytest.param(("--to", "2024-03-02"), [3], id="to"),
        pytest.param(("--country", "SYR"), [3, 5], id="country"),
        pytest.param(("--place", "hajin", "--actor", "free falcons"), [3, 5], id="place"),
        pytest.param(("--type", "talk"), [None], id="type"),
    ],
)
def test_filters_hold_for_a_store_and_for_a_file(run, made, filters, deaths):  # noqa: ARG001
    told = [
        coding("Shells fell on Hajin.", Told(dead=3)),
        coding("Shells fell again.", Told(dead=5, day="2024-03-04")),
        coding("Talks went on.", Told(type="talk", place=None, day=None)),
    ]
    Path("coded.jsonl").write_bytes(b"\n".join(msgspec.json.encode(one.coded) for one in told))
    of_store = run("export", "--format", "csv", *filters)
    of_file = run("export", "coded.jsonl", "--format", "csv", *filters)
    assert [row["deaths_best"] for row in rows(of_store.stdout)] == deaths
    assert [row["deaths_best"] for row in rows(of_file.stdout)] == deaths
    assert "(coded events)" in of_file.stderr


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_with_a_file_that_says_what_it_lacks(run, made, name):  # noqa: ARG001
    result = run("export", "--format", name, "-o", "out", "--country", "SYR")
    told = json.loads(Path("out.not-carried.json").read_text())
    assert (told["format"], told["exported"], told["events"]) == (name, "event mentions", 2)
    assert told["written"] + len(told["left_out"]) == 2
    assert (result.exit_code, result.stdout) == (0, "")
    assert sorted(path.name for path in Path().iterdir() if "out" in path.name) == [
        "out",
        "out.not-carried.json",
    ]


def test_a_file_that_is_there_is_refused_unless_forced(run, made):  # noqa: ARG001
    Path("out").write_text("mine")
    result = run("export", "--format", "csv", "-o", "out")
    assert result.exit_code == 1
    assert "out exists; give another file, or --force" in result.stderr
    assert Path("out").read_text() == "mine"
    assert run("export", "--format", "csv", "-o", "out", "--force").exit_code == 0
    assert Path("out").read_text().startswith("id,type")


def test_what_fails_leaves_everything_as_it_was(run, made, monkeypatch):  # noqa: ARG001
    Path("out").write_text("mine")

    def fail(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dateline.export.files.os.fsync", fail)
    result = run("export", "--format", "csv", "-o", "out", "--force")
    assert result.exit_code == 1
    assert "out cannot be written: no space left on device" in result.stderr
    assert Path("out").read_text() == "mine"
    assert [path.name for path in Path().iterdir() if "out" in path.name] == ["out"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        pytest.param(("--format", "parquet"), 2, "add -o FILE", id="binary"),
        pytest.param(("--format", "shapefile"), 2, "shapefile", id="format"),
        pytest.param((), 2, "--format", id="none"),
        pytest.param(("--format", "csv", "--type", "picnic"), 2, "no event type", id="type"),
        pytest.param(("--format", "csv", "--country", "MLI"), 1, "no such events", id="nothing"),
        pytest.param(("--format", "csv", "-o", "no/where"), 1, "cannot be written", id="folder"),
        pytest.param(("x.txt", "--format", "csv"), 2, "no coded reports", id="text"),
        pytest.param(("x.txt", "--store", "a.db", "--format", "csv"), 2, "leave one", id="two"),
    ],
)
def test_wrong_use(run, made, arguments, code, said):  # noqa: ARG001
    Path("x.txt").write_text("The army attacked Hajin.")
    result = run("export", *arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr


def test_a_missing_library_is_named_with_how_to_get_it(run, made, monkeypatch):  # noqa: ARG001
    def absent(_):
        raise ModuleNotFoundError("No module named 'pyarrow'", name="pyarrow")

    monkeypatch.setattr("dateline.export.formats.import_module", absent)
    result = run("export", "--format", "parquet", "-o", "out")
    assert result.exit_code == 1
    assert "pip install 'dateline[export]'" in result.stderr
    assert not Path("out").exists()


def test_a_broken_line_is_named_and_the_rest_is_written(run):
    good = msgspec.json.encode(coding("Shells fell on Hajin.").coded)
    Path("coded.jsonl").write_bytes(good + b"\n" + good[:-9] + b"\n" + good + b"\n")
    result = run("export", "coded.jsonl", "--format", "jsonl")
    assert (result.exit_code, len(result.stdout.splitlines())) == (1, 2)
    assert "coded.jsonl:2: error" in result.stderr
