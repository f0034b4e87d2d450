"""From beliefs about names to one answer for each mention."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from dateline.knowledge.gazetteer import Gazetteer, GazetteerPlace
from dateline.records import Place, Precision, Span
from dateline.resolve.place_borders import are_neighbours, border_point
from dateline.resolve.place_courses import on_course
from dateline.resolve.place_geometry import (
    distance_km,
    is_within,
    kilometres,
    middle,
    shifted,
)
from dateline.resolve.place_groups import Grouping, PlaceMention
from dateline.resolve.place_joint import contains
from dateline.resolve.place_mentions import Reading

_KEPT: Final = 5
_PRECISION: Final[dict[str, Precision]] = {
    "country": "country",
    "territory": "admin1",
    "continent": "country",
    "admin1": "admin1",
    "region": "admin1",
    "sea": "admin1",
    "desert": "admin1",
    "admin2": "admin2",
    "admin3": "admin2",
    "mountain": "near",
    "river": "near",
    "lake": "near",
}
_FALLBACK_SCORE: Final = 0.3
_SAME_KM: Final = 50.0
_CLEAR: Final = 0.34
_HOLDS: Final = 10.0
_REGIONS: Final = frozenset({"admin1"})
_TOWNS: Final = frozenset({"capital", "seat", "city", "suburb", "locality", "admin2", "admin3"})


class ResolvedPlace(msgspec.Struct, frozen=True):
    """What a mention means: the place or None, what else it may mean with scores, and why."""

    place: Place | None
    candidates: tuple[tuple[Place, float], ...]
    reason: str


def answer_mentions(
    text: str,
    mentions: Sequence[PlaceMention],
    grouping: Grouping,
    beliefs: Sequence[Sequence[float]],
    gazetteer: Gazetteer,
) -> tuple[ResolvedPlace, ...]:
    """Return one answer for each mention."""
    ranked = [
        sorted(
            zip((found.place for found in group.found), belief, strict=True),
            key=lambda pair: (-pair[1], pair[0].id),
        )
        for group, belief in zip(grouping.groups, beliefs, strict=True)
    ]
    answers = _Answers(text, mentions, grouping, ranked, gazetteer)
    return tuple(answers.of(number) for number in range(len(mentions)))


Ranked = list[tuple[GazetteerPlace, float]]


class _Answers:
    def __init__(
        self,
        text: str,
        mentions: Sequence[PlaceMention],
        grouping: Grouping,
        ranked: Sequence[Ranked],
        gazetteer: Gazetteer,
    ) -> None:
        self._text = text
        self._mentions = mentions
        self._grouping = grouping
        self._ranked = ranked
        self._gazetteer = gazetteer

    def of(self, number: int) -> ResolvedPlace:
        """Return the answer for one mention."""
        seen: set[int] = set()
        at = number
        while (same := self._mentions[at].same) is not None and at not in seen:
            if self._ranked_of(at) and not self._grouping.readings[at].described:
                break
            seen.add(at)
            at = same
        reading, ranked = self._grouping.readings[at], self._ranked_of(at)
        span = self._span(number)
        agreed = _agreed(ranked)
        if reading.described or not ranked or agreed < 1.0 - sum(score for _, score in ranked):
            kept = tuple((_place(other, share, span), share) for other, share in ranked[:_KEPT])
            fallback = self._fallback(number, span)
            return msgspec.structs.replace(fallback, candidates=(*fallback.candidates, *kept))
        place = ranked[0][0]
        best = _place(place, agreed, span)
        if reading.relation in {"border", "frontier"} and place.country:
            best = self._on_border(best, self._neighbour(at, place), number)
        else:
            best = _related(on_course(best, self._named(at)), reading, self._other(at))
        kept = tuple((_place(other, share, span), share) for other, share in ranked[:_KEPT])
        return ResolvedPlace(best, kept, _why(reading))

    def _ranked_of(self, number: int) -> Ranked:
        group = self._grouping.of_name[number]
        return self._ranked[group] if group >= 0 else []

    def _other(self, number: int) -> GazetteerPlace | None:
        group = self._grouping.of_other[number]
        return self._ranked[group][0][0] if group >= 0 and self._ranked[group] else None

    def _named(self, number: int) -> Iterator[tuple[GazetteerPlace, float]]:
        """Yield the report's places with what they weigh; what is said to hold a mention most."""
        holding = self._grouping.groups[self._grouping.of_name[number]].inside
        for at, (group, ranked) in enumerate(zip(self._grouping.groups, self._ranked, strict=True)):
            if ranked:
                place, share = ranked[0]
                yield place, share * group.weight * (_HOLDS if at in holding else 1.0)

    def _neighbour(self, number: int, place: GazetteerPlace) -> GazetteerPlace | None:
        """Return the other side of a border: the one named, else the neighbour most in play."""
        other = self._other(number)
        if other is not None or place.kind != "country" or place.country is None:
            return other
        shares: dict[str, float] = defaultdict(float)
        for group, ranked in zip(self._grouping.groups, self._ranked, strict=True):
            for one, score in ranked:
                if one.country and are_neighbours(place.country, one.country):
                    shares[one.country] += score * group.weight
        if not shares:
            return None
        return self._gazetteer.country(min(shares, key=lambda code: (-shares[code], code)))

    def _on_border(self, place: Place, other: GazetteerPlace | None, number: int) -> Place:
        """Return the place moved to its border, there where the report's nearest town is."""
        if other is None or place.country is None or place.lat is None or place.lon is None:
            return _softened(place)
        at = self._mentions[number].start
        sides = (place.country, other.country or "")
        towns = [self._nearest(code, at, _TOWNS | _REGIONS) for code in sides]
        points = [(town.lat, town.lon) for town in towns if town]
        found = border_point(place.country, other.country or "", points)
        if place.precision != "country" or found is None:
            lat, lon = middle((place.lat, place.lon), (other.lat, other.lon))
            return _softened(msgspec.structs.replace(place, lat=lat, lon=lon))
        wide: Precision = "admin1" if points else "country"
        return msgspec.structs.replace(place, lat=found[0], lon=found[1], precision=wide)

    def _span(self, number: int) -> Span:
        mention = self._mentions[number]
        return Span(start=mention.start, end=mention.end, text=mention.text)

    def _fallback(self, number: int, span: Span) -> ResolvedPlace:
        """Return the finest container the text gives, else where the report is, else none."""
        inside = self._grouping.of_inside[number]
        for group in (*((inside,) if inside >= 0 else ()), *self._grouping.holders[number]):
            if self._ranked[group]:
                place, score = self._ranked[group][0][0], _agreed(self._ranked[group])
                answer = _place(place, score, span)
                if answer.precision == "exact":
                    answer = msgspec.structs.replace(answer, precision="near")
                return ResolvedPlace(answer, ((answer, score),), "in a place the text names")
        return self._by_report(span)

    def _by_report(self, span: Span) -> ResolvedPlace:
        """Return the region, else the country, in which most of the report's names lie."""
        regions: dict[str, float] = defaultdict(float)
        countries: dict[str, float] = defaultdict(float)
        for group, ranked in zip(self._grouping.groups, self._ranked, strict=True):
            for place, score in ranked:
                weight = score * group.weight
                if place.admin1_id and place.kind != "country":
                    regions[place.admin1_id] += weight
                if place.country:
                    countries[place.country] += weight
        total = sum(countries.values())
        return (
            self._clearly(regions, total, span, "where most of the report's places lie")
            or self._clearly(countries, total, span, "the country of the report's places")
            or ResolvedPlace(None, (), "not in the gazetteer, and no container is named")
        )

    def _clearly(
        self, shares: dict[str, float], total: float, span: Span, why: str
    ) -> ResolvedPlace | None:
        """Return the area with a clear share of `total`, at the nearest place named in it."""
        if not shares:
            return None
        best = min(shares, key=lambda key: (-shares[key], key))
        if shares[best] < _CLEAR * total:
            return None
        known = self._gazetteer.by_id(best) if ":" in best else self._gazetteer.country(best)
        if known is None:
            return None
        answer = _place(known, _FALLBACK_SCORE, span)
        near = self._nearest(best, span.start)
        if near and self._is_only_town(near):
            answer = _softened(_place(near, _FALLBACK_SCORE, span))
            why = "by the only town the report names there"
        elif near:
            answer = msgspec.structs.replace(answer, lat=near.lat, lon=near.lon)
        return ResolvedPlace(answer, ((answer, _FALLBACK_SCORE),), why)

    def _nearest(self, area: str, at: int, kinds: frozenset[str] = _TOWNS) -> GazetteerPlace | None:
        """Return the likely place of some kinds, in an area (region id or country), nearest by."""
        towns = [
            (min(abs(position - at) for position in positions), town.id, town)
            for town, positions in self._likely(area, kinds)
        ]
        return min(towns, key=lambda town: town[:2])[2] if towns else None

    def _is_only_town(self, town: GazetteerPlace) -> bool:
        """Tell whether the report names no other likely town of the country but near a town."""
        return all(
            distance_km((one.lat, one.lon), (town.lat, town.lon)) <= _SAME_KM or contains(one, town)
            for one, _ in self._likely(town.country or "", _TOWNS | _REGIONS)
        )

    def _likely(
        self, area: str, kinds: frozenset[str]
    ) -> Iterator[tuple[GazetteerPlace, tuple[int, ...]]]:
        """Yield the likely places of some kinds in an area, and where the text names them."""
        for group, ranked in zip(self._grouping.groups, self._ranked, strict=True):
            if ranked and ranked[0][1] > _CLEAR and ranked[0][0].kind in kinds:
                place = ranked[0][0]
                if area in (place.admin1_id, place.country):
                    yield place, group.positions


