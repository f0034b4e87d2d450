"""What is said of a matched pair, field by field."""

import pytest
from msgspec.structs import replace
from tests.export.conftest import BOMBED, HAJIN, exported
from tests.reference.conftest import RULES, who

from dateline.records import Codes, Deaths, Place, Range
from dateline.reference.agreement import PairOf, check_pair
from dateline.reference.comparison import compare_items
from dateline.reference.items import ledger_item, reference_item
from dateline.reference.records import Party


def ledger(scheme="acled", event=BOMBED, **changed):
    """Return the bombing of Hajin as the ledger has it: 1 to 3 March, 5 to 12 dead, 7 most likely."""
    item = ledger_item(exported(replace(event, **changed)), scheme, RULES)
    assert item is not None
    return item


def checks(scheme="acled", own=None, **changed):
    """Return the verdicts on a pair whose reference is the ledger's own row, changed."""
    mine = own or ledger(scheme)
    theirs = reference_item(replace(mine.coded, id="X1", **changed), RULES)
    pair = PairOf(reference=theirs, ledger=mine, sides=(who().sides(theirs), who().sides(mine)))
    return {check.field: check for check in check_pair(pair, RULES)}


@pytest.mark.parametrize("scheme", ["acled", "ucdp-ged"])
def test_a_row_of_its_own_agrees_in_all(scheme):
    assert {check.verdict for check in checks(scheme).values()} == {"agree"}


def toll(best, low=None, high=None):
    return {"deaths": Deaths(total=Range(low=low, best=best, high=high))}


def sides(first, second):
    return {"sides": tuple(Party(name=name) if name else None for name in (first, second))}


ARMY = "Military Forces of Syria (2000-2024)"
FALCONS = 'Free "Falcons"; Brigade'
VERDICTS = [
    pytest.param({"first": "2019-03-02", "last": "2019-03-02"}, "date", "near", id="day within"),
    pytest.param({"first": "2019-04-02", "last": "2019-04-02"}, "date", "differ", id="day"),
    pytest.param({"date_precision": 1}, "date_precision", "differ", id="precision"),
    pytest.param({"date_precision": None}, "date_precision", "unsaid", id="no precision"),
    pytest.param({"country": "IRQ"}, "country", "differ", id="country"),
    pytest.param({"admin1": "Deir ez Zor Governorate"}, "admin1", "agree", id="spelling"),
    pytest.param({"admin1": "Homs"}, "admin1", "differ", id="region"),
    pytest.param({"admin1": None}, "admin1", "unsaid", id="no region"),
    pytest.param({"lat": 34.72}, "place", "agree", id="3 km"),
    pytest.param({"lat": 34.8}, "place", "near", id="12 km"),
    pytest.param({"lat": 35.0}, "place", "differ", id="34 km"),
    pytest.param({"lat": None}, "place", "agree", id="no point, the same name"),
    pytest.param({"lat": None, "place": "Susah"}, "place", "unsaid", id="no point"),
    pytest.param({"event_type": "Battles"}, "event_type", "differ", id="type"),
    pytest.param({"sub_event_type": "Grenade"}, "sub_event_type", "differ", id="sub type"),
    pytest.param(sides("Free Falcons", ARMY), "actor1", "agree", id="crossed"),
    pytest.param(sides(ARMY, None), "actor2", "unsaid", id="a side unsaid"),
    pytest.param(sides("Police Forces of Syria", "Free Falcons"), "actor1", "near", id="kin"),
    pytest.param(sides("Islamic State (Syria)", "Free Falcons"), "actor1", "differ", id="another"),
    pytest.param(toll(6), "fatalities", "near", id="within"),
    pytest.param(toll(13), "fatalities", "differ", id="beyond"),
    pytest.param(toll(None), "fatalities", "unsaid", id="no toll"),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "field", "verdict"), VERDICTS)
def test_verdicts(changed, field, verdict):
    found = checks(**changed)
    assert found[field].verdict == verdict
    others = {name for name, check in found.items() if check.verdict != "agree"} - {field}
    assert others <= {"actor2"}


def test_ged_ranges_that_meet_are_near():
    assert checks("ucdp-ged", **toll(14, 11, 20))["deaths"].verdict == "near"
    assert checks("ucdp-ged", **toll(14, 13, 20))["deaths"].verdict == "differ"


def test_at_least_is_open_above():
    own = ledger(deaths=Deaths(total=Range(low=40, best=40)))
    assert checks(own=own, **toll(90))["fatalities"].verdict == "near"
    assert checks(own=own, **toll(39))["fatalities"].verdict == "differ"


def test_a_report_that_says_nothing_of_deaths_says_nothing_against_a_toll():
    own = ledger(deaths=Deaths())
    assert checks(own=own, **toll(0))["fatalities"].verdict == "agree"
    silent = checks(own=own, **toll(5))["fatalities"]
    assert (silent.verdict, silent.reference, silent.ledger) == ("unsaid", "5", None)


def test_both_values_stand_beside_the_verdict():
    check = checks(admin1="Homs")["admin1"]
    assert (check.reference, check.ledger) == ("Homs", "Deir ez-Zor")


def test_an_event_without_days_or_with_years_of_them_is_no_item():
    assert ledger_item(exported(replace(BOMBED, first=None)), "acled", RULES) is None
    assert ledger_item(exported(replace(BOMBED, first="2011-03-15")), "acled", RULES) is None


def test_an_event_its_codebook_would_not_have_may_still_be_matched():
    own = ledger(codes=Codes())
    assert own.why_not == "it has no ACLED sub-event type"
    reference = [reference_item(replace(ledger().coded, id="X1"), RULES)]
    found = compare_items(reference, [own], RULES, find_sides=who().sides)
    assert (len(found.pairs), found.recall, found.precision) == (1, 1.0, 1.0)
    alone = compare_items([], [own], RULES, find_sides=who().sides)
    assert (alone.extra, alone.not_coded) == ((), {"it has no ACLED sub-event type": 1})


def test_a_country_alone_has_no_point_to_measure_from():
    country = Place(id=None, name="Syria", lat=35.0, lon=38.0, country="SYR", precision="country")
    assert ledger("acled", place=country).reach == 0
    assert ledger("acled", place=country).why_not == "only its country is known"


@pytest.mark.parametrize("scheme", ["acled", "ucdp-ged"])
def test_odd_values_of_the_ledger_agree_with_their_own_row(scheme):
    place = replace(HAJIN, name="Al  Qaim\n", lat=1e-05, lon=-0.0)
    own = ledger(scheme, place=place, deaths=Deaths(total=Range(low=1, best=10**30)))
    assert (own.coded.lat, own.coded.place) == (1e-05, "Al Qaim")
    verdicts = {name: check.verdict for name, check in checks(scheme, own).items()}
    assert set(verdicts.values()) == {"agree"}


def test_nothing_at_all():
    found = compare_items([], [], RULES, find_sides=who().sides)
    assert (found.recall, found.precision, found.f1, found.distances) == (None,) * 4
