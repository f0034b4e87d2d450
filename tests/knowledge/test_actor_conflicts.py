import pytest

from dateline.errors import KnowledgeError
from dateline.knowledge.actor_conflicts import conflicts_on, load_conflicts, region_key
from dateline.knowledge.actors import load_registry
from dateline.knowledge.gazetteer import load_gazetteer

REGISTRY = load_registry()
GAZETTEER = load_gazetteer()
CONFLICTS = load_conflicts()
HEADER = "country\tregions\tfrom\tto\tside_a\tside_b\texample\tsource\n"


def _id(row):
    return f"{row.country}-{row.example}-{row.sides[1]}"


def test_every_party_is_known_to_the_registry():
    assert len(REGISTRY.conflicts) == len(CONFLICTS)


@pytest.mark.parametrize("row", CONFLICTS, ids=_id)
def test_the_example_of_a_conflict_lies_where_it_is_fought(row):
    assert row in conflicts_on(CONFLICTS, row.country, row.years.first)
    if not row.regions:
        assert REGISTRY.countries.by_code[row.country].name == row.example
        return
    found = GAZETTEER.find(row.example, country=row.country)
    assert row.regions & {region_key(place.admin1) for place in found if place.admin1}


@pytest.mark.parametrize("row", CONFLICTS, ids=_id)
def test_the_regions_of_a_conflict_are_those_of_the_gazetteer(row):
    for region in row.regions:
        names = {place.name for place in GAZETTEER.find(region, country=row.country)}
        assert region in {region_key(name) for name in names}


def test_rivals_bear_the_names_of_ucdp_and_regions_come_first():
    rivals = REGISTRY.rivals("MMR", "2022-05-01")
    assert all(one.regions for one in rivals)
    names = [tuple(side.codes.ucdp for side in one.sides) for one in rivals]
    assert ("Government of Myanmar (Burma)", "KIO") in names
    assert REGISTRY.rivals("NGA", "2012-01-01")[0].sides[1].id == "boko-haram"
    assert REGISTRY.rivals("GHA", "2021-01-01") == ()


def test_a_faction_has_its_own_name_against_others_than_the_government():
    named = [
        one.sides[0].codes.ucdp
        for one in REGISTRY.rivals("SYR", "2021-01-01")
        if one.sides[0].id == "syrian-national-army"
    ]
    assert named == ["SNA"]


def test_a_conflict_needs_two_parties(tmp_path):
    broken = tmp_path / "own.tsv"
    broken.write_text(HEADER + "NGA\t\t2009\t\tgovernment\tgovernment\tNigeria\tUCDP dyads\n")
    with pytest.raises(KnowledgeError, match=r"own\.tsv:2: name two parties"):
        load_conflicts(broken)
