import hashlib
import io
import json

import pytest

from dateline.read import Failure, ReadOptions, ReadReport
from dateline.read.jsonl import is_coded, read_json, read_json_lines

NOTHING = ReadOptions()


def read_lines(raw):
    return list(read_json_lines(io.BytesIO(raw), "a.jsonl", NOTHING))


def read_file(raw):
    return list(read_json(io.BytesIO(raw), "a.json", NOTHING))


def test_reads_every_field():
    line = json.dumps(
        {
            "id": 7,
            "title": "Army takes Hajin",
            "text": "It left later.",
            "published": "Sat, 02 Mar 2019 10:00:00 +0000",
            "publisher": "The Wire",
            "url": "https://wire.example/7",
            "other": [1],
        }
    ).encode()
    (outcome,) = read_lines(line + b"\r\n")
    assert isinstance(outcome, ReadReport)
    report = outcome.report
    assert report.id == "7"
    assert report.text == "Army takes Hajin\nIt left later."
    assert report.published == "2019-03-02"
    assert report.publisher == "The Wire"
    assert report.url == "https://wire.example/7"
    assert report.sha256 == hashlib.sha256(line).hexdigest()


BAD_LINES = [
    pytest.param(b'{"text": oops}', "malformed JSON at column 10", id="malformed"),
    pytest.param(b'{"text": "a"', "malformed JSON", id="cut-short"),
    pytest.param(b"[1]", "this is not a report: Expected `object`", id="array"),
    pytest.param(b'{"body": "a"}', "there is no `text`", id="no-text"),
    pytest.param(b'{"text": 5}', "at `$.text`", id="number"),
    pytest.param(b'{"text": " "}', "there is no text; check", id="empty"),
    pytest.param(b'{"text": null}', "there is no text; check", id="null"),
    pytest.param(b'{"text": "a", "published": "2019-02-30"}', "does not exist", id="date"),
    pytest.param(b'{"text": "a", "x": ' + b"[" * 100_000, "beyond what can be read", id="deep"),
    pytest.param(b'{"text": "\\ud800", "id": ' + b"9" * 5000 + b"}", "beyond what", id="digits"),
    pytest.param(b'{"report": {}, "event_mentions": []}', "`dateline show`", id="coded"),
]


@pytest.mark.parametrize(("line", "said"), BAD_LINES)
def test_a_bad_line_is_named_and_the_others_are_read(line, said):
    good = b'{"text": "The army left."}\n'
    first, bad, last = read_lines(good + b"\n" + line + b"\n" + good)
    assert isinstance(bad, Failure)
    assert bad.where == "a.jsonl:3"
    assert said in bad.message
    assert isinstance(first, ReadReport)
    assert isinstance(last, ReadReport)
    assert last.where == "a.jsonl:4"


def test_lone_surrogates_and_raw_control_characters_are_cleaned_with_a_note():
    outcomes = read_lines(b'{"text": "The \\ud800army left."}\n{"text": "The \x07army left."}')
    for outcome, said in zip(outcomes, ("lone surrogate", "control character"), strict=True):
        assert isinstance(outcome, ReadReport)
        assert outcome.report.text == "The army left."
        assert said in outcome.notes[0].message


def test_lines_that_are_not_utf8_are_read_with_a_note():
    raw = '{"text": "ok é"}\n'.encode() + '{"text": "The café was hit on Friday"}'.encode("cp1252")
    first, second = read_lines(raw)
    assert isinstance(first, ReadReport)
    assert isinstance(second, ReadReport)
    assert first.notes == ()
    assert second.report.text == "The café was hit on Friday"
    assert second.notes[0].where == "a.jsonl:2"
    assert "read as windows-1252" in second.notes[0].message


def test_utf16_lines_are_read():
    (outcome,) = read_lines('{"text": "The café was hit"}\n'.encode("utf-16"))
    assert isinstance(outcome, ReadReport)
    assert outcome.report.text == "The café was hit"


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_a_failure(raw):
    (outcome,) = read_lines(raw)
    assert isinstance(outcome, Failure)
    assert outcome.where == "a.jsonl:1"


def test_a_binary_file_is_a_failure():
    (outcome,) = read_lines(b"\x00\x01\x02" * 50)
    assert isinstance(outcome, Failure)
    assert "binary" in outcome.message


def test_an_array_gives_one_report_an_item_with_its_line():
    raw = b'[\n {"text": "One."},\n\n {"text": ""}, {"text": "Three."}\n]\n'
    one, two, three = read_file(raw)
    assert isinstance(one, ReadReport)
    assert isinstance(two, Failure)
    assert isinstance(three, ReadReport)
    assert (one.where, two.where, three.where) == ("a.json:2", "a.json:4", "a.json:4")
    assert one.report.sha256 == hashlib.sha256(b'{"text": "One."}').hexdigest()


def test_one_object_is_one_report():
    (outcome,) = read_file(b'{\n "text": "One."\n}')
    assert isinstance(outcome, ReadReport)


def test_a_malformed_file_is_named_with_its_line():
    (outcome,) = read_file(b'[\n {"text": "One."},\n {"text": }\n]')
    assert isinstance(outcome, Failure)
    assert outcome.where == "a.json:3"
    assert "malformed JSON" in outcome.message


@pytest.mark.parametrize("raw", [b"[]", b"[" * 100_000, b"[1]", b"null"])
def test_a_file_without_reports_is_a_failure(raw):
    (outcome,) = read_file(raw)
    assert isinstance(outcome, Failure)
    assert outcome.where == "a.json:1"


def test_knows_what_dateline_wrote():
    assert is_coded('{"report": {}, "event_mentions": [], "events": []}')
    assert not is_coded('{"text": "x"}')
    assert not is_coded("no JSON")
