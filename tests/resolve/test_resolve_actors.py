from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.annotate.annotation import KINDS, Annotation, LabelledSpan, Link
from dateline.knowledge.actors import load_registry
from dateline.resolve.actor_scene import find_abbreviations
from dateline.resolve.actors import resolve_annotation_actors

REGISTRY = load_registry()


def span(text: str, id_: str, surface: str, kind: str | None, label: str = "ACTOR", nth: int = 0):
    start = -1
    for _ in range(nth + 1):
        start = text.index(surface, start + 1)
    return LabelledSpan(
        id=id_, label=label, start=start, end=start + len(surface), text=surface, kind=kind
    )


def resolve(text, *spans, links=(), country=None, day="2019-03-02", places=None):
    annotation = Annotation(
        spans=spans, links=tuple(Link(head=h, role=r, tail=t) for h, r, t in links)
    )
    return resolve_annotation_actors(
        annotation, text, registry=REGISTRY, countries=places or {}, main_country=country,
        published=date.fromisoformat(day) if day else None,
    )  # fmt: skip


def one(surface, kind, *, country="SYR", day="2019-03-02"):
    return resolve(surface, span(surface, "a1", surface, kind), country=country, day=day)["a1"]


ENCLAVE = (
    "The US-backed Syrian Democratic Forces (SDF) pushed into the last pocket of the Islamic State "
    "of Iraq and Syria (ISIS) on Friday, said Rustam Zaher, head of the SDF press office. SDF "
    "fighters clashed with ISIL men. The Kurdish-led force lost two men, Zaher said. He gave no "
    "toll for ISIS. Among the evacuees were Russians, Daghestanis and Iraqis."
)


def enclave():
    return resolve(
        ENCLAVE,
        span(ENCLAVE, "a1", "US-backed Syrian Democratic Forces", "force"),
        span(ENCLAVE, "a2", "Islamic State of Iraq and Syria", "force"),
        span(ENCLAVE, "a3", "Rustam Zaher", "person"),
        span(ENCLAVE, "a4", "SDF fighters", "force"),
        span(ENCLAVE, "a5", "ISIL men", "force"),
        span(ENCLAVE, "a6", "Kurdish-led force", "force"),
        span(ENCLAVE, "a7", "Zaher", "person", nth=1),
        span(ENCLAVE, "a8", "He", "person"),
        span(ENCLAVE, "a9", "ISIS", "force", nth=1),
        span(ENCLAVE, "a10", "Russians", "civilians"),
        span(ENCLAVE, "a11", "Daghestanis", "civilians"),
        links=[("a6", "same", "a4"), ("a8", "same", "a7")],
        country="SYR",
    )


def test_all_names_of_one_party_are_one_actor():
    found = enclave()
    assert {found[i].actor.id for i in ("a1", "a4", "a6")} == {"syrian-democratic-forces"}
    assert {found[i].actor.id for i in ("a2", "a5", "a9")} == {"islamic-state"}


def test_modifiers_are_kept_as_attributes_and_name_nobody():
    found = enclave()
    assert found["a1"].attributes == ("US-backed",)
    assert found["a6"].attributes == ("Kurdish-led",)
    assert found["a1"].actor.codes.ucdp == "SDF"


def test_a_surname_and_a_pronoun_lead_to_the_person():
    found = enclave()
    assert found["a3"].actor.name == "Rustam Zaher"
    assert found["a3"].actor.kind == "person"
    assert {found[i].actor.id for i in ("a3", "a7", "a8")} == {found["a3"].actor.id}
    assert found["a3"].score > found["a8"].score


def test_people_of_countries_and_regions_are_civilians():
    found = enclave()
    assert found["a10"].actor.id == "civilians:RUS"
    assert found["a11"].actor.id == "civilians:RUS"
    assert found["a11"].actor.codes.ucdp == "Civilians"


