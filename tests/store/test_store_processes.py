"""Several processes on one store, and one that is killed."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from dateline.store import open_store, read_codings, read_history, read_status

ROOT = Path(__file__).parents[2]
ADDING = """
import sys
from dateline.store import add_codings, open_store
from tests.store.storing import coding

where, name, number = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open_store(where, create=True) as store:
    for n in range(number):
        add_codings(store, [coding(f"{name} report {n}"), coding(f"common report {n}")])
        print(n, flush=True)
"""


def start(where: str, name: str, number: int) -> subprocess.Popen[str]:
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", ADDING, where, name, str(number)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )


def test_two_processes_make_and_write_one_store_at_once(nowhere):
    processes = [start(nowhere, name, 12) for name in ("left", "right")]
    for process in processes:
        process.communicate(timeout=300)
        assert process.returncode == 0
    with open_store(nowhere) as store:
        texts = sorted(stored.coded.report.text for stored in read_codings(store))
        expected = [f"{name} report {n}" for name in ("common", "left", "right") for n in range(12)]
        assert texts == sorted(expected)
        turns = [turn.turn for turn in read_history(store)]
        assert turns == list(range(1, len(turns) + 1))


def test_a_killed_process_loses_nothing_it_had_stored_and_goes_on(where):
    process = start(where, "one", 100_000)
    assert process.stdout
    said = [int(process.stdout.readline()) for _ in range(5)]
    process.send_signal(signal.SIGKILL)
    said += [int(line) for line in process.stdout.read().splitlines() if line]
    process.wait(timeout=60)
    process.stdout.close()
    with open_store(where) as store:
        texts = {stored.coded.report.text for stored in read_codings(store)}
        assert {f"one report {n}" for n in said} <= texts
        assert {f"common report {n}" for n in said} <= texts
        before = read_status(store).reports
    again = start(where, "one", before)
    again.communicate(timeout=300)
    assert again.returncode == 0
    with open_store(where) as store:
        status = read_status(store)
        assert status.reports == status.codings == status.mentions == 2 * before
