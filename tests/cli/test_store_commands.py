import json
from pathlib import Path

import msgspec
import pytest

from dateline.store import open_store, read_mentions, read_status, write_fusion
from dateline.store.records import FusedEvent, FusedLink

GOOD = "The army attacked the town of Hajin on Friday, the ministry said."


@pytest.fixture
def folder(run):  # noqa: ARG001  run enters the empty folder
    Path("in").mkdir()
    for name in ("a", "b", "c"):
        Path(f"in/{name}.txt").write_text(f"{GOOD} {name}")
    return "in"


def status(path="dateline.db"):
    with open_store(path) as store:
        return read_status(store)


def test_adds_once_and_goes_on_where_it_was(run, folder, coders):
    result = run("add", folder, "--published", "2019-03-02")
    assert result.stderr.splitlines()[-2] == "3 reports added, 0 there already"
    assert result.stderr.splitlines()[-1].startswith("3 event mentions make ")
    assert (result.stdout, result.exit_code) == ("", 0)
    Path("in/d.txt").write_text(GOOD + " d")
    again = run("add", folder, "--published", "2019-03-02")
    assert again.stderr.splitlines()[-2] == "1 report added, 3 there already"
    assert [coder.batches for coder in coders] == [[3], [1]]
    assert (status().reports, status().mentions) == (4, 4)


def test_doubles_in_one_run_are_coded_once_and_failures_do_not_stop_it(run, folder, coders):
    Path("in/again.txt").write_text(f"{GOOD} a")
    Path("in/bad.txt").write_text("EXPLODE now and here")
    result = run("add", folder, "--store", "war.db", "-q")
    assert result.exit_code == 1
    assert "bad.txt:1: error: could not be coded" in result.stderr
    assert status("war.db").reports == 3
    assert coders[0].batches[0] == 4
    assert not Path("dateline.db").exists()


def test_the_store_in_a_folder_is_no_input_of_its_own(run, folder):
    run("add", folder, "--store", "in/war.db")
    result = run("add", folder, "--store", "in/war.db")
    assert "war.db" not in result.stderr
    assert result.exit_code == 0


def test_another_version_codes_again_and_the_old_is_dropped_on_demand(
    run, folder, coders, monkeypatch
):
    run("add", folder, "--published", "2019-03-02")
    newer = msgspec.structs.replace(coders[0].versions, coder="0.2.0+small")
    monkeypatch.setattr(type(coders[0]), "versions", newer)
    result = run("recode", "--drop")
    assert "3 reports coded again, 0 up to date" in result.stderr
    assert "3 old codings dropped" in result.stderr
    assert (status().codings, status().old_codings) == (3, 0)
    assert "0 reports coded again, 3 up to date" in run("recode").stderr
    assert coders[-1].batches == []


def test_status_says_what_there_is(run, folder):
    run("add", folder, "--published", "2019-03-02")
    lines = dict(
        line.split(maxsplit=1) for line in run("status").stdout.splitlines() if "  " in line
    )
    assert lines["reports"] == "3"
    assert lines["published"] == "2019-03-02"
    assert run("status").exit_code == 0


@pytest.mark.parametrize("command", [("status",), ("events",), ("event", "1"), ("recode",)])
def test_without_a_store_one_line_says_so(run, command):
    result = run(*command)
    assert result.exit_code == 1
    assert "there is no store here; run `dateline add`" in result.stderr
    assert not Path("dateline.db").exists()


def test_lists_and_shows_the_events_of_each_report(run, folder):
    run("add", folder, "--published", "2019-03-02", "--publisher", "Desk", "--no-fuse")
    result = run("events", "--type", "attack")
    rows = [line.split() for line in result.stdout.splitlines()]
    assert len(rows) == 3
    assert "nothing is fused yet" in result.stderr
    shown = run("event", rows[0][0]).stdout
    assert "Desk, 2019-03-02" in shown
    assert f"{Path('in').absolute()}" in shown
    assert "coded by 0.1.0+small" in shown
    assert run("events", "--from", "2019-03-01").exit_code == 1


def test_shows_a_fused_event_with_its_sources_and_history(run, folder):
    run("add", folder, "--published", "2019-03-02", "--no-fuse")
    with open_store() as store:
        told = list(read_mentions(store))
        links = tuple(FusedLink(mention=one.id) for one in told)
        fused = FusedEvent(event=told[0].event, links=links)
        write_fusion(store, [fused], fuser="f1", upto=1)
    result = run("events")
    assert result.stderr == ""
    assert len(result.stdout.splitlines()) == 1
    shown = run("event", told[0].event.id[:6]).stdout
    assert shown.count("mention  ") >= 3
    assert "fused: unknown, deaths not said, of 3 mentions" in shown


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(("events", "--type", "picnic"), "no event type", id="type"),
        pytest.param(("events", "--country", "Syria"), "no ISO 3166-1", id="country"),
        pytest.param(("events", "--from", "03/04/2019"), "", id="day"),
        pytest.param(("event", "zzz"), "`dateline events` lists them", id="event"),
        pytest.param(("event", ""), "give more of the id", id="many"),
    ],
)
def test_wrong_use(run, folder, arguments, said):
    run("add", folder)
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_table_is_added_row_by_row(run):
    rows = [{"id": 1, "text": f"{GOOD} {n}", "published": "2019-03-02"} for n in range(40)]
    Path("a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    assert "40 reports added" in run("add", "a.jsonl").stderr
    assert status().turn == 4
    assert status().mentions == 40
