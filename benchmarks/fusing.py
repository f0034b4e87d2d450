"""How long fusing takes and what it needs: `python -m benchmarks.fusing [--mentions 100000] [--add 1000]`.

Events of sample reports are moved to other places and days and told again by other voices, with other
tolls, coarser places, missing sides and days, and reprints. Prints seconds and peak memory of fusing
all of them, and of adding some more to the full set; then, in the same run, what two peers need for the same tellings and how
well all three find the events they were made of. `benchmarks.ledger` measures the same in a store.
"""

import argparse
import random
import resource
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from benchmarks.fusing_peers import group_by_minhash, join_by_day_and_place, pair_f1
from evals.cluster_files import load_clusters
from evals.fusion import load_rules
from msgspec.structs import replace

from dateline import Coder
from dateline.fuse.candidates import MemoryCandidates
from dateline.fuse.decisions import settle
from dateline.fuse.fusing import fuse_around
from dateline.fuse.mentions import Telling, tell_events
from dateline.fuse.merge import merge_tellings
from dateline.fuse.profiles import Profile, profile
from dateline.fuse.rules import FuseRules
from dateline.fuse.shingles import ReportText
from dateline.records import Place, Range, content_id

SAMPLES = 60  # reports whose events are perturbed
DAYS = 1500
START = date(2018, 1, 1)
TOWNS = 2000
MOST_TELLINGS = 6
COPIES = 0.15
SYLLABLES = (
    "ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu",
    "ra", "se", "ti", "vo", "zu", "cha", "dre", "kli", "smo", "tru",
)  # fmt: skip
PEERS = {
    "day and place joined in DuckDB": join_by_day_and_place,
    "MinHash LSH of datasketch": group_by_minhash,
}
OUTLETS = 150


class Maker:
    """Makes tellings by perturbing sample ones; the same seed gives the same."""

    def __init__(self, samples: Sequence[Telling], seed: int) -> None:
        self._samples = samples
        self._random = random.Random(seed)  # noqa: S311  nothing is secret here
        self._number = 0
        self._events = 0
        self.event_of: dict[str, int] = {}

    def tellings(self, count: int) -> list[Telling]:
        """Return that many tellings of events that each have one to six."""
        found: list[Telling] = []
        while len(found) < count:
            found.extend(self._event())
        return found[:count]

    def _event(self) -> Iterator[Telling]:
        chance = self._random
        sample = chance.choice(self._samples)
        town = chance.randrange(TOWNS)
        day = START + timedelta(days=chance.randrange(DAYS))
        place = moved(sample.event.place, town)
        words = self._words(6)
        report = None
        self._events += 1
        for _ in range(chance.randint(1, MOST_TELLINGS)):
            self._number += 1
            if report is None or chance.random() > COPIES:
                report = self._report(day)
            else:
                report = replace(report, id=f"report {self._number}")
            telling = self._telling(sample, place, day, words, report)
            self.event_of[telling.id] = self._events
            yield telling

    def _words(self, count: int) -> tuple[str, ...]:
        return tuple(f"word{self._random.randrange(50_000)}" for _ in range(count))

    def _report(self, day: date) -> ReportText:
        chance = self._random
        return ReportText(
            id=f"report {self._number}",
            published=(day + timedelta(days=chance.choice((0, 1, 1, 2, 4)))).isoformat(),
            publisher=f"Outlet {chance.randrange(OUTLETS)}",
            digest=f"{self._number:x}",
            signature=chance.randbytes(256),
            sentences=tuple(sorted(chance.getrandbits(48) for _ in range(6))),
        )

    def _telling(
        self, sample: Telling, place: Place, day: date, words: tuple[str, ...], report: ReportText
    ) -> Telling:
        chance = self._random
        said = day.isoformat() if chance.random() > 0.2 else None
        toll = sample.event.deaths.total
        if toll.best and chance.random() < 0.3:
            other = max(1, toll.best + chance.randint(-3, 5))
            toll = Range(low=other, best=other, high=other)
        coarse = chance.random() < 0.15
        event = replace(
            sample.event,
            id=content_id("benchmark", self._number),
            first=said or report.published,
            last=said or report.published,
            date_grain="day" if said else "range",
            place=replace(place, precision="admin1", name=place.admin1 or "") if coarse else place,
            side_a=sample.event.side_a if chance.random() > 0.15 else None,
            deaths=replace(sample.event.deaths, total=toll),
            mentions=(f"mention {self._number}",),
        )
        name = (place.admin1 if coarse else place.name) or ""
        shared = chance.sample(words, 3)
        own = self._words(8)
        return replace(
            sample,
            id=event.id,
            event=event,
            report=report,
            words=(*shared[:2], *own[:2]),
            place_words=(name,),
            text_words=(*shared, *own, place.name),
            told_places=(name, named(chance.randrange(TOWNS))),
            sentence=report.sentences[0],
        )


