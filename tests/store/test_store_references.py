"""Events that others coded, in both databases."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from tests.store.referring import SOURCE, add_reference, row, source
from tests.store.storing import coding

from dateline.errors import InputError
from dateline.reference.importing import import_file
from dateline.store import (
    add_codings,
    add_reference_rows,
    find_import,
    finish_import,
    open_store,
    read_history,
    read_mentions,
    read_reference_events,
    read_references,
)

ROOT = Path(__file__).parents[2]
HEADER = "event_id_cnty,event_date,event_type,actor1,country,fatalities,timestamp\n"
IMPORTING = """
import sys
from pathlib import Path
import dateline.reference.importing as importing
from dateline.store import open_store

importing._AT_ONCE = 10
add = importing.add_reference_rows
def say(*given):
    print(add(*given), flush=True)
    return 0
importing.add_reference_rows = say
with open_store(sys.argv[1]) as store:
    importing.import_file(store, Path(sys.argv[2]), say=print)
"""


def tolls(store, name="acled", **days):
    found = read_reference_events(store, name, **days)
    return [(one.id, msgspec.json.decode(one.event)["dead"]) for one in found]


def test_rows_come_back_by_day_and_id(store):
    rows = [row("SYR2"), row("SYR1"), row("SYR3", day="2024-02-01")]
    assert add_reference(store, SOURCE, rows) == 3
    assert [one.id for one in read_reference_events(store, "acled")] == ["SYR3", "SYR1", "SYR2"]
    assert tolls(store, first="2024-03-01") == [("SYR1", 3), ("SYR2", 3)]
    assert tolls(store, last="2024-02-29") == [("SYR3", 3)]
    assert tolls(store, "other") == []


def test_the_same_row_is_one_and_a_newer_version_counts(store):
    assert add_reference(store, SOURCE, [row(), row(), row(dead=4)]) == 2
    assert tolls(store) == [("SYR1", 4)]
    assert add_reference_rows(store, source(), [row(), row(dead=4)]) == 0
    assert add_reference_rows(store, source(), [row(dead=5)]) == 1
    assert tolls(store) == [("SYR1", 5)]
    (found,) = read_references(store)
    assert (found.events, found.versions, found.files) == (1, 3, 1)


def test_what_was_edited_last_counts_whenever_it_is_imported(store):
    add_reference(store, SOURCE, [row(dead=9, edited=200)])
    add_reference(store, source(), [row(dead=3, edited=100)])
    assert tolls(store) == [("SYR1", 9)]


def test_a_file_is_imported_once_and_a_part_of_one_is_known(store):
    assert find_import(store, SOURCE) is None
    add_reference_rows(store, SOURCE, [row()])
    assert [one.unfinished for one in read_references(store)] == [True]
    finish_import(store, SOURCE, events=1, failed=2)
    finish_import(store, SOURCE, events=1, failed=2)
    found = find_import(store, SOURCE)
    assert found is not None
    assert (found.events, found.failed, found.source) == (1, 2, SOURCE)
    assert [one.unfinished for one in read_references(store)] == [False]
    assert [turn.kind for turn in read_history(store)] == ["import", "import"]


def test_references_are_kept_apart_by_name(store):
    add_reference(store, SOURCE, [row()])
    add_reference(store, source("desk"), [row(dead=8), row("SYR9")])
    assert [(one.name, one.events) for one in read_references(store)] == [("acled", 1), ("desk", 2)]
    assert tolls(store) == [("SYR1", 3)]


def test_events_of_another_codebook_need_another_name(store):
    add_reference(store, SOURCE, [row()])
    other = source(scheme="ucdp-ged")
    with pytest.raises(InputError, match="give it another --name"):
        add_reference_rows(store, other, [row()])
    with pytest.raises(InputError, match="holds acled events"):
        find_import(store, other)


def test_they_are_none_of_the_events_of_the_ledger(store):
    add_codings(store, [coding("Shells fell on Hajin.")])
    add_reference(store, SOURCE, [row()])
    assert len(list(read_mentions(store))) == 1


def test_a_store_of_the_first_form_is_brought_up_to_date(nowhere, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("dateline.store.opening.REVISION", "0001")
        with open_store(nowhere, create=True) as store:
            add_codings(store, [coding("Shells fell on Hajin.")])
    with open_store(nowhere) as store:
        add_reference(store, SOURCE, [row()])
        assert len(list(read_mentions(store))) == len(read_references(store)) == 1


def test_a_killed_import_keeps_whole_turns_and_goes_on(where, tmp_path):
    file = tmp_path / "a.csv"
    rows = (f"SYR{n},2024-03-01,Battles,IS,Syria,3,1\n" for n in range(5_000))
    file.write_text(HEADER + "".join(rows))
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", IMPORTING, where, str(file)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )
    assert process.stdout
    said = [int(process.stdout.readline()) for _ in range(3)]
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=60)
    process.stdout.close()
    with open_store(where) as store:
        (found,) = read_references(store)
        assert found.unfinished
        assert sum(said) <= found.events < 5_000
        assert found.events % 10 == 0
        done = import_file(store, file, say=print)
        assert (done.new + found.events, done.there) == (5_000, found.events)
        assert import_file(store, file, say=print).before
        (whole,) = read_references(store)
        assert (whole.events, whole.versions, whole.unfinished) == (5_000, 5_000, False)
