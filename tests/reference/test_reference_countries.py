import pytest

from dateline.reference.columns import load_fields
from dateline.reference.countries import find_country
from dateline.reference.records import SCHEMES

COUNTRIES = [
    pytest.param("acled", "760", "Syria", "SYR", id="number"),
    pytest.param("acled", "004", "", "AFG", id="noughts"),
    pytest.param("acled", "", "Democratic Republic of Congo", "COD", id="name"),
    pytest.param("ucdp-ged", "652", "Syria", "SYR", id="gw"),
    pytest.param("ucdp-ged", "", "DR Congo (Zaire)", "COD", id="ucdp"),
    pytest.param("ucdp-ged", "", "Russia (Soviet Union)", "RUS", id="russia"),
    pytest.param("ucdp-ged", "", "Myanmar (Burma)", "MMR", id="brackets"),
    pytest.param("acled", "", "SYR", "SYR", id="code"),
    pytest.param("acled", "", "Atlantis", None, id="unknown"),
    pytest.param("acled", "", "", None, id="nothing"),
]


@pytest.mark.parametrize(("scheme", "number", "name", "code"), COUNTRIES)
def test_a_country_by_its_number_or_name(scheme, number, name, code):
    assert find_country(scheme, number, name) == code


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_field_stands_in_the_table_once(scheme):
    names = [field.name for field in load_fields(scheme)]
    assert len(names) == len(set(names))
    assert {"id", "first", "actor1", "country"} <= {f.name for f in load_fields(scheme) if f.needed}
