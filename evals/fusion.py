"""Fused events against the clusters of `evals/clusters/`: `python -m evals.fusion [--half work|held|all]`.

With gold mentions it is given which events a report tells; their values are dateline's all the same.
With own mentions everything is dateline's. Two baselines beside it: same day and same place; copies by
MinHash only. `--misses` lists what was wrongly joined or kept apart.
"""

import argparse
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import msgspec
from evals.cluster_files import GoldReport, is_held, load_clusters
from evals.fusion_links import Linked, link_report
from evals.fusion_scores import Agreement, Clusters, agreement, as_clusters, even_out

from dateline import Coder
from dateline.fuse.duplicates import group_copies
from dateline.fuse.fusing import fuse, group_tellings
from dateline.fuse.mentions import Telling
from dateline.fuse.records import FusedEvent
from dateline.fuse.rules import FuseRules
from dateline.knowledge.actors import load_registry
from dateline.knowledge.codebook import load_codebook
from dateline.knowledge.fusing import load_fuse_rules
from dateline.records import CodedReport

Grouping = Callable[[Sequence[Telling], FuseRules], Clusters]


def by_dateline(tellings: Sequence[Telling], rules: FuseRules) -> Clusters:
    """Return dateline's groups."""
    return [frozenset(one.id for one in group) for group in group_tellings(tellings, rules)]


def by_day_and_place(tellings: Sequence[Telling], rules: FuseRules) -> Clusters:
    """Return the groups of tellings that give the same day and the same place."""
    del rules
    return as_clusters({one.id: _day_and_place(one) for one in tellings})


def _day_and_place(one: Telling) -> str:
    place = one.event.place
    if one.event.first is None or place is None:
        return one.id
    return f"{one.event.first} {place.id or place.name}"


def by_minhash(tellings: Sequence[Telling], rules: FuseRules) -> Clusters:
    """Return the groups of tellings of one type in reports that are copies of each other."""
    groups = group_copies((one.report for one in tellings), rules.copies)
    first = {id_: g.first for g in groups for id_ in (g.first, *(copy for copy, _ in g.copies))}
    return as_clusters({one.id: f"{first[one.report.id]} {one.event.type}" for one in tellings})


WAYS: Mapping[str, Grouping] = {
    "dateline": by_dateline,
    "same day and place": by_day_and_place,
    "MinHash only": by_minhash,
}


def gold_key(gold: Iterable[GoldReport]) -> Clusters:
    """Return the gold clusters of link ids."""
    return as_clusters({link.id: link.event for report in gold for link in report.links})


def score(
    gold: Sequence[GoldReport],
    linked: Sequence[Linked],
    rules: FuseRules,
    way: Grouping,
    *,
    own: bool,
) -> Agreement:
    """Return how well one way of grouping agrees with the gold clusters."""
    tellings = [one for report in linked for one in (report.own if own else report.gold)]
    names = {id_: link for report in linked for id_, link in report.link_of.items()} if own else {}
    response = [frozenset(names.get(id_, id_) for id_ in group) for group in way(tellings, rules)]
    return agreement(*even_out(gold_key(gold), response))


def corroborating_copies(
    gold: Sequence[GoldReport], events: Iterable[FusedEvent]
) -> tuple[int, int]:
    """Return how many copies count as corroboration of the event they copy, and how many copies there are.

    A copy counts where an origin of the event rests on it and on no report that it was copied from.
    """
    copies = {one.report.id: one.copy for one in gold if one.copy}
    wrong = set()
    for event in events:
        for id_ in set(event.reports) & copies.keys():
            if copies[id_] not in event.reports:
                continue
            for origin in event.origins:
                if id_ in origin.reports and copies[id_] not in origin.reports:
                    wrong.add(id_)
    return len(wrong), len(copies)


def misses(gold: Sequence[GoldReport], groups: Clusters) -> Iterable[str]:
    """Yield gold clusters that fell apart and groups that mix several."""
    event_of = {link.id: link.event for report in gold for link in report.links}
    group_of = {id_: number for number, group in enumerate(groups) for id_ in group}
    for cluster in gold_key(gold):
        numbers = {group_of.get(id_, -1) for id_ in cluster}
        if len(numbers) > 1:
            parts = [
                sorted(id_ for id_ in cluster if group_of.get(id_, -1) == n)
                for n in sorted(numbers)
            ]
            yield f"apart: {parts}"
    for group in groups:
        events = {event_of[id_] for id_ in group if id_ in event_of}
        if len(events) > 1:
            yield f"mixed: {sorted(group)}"


def load_rules() -> FuseRules:
    """Return the package's rules of fusing."""
    return load_fuse_rules(load_registry(), load_codebook())


def code_clusters(gold: Sequence[GoldReport], coded: Path | None) -> list[CodedReport]:
    """Return the reports coded, or as a file of `--save` has them."""
    if coded is not None and coded.is_file():
        found = msgspec.json.decode(coded.read_bytes(), type=list[CodedReport])
        by_id = {one.report.id: one for one in found}
        return [by_id[one.report.id] for one in gold]
    return Coder().code_many([one.report for one in gold])


def print_scores(gold: Sequence[GoldReport], linked: Sequence[Linked], rules: FuseRules) -> None:
    """Print a table: a line for each way of grouping and kind of mentions."""
    print(
        f"{'':32}{'pair P':>8}{'pair R':>8}{'pair F1':>8}{'B3 P':>8}{'B3 R':>8}{'B3 F1':>8}{'CoNLL':>8}"
    )
    for own in (False, True):
        for name, way in WAYS.items():
            scores = score(gold, linked, rules, way, own=own)
            row = "".join(f"{100 * value:8.1f}" for value in scores)
            print(f"{('own: ' if own else 'gold: ') + name:32}{row}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--half", choices=("work", "held", "all"), default="all")
    parser.add_argument("--coded", type=Path, help="reports coded before, as --save wrote them")
    parser.add_argument("--save", type=Path, help="write the coded reports to this file")
    parser.add_argument("--misses", action="store_true", help="list what went wrong, gold mentions")
    options = parser.parse_args()
    everything = load_clusters()
    coded = code_clusters(everything, options.coded)
    if options.save:
        options.save.write_bytes(msgspec.json.encode(coded))
    rules = load_rules()
    for half in ("work", "held") if options.half == "all" else (options.half,):
        chosen = [
            (one, report)
            for one, report in zip(everything, coded, strict=True)
            if is_held(one.scenario) == (half == "held")
        ]
        gold = [one for one, _ in chosen]
        linked = [link_report(one, report, rules) for one, report in chosen]
        _print_half(half, gold, linked, rules)
        if options.misses:
            tellings = [one for report in linked for one in report.gold]
            for line in misses(gold, by_dateline(tellings, rules)):
                print(line)


def _print_half(
    half: str, gold: Sequence[GoldReport], linked: Sequence[Linked], rules: FuseRules
) -> None:
    links = sum(len(one.links) for one in gold)
    key = gold_key(gold)
    found = sum(len(one.link_of) for one in linked)
    print(
        f"{half}: {len(gold)} reports, {links} mentions of {len(key)} events ({sum(len(c) > 1 for c in key)} in several reports)"
    )
    print(
        f"events found by the coder: {found} of {links}, {sum(len(one.own) for one in linked) - found} others"
    )
    print_scores(gold, linked, rules)
    wrong, copies = corroborating_copies(gold, fuse([t for one in linked for t in one.own], rules))
    print(f"copies counted as corroboration: {wrong} of {copies}\n")


if __name__ == "__main__":
    main()
