from datetime import date

import pytest

from dateline.knowledge.actor_candidates import Context, ucdp_name
from dateline.knowledge.actor_entries import COLUMNS
from dateline.knowledge.actors import load_registry

REGISTRY = load_registry()


def first(name: str, on: str | None = None, country: str | None = None) -> str | None:
    day = date.fromisoformat(on) if on else None
    found = REGISTRY.find(name, on=day, country=country)
    return found[0].actor.id if found else None


def test_the_registry_holds_the_actors_of_half_a_century():
    assert len(REGISTRY.entries) >= 1200
    assert all(entry.source for entry in REGISTRY.entries)


def test_every_country_named_in_the_registry_is_known():
    codes = set(REGISTRY.countries.by_code)
    assert all(set(entry.countries) <= codes for entry in REGISTRY.entries)


def test_governments_named_as_ucdp_sides_are_those_of_the_country_table():
    known = {country.ucdp for country in REGISTRY.countries.rows}
    names = {name.name for entry in REGISTRY.entries for name in entry.ucdp}
    assert {name for name in names if name.startswith("Government of ")} <= known


def is_found(entry):
    day = None if entry.years.first < "1900" else date.fromisoformat(entry.years.first)
    found = REGISTRY.find(entry.name, on=day, country=next(iter(entry.countries), None))
    own = REGISTRY.actor(entry, Context(countries=entry.countries[:1])).id
    return own in {one.actor.id for one in found if one.score >= 0.9}


def test_an_actor_is_found_by_its_own_name_in_its_own_country_and_time():
    assert [entry.id for entry in REGISTRY.entries if not is_found(entry)] == []


@pytest.mark.parametrize("name", ["ISIS", "ISIL", "IS", "Daesh", "Islamic State", "Da’esh"])
def test_all_names_of_the_islamic_state_are_one_actor(name):
    assert first(name, "2019-03-02", "SYR") == "islamic-state"


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("is", None), ("us", None), ("Us", None), ("US", "government:USA"), ("Us-backed", None),
        ("", None), ("   ", None), ("!", None), ("\u202e", None), ("x" * 5000, None),
    ],
)  # fmt: skip
def test_common_words_and_noise_name_nobody(name, actor):
    assert first(name) == actor


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("1995-06-01", "Taleban"),
        ("1999-06-01", "Government of Afghanistan"),
        ("2010-06-01", "Taleban"),
        ("2021-08-14", "Taleban"),
        ("2022-01-01", "Government of Afghanistan"),
    ],
)
def test_ucdp_names_follow_the_day(day, name):
    assert ucdp_name(REGISTRY.by_id["taliban"], day) == name


def test_some_groups_have_an_umbrella_against_the_government_only():
    entry = REGISTRY.by_id["hayat-tahrir-al-sham"]
    assert ucdp_name(entry, "2021-01-01") == "Syrian insurgents"
    assert ucdp_name(entry, "2021-01-01", against_government=False) == "HTS"


def test_a_name_that_is_out_of_time_is_doubted():
    (inside, *_), (outside, *_) = (
        REGISTRY.find("Lord's Resistance Army", on=day, country="UGA")
        for day in (date(1999, 1, 1), date(1979, 1, 1))
    )
    assert inside.score > outside.score
    assert "not known to act then" in outside.reason


def test_a_name_of_the_registry_inside_a_longer_name_is_not_taken_for_it():
    found = REGISTRY.find("Hamas Martyrs Battalion of Zikrah", country="PSE")
    assert all(one.score < 0.8 for one in found)


def test_the_same_question_gets_the_same_answer():
    first, second = (
        registry.find("UN peacekeepers", on=date(2021, 6, 1), country="MLI")
        for registry in (REGISTRY, load_registry())
    )
    assert first == second


def test_a_user_table_is_read_after_the_shipped_ones(tmp_path):
    table = tmp_path / "own.tsv"
    header = "\t".join(COLUMNS)
    row = "zikrah\tZikrah Brigade\tZB\tforce\trebel\tSYR\t2012\t\t\t\t=\t2\t\t\town notes"
    table.write_text(f"{header}\n{row}\n", encoding="utf-8")
    (found, *_) = load_registry(table).find("the Zikrah Brigade", country="SYR")
    assert found.actor.id == "zikrah"
    assert found.actor.codes.acled == "Zikrah Brigade"
