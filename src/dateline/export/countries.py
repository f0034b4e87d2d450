"""Codes of countries in other codebooks, from `export_countries.tsv`."""

from collections.abc import Mapping
from functools import cache

import msgspec

from dateline.knowledge.countries import load_countries
from dateline.knowledge.tables import package_data, read_rows


class CountryCodes(msgspec.Struct, frozen=True, kw_only=True):
    """A country: its name, ISO 3166-1 number, ACLED and UCDP region, Gleditsch-Ward number."""

    name: str
    numeric: str
    acled_region: str
    ucdp_region: str
    gw: str


@cache
def all_country_codes() -> Mapping[str, CountryCodes]:
    """Return the codes of every country by its alpha-3."""
    countries = load_countries().by_code
    found: dict[str, CountryCodes] = {}
    columns = ("code", "numeric", "acled_region", "gw")
    for row in read_rows(package_data("export_countries.tsv"), columns):
        known = countries[row.cell("code")]
        found[known.code] = CountryCodes(
            name=known.name,
            numeric=row.cell("numeric"),
            acled_region=row.cell("acled_region"),
            ucdp_region=known.region,
            gw=row.cell("gw"),
        )
    return found


def country_codes(code: str | None) -> CountryCodes | None:
    """Return the codes of a country by its alpha-3, None where it is unknown."""
    return all_country_codes().get(code) if code else None
