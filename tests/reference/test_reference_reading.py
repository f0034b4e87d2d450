"""ACLED and UCDP GED exports as they come."""

import pytest
from tests.reference.conftest import ACLED, GED

from dateline.errors import InputError
from dateline.read.outcomes import Failure
from dateline.records import Range
from dateline.reference.reading import ReadEvent, open_reference

CLASH = (
    'SYR1,{day},1,Battles,Armed clash,QSD,"Women; Arabs ",IS,760,Syria,Deir ez Zor,Baghuz,34.45,40.94,1,'
    "{notes},12,1600000000"
)
KILLED = (
    '{id},SYR-2019-1,1,Government of Syria,IS,"""SOHR,2019-03-02,Deaths""",SOHR,4,'
    "Dayr az Zawr province,Dayr az Zawr,35.0,40.5,Syria,652,2,{first},{last},0,4,2,1,7,12,5"
)


def read(tmp_path, text, scheme=None):
    path = tmp_path / "export.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with open_reference(path, scheme) as opened:
        rows = list(opened.rows)
    events = [row.event for row in rows if isinstance(row, ReadEvent)]
    return opened.scheme, events, [row for row in rows if isinstance(row, Failure)]


def clash(day="2019-03-12", notes="They fought."):
    return CLASH.format(day=day, notes=notes)


def killed(id_="42", first="2019-03-01", last="2019-03-03"):
    return KILLED.format(id=id_, first=first, last=last)


def test_an_acled_row(tmp_path):
    scheme, (event,), failed = read(tmp_path, f"{ACLED}\n{clash()}\n")
    assert (scheme, failed) == ("acled", [])
    assert (event.id, event.first, event.last, event.date_precision) == (
        "SYR1",
        "2019-03-12",
        "2019-03-12",
        1,
    )
    assert (event.sides[0].name, event.sides[0].beside) == ("QSD", ("Women", "Arabs"))
    assert (event.sides[1].name, event.country, event.admin1) == ("IS", "SYR", "Deir ez Zor")
    assert (event.lat, event.lon, event.place_precision) == (34.45, 40.94, 1)
    assert (event.deaths.total.best, event.edited) == (12, 1_600_000_000)


def test_a_ged_row(tmp_path):
    scheme, (event,), failed = read(tmp_path, f"{GED}\n{killed()}\n")
    assert (scheme, failed) == ("ucdp-ged", [])
    assert (event.id, event.first, event.last) == ("42", "2019-03-01", "2019-03-03")
    assert (event.type_of_violence, event.country, event.place_precision) == (1, "SYR", 4)
    assert event.deaths.total == Range(low=5, best=7, high=12)
    assert (event.deaths.side_b.best, event.deaths.civilians.best) == (4, 2)
    assert event.notes == '"SOHR,2019-03-02,Deaths"'


@pytest.mark.parametrize(
    "day",
    ["2019-03-12", "12 March 2019", "12-Mar-2019", "2019-03-12 00:00:00.000", "March 12, 2019"],
)
def test_days_as_exports_write_them(tmp_path, day):
    text = f"{ACLED}\n{clash(chr(34) + day + chr(34))}\n"
    assert [event.first for event in read(tmp_path, text)[1]] == ["2019-03-12"]


def test_days_of_a_ged_file_with_a_clock(tmp_path):
    row = killed(first="2019-03-01 00:00:00.000", last="2019-03-03 00:00:00.000")
    (event,) = read(tmp_path, f"{GED}\n{row}\n")[1]
    assert (event.first, event.last) == ("2019-03-01", "2019-03-03")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "bom"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_marks_semicolons_and_quoted_lines(tmp_path, mark, end):
    row = clash(notes='"On 12 March they ""fought"", and' + end + 'then; left."')
    text = f"{ACLED.upper()}{end}{row}{end}".replace(",1600000000", ",1600000000")
    _, (event,), failed = read(tmp_path, mark + text.encode())
    assert (event.notes, failed) == ('On 12 March they "fought", and then; left.', [])


