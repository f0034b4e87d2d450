"""Several voices in one report: what each says stays beside what the others say."""

import pytest
from msgspec.structs import replace
from tests.fuse.conftest import CIVILIANS, SHABAAB, make_telling

from dateline.coder import make_report
from dateline.fuse.mentions import tell_events
from dateline.fuse.merge import merge_tellings
from dateline.fuse.voices import Voice
from dateline.records import (
    Actor,
    Attribution,
    Claim,
    CodedReport,
    Count,
    Deaths,
    Event,
    EventMention,
    Participant,
    Range,
    span_of,
)

TEXT = "Police said nine died in the blast. The hospital said twelve did. The rebels denied it."
POLICE = Participant(id="police:SOM", name="Police Forces of Somalia", kind="force")
HOSPITAL = Participant(id="unknown:hospital", name="the hospital", kind="org")
REBELS = Participant(id="al-shabaab", name="al-Shabaab", kind="force")
WIRE = Participant(id="meridian", name="Meridian News Agency", kind="media")
CLAN = Participant(id="clan:x", name="X clan militia", kind="force")


def exactly(number):
    return Range(low=number, best=number, high=number)


def said(source, kind, stance="assert", via=()):
    return Attribution(source=source, kind=kind, stance=stance, via=via)


def mention(id_, word, dead, *voices, status="happened"):
    start = TEXT.index(word)
    first, *others = voices or (None,)
    return EventMention(
        id=id_,
        type="kill",
        status=status,
        trigger=span_of(TEXT, start, start + len(word)),
        counts=tuple(
            Count(measure="deaths", unit="people", low=n, best=n, high=n)
            for n in ((dead,) if isinstance(dead, int) else dead)
        ),
        attribution=first,
        other_attributions=tuple(others),
    )


def tell(rules, *mentions, deaths=None, publisher="Coast Herald"):
    total = deaths or Deaths(
        civilians=Range(low=9, best=9, high=12), total=Range(low=9, best=9, high=12)
    )
    event = Event(id="e1", type="bombing", mentions=tuple(one.id for one in mentions), deaths=total)
    report = make_report(TEXT, published="2021-03-05", publisher=publisher, id="r1")
    (telling,) = tell_events(
        CodedReport(report=report, event_mentions=mentions, events=(event,)), rules
    )
    return telling


RIVALS = (
    mention("m1", "nine", 9, said(POLICE, "official")),
    mention("m2", "twelve", 12, said(HOSPITAL, "medic")),
)


def test_further_voices_of_a_mention_are_voices_of_the_telling(rules):
    telling = tell(
        rules,
        mention("m1", "died", 9, said(POLICE, "official"), said(REBELS, "party", "deny")),
    )
    assert [(one.id, one.stance) for one in telling.voices] == [
        ("police:SOM", "assert"),
        ("al-shabaab", "deny"),
    ]
    event = merge_tellings([telling], rules)
    assert [(origin.name, origin.denies) for origin in event.origins] == [
        ("al-Shabaab", True),
        ("Police Forces of Somalia", False),
    ]
    (clash,) = event.contradictions
    assert [(claim.value, claim.origins) for claim in clash.claims] == [
        ("asserted", ("official:police:SOM",)),
        ("denied", ("official:al-shabaab",)),
    ]


def test_rival_tolls_in_one_report_stay_with_who_gives_them(rules):
    event = merge_tellings([tell(rules, *RIVALS)], rules)
    deaths = event.field("deaths")
    assert deaths
    claims = {claim.value: claim.origins for claim in (deaths.best, *deaths.alternatives)}
    assert claims == {
        "9": ("official:police:SOM",),
        "12": ("witness:outlet:coast herald",),
    }
    assert deaths.best.value == "12"  # medical staff are graded better
    assert event.event.deaths.total == Range(low=9, best=12, high=12)
    assert [one.field for one in event.contradictions] == ["deaths"]


def test_voices_through_one_outlet_corroborate_once(rules):
    one = tell(rules, *RIVALS)
    assert merge_tellings([one], rules).independent == 1
    other = make_telling("b", voices=(Voice(kind="official", id="police:SOM", name="police"),))
    assert merge_tellings([one, other], rules).independent == 2