def named(town: int) -> str:
    """Return the name of a town: three syllables that no other has."""
    ends = (town // 20 // 20, town // 20 % 20, town % 20)
    return "".join(SYLLABLES[end] for end in ends).capitalize()


def moved(place: Place | None, town: int) -> Place:
    """Return one of the towns of an invented map: 40 provinces of 50 towns each, half a degree apart."""
    province, number = divmod(town, 50)
    return Place(
        id=f"town:{town}",
        name=named(town),
        lat=-20 + (province // 8) * 6 + (number // 10) * 0.5,
        lon=10 + (province % 8) * 6 + (number % 10) * 0.5,
        country=place.country if place else None,
        admin1=f"{named(province)} province",
        admin2=f"{named(town // 5)} district",
    )


def peak_mb() -> float:
    """Return the most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def sample_tellings(rules: FuseRules) -> list[Telling]:
    """Return the events of some reports of the clusters."""
    reports = [one.report for one in load_clusters()[:SAMPLES]]
    coded = Coder().code_many(reports)
    return [telling for one in coded for telling in tell_events(one, rules) if telling.event.place]


def fuse_all(
    profiles: Sequence[Profile], rules: FuseRules
) -> tuple[MemoryCandidates, list[tuple[str, ...]]]:
    """File and fuse everything; return what is filed and the tellings of each event."""
    candidates = MemoryCandidates(rules)
    candidates.add(profiles)
    groups = fuse_around(profiles, candidates, rules, settle(()), known={})
    events = [merge_tellings(group, rules) for group in groups]
    return candidates, [event.tellings for event in events]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--mentions", type=int, default=100_000)
    parser.add_argument("--add", type=int, default=1000, help="tellings added to the full set")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rules = load_rules()
    maker = Maker(sample_tellings(rules), options.seed)
    told = maker.tellings(options.mentions + options.add)
    print(f"{len(told)} event mentions made, {peak_mb():.0f} MB", flush=True)
    began, work = time.perf_counter(), time.process_time()
    profiles = [profile(one, rules) for one in told]
    made = {one.id: maker.event_of[one.id] for one in told[: options.mentions]}
    old, new = profiles[: options.mentions], profiles[options.mentions :]
    candidates, events = fuse_all(old, rules)
    print(
        f"fused {len(old)} into {len(events)} events: {(needed := time.perf_counter() - began):.1f} s "
        f"({time.process_time() - work:.0f} s of one core), peak {peak_mb():.0f} MB",
        flush=True,
    )
    began, work = time.perf_counter(), time.process_time()
    candidates.add(new)
    groups = fuse_around(new, candidates, rules, settle(()), known={})
    changed = [merge_tellings(group, rules) for group in groups]
    print(
        f"added {len(new)}, {len(changed)} events new or changed: {time.perf_counter() - began:.1f} s "
        f"({time.process_time() - work:.1f} s of one core)",
        flush=True,
    )
    print(f"pairwise F1 {100 * pair_f1(events, made):.1f}; the same tellings by others:")
    for name, way in PEERS.items():
        began = time.perf_counter()
        found = way(told[: options.mentions])
        took = time.perf_counter() - began
        print(
            f"{name}: {took:.1f} s, dateline {needed / took:.1f} times that; pairwise F1 {100 * pair_f1(found, made):.1f}"
        )


if __name__ == "__main__":
    main()
