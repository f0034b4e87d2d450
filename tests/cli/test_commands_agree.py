"""`events`, `export`, `report` and `status` show one store alike, and say what is not fused."""

import csv
import io
import re
from pathlib import Path

import pytest

STORE_COMMANDS = (
    ("events",),
    ("export", "--format", "csv"),
    ("report", "--format", "markdown"),
    ("status",),
)


@pytest.fixture
def added(run):
    Path("in").mkdir()
    for number, words in enumerate(("quarry bakery", "minaret viaduct", "orchard convoy")):
        Path(f"in/{number}.txt").write_text(f"The army attacked the {words}. {words * 9}.")
    run("add", "in", "--published", "2019-03-02", "--publisher", "Desk")


def listed(run):
    return {line.split()[0] for line in run("events").stdout.splitlines()}


def exported(run):
    return {
        row["id"] for row in csv.DictReader(io.StringIO(run("export", "--format", "csv").stdout))
    }


def reported(run):
    return set(re.findall(r"<dt>Id</dt><dd>(\w+)</dd>", run("report").stdout))


@pytest.mark.usefixtures("added")
def test_they_show_the_same_events_whatever_people_decided(run):
    before = listed(run)
    assert len(before) == 3
    assert exported(run) == reported(run) == before
    run("merge", *sorted(before)[:2])
    now = listed(run)
    assert len(now) == 2
    assert exported(run) == reported(run) == now


@pytest.mark.usefixtures("added")
@pytest.mark.parametrize("command", STORE_COMMANDS, ids=lambda one: one[0])
def test_what_is_not_fused_is_never_missed_in_silence(run, command):
    assert "warning" not in run(*command).stderr
    Path("late.txt").write_text("Then they attacked again. " * 5)
    run("add", "late.txt", "--no-fuse")
    said = run(*command)
    assert said.exit_code == 0
    assert (
        "5 of 8 event mentions are not fused yet, so in no event; run `dateline fuse`"
        in said.stderr
    )


@pytest.mark.parametrize("command", STORE_COMMANDS, ids=lambda one: one[0])
def test_without_any_fusing_reports_stand_on_their_own(run, command):
    Path("a.txt").write_text("The army attacked the quarry. Then they attacked again.")
    run("add", "a.txt", "--published", "2019-03-02", "--no-fuse")
    assert "warning: nothing is fused yet" in run(*command).stderr
    assert listed(run) == exported(run) == reported(run)
