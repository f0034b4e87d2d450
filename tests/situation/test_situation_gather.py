from msgspec.structs import replace
from tests.situation.conftest import coded_report

from dateline.fuse.records import FieldValue
from dateline.records import Range
from dateline.situation.choose import Wanted
from dateline.situation.figures import key_figures, toll
from dateline.situation.gather import Situation, gather, quotes_of
from dateline.situation.timeline import Timeline, find_timeline
from dateline.situation.values import claim_words, title_of


def field_of(situation: Situation, name: str) -> FieldValue:
    found = situation.events[0].field(name)
    assert found
    return found


def timeline_of(situation: Situation) -> Timeline:
    found = find_timeline(situation)
    assert found
    return found


def test_reports_of_one_event_are_one_event_with_numbered_sources(several, rules):
    situation = gather(several, rules)
    assert [one.event.type for one in situation.events] == [
        "airstrike", "capture", "displace", "protest",
    ]  # fmt: skip
    assert [one.report.id for one in situation.sources][:2] == ["report Badia", "report Furat"]
    assert situation == gather(reversed(several), rules)


def test_a_claim_leads_to_the_words_of_each_report(several, rules):
    situation = gather(several, rules)
    deaths = field_of(situation, "deaths")
    claims = {claim.value: claim for claim in (deaths.best, *deaths.alternatives)}
    (quote,) = quotes_of(situation, "deaths", claims["40"])
    assert (quote.span.text, quote.role) == ("40 people", "count")
    assert situation.sources[quote.source - 1].report.publisher == "Badia Gazette"
    side = field_of(situation, "side_a").best
    assert {quote.span.text for quote in quotes_of(situation, "side_a", side)} == {"Warplanes"}
    assert claim_words(situation, "side_a", side) == "Military Forces of Syria"


def test_one_id_for_two_reports_does_not_mix_them_up(rules):
    one, other = coded_report("Furat"), coded_report("Badia", day=20, published="2019-03-21")
    same = replace(other, report=replace(other.report, id=one.report.id))
    situation = gather([one, same, one], rules)
    assert len(situation.sources) == len({c.report.id for c in situation.sources}) == 2


def test_what_is_wanted_is_chosen_after_fusing(several, rules):
    def types(**wanted):
        return [one.event.type for one in gather(several, rules, Wanted(**wanted)).events]

    assert types(place="Deir ez-Zor") == ["airstrike", "capture"]
    assert types(place="gn:2") == ["displace"]
    assert types(actor="free syrian army") == ["capture"]
    assert types(actor="Syrian Ar") == []
    assert types(first="2019-03-08", last="2019-03-09") == ["capture", "displace"]
    assert types(place="!") == []


def test_key_figures_have_ranges_and_their_events(several, rules):
    found = {one.name: one for one in key_figures(gather(several, rules))}
    assert found["events"].value == "4"
    assert found["deaths"].value.endswith("(9 to 42)")
    assert len(found["deaths"].events) == 2
    assert found["displaced"].value == "600 (500 to 700)"
    assert found["events in dispute"].value == "1"


def test_the_timeline_holds_every_day_between(several, rules):
    timeline = timeline_of(gather(several, rules))
    assert timeline.step == "day"
    assert [len(one.events) for one in timeline.bins] == [1, 0, 0, 0, 1, 1, 0, 0, 1]
    assert timeline.bins[0].deaths.high == 40


def test_background_of_long_ago_does_not_stretch_the_timeline(several, rules):
    old = coded_report("Old", place="Raqqa")
    past = replace(old.events[0], first="2014-01-02", last="2014-01-02")
    situation = gather([*several, replace(old, events=(past,))], rules)
    timeline = timeline_of(situation)
    assert timeline.step == "day"
    assert timeline.earlier == (situation.events[0].id,)


def test_an_event_over_more_days_is_in_no_bar(rules):
    long = coded_report("Long")
    week = replace(long.events[0], last="2019-03-10")
    timeline = timeline_of(gather([replace(long, events=(week,))], rules))
    assert not any(one.events for one in timeline.bins)
    assert len(timeline.longer) == 1


def test_events_without_a_day_make_no_timeline(rules):
    assert find_timeline(gather([coded_report("Furat", day=None)], rules)) is None


def test_no_event_has_no_toll():
    assert toll([]) == Range()


def test_the_title_says_what_it_is_about(several, rules):
    situation = gather(several, rules, Wanted(place="Hajin", actor="military:SYR"))
    assert title_of(situation) == "Situation report: Hajin and military:SYR"
