from functools import cache

import pytest

import dateline
from dateline.knowledge.gazetteer import load_gazetteer
from dateline.knowledge.place_rules import load_periods


@cache
def gazetteer():
    return load_gazetteer()


@pytest.mark.parametrize("id_", sorted(load_periods()))
def test_each_period_belongs_to_a_place(id_):
    assert gazetteer().by_id(id_) is not None
    period = load_periods()[id_]
    if period.first and period.last:
        assert period.first <= period.last


def first(text, name, published):
    start = text.index(name)
    (place,) = dateline.resolve_places(text, [(start, start + len(name))], published=published)
    return place


def test_a_territory_is_not_meant_before_it_was_there():
    text = "The commander of Rojava spoke."
    now, before = first(text, "Rojava", "2016-05-01"), first(text, "Rojava", "1990-05-01")
    assert now is not None
    assert now.id == "dl:rojava"
    assert before is None or before.id != now.id or before.score < now.score


def test_former_names_are_known_on_any_day():
    text = "Rebels crossed from Mozambique into Rhodesia."
    for day in (None, "1985-01-01", "2020-01-01"):
        place = first(text, "Rhodesia", day)
        assert place is not None
        assert place.country == "ZWE"


def test_a_territory_is_likelier_in_its_own_years():
    text = "Rebels crossed into Zaire at dawn."
    then, now = first(text, "Zaire", "1985-01-01"), first(text, "Zaire", "2015-01-01")
    assert then is not None
    assert then.id == "dl:zaire"
    assert now is None or now.id != then.id or now.score < then.score


def test_a_country_at_war_on_the_day_is_likelier():
    text = "Shelling hit Tripoli."
    war, peace = first(text, "Tripoli", "2019-05-01"), first(text, "Tripoli", "2005-05-01")
    assert war is not None
    assert peace is not None
    assert war.country == "LBY"
    assert war.score > peace.score


def test_a_day_that_is_none_is_refused():
    with pytest.raises(ValueError, match="isoformat"):
        first("In Goma.", "Goma", "yesterday")