@pytest.mark.parametrize(
    ("surface", "kind", "country", "day", "actor"),
    [
        ("members of the Houthi group", "force", "YEM", "2021-09-02", "houthis"),
        ("Taliban insurgents", "force", "AFG", "2021-05-01", "taliban"),
        ("soldiers of the Yemeni government forces", "force", "YEM", "2021-09-02",
         "presidential-leadership-council-of-yemen"),
        ("regime forces", "force", "SYR", "2020-01-01", "military:SYR"),
        ("a Syrian army officer", "force", "SYR", "2015-01-01", "military:SYR"),
        ("PKK's commander Serhat Demir", "force", "TUR", "2016-01-01", "kurdistan-workers-party"),
        ("soldiers", "force", "CMR", "2021-09-16", "military:CMR"),
        ("police", "force", "KEN", "2008-01-04", "police:KEN"),
        ("gunmen", "force", "NGA", "2021-01-01", "unidentified:NGA"),
        ("separatists", "force", "CMR", "2020-01-01", "ambazonia-separatists"),
        ("rebels", "force", "SLE", "1999-01-06", "revolutionary-united-front"),
        ("villagers", "civilians", "MLI", "2021-01-01", "civilians:MLI"),
        ("villagers", "force", "SSD", "2021-01-01", "communal:SSD"),
        ("students", "crowd", "CHL", "2019-10-20", "protesters:CHL"),
        ("angry mob", "crowd", "IND", "2019-10-20", "rioters:IND"),
        ("Damascus", "government", "TUR", "2015-01-01", "government:SYR"),
        ("Syrian policemen", "civilians", "SYR", "2015-01-01", "civilians:SYR"),
        ("Fulani herdsmen", "force", "NGA", "2018-01-01", "people:fulani:NGA"),
        ("Assad's forces", "force", "SYR", "2015-01-01", "military:SYR"),
    ],
)  # fmt: skip
def test_head_nouns_lead_to_the_group(surface, kind, country, day, actor):
    assert one(surface, kind, country=country, day=day).actor.id == actor


def test_an_unknown_group_keeps_its_name_and_a_stable_id():
    found = one("Zikrah Martyrs Brigade", "force")
    assert found.actor.id.startswith("unknown:")
    assert found.actor.name == "Zikrah Martyrs Brigade"
    assert found.actor.id == one("the Zikrah Martyrs Brigade", "force", country="IRQ").actor.id
    assert "does not know" in found.reason


def test_an_abbreviation_the_text_introduces_stands_for_the_full_name():
    text = "The Front for the Freedom of Zikrah (FFZ) struck on Monday. The FFZ lost nine men."
    found = resolve(
        text,
        span(text, "a1", "Front for the Freedom of Zikrah", "force"),
        span(text, "a2", "FFZ", "force", nth=1),
        country="NER",
    )
    assert found["a1"].actor.id == found["a2"].actor.id


def test_rebels_are_the_group_the_report_names_not_their_enemy():
    text = "M23 fighters entered Kitchanga after the rebels beat back the FDLR, residents said."
    found = resolve(
        text,
        span(text, "a1", "M23 fighters", "force"),
        span(text, "a2", "rebels", "force"),
        span(text, "a3", "FDLR", "force"),
        span(text, "e1", "beat back", None, label="CLASH"),
        links=[("e1", "agent", "a2"), ("e1", "target", "a3")],
        country="COD", day="2013-01-01",
    )  # fmt: skip
    assert found["a2"].actor.id == "march-23-movement"
    assert found["a3"].actor.codes.ucdp == "FDLR"


def test_soldiers_are_of_the_army_the_report_has_named():
    text = "Turkish troops crossed into Syria. Two soldiers were killed near Afrin."
    found = resolve(
        text,
        span(text, "a1", "Turkish troops", "force"),
        span(text, "a2", "soldiers", "force"),
        country="SYR", day="2018-02-01",
    )  # fmt: skip
    assert found["a2"].actor.id == "military:TUR"
    assert found["a2"].actor.codes.acled_type == "8"


def test_the_place_of_the_event_comes_before_the_country_of_the_report():
    text = "Police shot at a crowd in Kampala."
    found = resolve(
        text,
        span(text, "a1", "Police", "force"),
        span(text, "e1", "shot", None, label="REPRESS"),
        span(text, "p1", "Kampala", None, label="PLACE"),
        links=[("e1", "agent", "a1"), ("e1", "place", "p1")],
        places={"p1": "UGA"}, country="KEN",
    )  # fmt: skip
    assert found["a1"].actor.id == "police:UGA"


def test_a_person_of_a_group_keeps_the_group_beside():
    found = one("SDF spokesman Rustam Zaher", "person")
    assert found.actor.name == "Rustam Zaher"
    assert found.group is not None
    assert found.group.id == "syrian-democratic-forces"


def test_an_office_of_a_group_speaks_for_it():
    assert one("spokesman for the SDF", "person").actor.id == "syrian-democratic-forces"


def test_ambiguity_stays_visible():
    found = one("Congolese troops", "force", country=None)
    assert [actor.id for actor, _ in found.candidates] == ["military:COD", "military:COG"]
    assert found.candidates[0][1] > found.candidates[1][1]


@pytest.mark.parametrize("row", REGISTRY.rules.supports, ids=lambda r: f"{r.state}-{r.country}")
def test_forces_abroad_are_of_the_ucdp_side_they_fight_beside(row):
    found = one(row.example, "force", country=row.country, day=row.years.first)
    assert found.actor.id == f"military:{row.state}"
    assert found.actor.codes.ucdp == row.ucdp


