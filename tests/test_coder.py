import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import msgspec
import pytest

import dateline
from dateline import Coder, InputError
from dateline.coder import make_report

TEXT = (
    "GAO, Mali - Gunmen on motorcycles attacked an army checkpoint near Ansongo on Tuesday, killing "
    "five soldiers and wounding eight others, the defence ministry said. The army said it had killed "
    "12 of the attackers in the fighting."
)


@pytest.fixture(scope="module")
def coder():
    return Coder()


@pytest.fixture(scope="module")
def coded(coder):
    return coder.code(TEXT, published="2020-05-14", publisher="Sahel Wire")


def test_the_words_are_the_evidence(coded):
    text = coded.report.text
    for mention in coded.event_mentions:
        spans = [
            mention.trigger,
            *(c.span for c in mention.counts),
            *(m.span for m in mention.means),
        ]
        spans += [p.span for p in (*mention.agents, *mention.targets)]
        assert all(text[s.start : s.end] == s.text for s in spans if s)


def test_an_attack_is_coded_with_its_dead(coded):
    assert coded.events
    event = coded.events[0]
    assert event.first == event.last == "2020-05-12"
    assert event.place is not None
    assert event.place.country == "MLI"
    assert event.side_a is not None
    assert event.side_a.codes.ucdp == "Government of Mali"
    assert event.deaths.side_a.best == 5
    assert event.codes.acled.event_type == "Battles"


def test_every_mention_belongs_to_one_event(coded):
    used = [mention for event in coded.events for mention in event.mentions]
    assert sorted(used) == sorted(mention.id for mention in coded.event_mentions)


def test_same_input_gives_the_same_bytes(coded):
    again = Coder().code(TEXT, published=date(2020, 5, 14), publisher="Sahel Wire")
    assert msgspec.json.encode(again) == msgspec.json.encode(coded)


def test_company_does_not_change_a_report(coder, coded):
    others = [make_report("Rebels took a town. " * n, published="2020-01-01") for n in (1, 9)]
    report = coded.report
    together = coder.code_many([others[0], report, others[1]])[1]
    assert together == coded


def test_threads_may_share_a_coder(coder, coded):
    with ThreadPoolExecutor(4) as pool:
        results = list(
            pool.map(
                lambda _: coder.code(TEXT, published="2020-05-14", publisher="Sahel Wire"), range(8)
            )
        )
    assert all(result == coded for result in results)


def test_records_are_json_of_the_contract(coded):
    record = json.loads(msgspec.json.encode(coded))
    assert list(record) == ["report", "event_mentions", "events", "warnings"]
    assert list(record["report"]) == [
        "id",
        "title",
        "text",
        "published",
        "publisher",
        "url",
        "language",
        "sha256",
    ]
    assert (
        {"class", "name", "span"} == set(record["event_mentions"][0]["means"][0])
        if record["event_mentions"][0]["means"]
        else True
    )
    assert {"acled", "ucdp", "plover", "cameo"} == set(record["events"][0]["codes"])


def test_another_language_is_left_alone_with_a_warning(coder):
    text = "Des hommes armés ont attaqué un village près de Ménaka mardi, tuant six personnes, selon des habitants."
    coded = coder.code(text, published="2020-05-14")
    assert coded.report.language == "fr"
    assert coded.event_mentions == ()
    assert [w.code for w in coded.warnings] == ["language"]


def test_without_a_date_relative_days_stay_open(coder):
    coded = coder.code(TEXT)
    assert any(w.code == "no-publication-date" for w in coded.warnings)
    assert all(event.first is None for event in coded.events)


def test_a_date_in_the_header_stands_in_with_a_warning(coder):
    coded = coder.code("GAO, Mali, May 14, 2020 (Sahel Wire) - " + TEXT.split(" - ")[1])
    assert coded.report.published == "2020-05-14"
    assert any(w.code == "publication-date-from-text" for w in coded.warnings)
    assert coded.events[0].first == "2020-05-12"


@pytest.mark.parametrize("published", ["2019-02-30", "soon", "12/03/2019", "2019-03-02xyz"])
def test_an_impossible_date_is_an_error(coder, published):
    with pytest.raises(InputError, match="YYYY-MM-DD"):
        coder.code(TEXT, published=published)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "1 2 3 4 5 " * 50,
        "\ud800 lone",
        "\u202eright to left\u202c",
        "\x00\x01",
        "a" * 5000,
    ],
)
def test_odd_texts_are_coded_or_left_empty(coder, text):
    coded = coder.code(text, published="2020-01-01")
    assert all(
        coded.report.text[m.trigger.start : m.trigger.end] == m.trigger.text
        for m in coded.event_mentions
    )


def test_long_reports_are_read_to_the_end(coder):
    filler = "The weather in the valley was mild and the markets were quiet all week. " * 60
    coded = coder.code(filler + TEXT, published="2020-05-14")
    assert any(m.trigger.start > len(filler) for m in coded.event_mentions)


def test_public_names_are_sorted_and_exist():
    assert sorted(dateline.__all__) == dateline.__all__
    assert all(hasattr(dateline, name) for name in dateline.__all__)
