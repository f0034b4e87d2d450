"""Tables, maps and whole events, each read back by a reader that is not ours."""

import json
from datetime import date

import duckdb
import hxl
import pyogrio
import pytest
from msgspec.structs import replace
from python_calamine import CalamineWorkbook
from tests.export.conftest import BOMBED, BOTH, EVIDENCE, PROTEST, export, exported

from dateline.export.columns import load_columns, table_row
from dateline.export.formats import FORMATS
from dateline.export.report_rows import evidence_rows
from dateline.fuse.responsibility import told_responsibility
from dateline.records import Attribution, Claim, Deaths, Participant, Range, Span

NAMES = [column.name for column in load_columns()]


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_events_give_the_same_bytes(name):
    assert export(name)[0] == export(name)[0]


def test_every_path_of_the_table_leads_to_a_value_or_to_none():
    row = table_row(exported(grade="B2", independent=2, contradictions=1))
    empty = {name for name, value in row.items() if value is None}
    assert row["others"] == "Civilians"
    assert (row["deaths_low"], row["deaths_best"], row["deaths_high"]) == (5, 7, 12)
    assert (row["grade"], row["independent_origins"], row["contradictions"]) == ("B2", 2, 1)
    assert row["publishers"] == "The Ledger"
    told = {"origin", "destination", "displaced_low", "displaced_high", "injured_high"}
    told |= {"denied_by", "responsibility"}
    measures: tuple[str, ...] = (
        "abducted",
        "detained",
        "released",
        "surrendered",
        "returned",
        "victims",
    )
    measures += ("deployed", "participants", "aided", "deaths_side_a", "deaths_unknown")
    assert empty == told | {f"{one}_{end}" for one in measures for end in ("low", "best", "high")}


def test_who_denies_and_who_is_accused_have_columns():
    army = Participant(id="military:SYR", name="Syrian army", kind="force")
    falcons = Participant(id="free-falcons", name="Free Falcons", kind="force")
    span = EVIDENCE.trigger
    claims = (
        Claim(actor=army, kind="accusation", by=falcons, span=span),
        Claim(actor=army, kind="denial", by=army, stance="deny", span=span),
    )
    told = told_responsibility(replace(BOMBED, claims=claims), ["w-117"])
    row = table_row(exported(denied_by=("Syrian army",), responsibility=told))
    assert row["denied_by"] == "Syrian army"
    assert row["responsibility"] == "Syrian army accused by Free Falcons; denied by Syrian army"


def test_every_voice_of_a_mention_is_evidence():
    said = Attribution(cue=Span(start=60, end=64, text="said"))
    denied = Attribution(cue=Span(start=70, end=76, text="denied"), stance="deny")
    spoken = replace(EVIDENCE, attribution=said, other_attributions=(denied,))
    (source,) = exported().sources
    found = exported(sources=(replace(source, evidence=(spoken,)),))
    fields = {row["field"]: row["text"] for row in evidence_rows(found)}
    assert (fields["cue"], fields["denial"]) == ("said", "denied")


def test_csv_by_duckdb(write):
    found = duckdb.read_csv(str(write("csv", "csv")), header=True)
    assert found.columns == NAMES
    rows = [dict(zip(NAMES, row, strict=True)) for row in found.fetchall()]
    assert rows[0]["side_b"] == 'Free "Falcons"; Brigade'
    assert (rows[0]["first"], rows[0]["deaths_high"]) == (date(2019, 3, 1), 12)
    assert (rows[1]["first"], rows[1]["summary"]) == (None, "=1+1")


def test_parquet_by_duckdb(write):
    found = duckdb.read_parquet(str(write("parquet", "parquet")))
    assert found.columns == NAMES
    types = dict(zip(found.columns, map(str, found.types), strict=True))
    assert (types["first"], types["deaths_low"], types["lat"]) == ("DATE", "BIGINT", "DOUBLE")
    rows = [dict(zip(NAMES, row, strict=True)) for row in found.fetchall()]
    assert [row["last"] for row in rows] == [date(2019, 3, 3), date(2019, 3, 4)]
    assert [row["place"] for row in rows] == ["Hajin", None]


def test_a_number_beyond_all_bounds_is_the_largest_there_is(write):
    huge = replace(BOMBED, deaths=Deaths(total=Range(best=10**30)))
    path = write("parquet", "parquet", [exported(huge)])
    assert duckdb.read_parquet(str(path)).project("deaths_best").fetchall() == [(2**63 - 1,)]


def test_jsonl_by_duckdb_holds_everything(write):
    read = duckdb.read_json(str(write("jsonl", "jsonl")))
    found = read.project(
        "id, event.deaths.total.high, sources[1].evidence[1].trigger.text"
    ).fetchall()
    assert found == [(BOMBED.id, 12, "bombed"), (PROTEST.id, None, None)]
    assert export("jsonl")[1].fields == ()


def test_xlsx_by_calamine(write):
    book = CalamineWorkbook.from_path(str(write("xlsx", "xlsx")))
    header, *rows = book.get_sheet_by_name("events").to_python()
    assert header == NAMES
    first, second = (dict(zip(NAMES, row, strict=False)) for row in rows)
    assert (first["first"], first["deaths_best"]) == (date(2019, 3, 1), 7)
    assert second["summary"] == "=1+1"
    assert [row[2] for row in book.get_sheet_by_name("reports").to_python()] == [
        "report",
        "w-117",
        "w-117",
    ]


def test_geojson_by_gdal(write):
    path = write("geojson", "geojson")
    meta, _, points, values = pyogrio.raw.read(path)
    assert (meta["crs"], meta["geometry_type"]) == ("EPSG:4326", "Point")
    assert [one is None for one in points] == [False, True]
    assert dict(zip(meta["fields"], values, strict=True))["place"].tolist() == ["Hajin", None]
    told = json.loads(path.read_text())
    assert told["features"][0]["geometry"]["coordinates"] == [40.8308, 34.6935]
    assert "crs" not in told


def test_geopackage_by_gdal(write):
    path = write("geopackage", "gpkg")
    assert [name for name, _ in pyogrio.list_layers(path)] == ["events", "reports", "evidence"]
    info = pyogrio.read_info(path, layer="events")
    assert (info["crs"], info["geometry_type"], info["features"]) == ("EPSG:4326", "Point", 2)
    assert info["total_bounds"] == pytest.approx((40.8308, 34.6935, 40.8308, 34.6935))
    meta, _, points, values = pyogrio.raw.read(path, layer="events")
    row = dict(zip(meta["fields"], values, strict=True))
    assert row["deaths_high"][0] == 12
    assert str(row["first"][0])[:10] == "2019-03-01"
    assert points[1] is None
    meta, _, _, values = pyogrio.raw.read(path, layer="evidence")
    assert "bombed" in dict(zip(meta["fields"], values, strict=True))["text"]


def test_hxl_by_libhxl(write):
    with hxl.make_input(
        str(write("hxl", "csv")), hxl.input.InputOptions(allow_local=True)
    ) as source:
        data = hxl.data(source).cache()
        rows = list(data)
    assert data.validate()
    assert rows[0].get("#affected+killed-min-max-side_a-side_b-civilians-unknown") == "7"
    assert rows[0].get("#geo+lat") == "34.6935"
    assert rows[0].get("#group+name+first") == "Syrian army"
    assert rows[0].get("#date+start") == "2019-03-01"
    tags = [column.display_tag for column in data.columns]
    assert len(tags) == len(set(tags))
    assert len(rows) == len(BOTH)
