import re

import pytest

from dateline.coding.quotes import find_quotes
from dateline.knowledge.attribution_rules import load_attribution_rules
from dateline.knowledge.tables import package_rows

RULES = load_attribution_rules()
MARKED = re.compile(r"\[([^\]]+)\]\{(\w+)\}")


def voices(mention):
    said = [one for one in (mention.attribution, *mention.other_attributions) if one]
    return [(one.source.span.text if one.source else None, one.stance) for one in said]


def said_by(coded, trigger):
    return next(one for one in coded.event_mentions if one.trigger.text == trigger).attribution


@pytest.mark.parametrize("rule", RULES.kinds, ids=lambda rule: f"{rule.kind}: {rule.example}")
def test_a_kind_of_source_has_its_example(rule):
    ((words, kind),) = MARKED.findall(rule.example)
    who = {kind} | ({"party"} if "party" in rule.who else set())
    assert RULES.kind_of(words, who) == rule.kind


@pytest.mark.parametrize("row", package_rows("attribution_cues.tsv"), ids=lambda row: row["cue"])
def test_a_cue_is_found_in_its_example_and_not_in_the_other(row):
    pattern = RULES.cues[row["cue"]]
    assert pattern.search(row["example"])
    assert not pattern.search(row["against"])


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("the [army]{ACTOR#a9 kind=force}", "party"),
        ("a [militia commander]{ACTOR#a9 kind=force}", "party"),
        ("[Doctor Aisha Bello]{ACTOR#a9 kind=person}", "medic"),
        ("[Aisha Bello]{ACTOR#a9 kind=person}, a nurse at the hospital,", "medic"),
        ("[residents]{ACTOR#a9 kind=person}", "witness"),
        ("[UNHCR]{ACTOR#a9 kind=org}", "un"),
        ("[Syrian Observatory for Human Rights]{ACTOR#a9 kind=org}", "monitor"),
        ("[state television]{ACTOR#a9 kind=media}", "media"),
        ("[security sources]{ACTOR#a9 kind=force}", "anonymous"),
        ("[governor]{ACTOR#a9 kind=government}", "official"),
        ("[police]{ACTOR#a9 kind=force}", "official"),
        ("an [official]{ACTOR#a9 kind=government} who asked not to be named", "anonymous"),
    ],
)
def test_kinds_of_sources(code_marked, source, kind):
    coded = code_marked(
        "[Rebels]{ACTOR#a1 kind=force} [attacked]{ATTACK#e1 agent=a1 target=a2 place=p1} an "
        "[army post]{ACTOR#a2 kind=force} near [Kidal]{PLACE#p1}, [according to]"
        f"{{SAY#c1 source=a9 says=e1}} {source}."
    )
    assert coded.event_mentions[0].attribution.kind == kind


def test_a_pronoun_has_the_kind_of_whom_it_stands_for(code_marked):
    coded = code_marked(
        "A [surgeon]{ACTOR#a1 kind=person} [spoke]{SAY#c1 source=a1} to us. [He]{ACTOR#a2 kind=person "
        "same=a1} [said]{SAY#c2 source=a2 says=e1} that [ten]{COUNT#n1 of=v1} "
        "[men]{ACTOR#v1 kind=civilians} [died]{KILL#e1 target=v1 count=n1}."
    )
    assert coded.event_mentions[0].attribution.kind == "medic"


def test_a_resident_told_an_agency(code_marked):
    coded = code_marked(
        "[Gunmen]{ACTOR#a1 kind=force} [burned]{DESTROY#e1 agent=a1 target=p1} [Tindila]{PLACE#p1}, a "
        "[resident]{ACTOR#a2 kind=civilians} [told]{SAY#c1 source=a2 says=e1 to=a3} "
        "[AFP]{ACTOR#a3 kind=media}."
    )
    said = coded.event_mentions[0].attribution
    assert (said.source.span.text, said.kind) == ("resident", "witness")
    assert [one.span.text for one in said.via] == ["AFP"]


