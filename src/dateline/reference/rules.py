"""The rules of comparing as records; `dateline.knowledge.comparing` loads them from `compare.toml`."""

from dateline.records import Record


class Weights(Record, frozen=True, kw_only=True):
    """What each part counts; the four sum to 1."""

    days: float
    place: float
    sides: float
    type: float


class DayRules(Record, frozen=True, kw_only=True):
    """How days are compared, in days; `acled` is by time precision from 1."""

    reach: int
    overlap: float
    apart: float
    longest: int
    acled: tuple[int, ...]


class PlaceRules(Record, frozen=True, kw_only=True):
    """How places are compared, in kilometres; `acled` and `ucdp` are by precision from 1, 0 for no point."""

    same_km: float
    edge: float
    cell_degrees: float
    fine_km: float
    acled: tuple[float, ...]
    ucdp: tuple[float, ...]
    named: float
    admin1: float
    country: float


class SideRules(Record, frozen=True, kw_only=True):
    """What two parties are worth to each other."""

    same: float
    kin: float
    unsaid: float
    unsure: float
    unlike: float


class TypeRules(Record, frozen=True, kw_only=True):
    """What two types are worth to each other; `together` are ACLED's types of one incident."""

    same: float
    group: float
    related: float
    unsaid: float
    unlike: float
    ucdp_unlike: float
    together: tuple[frozenset[str], ...]


class AgreeRules(Record, frozen=True, kw_only=True):
    """How far apart places are called the same, or near, in kilometres."""

    same_km: float
    near_km: float


class CompareRules(Record, frozen=True, kw_only=True):
    """Everything that comparing goes by; `match` is the least score of a match."""

    match: float
    weights: Weights
    days: DayRules
    place: PlaceRules
    sides: SideRules
    type: TypeRules
    agree: AgreeRules
