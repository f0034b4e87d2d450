"""What the words around the mentions take from resolved places: namesakes nothing supports, nearness."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from dateline.knowledge.gazetteer_names import place_key
from dateline.records import Place

_NEAR_BEFORE: Final = re.compile(
    r"\b(?:near|nearby|close to|outside|not far from|(?:on|at|in) the (?:outskirts|edge|vicinity) of)\s+"
    r"(?:the )?(?:(?:town|village|city|camp|base) of )?$",
    re.IGNORECASE,
)
_PARTY: Final = 0.5
_LOOSE: Final = 0.2  # a place found by another spelling says little about where the report is
_LIKELY: Final = 0.5
_FALLBACK_SCORE: Final = 0.3


def drop_unsupported(
    places: Mapping[str, Place], texts: Mapping[str, str], parties: Sequence[str]
) -> dict[str, Place]:
    """Return the places without far-off namesakes; each of those becomes the report's country.

    A place stays if its name is as written and it is likely, or if its country is that of another place or party
    of the report. `texts` are the mentions by the same ids, `parties` the countries (alpha-3) of
    the parties named.
    """
    support: dict[str, float] = defaultdict(float)
    seen: dict[str, set[tuple[str | None, bool]]] = defaultdict(set)
    for key, place in places.items():
        one = (place.id, place.score <= _FALLBACK_SCORE)  # a guess near a town is not that town
        if place.country and one not in seen[place.country]:
            seen[place.country].add(one)
            support[place.country] += place.score if _as_written(place, texts[key]) else _LOOSE
    for country in parties:
        support[country] += _PARTY
    if not support:
        return dict(places)
    main = min(support, key=lambda code: (-support[code], code))
    return {
        key: place
        if place.country is None
        or place.country == main
        or len(seen[place.country]) > 1
        or place.country in parties
        or (place.score >= _LIKELY and _as_written(place, texts[key]))
        else _country_of_report(place, main)
        for key, place in places.items()
    }


def _as_written(place: Place, text: str) -> bool:
    """Tell whether a mention holds the place's own name, or the name of its country or region."""
    words = f" {place_key(text)} "
    return any(
        f" {place_key(name)} " in words
        for name in (place.name, place.admin1, place.admin2)
        if name and place_key(name)
    )


def _country_of_report(place: Place, country: str) -> Place:
    return replace(
        place,
        id=None,
        name=country,
        lat=None,
        lon=None,
        country=country,
        admin1=None,
        admin2=None,
        precision="country",
        score=_FALLBACK_SCORE,
    )


def soften_near(
    places: Mapping[str, Place], starts: Mapping[str, int], text: str
) -> dict[str, Place]:
    """Return the places, those that stand behind `near` or `outside` with the precision `near`.

    The mark-up leaves such words out of a mention, so that they are read here; `starts` are the
    offsets of the mentions by the same ids.
    """
    return {
        key: replace(place, precision="near")
        if place.precision == "exact"
        and _NEAR_BEFORE.search(text[max(0, starts[key] - 45) : starts[key]])
        else place
        for key, place in places.items()
    }