CITING = [
    pytest.param(
        "The [ministry]{ACTOR#a2 kind=government} [said]{SAY#c1 source=a2 says=e1}, citing a "
        "[doctor]{ACTOR#a3 kind=person}, that [rebels]{ACTOR#a1 kind=force} "
        "[shelled]{SHELLING#e1 agent=a1 place=p1} [Kidal]{PLACE#p1}.",
        "doctor", "ministry", id="citing-unmarked",
    ),
    pytest.param(
        "The [ministry]{ACTOR#a2 kind=government} [said]{SAY#c1 source=a2 says=e1}, "
        "[citing]{SAY#c2 source=a3 says=e1} a [doctor]{ACTOR#a3 kind=person}, that "
        "[rebels]{ACTOR#a1 kind=force} [shelled]{SHELLING#e1 agent=a1 place=p1} [Kidal]{PLACE#p1}.",
        "doctor", "ministry", id="citing-marked",
    ),
    pytest.param(
        "[State radio]{ACTOR#a2 kind=media} [quoted]{SAY#c1 source=a2 says=e1} a "
        "[general]{ACTOR#a3 kind=force} as [saying]{SAY#c2 source=a3 says=e1} that "
        "[rebels]{ACTOR#a1 kind=force} [shelled]{SHELLING#e1 agent=a1 place=p1} [Kidal]{PLACE#p1}.",
        "general", "State radio", id="quoted",
    ),
    pytest.param(
        "The [general]{ACTOR#a3 kind=force} was [quoted]{SAY#c1 source=a3 says=e1} by "
        "[state radio]{ACTOR#a2 kind=media} as saying that [rebels]{ACTOR#a1 kind=force} "
        "[shelled]{SHELLING#e1 agent=a1 place=p1} [Kidal]{PLACE#p1}.",
        "general", "state radio", id="was-quoted-by",
    ),
    pytest.param(
        "[State radio]{ACTOR#a2 kind=media} [said]{SAY#c1 source=a2 says=e1} villagers had told of it: "
        "[they]{ACTOR#a3 kind=civilians} [told]{SAY#c2 source=a3 says=e1 to=a4} "
        "[it]{ACTOR#a4 kind=media same=a2} that [rebels]{ACTOR#a1 kind=force} "
        "[shelled]{SHELLING#e1 agent=a1 place=p1} [Kidal]{PLACE#p1}.",
        "they", "it", id="radio-was-told",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "source", "relay"), CITING)
def test_a_chain_gives_the_first_speaker_and_who_passes_it_on(code_marked, marked, source, relay):
    mention = code_marked(marked).event_mentions[0]
    assert mention.attribution.source.span.text == source
    assert [one.span.text for one in mention.attribution.via] == [relay]
    assert mention.other_attributions == ()


def test_contradiction_is_kept(code_marked):
    coded = code_marked(
        "The [army]{ACTOR#a1 kind=force} [said]{SAY#c1 source=a1 says=e1} it had "
        "[killed]{KILL#e1 agent=a1 target=v1 count=n1 place=p1} [12]{COUNT#n1 of=v1} "
        "[militants]{ACTOR#v1 kind=force} in [Tillia]{PLACE#p1}; [villagers]{ACTOR#a2 kind=civilians} "
        "[said]{SAY#c2 source=a2 says=e2} the [dead]{KILL#e2 agent=a1 target=v2 place=p1} were "
        "[farmers]{ACTOR#v2 kind=civilians same=v1}. The [governor]{ACTOR#a3 kind=government} "
        "[denied]{SAY#c3 source=a3 says=e1 stance=deny} it."
    )
    first, second = coded.event_mentions
    assert voices(first) == [("army", "assert"), ("governor", "deny")]
    assert voices(second) == [("villagers", "assert")]
    assert (first.attribution.kind, second.attribution.kind) == ("party", "witness")
    assert len(coded.events) == 1
    assert len(coded.events[0].sources) == 3


def test_two_voices_on_one_event_word(code_marked):
    coded = code_marked(
        "[Police]{ACTOR#a1 kind=force} [put]{SAY#c1 source=a1 says=e1} the "
        "[dead]{KILL#e1 count=n1,n2 target=v1 place=p1} in [Jos]{PLACE#p1} at [six]{COUNT#n1 of=v1} "
        "[people]{ACTOR#v1 kind=civilians}, [residents]{ACTOR#a2 kind=civilians} "
        "[spoke]{SAY#c2 source=a2 says=e1} of [nine]{COUNT#n2 of=v1}."
    )
    assert voices(coded.event_mentions[0]) == [("Police", "assert"), ("residents", "assert")]


def test_two_who_say_it_together_are_two_voices(code_marked):
    coded = code_marked(
        "[Nine]{COUNT#n1 of=v1} [civilians]{ACTOR#v1 kind=civilians} were "
        "[killed]{KILL#e1 target=v1 count=n1 place=p1} in [Hajin]{PLACE#p1}, a [medic]{ACTOR#a1 "
        "kind=person} and two [residents]{ACTOR#a2 kind=civilians} [told]{SAY#c1 source=a1,a2 says=e1 "
        "to=a3} [Furat Radio]{ACTOR#a3 kind=media}."
    )
    mention = coded.event_mentions[0]
    assert voices(mention) == [("medic", "assert"), ("residents", "assert")]
    assert [one.kind for one in (mention.attribution, *mention.other_attributions)] == [
        "medic",
        "witness",
    ]