def test_semicolons_between_and_commas_in_numbers(tmp_path):
    header = "event_id_cnty;event_date;event_type;actor1;country;latitude;longitude"
    text = f"{header}\nSYR1;1 May 2020;Battles;IS;Syria;34,45;-1,5\n"
    _, (event,), failed = read(tmp_path, text)
    assert (event.lat, event.lon, event.sides[1], failed) == (34.45, -1.5, None, [])


def test_columns_that_are_missing_or_more_are_no_matter(tmp_path):
    header = "extra,EVENT_ID_CNTY,event_date,event_type,actor1,country"
    _, (event,), failed = read(tmp_path, f"{header}\nx,SYR1,2019-03-12,Battles,IS,Atlantis\n")
    assert (event.country, event.country_name, event.deaths.total.best) == (None, "Atlantis", None)
    assert failed == []


def test_ged_of_an_older_version(tmp_path):
    header = (
        "id,type_of_violence,side_a,side_b,country,date_start,date_end,low_est,best_est,high_est"
    )
    row = '7,3,IS,Civilians,"Yemen (North Yemen)",1990-05-01,1990-05-01,1,2,3'
    _, (event,), _ = read(tmp_path, f"{header}\n{row}\n")
    assert (event.country, event.deaths.total) == ("YEM", Range(low=1, best=2, high=3))


def test_the_readable_id_stands_in_where_there_is_no_number(tmp_path):
    assert [one.id for one in read(tmp_path, f"{GED}\n{killed('')}\n")[1]] == ["SYR-2019-1"]


def test_older_spellings_of_types_are_those_of_now(tmp_path):
    row = clash().replace(
        "Battles,Armed clash", "Strategic Developments,Excessive force against protestors"
    )
    (event,) = read(tmp_path, f"{ACLED}\n{row}\n")[1]
    assert event.event_type == "Strategic developments"
    assert event.sub_event_type == "Excessive force against protesters"


BAD = [
    pytest.param(clash("31 Marchh 2019"), "is no day that can be read", id="day"),
    pytest.param(clash("03/04/2019"), "is no day that can be read", id="ambiguous"),
    pytest.param(clash("2019-02-30"), "is no day that can be read", id="no such day"),
    pytest.param(clash().replace(",12,", ",many,"), "no whole number", id="deaths"),
    pytest.param(clash().replace(",12,", ",-1,"), "no whole number", id="less than none"),
    pytest.param(clash().replace("34.45", "91"), "beyond 90 degrees", id="north"),
    pytest.param(clash().replace("34.45", "N34"), "no number of degrees", id="degrees"),
    pytest.param(clash().replace("SYR1", ""), "has no id", id="id"),
    pytest.param(clash() + ",x", "has 19 values where the header names 18", id="long"),
    pytest.param(clash(notes='"It" left'), "broken row", id="quotes"),
    pytest.param(clash(notes='"open'), "broken row", id="open"),
]


@pytest.mark.parametrize(("row", "said"), BAD)
def test_a_bad_row_is_named_and_the_others_are_read(tmp_path, row, said):
    other = clash(notes='"It ended."').replace("SYR1", "SYR2")
    _, events, failed = read(tmp_path, f"{ACLED}\n{clash()}\n{row}\n{other}\n")
    assert [event.id for event in events] == ["SYR1", "SYR2"]
    (bad,) = failed
    assert bad.where == f"{tmp_path / 'export.csv'}:3"
    assert said in bad.message


def test_an_event_that_ends_before_it_begins(tmp_path):
    row = killed(first="2019-03-03", last="2019-03-01")
    (bad,) = read(tmp_path, f"{GED}\n{row}\n")[2]
    assert "before it begins" in bad.message


@pytest.mark.parametrize(
    ("text", "scheme", "said"),
    [
        pytest.param("id,text\n1,x\n", None, "neither ACLED's nor UCDP GED's", id="other"),
        pytest.param(f"{GED}\n", "acled", "the header lacks event_id_cnty, event_date", id="as"),
        pytest.param("", None, "neither", id="empty"),
        pytest.param(b"PK\x03\x04zip", None, "zip archive", id="zip"),
    ],
)
def test_a_file_that_is_no_such_export(tmp_path, text, scheme, said):
    with pytest.raises(InputError, match=said):
        read(tmp_path, text, scheme)
