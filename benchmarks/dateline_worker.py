"""Codes every report of a JSON Lines file in one process: `python dateline_worker.py FILE`.

Prints one JSON object: seconds to be ready, seconds of work, reports, characters.
"""

import json
import sys
import time
from pathlib import Path

STARTED = time.process_time()

from dateline.coder import Coder, make_report  # noqa: E402  the import is part of what is timed

_BATCH = 16


def main() -> None:
    lines = Path(sys.argv[1]).read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    coder = Coder(threads=1)
    coder.code(
        "Gunmen killed two farmers near Mopti on Friday, police said.", published="2019-03-02"
    )
    ready = time.process_time()
    reports = [make_report(row["text"], published=row["published"], id=row["id"]) for row in rows]
    events = 0
    for first in range(0, len(reports), _BATCH):
        coded = coder.code_many(reports[first : first + _BATCH])
        events += sum(len(one.events) for one in coded)
    done = time.process_time()
    print(json.dumps({"ready": ready - STARTED, "work": done - ready, "found": events}))


if __name__ == "__main__":
    main()