def test_a_source_in_other_words_is_one_voice_by_its_name(code_marked):
    coded = code_marked(
        "[Fighters]{ACTOR#a1 kind=force} [took]{CAPTURE#e1 agent=a1 place=p1} [Hajin]{PLACE#p1}, an army "
        "[spokesman]{ACTOR#a2 kind=force} for the alliance, [Siyamend Derik]{ACTOR#a3 kind=person same=a2}, "
        "[said]{SAY#c1 source=a2,a3 says=e1}."
    )
    assert voices(coded.event_mentions[0]) == [("Siyamend Derik", "assert")]
    assert coded.event_mentions[0].attribution.kind == "party"


def test_a_cue_without_a_source_has_the_actor_beside_it(code_marked):
    coded = code_marked(
        "[Rebels]{ACTOR#a1 kind=force} [detained]{DETAIN#e1 agent=a1 target=v1} [46]{COUNT#n1 of=v1} "
        "[men]{ACTOR#v1 kind=civilians}, [according to]{SAY#c1 says=e1} two [people]{ACTOR#a2 "
        "kind=civilians} who were there."
    )
    assert voices(coded.event_mentions[0]) == [("people", "assert")]


QUOTED = (
    '"[They]{ACTOR#a1 kind=force} [came]{ATTACK#e1 agent=a1 place=p1} at dawn," '
    "[said]{SAY#c1 source=a2 says=e1} [Umm Hani]{ACTOR#a2 kind=person}, a mother of six from "
    '[Kafra]{PLACE#p1}. "They [burned]{DESTROY#e2 agent=a1 place=p1} the mill. Then they '
    '[shot]{ATTACK#e3 agent=a1 target=v1} my [brother]{ACTOR#v1 kind=civilians}."\n'
    "[Troops]{ACTOR#a3 kind=force} later [arrived]{DEPLOY#e4 agent=a3 to=p1}."
)


def test_a_quotation_that_goes_on_is_of_the_same_voice(code_marked):
    coded = code_marked(QUOTED)
    for trigger in ("came", "burned", "shot"):
        said = said_by(coded, trigger)
        assert (said.source.name, said.kind) == ("Umm Hani", "witness")
        assert trigger in said.quote.text
    assert said_by(coded, "arrived") is None


def test_a_quotation_over_paragraphs_is_of_one_voice(code_marked):
    coded = code_marked(
        "The [commander]{ACTOR#a1 kind=force} [said]{SAY#c1 source=a1}: “[We]{ACTOR#a2 kind=force "
        "same=a1} [took]{CAPTURE#e1 agent=a2 place=p1} [Kafra]{PLACE#p1}.\n"
        "“Then we [freed]{RELEASE#e2 agent=a2 target=v1} the [hostages]{ACTOR#v1 kind=civilians}.”"
    )
    assert said_by(coded, "took").source.span.text == "commander"
    assert said_by(coded, "freed").source.span.text == "commander"


def test_the_sentence_after_a_quotation_is_not_the_quotations(code_marked):
    coded = code_marked(
        'The [mayor]{ACTOR#a1 kind=government} [said]{SAY#c1 source=a1}: "[Rebels]{ACTOR#a2 kind=force} '
        '[left]{WITHDRAW#e1 agent=a2 from=p1}." The [army]{ACTOR#a3 kind=force} '
        "[confirmed]{SAY#c2 source=a3 says=e2} it had [entered]{ADVANCE#e2 agent=a3 place=p1} "
        "[Kafra]{PLACE#p1}."
    )
    assert said_by(coded, "left").source.span.text == "mayor"
    assert said_by(coded, "entered").source.span.text == "army"


def test_a_cue_at_the_end_governs_its_sentence_but_not_its_asides(code_marked):
    coded = code_marked(
        "Since [Monday]{TIME#t1}, when [police]{ACTOR#a1 kind=force} "
        "[shot]{ATTACK#e1 agent=a1 target=v1 time=t1} a [boy]{ACTOR#v1 kind=civilians}, "
        "[shops]{PLACE#p2} have been [burned]{DESTROY#e2 target=p2 place=p1} in [Jos]{PLACE#p1}, "
        "[residents]{ACTOR#a2 kind=civilians} [said]{SAY#c1 source=a2}."
    )
    assert said_by(coded, "burned").source.span.text == "residents"
    assert said_by(coded, "shot") is None


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ('"Go," he said. "Now."', ["Go,", "Now."]),
        ("He said “we won.\n“We won again.” Then left.", ["we won.", "We won again."]),
        ('The 6" shell fell. "It fell," she said.', ["It fell,"]),
        ("No quotation here.", []),
        ('It was "over, he said.\nThe next day "more" fell.', ["more"]),
    ],
)
def test_quotations(text, quotes):
    assert [text[one.start : one.end] for one in find_quotes(text)] == quotes
