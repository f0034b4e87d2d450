"""Where an event was: its own place first, then what stands beside it, then the report's country."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from dateline.coding.evidence import Evidence
from dateline.coding.mentions import is_guess, place_fineness
from dateline.coding.merge import Told
from dateline.records import Place

_ACTOR_WEIGHT: Final = 0.4  # a party's country says less of where it happened than a place does


def find_place(
    told: Sequence[Told], all_told: Sequence[Told], main_place: Place | None
) -> tuple[Place | None, str]:
    """Return where the event was and why: its own finest place (a guess last), the story's, the country."""
    own = [
        (
            is_guess(one.mention.place),
            place_fineness(one.mention.place),
            one.part != "action",
            number,
            one.mention.place,
        )
        for number, one in enumerate(told)
        if one.mention.place
    ]
    if own:
        return min(own, key=lambda option: option[:4])[4], "a place is a role of the event"
    movement = [
        place
        for one in told
        for place in (one.mention.origin, one.mention.destination)
        if place is not None
    ]
    if movement:
        return movement[0], "where the movement began or ended"
    here = min(one.sentence for one in told)
    near = [
        (abs(one.sentence - here), one.sentence > here, number, one.mention.place)
        for number, one in enumerate(all_told)
        if one.mention.place and abs(one.sentence - here) <= 2  # noqa: PLR2004
    ]
    if near:
        place = min(near, key=lambda option: option[:3])[3]
        precision = "near" if place.precision == "exact" else place.precision
        guess = replace(place, precision=precision, score=round(place.score / 2, 4))
        return guess, "no place of its own: that of the nearest event"
    return main_place, "no place near it: the country most of the report is about"


def find_main_place(evidence: Evidence) -> Place | None:
    """Return the country most of the report's event places lie in, as a coarse place."""
    weights: dict[str, float] = defaultdict(float)
    for link in evidence.annotation.links:
        place = evidence.places.get(link.tail)
        if link.role in {"place", "target", "from", "to"} and place and place.country:
            weights[place.country] += place.score
        actor = evidence.actors.get(link.tail)
        if link.role in {"agent", "target"} and actor and actor.country:
            weights[actor.country] += _ACTOR_WEIGHT
    if not weights:
        for place in evidence.places.values():
            if place.country:
                weights[place.country] += place.score
    if not weights:
        return None
    country = min(weights, key=lambda code: (-weights[code], code))
    inside = [place for place in evidence.places.values() if place.country == country]
    whole = [place for place in inside if place.precision == "country"]
    if whole:
        return whole[0]
    return Place(id=None, name=country, country=country, precision="country", score=0.5)