def test_a_witness_whom_an_agency_quotes_is_one_in_every_paper(rules):
    heard = said(HOSPITAL, "medic", via=(WIRE,))
    tellings = [tell(rules, mention("m1", "nine", 9, heard), publisher=p) for p in ("A", "B")]
    renamed = [
        make_telling(str(n), voices=one.voices, publisher=f"Paper {n}")
        for n, one in enumerate(tellings)
    ]
    assert [origin.id for origin in merge_tellings(renamed, rules).origins] == [
        "witness:agency:meridian"
    ]


def test_a_report_with_a_figure_of_its_own_speaks_for_itself_too(rules):
    telling = tell(
        rules, mention("m1", "nine", 9, said(POLICE, "official")), mention("m2", "twelve", 12)
    )
    event = merge_tellings([telling], rules)
    assert [origin.id for origin in event.origins] == [
        "official:police:SOM",
        "outlet:coast herald",
    ]
    assert event.independent == 1


@pytest.mark.parametrize(
    ("counts", "deaths"),
    [
        pytest.param(((9, 3), 12), None, id="counted twice in one mention"),
        pytest.param((9, 40), None, id="a number the coder left out"),
        pytest.param(
            (9, 12),
            Deaths(side_a=exactly(9), side_b=exactly(12), total=exactly(21)),
            id="deaths of two sides",
        ),
    ],
)
def test_what_is_no_rival_toll_is_none(rules, counts, deaths):
    told = tell(
        rules,
        mention("m1", "nine", counts[0], said(POLICE, "official")),
        mention("m2", "twelve", counts[1], said(HOSPITAL, "medic")),
        deaths=deaths,
    )
    found = merge_tellings([told], rules).field("deaths")
    assert found
    assert found.alternatives == ()


def claiming(name, *claims, side_a=SHABAAB, summary="", **facts):
    telling = make_telling(name, sides=(side_a, CIVILIANS), **facts)
    span = span_of("claimed", 0, 7)
    told = tuple(
        Claim(
            actor=actor,
            kind=kind,
            by=by,
            stance="deny" if kind == "denial" else "assert",
            span=span,
        )
        for actor, kind, by in claims
    )
    return replace(telling, event=replace(telling.event, claims=told, summary=summary))


def test_who_accuses_and_who_denies_are_kept_with_their_origins(rules):
    voice = Voice(kind="official", id="police:SOM", name="Police Forces of Somalia")
    told = [
        claiming("a", (REBELS, "accusation", POLICE), voices=(voice,)),
        claiming("b", (REBELS, "accusation", POLICE), voices=(voice,), said=6),
        claiming("c", (REBELS, "denial", REBELS)),
    ]
    event = merge_tellings(told, rules)
    assert [(one.words, one.origins, len(one.reports)) for one in event.responsibility] == [
        ("al-Shabaab accused by Police Forces of Somalia", ("official:police:SOM",), 2),
        ("denied by al-Shabaab", ("outlet:paper c",), 1),
    ]
    clash = event.contradictions[-1]
    assert clash.field == "responsibility"
    assert [claim.value for claim in clash.claims] == [one.words for one in event.responsibility]


def test_two_that_claim_it_contradict_each_other(rules):
    isis = Participant(id="islamic-state", name="Islamic State", kind="force")
    two = [claiming("a", (REBELS, "claim", REBELS)), claiming("b", (isis, "claim", isis))]
    assert merge_tellings(two, rules).contradictions[-1].field == "responsibility"
    assert merge_tellings(two[:1], rules).contradictions == ()


def test_a_side_on_its_own_word_alone_is_marked_until_a_report_is_firm(rules):
    marked = f"Bombing by {SHABAAB.name} (by its own claim)."
    two = [claiming(name, (REBELS, "claim", REBELS), summary=marked) for name in "ab"]
    assert "(by its own claim)" in merge_tellings(two, rules).event.summary
    firm = claiming("c", summary="Bombing by al-Shabaab.")
    assert "claim" not in merge_tellings([*two, firm], rules).event.summary


def test_actors_that_only_claims_name_need_no_side(rules):
    nobody: Actor | None = None
    event = merge_tellings([claiming("a", (CLAN, "accusation", None), side_a=nobody)], rules)
    assert [one.words for one in event.responsibility] == ["X clan militia accused"]
