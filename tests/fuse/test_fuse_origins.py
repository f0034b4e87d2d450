from tests.fuse.conftest import make_telling, text_of

from dateline.fuse.origins import find_origins
from dateline.fuse.voices import Voice
from dateline.records import Actor

POLICE = Voice(kind="official", id="police:SOM", name="Police Forces of Somalia")
DOCTOR = Voice(kind="medic", id="unknown:1", name="a doctor")
DENIAL = Voice(kind="party", id="al-shabaab", name="al-Shabaab", stance="deny")
BODY = (
    "BAIDOA, March 5 (Meridian) - A bomb in a market of Baidoa killed four people on Thursday. "
    "The stalls were full when it went off, a trader who sells cloth near the gate said. "
    "The police closed the roads around the market and searched every car that left the town."
)


def ids(found):
    return [origin.id for origin in found.origins]


def test_one_official_in_two_papers_is_one_origin(rules):
    found = find_origins(
        [make_telling("a", voices=(POLICE,)), make_telling("b", voices=(POLICE,))], rules
    )
    assert ids(found) == ["official:police:SOM"]
    assert found.independent == 1


def test_witnesses_of_two_papers_are_two(rules):
    found = find_origins(
        [make_telling("a", voices=(DOCTOR,)), make_telling("b", voices=(DOCTOR,))], rules
    )
    assert found.independent == 2
    assert {origin.group for origin in found.origins} == {"witness"}


def test_witnesses_of_one_paper_are_one(rules):
    trader = Voice(kind="witness", id="unknown:2", name="a trader")
    person = Voice(kind="person", id="unknown:3", name="Abdi Noor")
    found = find_origins([make_telling("a", voices=(DOCTOR, trader, person))], rules)
    assert found.independent == 1


def test_a_state_body_that_is_a_side_is_a_party(rules):
    voice = Voice(kind="party", id="police:SOM", name="Police Forces of Somalia")
    (bystander,) = find_origins([make_telling("a", voices=(voice,))], rules).origins
    police = Actor(id="police:SOM", name="Police Forces of Somalia", kind="force")
    (side,) = find_origins(
        [make_telling("a", voices=(voice,), sides=(police, None))], rules
    ).origins
    assert (bystander.grade, side.grade) == ("C", "D")


def test_a_report_without_a_source_is_its_outlets_own(rules):
    assert ids(find_origins([make_telling("a", publisher="Banadir Mail")], rules)) == [
        "outlet:banadir mail"
    ]


def test_reprints_of_agency_copy_add_no_origin(rules):
    reports = [
        text_of(rules, BODY, id="1", published="2021-03-05", publisher="Meridian News Agency"),
        text_of(rules, BODY, id="2", published="2021-03-06", publisher="Coast Herald"),
        text_of(
            rules,
            f"Baidoa buries its dead.\n{BODY}",
            id="3",
            published="2021-03-07",
            publisher="Gulf Post",
        ),
    ]
    told = [make_telling(report.id, report=report) for report in reports]
    found = find_origins(told, rules)
    assert found.independent == 1
    assert found.origins[0].reports == ("1", "2", "3")
    assert [len(group.copies) for group in found.copies] == [2]


def test_two_stories_of_one_agency_are_one_origin(rules):
    reports = [
        text_of(rules, BODY, id="1", published="2021-03-05", publisher="Coast Herald"),
        text_of(
            rules, "BAIDOA, March 6 (Meridian) - Traders reopened.", id="2", publisher="Gulf Post"
        ),
        text_of(rules, "Traders counted their losses.", id="3", publisher="Meridian News Agency"),
    ]
    assert ids(find_origins([make_telling(r.id, report=r) for r in reports], rules)) == [
        "agency:meridian"
    ]


def test_who_denies_does_not_corroborate(rules):
    found = find_origins([make_telling("a", voices=(POLICE, DENIAL))], rules)
    assert found.independent == 1
    assert {origin.id for origin in found.origins if origin.denies} == {"official:al-shabaab"}
