"""Fusing: tellings -> groups that are one event each, from scratch or around what is new."""

from collections.abc import Iterable, Mapping, Sequence

from dateline.fuse.candidates import Candidates, MemoryCandidates, look_keys
from dateline.fuse.clusters import cluster, components
from dateline.fuse.decisions import Decided, Decision, settle
from dateline.fuse.mentions import Telling
from dateline.fuse.merge import merge_tellings
from dateline.fuse.profiles import Profile, profile
from dateline.fuse.records import FusedEvent
from dateline.fuse.rules import FuseRules
from dateline.fuse.scorer import Pair, score_pair


def fuse(
    tellings: Iterable[Telling], rules: FuseRules, decisions: Iterable[Decision] = ()
) -> tuple[FusedEvent, ...]:
    """Return the events that the tellings make up, sorted by first day and id.

    The order of tellings and decisions makes no difference; a telling given twice counts once.
    """
    groups = group_tellings(tellings, rules, decisions)
    return in_order(merge_tellings(group, rules) for group in groups)


def in_order(events: Iterable[FusedEvent]) -> tuple[FusedEvent, ...]:
    """Return the events sorted by first day, undated ones last, then by id."""
    return tuple(sorted(events, key=lambda one: (one.event.first or "9999", one.id)))


def group_tellings(
    tellings: Iterable[Telling], rules: FuseRules, decisions: Iterable[Decision] = ()
) -> list[tuple[Telling, ...]]:
    """Return the tellings in groups that are one event each."""
    profiles = {one.id: profile(one, rules) for one in tellings}
    candidates = MemoryCandidates(rules)
    candidates.add(profiles.values())
    return fuse_around(profiles.values(), candidates, rules, settle(decisions), known=profiles)


def fuse_around(
    seeds: Iterable[Profile],
    candidates: Candidates,
    rules: FuseRules,
    decided: Decided,
    *,
    known: Mapping[str, Profile],
) -> list[tuple[Telling, ...]]:
    """Return every group that the seeds can change, their own included; all others stay as they were.

    What is reachable from the seeds over pairs that may be one event, or over decisions, is grouped
    anew, whole; so the result is the same as from scratch. `known` finds the other end of a decision by id.
    The cost is that of the seeds' surroundings, not that of all that is filed.
    """
    reached, pairs = _reach(seeds, candidates, rules, decided, known)
    links: dict[str, set[str]] = {id_: set() for id_ in reached}
    for pair in pairs:
        if pair.score >= rules.link:
            links[pair.one].add(pair.other)
            links[pair.other].add(pair.one)
    for id_ in reached:
        for other in decided.touched(id_):
            if other in reached:
                links[id_].add(other)
                links[other].add(id_)
    return _group(reached, pairs, links, rules, decided)


def _reach(
    seeds: Iterable[Profile],
    candidates: Candidates,
    rules: FuseRules,
    decided: Decided,
    known: Mapping[str, Profile],
) -> tuple[dict[str, Profile], list[Pair]]:
    reached = {one.telling.id: one for one in seeds}
    frontier = sorted(reached)
    compared: set[str] = set()
    pairs: list[Pair] = []
    while frontier:
        id_ = frontier.pop()
        compared.add(id_)
        one = reached[id_]
        near = {other.telling.id: other for other in candidates.filed(look_keys(one, rules))}
        tied = {key: known[key] for key in decided.touched(id_) if key in known}
        for key, other in sorted((near | tied).items()):
            if key in compared:
                continue
            pair = score_pair(one, other, rules)
            pairs.append(pair)
            if key not in reached and (pair.score >= rules.link or key in tied):
                reached[key] = other
                frontier.append(key)
    return reached, [pair for pair in pairs if pair.one in reached and pair.other in reached]


def _group(
    reached: Mapping[str, Profile],
    pairs: Sequence[Pair],
    links: Mapping[str, Iterable[str]],
    rules: FuseRules,
    decided: Decided,
) -> list[tuple[Telling, ...]]:
    blocks = components(reached, links)
    of = {id_: number for number, block in enumerate(blocks) for id_ in block}
    within: dict[int, list[Pair]] = {}
    for pair in pairs:
        if of[pair.one] == of[pair.other]:
            within.setdefault(of[pair.one], []).append(pair)
    return [
        tuple(reached[id_].telling for id_ in group)
        for number, block in enumerate(blocks)
        for group in cluster(block, within.get(number, []), decided, rules)
    ]
