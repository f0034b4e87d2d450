"""ACLED, UCDP GED, PLOVER and POLECAT, read back by DuckDB."""

import duckdb
import pytest
from msgspec.structs import replace
from tests.export.conftest import ARMY, BOMBED, BOTH, CIVILIANS, FALCONS, HAJIN, export, exported

from dateline.export.acled import acled_row, time_precision, why_not_acled
from dateline.export.columns import load_foreign_columns
from dateline.export.plover_codes import scale_of, sector_of
from dateline.export.ucdp_ged import date_prec, find_toll, priogrid, ucdp_row, why_not_ucdp
from dateline.knowledge.codebook import load_codebook
from dateline.records import Codes, Deaths, PloverCode, Range, UcdpCode


def read(path, **options):
    relation = duckdb.read_csv(str(path), all_varchar=True, header=True, **options)
    rows = relation.fetchall()
    return relation.columns, [dict(zip(relation.columns, row, strict=True)) for row in rows]


@pytest.mark.parametrize(("format_", "number"), [("acled", 31), ("ucdp-ged", 49), ("polecat", 40)])
def test_the_columns_are_those_of_the_format_in_their_order(write, format_, number):
    separator = "\t" if format_ == "polecat" else ","
    columns, rows = read(write(format_, "csv"), sep=separator)
    assert list(columns) == [column.name for column in load_foreign_columns(format_)]
    assert (len(columns), len(rows)) == (number, 1)


def test_acled_row_as_duckdb_reads_it(write):
    _, (row,) = read(write("acled", "csv"), sep=",")
    filled = {name: value for name, value in row.items() if value is not None}
    assert filled == {
        "event_id_cnty": "dateline:3f9a2c41d07be865",
        "event_date": "2019-03-01",
        "year": "2019",
        "time_precision": "2",
        "disorder_type": "Political violence",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Air/drone strike",
        "actor1": "Military Forces of Syria (2000-2024)",
        "inter1": "1",
        "actor2": "Free Falcons",
        "inter2": "2",
        "interaction": "12",
        "iso": "760",
        "region": "Middle East",
        "country": "Syria",
        "admin1": "Deir ez-Zor",
        "admin2": "Abu Kamal District",
        "location": "Hajin",
        "latitude": "34.6935",
        "longitude": "40.8308",
        "geo_precision": "2",
        "source": "The Ledger",
        "notes": f"{BOMBED.summary} Sources named: the ministry; a medic.",
        "fatalities": "5",
    }


@pytest.mark.parametrize(
    ("changed", "interaction", "targeting"),
    [
        pytest.param({"side_b": CIVILIANS}, "17", "Civilian targeting", id="civilians"),
        pytest.param({"side_b": None}, "10", None, id="sole"),
        pytest.param(
            {"side_a": None, "side_b": CIVILIANS}, "70", "Civilian targeting", id="victims"
        ),
        pytest.param({"side_a": FALCONS, "side_b": ARMY}, "12", None, id="order"),
        pytest.param(
            {"side_b": replace(FALCONS, codes=replace(FALCONS.codes, acled_type=None))},
            "",
            None,
            id="unknown",
        ),
    ],
)
def test_acled_interaction(changed, interaction, targeting):
    row = acled_row(exported(replace(BOMBED, **changed)))
    assert (row["interaction"], row["civilian_targeting"]) == (interaction, targeting)
    assert row["actor1"]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        pytest.param({"first": None}, "no day", id="undated"),
        pytest.param({"last": "2019-05-01"}, "vaguer than a month", id="season"),
        pytest.param({"side_a": None, "side_b": None}, "no actor", id="nobody"),
        pytest.param({"place": None}, "no place", id="nowhere"),
        pytest.param(
            {"place": replace(HAJIN, precision="country")}, "only its country", id="country"
        ),
        pytest.param({"place": replace(HAJIN, lat=None, lon=None)}, "no coordinates", id="point"),
        pytest.param({"codes": Codes()}, "no ACLED", id="type"),
    ],
)
def test_what_acled_would_not_code_is_left_out_with_the_reason(changed, why):
    assert why in (why_not_acled(exported(replace(BOMBED, **changed))) or "")
    found = export("acled", [exported(replace(BOMBED, **changed))])[1]
    assert (found.written, found.left_out[0].id) == (0, BOMBED.id)


@pytest.mark.parametrize("status", ["denied", "future", "possible"])
def test_what_has_not_surely_happened_is_no_acled_or_ucdp_event(status):
    why = f"its status is {status}; only what happened is coded"
    assert why_not_acled(exported(status=status)) == why
    assert why_not_ucdp(exported(status=status)) == why


@pytest.mark.parametrize(
    ("days", "acled", "ucdp"), [(1, 1, 1), (2, 2, 2), (7, 2, 3), (8, 3, 4), (31, 3, 4)]
)
def test_precision_of_days(days, acled, ucdp):
    assert (time_precision(days), date_prec(days)) == (acled, ucdp)
    assert date_prec(90) == 5


