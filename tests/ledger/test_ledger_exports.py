"""What a store exports is the same in SQLite and PostgreSQL."""

import csv
import io
import json
import shutil

import pytest
from click.testing import CliRunner
from tests.ledger.telling import add
from tests.store.conftest import NOON

from dateline.cli import main
from dateline.export.events import stored_events, stored_origin
from dateline.export.formats import FORMATS, load_writer
from dateline.export.losses import losses_json, start_losses
from dateline.ledger import fuse_new
from dateline.store import EventFilter, find_fused, open_store

SOME = range(1, 13)
EVERYTHING = EventFilter()


def written(store, name, wanted=EVERYTHING):
    """Return the bytes of an export and of the file beside it."""
    losses = start_losses(name)
    handle = io.BytesIO()
    load_writer(name)(stored_events(store, wanted), handle, losses)
    return handle.getvalue(), losses_json(losses.result(stored_origin(store)))


def rows(store, wanted=EVERYTHING):
    return list(csv.DictReader(io.StringIO(written(store, "csv", wanted)[0].decode())))


def test_the_events_exported_are_those_there_are(store, rules):
    add(store, SOME)
    unfused = rows(store)
    assert stored_origin(store) == "event mentions"
    fuse_new(store, rules)
    found = find_fused(store, EVERYTHING)
    told = rows(store)
    assert stored_origin(store) == "fused events"
    assert [row["id"] for row in told] == [one.id for one in found]
    assert [int(row["reports"]) for row in told] == [one.reports for one in found]
    assert all(row["grade"] and row["independent_origins"] for row in told)
    assert len(told) < len(unfused)


def test_filters_choose_what_is_exported(store, rules):
    add(store, SOME)
    fuse_new(store, rules)
    wanted = EventFilter(place="Hajin", first="2024-03-01", last="2024-03-01", actor="free falcons")
    told = rows(store, wanted)
    assert told
    assert [row["id"] for row in told] == [one.id for one in find_fused(store, wanted)]
    assert {row["place"] for row in told} == {"Hajin"}


def test_whole_events_carry_all_that_is_said(store, rules):
    add(store, SOME)
    fuse_new(store, rules)
    events = [json.loads(line) for line in written(store, "jsonl")[0].splitlines()]
    several = next(one for one in events if one["reports"] > 1)
    assert {field["name"] for field in several["values"]} >= {"type", "day", "side_a"}
    assert several["said_by"]
    assert len(several["sources"]) == several["reports"]


@pytest.mark.parametrize("name", FORMATS)
def test_both_databases_give_the_same_bytes(
    name, rules, server, made_database, made_file, tmp_path
):
    told = []
    file = shutil.copy(made_file, tmp_path / "dateline.db")
    for where in (server.new_database(template=made_database), file):
        with open_store(str(where), clock=lambda: NOON) as store:
            add(store, SOME)
            fuse_new(store, rules)
            told.append(written(store, name))
    assert told[0] == told[1]
    assert json.loads(told[0][1])["events"] > 1


def test_the_command_exports_any_store(where, rules):
    with open_store(where) as store:
        add(store, SOME)
        fuse_new(store, rules)
        expected = written(store, "csv")[0].decode()
    result = CliRunner().invoke(main, ["export", "--store", where, "--format", "csv"])
    assert result.exit_code == 0
    assert result.stdout == expected
