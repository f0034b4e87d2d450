"""The rules of fusing as records; `dateline.knowledge.fusing` loads them from tables."""

from collections.abc import Mapping
from typing import Final

import msgspec

from dateline.records import Record

UNKNOWN_GRADE: Final = "F"


class OriginRule(Record, frozen=True, kw_only=True):
    """What a kind of source is: its group, whether outlets that quote it share it, its grade.

    `shared` says that the same source in two outlets is one origin (a ministry's statement); a
    witness whom two outlets quote is two. `grade` is the Admiralty letter, A best.
    """

    kind: str
    group: str
    shared: bool
    grade: str
    why: str


class GradeRule(Record, frozen=True, kw_only=True):
    """One row of the information scale: the first row that holds decides.

    `origins` is the least number of independent origins, `grade` the worst source grade allowed
    (letter), `disputed` whether a contradiction must (`yes`), must not (`no`) or may (``) be there.
    """

    credibility: str
    origins: int
    grade: str
    disputed: str
    status: str
    why: str


class Windows(Record, frozen=True, kw_only=True):
    """How far apart two tellings may be to be compared. Days and kilometres."""

    fresh_days: int
    undated_days: int
    slack_days: int
    long_days: int
    cell_degrees: float
    reach_degrees: float
    near_km: float
    far_km: float
    same_district_km: float


class CopyRules(Record, frozen=True, kw_only=True):
    """When two reports are copies: shares from 0 to 1, and counts of equal sentences."""

    permutations: int
    shingle: int
    near: float
    sentence_words: int
    sentences: int
    share: float
    days: int


class FuseRules(Record, frozen=True, kw_only=True):
    """Everything that fusing goes by.

    `weights` are log odds by feature with `bias`; `link` is the probability from which two tellings
    may be of one event, `join` the mean probability from which two groups are; `absent` is the probability
    given to two members that were never compared. `related` are groups of types that may name one
    deed, `roots` the ids of an actor's kin by actor id, `ranks` the codebook's
    rank of each type, `nouns` its words for summaries, `common` words that say nothing of an event.
    """

    weights: Mapping[str, float]
    bias: float
    link: float
    join: float
    absent: float
    windows: Windows
    copies: CopyRules
    related: tuple[frozenset[str], ...]
    generic: frozenset[str]
    roots: Mapping[str, frozenset[str]]
    ranks: Mapping[str, int]
    nouns: Mapping[str, str]
    common: frozenset[str]
    origins: Mapping[str, OriginRule]
    publishers: Mapping[str, str]
    grades: tuple[GradeRule, ...]

    def origin(self, kind: str | None) -> OriginRule:
        """Return the rule of a kind of source; the outlet's own word where the kind is unknown."""
        return self.origins.get(kind or "outlet") or self.origins["outlet"]


class Tables(msgspec.Struct, frozen=True, kw_only=True):
    """What `fuse.toml` holds."""

    weights: dict[str, float]
    bias: float
    link: float
    join: float
    absent: float
    windows: Windows
    copies: CopyRules
    related: list[list[str]]
    generic: list[str]