def test_forces_at_home_or_at_another_time_are_their_own_side():
    assert one("Russian warplanes", "force", day="2010-01-01").actor.codes.ucdp == (
        "Government of Russia (Soviet Union)"
    )
    assert one("Russian warplanes", "force", country="UKR").actor.codes.acled_type == "8"


def test_links_in_a_circle_end():
    text = "They fled and they died."
    found = resolve(
        text, span(text, "a1", "They", "force"), span(text, "a2", "they", "force"),
        links=[("a1", "same", "a2"), ("a2", "same", "a1"), ("a1", "same", "a1")],
    )  # fmt: skip
    assert set(found) == {"a1", "a2"}
    assert found["a1"].score < 0.5


def test_a_pronoun_without_a_link_is_a_guess():
    text = "Hamas fired rockets. They hit Ashkelon."
    found = resolve(
        text, span(text, "a1", "Hamas", "force"), span(text, "a2", "They", "force"), country="ISR"
    )
    assert found["a2"].actor.id == "hamas"
    assert found["a2"].score < 0.5


def test_only_actor_spans_are_resolved():
    text = "Hamas fired rockets at Ashkelon."
    found = resolve(
        text, span(text, "a1", "Hamas", "force"), span(text, "p1", "Ashkelon", None, label="PLACE")
    )
    assert set(found) == {"a1"}


@given(st.text(min_size=1, max_size=80), st.sampled_from(KINDS), st.sampled_from([None, "SYR"]))
def test_every_mention_gets_an_actor_and_the_same_again(surface, kind, country):
    mention = LabelledSpan(
        id="a1", label="ACTOR", start=0, end=len(surface), text=surface, kind=kind
    )
    first = resolve(surface, mention, country=country)["a1"]
    assert first == resolve(surface, mention, country=country)["a1"]
    assert first.actor.id
    assert first.candidates[0][0].id == first.actor.id
    assert 0 <= first.score <= 1


@given(st.text(alphabet="AbC (). of-", max_size=200))
def test_abbreviations_never_fail(text):
    assert all(key and full for key, full in find_abbreviations(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the Syrian Democratic Forces (SDF) said", [("sdf", "Syrian Democratic Forces")]),
        ("Front for the Freedom of Zikrah (FFZ)", [("ffz", "Front for the Freedom of Zikrah")]),
        ("the president (ABC)", []),
        ("Kivu Peace Front [KPF]", [("kpf", "Kivu Peace Front")]),
    ],
)
def test_abbreviations_are_found_by_their_initials(text, found):
    assert list(find_abbreviations(text)) == found


@pytest.mark.parametrize(
    ("text", "surface", "country", "actor"),
    [
        ("Two members of the 4th Division were killed.", "members", "SYR", "Government of Syria"),
        ("Four members of the Russian-backed Liwa al-Quds died.", "members", "SYR", "Government of Syria"),
        ("Fighters of the Islamic State of Iraq and Syria fled.", "Fighters of", "SYR", "IS"),
        ("Gunmen for the Sinaloa Cartel fired.", "Gunmen", "MEX", "Sinaloa Cartel"),
        ("Elements of the Nigerian army withdrew.", "Elements", "NGA", "Government of Nigeria"),
    ],
)  # fmt: skip
def test_men_without_a_name_are_of_the_party_that_follows(text, surface, country, actor):
    found = resolve(text, span(text, "a1", surface, "force"), country=country)["a1"]
    assert found.actor.codes.ucdp == actor


def test_men_from_a_village_are_not_of_a_party():
    text = "Gunmen from the village of Idlib Fawqa fired."
    found = resolve(text, span(text, "a1", "Gunmen", "force"), country="SYR")["a1"]
    assert found.actor.id == "unidentified:SYR"


@pytest.mark.parametrize(
    ("first", "chained"),
    [
        pytest.param("Fighters of the SDF clashed with ISIL men.", False, id="told more of"),
        pytest.param("Fighters clashed with ISIL men.", True, id="the same words"),
    ],
)
def test_men_are_not_those_of_whom_the_words_behind_tell_more(first, chained):
    text = f"{first} Those left inside are fighters."
    found = resolve(
        text,
        span(text, "a1", "Fighters", "force"),
        span(text, "a2", "ISIL men", "force"),
        span(text, "a3", "fighters", "force"),
        links=[("a3", "same", "a1")],
        country="SYR",
    )
    assert found["a3"].actor.id == "islamic-state"
    assert found["a3"].reason.startswith("the same as") == chained
