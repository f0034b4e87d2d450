"""Snippets against their ACLED sub-event type: `python -m evals.snippets [FILE] [--misses]`.

The sub-event type of the most prominent event of each snippet is compared with its label. FILE is
a table with a header (tabs or CSV) with the columns `text` and `label` (`sub_event_type` and `notes`
do as well) and, where there is one, `published`; without FILE the held half of `evals/snippets`
is scored. Rows whose label is none of ACLED's are left out and counted.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec
from evals.labelled import averages, read_rows, score_labels, table

from dateline import Coder
from dateline.coder import make_report
from dateline.knowledge.codebook import load_codebook
from dateline.records import CodedReport

_FOLDER: Final = Path(__file__).parent
NO_EVENT: Final = "no event"


class Snippet(msgspec.Struct, frozen=True, kw_only=True):
    """A short text with its sub-event type."""

    id: str
    text: str
    label: str
    published: str | None = None


def load_labels() -> dict[str, str]:
    """Return ACLED's sub-event types by their names and by other people's, in lower case."""
    labels = {name.lower(): name for name in load_codebook().acled}
    others = {row["label"]: row["sub_event_type"] for row in read_rows(_FOLDER / "labels.tsv")}
    return others | labels


def read_snippets(path: Path) -> tuple[list[Snippet], Counter[str]]:
    """Return the snippets of a table, and how often each label that is none of ACLED's stands there.

    Raises:
        SystemExit: a column is missing.
    """
    labels = load_labels()
    snippets, unknown = [], Counter[str]()
    for number, row in enumerate(read_rows(path)):
        text = row.get("text") or row.get("notes")
        label = row.get("label") or row.get("sub_event_type")
        if text is None or label is None:
            raise SystemExit(f"{path}: row {number + 1}: name the columns `text` and `label`")
        known = labels.get(label.strip().lower())
        if known is None:
            unknown[label] += 1
            continue
        snippets.append(
            Snippet(
                id=row.get("id") or str(number + 1),
                text=text,
                label=known,
                published=row.get("published") or None,
            )
        )
    return snippets, unknown


def sub_event_type(coded: CodedReport) -> str:
    """Return the sub-event type of the most prominent event."""
    if not coded.events:
        return NO_EVENT
    return coded.events[0].codes.acled.sub_event_type or NO_EVENT


def report_scores(gold: Sequence[str], given: Sequence[str]) -> str:
    """Return the table of scores, their averages and what was taken for what."""
    scores = score_labels(gold, given)
    weighted, macro = averages(scores)
    right = sum(g == f for g, f in zip(gold, given, strict=True))
    confused = Counter((g, f) for g, f in zip(gold, given, strict=True) if g != f)
    lines = [
        table(scores),
        "",
        f"{'weighted F1':36}{weighted:21.3f}",
        f"{'macro F1':36}{macro:21.3f}",
        f"{'accuracy':36}{right / (len(gold) or 1):21.3f}{len(gold):7d}",
        "",
        "taken for something else:",
    ]
    lines += [
        f"{count:4d}  {right_one} -> {taken}"
        for (right_one, taken), count in sorted(confused.items(), key=lambda c: (-c[1], c[0]))
    ]
    return "\n".join(lines)


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path, nargs="?", default=_FOLDER / "held.tsv")
    parser.add_argument("--misses", action="store_true", help="list what was coded otherwise")
    options = parser.parse_args()
    snippets, unknown = read_snippets(options.file)
    coder = Coder(threads=2)
    coded = coder.code_many(
        [make_report(one.text, published=one.published, id=one.id) for one in snippets]
    )
    given = [sub_event_type(one) for one in coded]
    if options.misses:
        for snippet, found in zip(snippets, given, strict=True):
            if found != snippet.label:
                print(f"{snippet.id}  {snippet.label} -> {found}\n    {snippet.text}")
    print(report_scores([one.label for one in snippets], given))
    if unknown:
        print(f"left out, labels that are none of ACLED's: {dict(sorted(unknown.items()))}")