def _agreed(ranked: Ranked) -> float:
    """Return how likely the best candidate's point is: those near it or around it speak for it."""
    if not ranked:
        return 0.0
    best = ranked[0][0]
    return sum(
        score
        for place, score in ranked
        if place.id == best.id
        or is_within((place.lat, place.lon), (best.lat, best.lon), km=_SAME_KM)
        or (place.kind != "country" and contains(place, best))
        or (best.kind != "country" and contains(best, place))
    )


def _place(place: GazetteerPlace, score: float, span: Span) -> Place:
    return Place(
        id=place.id,
        name=place.name,
        lat=place.lat,
        lon=place.lon,
        country=place.country,
        admin1=place.admin1,
        admin2=place.admin2,
        precision=_PRECISION.get(place.kind, "exact"),
        score=round(score, 4),
        span=span,
    )


def _related(place: Place, reading: Reading, other: GazetteerPlace | None) -> Place:
    """Return the place moved to where the mention's relation says."""
    if not reading.relation or place.lat is None or place.lon is None:
        return place
    point = (place.lat, place.lon)
    if other is not None and reading.relation in {"between", "road"}:
        point = middle(point, (other.lat, other.lon))
    far = kilometres(reading.number, reading.unit) if reading.number else None
    if reading.relation == "offset" and far is not None:
        point = shifted(point, km=far, way=reading.way)
    return _softened(msgspec.structs.replace(place, lat=point[0], lon=point[1]))


def _softened(place: Place) -> Place:
    near: Precision = "near" if place.precision == "exact" else place.precision
    return msgspec.structs.replace(place, precision=near)


def _why(reading: Reading) -> str:
    if reading.relation == "part":
        return "the place that contains it"
    return f"by relation: {reading.relation}" if reading.relation else "by name and context"
