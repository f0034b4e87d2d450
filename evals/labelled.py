"""Labels given against labels right: what the evals of whole texts have in common."""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple


class Score(NamedTuple):
    """How well one label was given: shares from 0 to 1, and how often it is right."""

    precision: float
    recall: float
    f1: float
    gold: int


def read_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table with a header: tabs where the header holds one, else CSV."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = file.read().splitlines(keepends=True)
    if lines and "\t" in lines[0]:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return list(csv.DictReader(lines))


def score_label(label: str, gold: Sequence[str], given: Sequence[str]) -> Score:
    """Return how well one label was given; a share of nothing is 0."""
    hits = sum(g == f == label for g, f in zip(gold, given, strict=True))
    return _score(hits, given.count(label) - hits, gold.count(label) - hits)


def score_flags(gold: Iterable[bool], given: Iterable[bool]) -> Score:
    """Return how well a yes was given."""
    pairs = Counter(zip(gold, given, strict=True))
    return _score(pairs[True, True], pairs[False, True], pairs[True, False])


def _score(hits: int, wrong: int, missed: int) -> Score:
    precision = hits / (hits + wrong) if hits + wrong else 0.0
    recall = hits / (hits + missed) if hits + missed else 0.0
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return Score(precision, recall, f1, hits + missed)


def score_labels(gold: Sequence[str], given: Sequence[str]) -> dict[str, Score]:
    """Return the score of each label that is right at least once, in the order of the labels."""
    return {label: score_label(label, gold, given) for label in sorted(set(gold))}


def averages(scores: Mapping[str, Score]) -> tuple[float, float]:
    """Return F1 weighted by how often each label is right, and plain (macro)."""
    weight = sum(score.gold for score in scores.values()) or 1
    weighted = sum(score.f1 * score.gold for score in scores.values()) / weight
    return weighted, sum(score.f1 for score in scores.values()) / (len(scores) or 1)


def table(scores: Mapping[str, Score], width: int = 36) -> str:
    """Return the scores as lines of text."""
    lines = [f"{'':{width}}{'P':>7}{'R':>7}{'F1':>7}{'gold':>7}"]
    lines += [
        f"{label:{width}}{s.precision:7.3f}{s.recall:7.3f}{s.f1:7.3f}{s.gold:7d}"
        for label, s in scores.items()
    ]
    return "\n".join(lines)


def read_flags(path: Path, names: Sequence[str]) -> list[tuple[str, dict[str, bool]]]:
    """Return the texts of a table without a header and which of `names` hold (columns 0 or 1).

    Raises:
        SystemExit: a row has another number of columns.
    """
    rows = []
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            text, *flags = line.rstrip("\n").split("\t")
            if len(flags) != len(names):
                raise SystemExit(
                    f"{path}, line {number}: {len(flags)} columns after the text, not {len(names)}: "
                    + ", ".join(names)
                )
            rows.append((text, dict(zip(names, (flag == "1" for flag in flags), strict=True))))
    return rows


def flag_scores(
    gold: Sequence[Mapping[str, bool]], given: Sequence[Mapping[str, bool]]
) -> dict[str, Score]:
    """Return the score of each flag, in the order of the first row."""
    return {
        name: score_flags([one[name] for one in gold], [one[name] for one in given])
        for name in gold[0]
    }
