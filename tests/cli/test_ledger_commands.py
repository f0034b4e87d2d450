import re
from pathlib import Path

import pytest

from dateline.store import open_store, read_fused

GOOD = "The army attacked the town of Hajin on Friday, the ministry said."


@pytest.fixture
def added(run):
    """Return the events of three reports that share no words, so that each is an event."""
    Path("in").mkdir()
    for number, words in enumerate(("quarry bakery", "minaret viaduct", "orchard convoy")):
        Path(f"in/{number}.txt").write_text(f"The army attacked the {words}. {words * 9}.")
    run("add", "in", "--published", "2019-03-02", "--publisher", "Desk", "--no-fuse")
    run("fuse")
    return events()


def events():
    with open_store() as store:
        return {one.event.id: [link.mention for link in one.links] for one in read_fused(store)}


def test_fuses_what_is_new_and_everything_on_demand(run):
    Path("a.txt").write_text(GOOD)
    assert "not fused" not in run("add", "a.txt", "--no-fuse").stderr
    assert "nothing is fused yet" in run("events").stderr
    assert run("fuse").stderr == "1 event mention makes 1 event: 1 new or changed\n"
    assert run("fuse", "--whole").stderr == "1 event mention makes 1 event: 0 new or changed\n"
    Path("b.txt").write_text("Then they attacked again. " * 5)
    run("add", "b.txt", "--no-fuse")
    assert "run `dateline fuse`" in run("events").stderr
    assert run("fuse", "-q").stderr == ""
    assert run("events").stderr == ""


def test_merge_and_split_hold_until_they_are_taken_back(run, added):
    one, other = sorted(added)[:2]
    merged = run("merge", one, other, "--by", "ana", "--note", "same strike")
    assert "(merge)" in merged.stdout
    decision = merged.stdout.split()[1]
    now = events()
    (event,) = now.keys() - added.keys()
    assert set(now[event]) == {*added[one], *added[other]}
    assert event in merged.stdout
    run("fuse", "--whole")
    assert events() == now
    shown = run("event", event).stdout
    assert f"{decision}  merge by ana" in shown
    assert "same strike" in shown
    assert f"as {one}" in shown
    assert re.search(rf"now +{event}", run("event", one).stdout)
    split = run("split", event, added[one][0][:12])
    assert "(split)" in split.stdout
    assert events() == added
    undone = split.stdout.split()[1]
    assert "is taken back" in run("split", "--undo", undone[:9]).stdout
    assert events() == now
    run("merge", "--undo", decision)
    assert events() == added


def test_an_id_of_the_past_stands_for_the_event_of_now(run, added):
    one, other, third = sorted(added)
    run("merge", one, other)
    run("merge", one, third)
    assert len(events()) == 1
    assert run("merge", one, other).exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(("merge",), "two events or more", id="nothing"),
        pytest.param(("merge", "zzz", "yyy"), "there is no event 'zzz'", id="no-event"),
        pytest.param(("merge", "--undo", "zzz"), "there is no decision 'zzz'", id="no-decision"),
        pytest.param(("split",), "an event and some of its mentions", id="no-split"),
        pytest.param(("split", "FIRST", "zzz"), "no mention of event", id="no-mention"),
        pytest.param(("split", "FIRST", "OWN"), "must keep a mention", id="all"),
        pytest.param(("merge", "FIRST", "FIRST"), "are one event already", id="the-same"),
    ],
)
def test_wrong_decisions_are_refused(run, added, arguments, said):
    first = min(added)
    names = {"FIRST": first, "OWN": added[first][0]}
    result = run(*(names.get(one, one) for one in arguments))
    assert result.exit_code == 2
    assert said in result.stderr
    assert events() == added


def test_an_event_shows_who_says_what(run, added):
    shown = run("event", min(added)).stdout
    for section in ("Values", "Origins", "Sources", "History"):
        assert f"\n{section}\n" in shown
    assert "* attack" in shown
    assert re.search(r"grade +[A-F][1-6]", shown)
    assert "Desk, 2019-03-02" in shown
