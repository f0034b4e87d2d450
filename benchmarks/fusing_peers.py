"""What fusing is compared with in one run: a join by day and place in DuckDB, and datasketch's MinHash LSH."""

from collections.abc import Iterable, Mapping, Sequence

import duckdb
import pyarrow as pa
from datasketch import MinHash, MinHashLSH

from dateline.fuse.clusters import components
from dateline.fuse.mentions import Telling

_PERMUTATIONS = 64
_ALIKE = 0.5
_JOIN = "SELECT a.id, b.id FROM told a JOIN told b USING (day, place) WHERE a.id < b.id"


def join_by_day_and_place(tellings: Sequence[Telling]) -> list[list[str]]:
    """Return the groups of tellings that give one day and one place; those without either are left alone."""
    told = pa.table(
        {
            "id": [one.id for one in tellings],
            "day": [one.event.first for one in tellings],
            "place": [one.event.place.id if one.event.place else None for one in tellings],
        }
    )
    with duckdb.connect(config={"threads": 2}) as connection:
        connection.register("told", told)
        pairs = connection.execute(_JOIN).fetchall()
    return _connect(tellings, pairs)


def group_by_minhash(tellings: Sequence[Telling]) -> list[list[str]]:
    """Return the groups of tellings whose words are alike, half of them or more (MinHash LSH)."""
    index = MinHashLSH(threshold=_ALIKE, num_perm=_PERMUTATIONS)
    pairs: list[tuple[str, str]] = []
    for one in tellings:
        hashes = MinHash(num_perm=_PERMUTATIONS, seed=1)
        words = {*one.words, *one.text_words, *one.place_words}
        hashes.update_batch([word.encode() for word in sorted(words)])
        pairs += [(one.id, other) for other in index.query(hashes)]
        index.insert(one.id, hashes, check_duplication=False)
    return _connect(tellings, pairs)


def _connect(tellings: Iterable[Telling], pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    links: dict[str, set[str]] = {one.id: set() for one in tellings}
    for one, other in pairs:
        links[one].add(other)
        links[other].add(one)
    return components(links, links)


def pair_f1(groups: Iterable[Iterable[str]], event_of: Mapping[str, int]) -> float:
    """Return the pairwise F1 of groups against the events that the tellings were made of."""
    made: dict[int, int] = {}
    for event in event_of.values():
        made[event] = made.get(event, 0) + 1
    joined = right = 0
    for group in groups:
        counts: dict[int, int] = {}
        for id_ in group:
            counts[event_of[id_]] = counts.get(event_of[id_], 0) + 1
        joined += _pairs(sum(counts.values()))
        right += sum(map(_pairs, counts.values()))
    gold = sum(map(_pairs, made.values()))
    return 2 * right / (joined + gold) if joined + gold else 1.0


def _pairs(members: int) -> int:
    return members * (members - 1) // 2
