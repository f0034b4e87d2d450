import pytest

from dateline.errors import KnowledgeError
from dateline.knowledge.countries import load_countries

COUNTRIES = load_countries()
HEADER = "code\tname\tadjectives\tpeople\tseats\tother_names\tfrom\tto\tiso\talpha2\tucdp\tregion\n"


class Table:
    name = "own.tsv"

    def __init__(self, text: str):
        self._text = text

    def read_text(self, encoding: str | None = None) -> str:
        del encoding
        return self._text


def test_there_are_all_states_and_the_important_territories():
    assert len(COUNTRIES.rows) >= 225
    assert {"SYR", "SSD", "XKX", "ESH", "SUN", "YUG", "YMD", "SML"} <= set(COUNTRIES.by_code)


@pytest.mark.parametrize(
    ("table", "key", "code"),
    [
        ("names", "burma", "MMR"),
        ("names", "cote divoire", "CIV"),
        ("names", "dr congo", "COD"),
        ("names", "uk", "GBR"),
        ("adjectives", "burmese", "MMR"),
        ("adjectives", "philippine", "PHL"),
        ("people", "danes", "DNK"),
        ("people", "filipinos", "PHL"),
        ("people", "chinese", "CHN"),
        ("seats", "damascus", "SYR"),
        ("seats", "kremlin", "RUS"),
        ("seats", "white house", "USA"),
    ],
)
def test_names_lead_to_the_country(table, key, code):
    assert getattr(COUNTRIES, table)[key][0].code == code


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("MMR", "Government of Myanmar (Burma)"),
        ("YEM", "Government of Yemen (North Yemen)"),
        ("COD", "Government of DR Congo (Zaire)"),
        ("RUS", "Government of Russia (Soviet Union)"),
        ("SWZ", "Government of eSwatini (Swaziland)"),
        ("SYR", "Government of Syria"),
        ("SML", "Somaliland"),
    ],
)
def test_governments_have_their_ucdp_name(code, name):
    assert COUNTRIES.by_code[code].ucdp == name


def test_congolese_is_of_both_congos_the_larger_first():
    assert [c.code for c in COUNTRIES.adjectives["congolese"]] == ["COD", "COG"]


def test_breakaway_states_are_recorded_under_an_iso_code():
    assert COUNTRIES.by_code["ABK"].iso == "GEO"


def test_codes_and_names_stand_once():
    row = "SYR\tSyria\tSyrian\tSyrian\t\t\t\t\tSYR\tSY\t\tMiddle East\n"
    with pytest.raises(KnowledgeError, match=r"own\.tsv:3: SYR stands already at own\.tsv:2"):
        load_countries(Table(HEADER + row + row))


def test_codes_are_alpha_3():
    with pytest.raises(KnowledgeError, match="'Sy' is no alpha-3"):
        load_countries(Table(HEADER + "Sy\tSyria\t\t\t\t\t\t\tSYR\tSY\t\tMiddle East\n"))