def test_ucdp_row_as_duckdb_reads_it(write):
    _, (row,) = read(write("ucdp-ged", "csv"), sep=",", quotechar='"')
    filled = {name: value for name, value in row.items() if value is not None}
    assert filled == {
        "relid": "dateline:3f9a2c41d07be865",
        "year": "2019",
        "type_of_violence": "1",
        "dyad_name": "Government of Syria - Free Falcons",
        "side_a": "Government of Syria",
        "side_b": "Free Falcons",
        "number_of_sources": "1",
        "source_article": '"The Ledger,2019-03-04,Strike, near Hajin"',
        "source_office": "The Ledger",
        "source_date": "2019-03-04",
        "source_headline": "Strike, near Hajin",
        "source_original": "the ministry; a medic",
        "where_prec": "2",
        "where_coordinates": "Hajin",
        "where_description": "near Hajin",
        "adm_1": "Deir ez-Zor",
        "adm_2": "Abu Kamal District",
        "latitude": "34.6935",
        "longitude": "40.8308",
        "geom_wkt": "POINT (40.8308 34.6935)",
        "priogrid_gid": "179722",
        "country": "Syria",
        "country_id": "652",
        "region": "Middle East",
        "event_clarity": "1",
        "date_prec": "2",
        "date_start": "2019-03-01",
        "date_end": "2019-03-03",
        "deaths_a": "0",
        "deaths_b": "4",
        "deaths_civilians": "2",
        "deaths_unknown": "1",
        "best": "7",
        "high": "12",
        "low": "5",
        "gwnoa": "652",
    }


def test_priogrid_is_that_of_a_published_row():
    assert priogrid(22.916667, 91.5) == 162544
    assert priogrid(90, 180) == 360 * 720


@pytest.mark.parametrize(
    ("deaths", "expected"),
    [
        pytest.param(Deaths(), (0, 0, 0, 0), id="unsaid"),
        pytest.param(Deaths(total=Range(high=12)), (0, 0, 12, 0), id="up to"),
        pytest.param(Deaths(total=Range(low=40, best=40)), (40, 40, 40, 40), id="at least"),
        pytest.param(
            Deaths(total=Range(low=3, best=3, high=3), side_a=Range(best=5)),
            (5, 3, 5, 0),
            id="parts",
        ),
    ],
)
def test_the_sums_of_ucdp_hold(deaths, expected):
    toll = find_toll(replace(BOMBED, deaths=deaths))
    assert (toll.best, toll.low, toll.high, toll.deaths_unknown) == expected
    assert toll.low <= toll.best <= toll.high
    assert toll.best == toll.deaths_a + toll.deaths_b + toll.deaths_civilians + toll.deaths_unknown


def test_one_sided_violence_is_against_civilians():
    event = replace(BOMBED, side_b=CIVILIANS, codes=Codes(ucdp=UcdpCode(type_of_violence=3)))
    row = ucdp_row(exported(event))
    assert (row["side_b"], row["gwnob"], row["deaths_b"], row["deaths_civilians"]) == (
        "Civilians",
        None,
        0,
        6,
    )


@pytest.mark.parametrize("format_", ["acled", "ucdp-ged"])
def test_no_official_id_is_made_up(write, format_):
    _, (row,) = read(write(format_, "csv"), sep=",", quotechar='"')
    ids = {name: value for name, value in row.items() if name.endswith("_id") or name == "id"}
    assert {name for name, value in ids.items() if value} <= {"country_id"}


def test_plover_as_duckdb_reads_it(write):
    row = duckdb.read_json(str(write("plover", "jsonl")))
    (values,) = row.fetchall()
    found = dict(zip(row.columns, values, strict=True))
    assert {"id", "date", "actor", "event"} <= set(found)
    assert (str(found["date"]), str(found["enddate"])) == ("2019-03-01", "2019-03-03")
    assert found["actor"][0]["sector"] == "MIL"
    assert found["actor"][0]["entity_text"] == "The army"
    assert found["recipient"][0]["sector"] == "REB"
    assert (found["event"], found["mode"]) == (["ASSAULT"], ["aerial"])
    assert (found["quad_code"], found["event_scale"]) == (4, -9.5)
    assert (found["size"]["dead"], found["size"]["injured"]) == (7, 24)
    assert found["event_loc"]["resolution"] == 4
    assert "text" not in found


def test_in_two_sided_fighting_all_are_actors():
    event = replace(BOMBED, type="clash")
    raw, _ = export("plover", [exported(event)])
    assert b"recipient" not in raw
    assert raw.count(b"identifier_text") == 2


def test_polecat_as_duckdb_reads_it(write):
    _, (row,) = read(write("polecat", "txt"), sep="\t", quotechar="")
    assert row["Actor Name Raw"] == "The army"
    assert (row["Intensity"], row["Quad Code"]) == ("-9.5", "4")
    assert (row["Recipient Name"], row["City"]) == ('Free "Falcons"; Brigade', "Hajin")
    assert row["GeoNames ID"] == "172657"
    assert row["Actor COW"] is None


def test_every_type_of_the_codebook_has_its_place_on_the_scale():
    for row in load_codebook().types.values():
        assert scale_of(*row.plover) is not None, row.name
    assert scale_of("NO SUCH", None) is None


@pytest.mark.parametrize(("actor", "sector"), [(ARMY, "MIL"), (FALCONS, "REB"), (CIVILIANS, "CVL")])
def test_sectors(actor, sector):
    assert sector_of(actor) == sector


def test_a_mode_that_plover_lacks_has_the_scale_of_its_type():
    event = replace(BOMBED, codes=Codes(plover=PloverCode(event_type="AID", mode=None)))
    assert b'"event_scale":10.0' in export("plover", [exported(event)])[0]


@pytest.mark.parametrize("format_", ["acled", "ucdp-ged", "plover", "polecat"])
def test_each_event_is_written_or_left_out_with_a_reason(format_):
    _, found = export(format_)
    assert (found.events, found.written, len(found.left_out)) == (len(BOTH), 1, 1)
    assert found.left_out[0].why
    assert found.fields
