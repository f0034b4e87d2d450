"""Several processes that add and fuse at once, and one that is killed while it fuses."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.ledger.telling import from_scratch, ledger

from dateline.ledger import fuse_new
from dateline.store import open_store, read_status

ROOT = Path(__file__).parents[2]
FUSING = """
import sys
from tests.ledger.telling import add, portions
from dateline.knowledge.actors import load_registry
from dateline.knowledge.codebook import load_codebook
from dateline.knowledge.fusing import load_fuse_rules
from dateline.ledger import fuse_new
from dateline.store import open_store

where, numbers = sys.argv[1], list(map(int, sys.argv[2].split(",")))
rules = load_fuse_rules(load_registry(), load_codebook())
with open_store(where) as store:
    for some in portions(numbers, 3):
        add(store, some)
        print(some[-1], flush=True)
        fuse_new(store, rules, reports=2)
"""


def start(where: str, numbers: range) -> subprocess.Popen[str]:
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", FUSING, where, ",".join(map(str, numbers))],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )


def test_two_processes_that_add_at_once_end_in_the_same_events(where, rules):
    processes = [start(where, numbers) for numbers in (range(20), range(39, 15, -1))]
    for process in processes:
        process.communicate(timeout=300)
        assert process.returncode == 0
    with open_store(where) as store:
        assert (read_status(store).reports, read_status(store).unfused) == (40, 0)
        assert ledger(store) == from_scratch(store, rules)


def test_a_process_killed_while_it_fuses_goes_on_where_it_was(where, rules):
    process = start(where, range(3000))
    assert process.stdout
    for _ in range(6):
        process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=60)
    process.stdout.close()
    with open_store(where) as store:
        before = read_status(store)
        assert before.reports >= 15
        assert before.fused_events
        fuse_new(store, rules)
        assert read_status(store).unfused == 0
        assert ledger(store) == from_scratch(store, rules)
