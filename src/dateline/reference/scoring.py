"""What two events are worth to each other: days, place, sides and type, each from 0 to 1.

The order of the two makes no difference.
"""

from dateline.knowledge.gazetteer_names import place_key
from dateline.reference.blocks import KM_PER_DEGREE
from dateline.reference.items import Item
from dateline.reference.parties import Sides, sides_part
from dateline.reference.records import ReferenceEvent
from dateline.reference.rules import CompareRules, DayRules, PlaceRules, TypeRules
from dateline.resolve.place_geometry import distance_km


def score(one: Item, other: Item, sides: tuple[Sides, Sides], rules: CompareRules) -> float:
    """Return the score of a pair, 0 to 1.

    It is 0 where days or places are out of each other's reach, and where even the same sides would make no match.
    """
    days = days_part(one, other, rules.days)
    place = place_part(one, other, rules.place) if days else 0.0
    if not place:
        return 0.0
    weights = rules.weights
    points = (
        weights.days * days
        + weights.place * place
        + weights.type * type_part(one.coded, other.coded, rules.type)
    )
    if points + weights.sides < rules.match:
        return 0.0
    return round(points + weights.sides * sides_part(*sides, rules.sides), 6)


def days_part(one: Item, other: Item, rules: DayRules) -> float:
    """Return 1 for the same days, less the less two stretches share, and less for each day between them."""
    a, b = one.coded, other.coded
    if (a.first, a.last, a.date_precision) == (b.first, b.last, b.date_precision):
        return 1.0
    shared = min(one.last, other.last) - max(one.first, other.first) + 1
    if shared > 0:
        whole = max(one.last, other.last) - min(one.first, other.first) + 1
        return rules.overlap + (1 - rules.overlap) * shared / whole
    gap = 1 - shared
    return rules.overlap * rules.apart**gap if gap <= rules.reach else 0.0


def distance_of(one: ReferenceEvent, other: ReferenceEvent) -> float | None:
    """Return the kilometres between two events, None where one has no point."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return distance_km((one.lat, one.lon), (other.lat, other.lon))


def place_part(one: Item, other: Item, rules: PlaceRules) -> float:
    """Return 1 for the same place, less the farther, down to what the names alone say."""
    if not one.reach or not other.reach:
        return _by_name(one.coded, other.coded, rules)
    reach = max(one.reach, other.reach)
    north = abs((one.coded.lat or 0.0) - (other.coded.lat or 0.0))
    if north * KM_PER_DEGREE > reach:
        return 0.0  # most pairs end here, which is cheaper than to measure them
    return _by_distance(distance_of(one.coded, other.coded) or 0.0, reach, rules)


def _by_distance(km: float, reach: float, rules: PlaceRules) -> float:
    if km > reach:
        return 0.0
    beyond = max(0.0, km - rules.same_km) / (reach - rules.same_km)
    return 1 - (1 - rules.edge) * beyond


def _by_name(one: ReferenceEvent, other: ReferenceEvent, rules: PlaceRules) -> float:
    if one.country != other.country or one.country is None:
        return 0.0
    if (one.place, one.lat, one.lon) == (other.place, other.lat, other.lon):
        return 1.0
    if _same(one.place, other.place):
        return rules.named
    return rules.admin1 if _same(one.admin1, other.admin1) else rules.country


def _same(one: str | None, other: str | None) -> bool:
    return bool(one and other and place_key(one) == place_key(other))


def type_part(one: ReferenceEvent, other: ReferenceEvent, rules: TypeRules) -> float:
    """Return 1 for the same type in the codebook, less for one that the incident may also be coded as."""
    if one.scheme == "ucdp-ged":
        if one.type_of_violence == other.type_of_violence:
            return rules.same
        known = one.type_of_violence and other.type_of_violence
        return rules.ucdp_unlike if known else rules.unsaid
    if (one.event_type, one.sub_event_type) == (other.event_type, other.sub_event_type):
        return rules.same
    if not one.event_type or not other.event_type:
        return rules.unsaid
    if one.event_type == other.event_type:
        return rules.group
    both = {one.event_type, other.event_type}
    return rules.related if any(both <= group for group in rules.together) else rules.unlike
