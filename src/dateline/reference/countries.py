"""The country that another codebook means by a name or a number."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from dateline.export.countries import all_country_codes
from dateline.knowledge.actor_tables import name_key
from dateline.knowledge.countries import Countries, Country, load_countries
from dateline.reference.records import Scheme

_OF: Final = "Government of "
_BRACKETS: Final = re.compile(r"\s*\([^()]*\)\s*$")


@cache
def find_country(scheme: Scheme, number: str, name: str) -> str | None:
    """Return the alpha-3 code of a country, None if neither its number nor its name is known.

    `number` is ISO 3166-1's in ACLED and Gleditsch and Ward's in UCDP GED, empty where the row has none.
    """
    code = _by_number(scheme).get(number.strip().removesuffix(".0").lstrip("0"))
    return code or _by_name(name)


@cache
def _by_number(scheme: Scheme) -> Mapping[str, str]:
    known = _countries().by_code
    return {
        number: known[code].iso
        for code, codes in all_country_codes().items()
        if (number := codes.numeric if scheme == "acled" else codes.gw)
    }


def _by_name(name: str) -> str | None:
    """Return the country of a name: its own, another, UCDP's, one without what brackets add."""
    if not name:
        return None
    plain = _BRACKETS.sub("", name)
    for one in (name, plain):
        found = _countries().names.get(name_key(one)) or _of_ucdp().get(name_key(one))
        if found:
            return found[0].iso
    code = _countries().by_code.get(name.strip())
    return code.iso if code else None


@cache
def _of_ucdp() -> Mapping[str, tuple[Country, ...]]:
    found: dict[str, tuple[Country, ...]] = {}
    for country in _countries().rows:
        if not country.ucdp:
            continue
        key = name_key(country.ucdp.removeprefix(_OF))
        found[key] = (*found.get(key, ()), country)
    return found


@cache
def _countries() -> Countries:
    return load_countries()
