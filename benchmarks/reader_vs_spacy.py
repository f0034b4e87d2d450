"""dateline against spaCy's small English pipeline over the same texts, on one thread.

`make bench`, or `python -m benchmarks.reader_vs_spacy --spacy-python PYTHON`. Both work on the same
file, by turns, on the same core; each figure is the median of the rounds. spaCy tags, parses and names
entities; dateline does the whole of its work, from text to coded events.

All seconds are of processor time: with one thread that is what a clock shows on an idle machine, and it
stays the same on a busy one.

In process  reports a second once everything is loaded
Whole       reports a second of the process from start to end, loading included
Start-up    seconds of a process for one report
Memory      largest resident set of the process over all texts
"""

import argparse
import compileall
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.annotate.markup import parse_documents
from dateline.read import ReadOptions, ReadReport, read_paths

ROOT = Path(__file__).resolve().parent.parent
ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1"
)


@dataclass(frozen=True)
class Text:
    """One report as both sides read it."""

    id: str
    published: str
    text: str


@dataclass(frozen=True)
class Run:
    """One process: seconds in all, megabytes at most, and what it printed of itself."""

    seconds: float
    megabytes: float
    ready: float = 0.0
    work: float = 0.0


@dataclass(frozen=True)
class Contender:
    """A name and the commands that read a file: measured from inside, and from outside."""

    name: str
    inside: Sequence[str]
    whole: Sequence[str]


def sample_texts() -> Iterable[Text]:
    options = ReadOptions(published="2019-03-06", publisher=None)
    for outcome in read_paths([ROOT / "samples" / "baghouz"], options):
        if isinstance(outcome, ReadReport):
            report = outcome.report
            yield Text(id=report.id, published=report.published or "", text=report.text)


def corpus_texts() -> Iterable[Text]:
    for path in sorted((ROOT / "corpus").glob("*.txt")):
        with path.open(encoding="utf-8") as lines:
            for document in parse_documents(lines, source=path.name):
                yield Text(id=document.name, published=document.published, text=document.text)


def write_texts(texts: Iterable[Text], path: Path) -> None:
    rows = ({"id": t.id, "published": t.published, "text": t.text} for t in texts)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def run(command: Sequence[str], *, says: bool) -> Run:
    """Return what one process took. `says`: it prints its own measurements as its last line."""
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(  # noqa: S603  the commands are this file's own
            command, stdout=out, env={**os.environ, **ONE_THREAD}
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = usage.ru_utime + usage.ru_stime
        if process.returncode != 0:
            sys.exit(f"{' '.join(command)} ended with {process.returncode}; its message is above")
        out.seek(0)
        printed = json.loads(out.read().splitlines()[-1]) if says else {}
    return Run(
        seconds=seconds,
        megabytes=usage.ru_maxrss / 1024,
        ready=printed.get("ready", 0.0),
        work=printed.get("work", 0.0),
    )


def contenders(spacy_python: str, texts: Path) -> tuple[Contender, Contender]:
    here = Path(__file__).parent
    dateline = str(Path(sys.executable).parent / "dateline")
    worker = (spacy_python, str(here / "spacy_worker.py"), str(texts))
    return (
        Contender(
            name="dateline",
            inside=(sys.executable, str(here / "dateline_worker.py"), str(texts)),
            whole=(dateline, "code", "--quiet", str(texts), "-o", str(texts.with_suffix(".coded"))),
        ),
        Contender(name="spaCy", inside=worker, whole=worker),
    )


@dataclass(frozen=True)
class Figures:
    """Reports a second, seconds and megabytes of one contender."""

    inside: float
    whole: float
    start: float
    megabytes: float


def measure(rounds: int, spacy_python: str, texts: Path, one: Path, count: int) -> list[Figures]:
    """Return the figures of dateline and of spaCy, measured by turns."""
    many, single = contenders(spacy_python, texts), contenders(spacy_python, one)
    found: list[list[tuple[Run, Run, Run]]] = [[], []]
    for _ in range(rounds):
        for number, (all_texts, one_text) in enumerate(zip(many, single, strict=True)):
            found[number].append(
                (
                    run(all_texts.inside, says=True),
                    run(all_texts.whole, says=False),
                    run(one_text.whole, says=False),
                )
            )
    return [_figures(runs, count) for runs in found]


def _figures(runs: Sequence[tuple[Run, Run, Run]], count: int) -> Figures:
    return Figures(
        inside=count / statistics.median(inside.work for inside, _, _ in runs),
        whole=count / statistics.median(whole.seconds for _, whole, _ in runs),
        start=statistics.median(start.seconds for _, _, start in runs),
        megabytes=statistics.median(whole.megabytes for _, whole, _ in runs),
    )


def report(dateline: Figures, spacy: Figures, texts: Sequence[Text], rounds: int) -> None:
    characters = sum(len(text.text) for text in texts)
    print(
        f"{len(texts)} reports of {characters / len(texts):.0f} characters on average; one thread;"
    )
    print(f"medians of {rounds} rounds\n")
    print(f"{'':<32}{'dateline':>10}{'spaCy':>10}{'ratio':>8}")
    rows = (
        ("in process, reports a second", dateline.inside, spacy.inside),
        ("whole process, reports a second", dateline.whole, spacy.whole),
        ("start-up with one report, s", dateline.start, spacy.start),
        ("peak memory, MB", dateline.megabytes, spacy.megabytes),
    )
    for name, ours, theirs in rows:
        print(f"{name:<32}{ours:>10.1f}{theirs:>10.1f}{ours / theirs:>8.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--spacy-python", required=True, help="Python that has spaCy and its pipeline"
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--most", type=int, default=600, help="read at most so many reports")
    options = parser.parse_args()
    compileall.compile_dir(ROOT / "src", quiet=1)  # as an installed package is
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})  # both on the same single core
    texts = [*sample_texts(), *corpus_texts()][: options.most]
    with tempfile.TemporaryDirectory() as folder:
        every, one = Path(folder) / "texts.jsonl", Path(folder) / "one.jsonl"
        write_texts(texts, every)
        write_texts(texts[:1], one)
        dateline, spacy = measure(options.rounds, options.spacy_python, every, one, len(texts))
    report(dateline, spacy, texts, options.rounds)


if __name__ == "__main__":
    main()
