import pytest

from dateline.knowledge.actors import load_registry

REGISTRY = load_registry()
BOOK = REGISTRY.rules


@pytest.mark.parametrize("rule", BOOK.rules.values(), ids=lambda rule: rule.id)
def test_the_example_of_a_rule_leads_to_it(rule):
    if not rule.example:
        return
    found = [one.actor.id for one in REGISTRY.find(rule.example)]
    country = REGISTRY.read(rule.example).countries[0].countries[0].code
    assert found[0] == f"{rule.id}:{country}"


@pytest.mark.parametrize(("example", "kind", "rule"), [e for e in BOOK.examples if e[0]])
def test_the_example_of_a_word_row_calls_its_rule(example, kind, rule):
    phrase = REGISTRY.read(example)
    assert rule in {BOOK.rule_of(noun.key, kind or None) for noun in phrase.nouns}


@pytest.mark.parametrize("row", BOOK.defaults, ids=lambda row: f"{row.country}-{row.actor}")
def test_a_default_names_an_actor_of_the_registry_and_its_example_finds_it(row):
    assert row.actor in REGISTRY.by_id
    assert row.country in REGISTRY.countries.by_code
    noun = REGISTRY.read(row.example).nouns[-1].key
    rule = BOOK.rule_of(noun, "force")
    assert rule is not None
    assert BOOK.default(row.country, row.years.first, rule=rule, word=noun) == row.actor


def test_the_example_of_a_people_is_read_as_that_people():
    for people in BOOK.peoples:
        assert set(people.countries) <= set(REGISTRY.countries.by_code)
        assert people.name in {hit.people.name for hit in REGISTRY.read(people.example).peoples}


def test_there_are_150_peoples_below_the_state():
    assert len(BOOK.peoples) >= 150


def test_a_rule_makes_an_actor_with_its_codes():
    actor = BOOK.actor("police", REGISTRY.countries.by_code["KEN"])
    assert actor.id == "police:KEN"
    assert actor.codes.acled == "Police Forces of Kenya"
    assert actor.codes.acled_type == "1"
    assert actor.codes.ucdp == "Government of Kenya"


def test_an_actor_of_no_country_has_no_gap_in_its_name():
    actor = BOOK.actor("civilians", None)
    assert (actor.id, actor.name, actor.country) == ("civilians", "Civilians", None)
    assert actor.codes.ucdp == "Civilians"
