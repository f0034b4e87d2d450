"""What adding reports to a full ledger costs: `python -m benchmarks.ledger [--sizes 10000 100000] [--add 1000]`.

Coded reports of `evals/clusters/` are told again on other days, at other places and in other words, each by one to five
reports, and put into a store, which is fused. Then some more are added and fused. Prints seconds of both steps
for each size; the second should hang on what is added, not on what is there.
"""

import argparse
import hashlib
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from benchmarks.fusing import DAYS, OUTLETS, START, TOWNS, moved, peak_mb
from evals.cluster_files import load_clusters
from evals.fusion import code_clusters, load_rules
from msgspec.structs import replace

from dateline.fuse.rules import FuseRules
from dateline.knowledge.versions import Versions
from dateline.ledger import fuse_new
from dateline.records import CodedReport, Event, EventMention, Report, content_id
from dateline.store import NewCoding, Store, add_codings, open_store, read_status

VERSIONS = Versions(coder="benchmark", model="none", codebook="none", gazetteer="none")
MOST_TELLINGS = 5
AT_ONCE = 500
SHORT = 4  # letters of a word that stays as it is


class Teller:
    """Tells coded reports anew; the same seed gives the same."""

    def __init__(self, samples: Sequence[CodedReport], seed: int) -> None:
        self._samples = samples
        self._random = random.Random(seed)  # noqa: S311  nothing is secret here

    def reports(self) -> Iterator[NewCoding]:
        """Yield coded reports without end, those of one story one after another."""
        chance = self._random
        while True:
            sample = chance.choice(self._samples)
            day = START + timedelta(days=chance.randrange(DAYS))
            town = chance.randrange(TOWNS)
            for _ in range(chance.randint(1, MOST_TELLINGS)):
                yield self._tell(sample, day, town)

    def _tell(self, sample: CodedReport, day: date, town: int) -> NewCoding:
        text = self._other_words(sample.report.text)
        report = Report(
            id=content_id(text),
            text=text,
            published=(day + timedelta(days=self._random.choice((0, 1, 1, 2)))).isoformat(),
            publisher=f"Outlet {self._random.randrange(OUTLETS)}",
            sha256=hashlib.sha256(text.encode()).hexdigest(),
        )
        first = min((one.first for one in sample.events if one.first), default=None)
        shift = (day - date.fromisoformat(first)).days if first else 0
        coded = CodedReport(
            report=report,
            event_mentions=tuple(_mention(one, town) for one in sample.event_mentions),
            events=tuple(_event(one, report, town, shift) for one in sample.events),
        )
        return NewCoding(report=report, coded=coded, how=f"made {report.id}", versions=VERSIONS)

    def _other_words(self, text: str) -> str:
        """Return the text with most words of any length changed letter by letter, so that all spans stay."""
        words = text.split(" ")
        return " ".join(
            self._random.choice("abcdefghijklmnopqrstuvwxyz")
            + word[1:-2]
            + self._random.choice(("er", "al", "on"))
            if len(word) > SHORT and word.isalpha() and self._random.random() < 0.7
            else word
            for word in words
        )


def _mention(one: EventMention, town: int) -> EventMention:
    return replace(one, place=moved(one.place, town) if one.place else None)


def _event(one: Event, report: Report, town: int, shift: int) -> Event:
    days = [
        (date.fromisoformat(day) + timedelta(days=shift)).isoformat() if day else None
        for day in (one.first, one.last)
    ]
    return replace(
        one,
        id=content_id(report.id, one.id),
        first=days[0],
        last=days[1],
        place=moved(one.place, town) if one.place else None,
    )


def add(store: Store, reports: Iterator[NewCoding], count: int) -> float:
    """Return the seconds that adding that many reports took, without making them."""
    took = 0.0
    while count > 0:
        some = list(islice(reports, min(AT_ONCE, count)))
        began = time.perf_counter()
        add_codings(store, some)
        took += time.perf_counter() - began
        count -= len(some)
    return took


def fuse(store: Store, rules: FuseRules) -> float:
    """Return the seconds that fusing what is new took."""
    began = time.perf_counter()
    fuse_new(store, rules)
    return time.perf_counter() - began


def measure(where: str, sizes: Sequence[int], more: int, teller: Teller) -> None:
    """Fill a store to each size, then add some more, and print what each took."""
    rules = load_rules()
    reports = teller.reports()
    there = 0
    with open_store(where, create=True) as store:
        for size in sizes:
            added, fused = add(store, reports, size - there), fuse(store, rules)
            print(
                f"filled to {size:,} reports: stored in {added:.1f} s, fused in {fused:.1f} s",
                flush=True,
            )
            added, fused = add(store, reports, more), fuse(store, rules)
            there = size + more
            status = read_status(store)
            print(
                f"{more:,} more on {size:,}: stored in {added:.1f} s, fused in {fused:.1f} s; now "
                f"{status.mentions:,} mentions, {status.fused_events:,} events; peak {peak_mb():.0f} MB",
                flush=True,
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--add", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--store", help="a store to fill, FILE or URL; without it one that is thrown away"
    )
    parser.add_argument(
        "--coded", type=Path, help="reports coded before, as evals.fusion --save wrote them"
    )
    options = parser.parse_args()
    teller = Teller(code_clusters(load_clusters(), options.coded), options.seed)
    with tempfile.TemporaryDirectory() as folder:
        measure(options.store or f"{folder}/ledger.db", sorted(options.sizes), options.add, teller)


if __name__ == "__main__":
    main()
