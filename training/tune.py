"""Find the bars above which spans hold: `python -m training.tune MODEL_FOLDER`.

Reads half of the held-out tenth (by the hash of the documents' names) with the exported model, tries
bars from 0.2 to 0.8 for mentions, triggers and cues, keeps those with the best F1, and writes them
into `model.json`. Roles hold at one half: bars of their own, tuned on so few documents, did worse on
the other half.
"""

import argparse
import hashlib
import json
from pathlib import Path

from evals.reader import CORPUS, held_out_documents
from evals.reader_scores import score_all

from dateline.annotate.annotation import Annotation
from dateline.annotate.markup import MarkedDocument
from dateline.annotate.reader import read_texts
from dateline.knowledge.model import OnnxModel

GROUPS = ("mention", "trigger", "cue")
BARS = [bar / 100 for bar in range(20, 85, 5)]


def is_for_tuning(document: MarkedDocument) -> bool:
    """Tell whether a held-out document is in the half that bars are tuned on."""
    return hashlib.sha256(document.name.encode()).digest()[1] % 2 == 0


def best_bars(documents: list[MarkedDocument], model: OnnxModel) -> dict[str, float]:
    """Return the bar of each group of spans with the best mean of exact and overlapping F1.

    Of equal ones that nearest to one half is taken.
    """
    gold = [document.annotation for document in documents]
    texts = [document.text for document in documents]
    scores: dict[str, list[tuple[float, float, float]]] = {name: [] for name in GROUPS}
    for bar in BARS:
        model.thresholds = dict.fromkeys(GROUPS, bar)
        found: list[Annotation] = read_texts(texts, model)
        scored = score_all(zip(gold, found, strict=True))
        for name in GROUPS:
            quality = (scored.exact.f1(name) + scored.overlap.f1(name)) / 2
            scores[name].append((round(quality, 3), -abs(bar - 0.5), bar))
    return {name: max(rows)[2] for name, rows in scores.items()}


def main() -> None:
    """Tune and write the bars."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    documents = [d for d in held_out_documents(CORPUS) if is_for_tuning(d)]
    bars = best_bars(documents, OnnxModel(folder, threads=2))
    path = folder / "model.json"
    numbers = json.loads(path.read_text("utf-8"))
    numbers["thresholds"] = bars
    path.write_text(json.dumps(numbers, indent=1, sort_keys=True) + "\n")
    print(len(documents), "documents", bars)


if __name__ == "__main__":
    main()
