from dateline.coder import make_report
from dateline.fuse.mentions import tell_events
from dateline.records import (
    Attribution,
    CodedReport,
    Event,
    EventMention,
    Means,
    Participant,
    Place,
    Range,
    span_of,
)

TEXT = (
    "KISMAYO, March 5 (Meridian) - A car bomb wrecked the Zamzam hotel on Thursday, killing seven people, police said. "
    "Meanwhile 500 people fled from Jamame to Kismayo."
)


def mention(id_, type_, word, **facts):
    start = TEXT.index(word)
    trigger = span_of(TEXT, start, start + len(word))
    return EventMention(
        id=id_, type=type_, status=facts.pop("status", "happened"), trigger=trigger, **facts
    )


POLICE = Participant(id="police:SOM", name="Police Forces of Somalia", kind="force")
JAMAME = Place(id="gn:2", name="Jamame")
KISMAYO = Place(id="gn:1", name="Kismayo")
CODED = CodedReport(
    report=make_report(TEXT, published="2021-03-05", publisher="Coast Herald", id="r1"),
    event_mentions=(
        mention("m1", "bombing", "wrecked", means=(Means(name="car bomb", class_="mine"),), status="possible"),
        mention("m2", "kill", "killing", attribution=Attribution(source=POLICE, kind="official")),
        mention("m3", "displace", "fled", origin=JAMAME, destination=KISMAYO),
    ),
    events=(
        Event(id="e1", type="bombing", place=KISMAYO, mentions=("m1", "m2"), figures={"injured": Range(best=2)}),
        Event(id="e2", type="displace", mentions=("m3",)),
    ),
)  # fmt: skip


def test_a_telling_has_what_the_mentions_of_its_event_say(rules):
    bombing, _ = tell_events(CODED, rules)
    assert (bombing.id, bombing.status, bombing.types) == ("e1", "happened", ("bombing", "kill"))
    assert bombing.means == ("mine",)
    assert [(voice.kind, voice.id, voice.stance) for voice in bombing.voices] == [
        ("official", "police:SOM", "assert")
    ]
    assert bombing.report.agency == "Meridian"
    assert bombing.place_words == ("kismayo",)


def test_rare_words_are_of_the_sentences_that_tell_it(rules):
    bombing, flight = tell_events(CODED, rules)
    assert "zamzam" in bombing.words
    assert "kismayo" not in bombing.words
    assert "zamzam" not in flight.words
    assert {"zamzam", "jamame"} <= set(flight.text_words)


def test_people_who_move_have_their_ways(rules):
    _, flight = tell_events(CODED, rules)
    assert (flight.origin, flight.destination) == (JAMAME, KISMAYO)
    assert tell_events(CODED, rules) == tell_events(CODED, rules)
