"""The tables behind the exports agree with each other, with the codebook and with the page on them."""

from pathlib import Path

import msgspec
import pytest

from dateline.export.columns import load_columns, load_foreign_columns
from dateline.export.contents import CONTENTS
from dateline.export.countries import country_codes
from dateline.export.formats import FORMATS, load_writer
from dateline.export.losses import start_losses
from dateline.export.plover_codes import plover_country, sector_of
from dateline.knowledge.countries import load_countries
from dateline.knowledge.tables import package_data, read_rows
from dateline.records import Actor

PAGE = (Path(__file__).parents[2] / "docs" / "export.md").read_text(encoding="utf-8")
LOSSES = list(read_rows(package_data("export_losses.tsv"), ("format", "field", "why")))
SECTORS = list(
    read_rows(package_data("export_sectors.tsv"), ("field", "value", "sector", "example"))
)
REGIONS = {
    "Western Africa", "Middle Africa", "Eastern Africa", "Southern Africa", "Northern Africa",
    "South Asia", "Southeast Asia", "Middle East", "Europe", "Caucasus and Central Asia",
    "Central America", "South America", "Caribbean", "East Asia", "North America", "Oceania",
    "Antarctica",
}  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_be_written_and_is_explained(name):
    assert callable(load_writer(name))
    assert f"| `{name}` |" in PAGE
    start_losses(name)


def test_losses_name_formats_and_contents_that_there_are():
    assert {one for row in LOSSES for one in row.parts("format")} <= set(FORMATS)
    assert {row.cell("field") for row in LOSSES} == set(CONTENTS)
    assert all(row.cell("why") for row in LOSSES)


def test_every_country_has_its_codes():
    codes = {code: country_codes(code) for code in load_countries().by_code}
    assert all(codes.values())
    regions = {one.acled_region for one in codes.values() if one and one.acled_region}
    assert regions <= REGIONS
    numbers = [one.numeric for one in codes.values() if one and one.numeric]
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize(
    ("code", "numeric", "region", "gw"),
    [
        pytest.param("SYR", "760", "Middle East", "652", id="Syria"),
        pytest.param("AFG", "4", "Caucasus and Central Asia", "700", id="Afghanistan"),
        pytest.param("YEM", "887", "Middle East", "678", id="Yemen"),
        pytest.param("SDN", "729", "Northern Africa", "625", id="Sudan"),
        pytest.param("UKR", "804", "Europe", "369", id="Ukraine"),
        pytest.param("XKX", "", "Europe", "347", id="Kosovo"),
    ],
)
def test_codes_of_countries(code, numeric, region, gw):
    found = country_codes(code)
    assert found is not None
    assert (found.numeric, found.acled_region, found.gw) == (numeric, region, gw)
    assert country_codes("QQQ") is None
    assert plover_country("XKX") == "KOS"


@pytest.mark.parametrize("row", SECTORS, ids=[row.where for row in SECTORS])
def test_the_example_of_every_sector(row):
    field, example = row.cell("field"), row.cell("example")
    facts = {"id": "someone", "name": "Someone", "kind": "force"}
    if field == "acled_type":
        actor = msgspec.convert(facts | {"codes": {"acled_type": example}}, Actor)
    else:
        actor = msgspec.convert(facts | {field: example}, Actor)
    assert sector_of(actor) == row.cell("sector")


def test_no_column_stands_twice():
    for names in (
        [column.name for column in load_columns()],
        [column.hxl for column in load_columns() if column.hxl],
        *([c.name for c in load_foreign_columns(one)] for one in ("acled", "ucdp-ged", "polecat")),
    ):
        assert len(names) == len(set(names))
