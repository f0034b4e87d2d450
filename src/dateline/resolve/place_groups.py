"""The names of a report, each with its candidates and what the text says holds it."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from dateline.knowledge.gazetteer import Found, Gazetteer, GazetteerPlace
from dateline.knowledge.gazetteer_names import place_key, type_kinds
from dateline.knowledge.place_rules import PlaceRules
from dateline.resolve.place_context import find_cues, place_after, publisher_country
from dateline.resolve.place_joint import Group
from dateline.resolve.place_mentions import Reading, read_mention

MAX_CANDIDATES: Final = 40
_TOP: Final = 16
_PROMINENT: Final = 6.0
_TYPE_BEFORE: Final = re.compile(r"(?:^|\s)(?:the |The )?([A-Za-z]+(?: [a-z]+)?) of (?:the )?$")
_TYPE_AFTER: Final = re.compile(r"^\s+([A-Za-z]+)")
_LINK: Final = re.compile(r"^[\"'”’]?(?:,| in(?: the)?(?: \w+)? of| in| \(|, in)\s*(?:the |northern |southern |eastern |western |central |nearby )*$")
_PUBLISHER_WEIGHT: Final = 0.5
_SAID_WEIGHT: Final = 1.0


class PlaceMention(msgspec.Struct, frozen=True, kw_only=True):
    """A place mention: `text[start:end]`; `within` and `same` are numbers of other mentions."""

    start: int
    end: int
    text: str
    within: int | None = None
    same: int | None = None


class Grouping(msgspec.Struct, frozen=True):
    """The groups of a report; for each mention its reading and the groups of its names."""

    groups: tuple[Group, ...]
    readings: tuple[Reading, ...]
    of_name: tuple[int, ...]
    of_other: tuple[int, ...]
    of_inside: tuple[int, ...]
    holders: tuple[tuple[int, ...], ...]


class _Draft:
    """Groups while they are gathered."""

    def __init__(self, gazetteer: Gazetteer, rules: PlaceRules) -> None:
        self._gazetteer = gazetteer
        self._rules = rules
        self.numbers: dict[str, int] = {}
        self.found: list[tuple[Found, ...]] = []
        self.positions: list[list[int]] = []
        self.kinds: list[frozenset[str]] = []
        self.inside: list[list[int]] = []
        self.weights: list[float] = []

    def name(self, name: str, position: int, kinds: frozenset[str] = frozenset()) -> int:
        """Return the group of a name, made at its first use; -1 for no name."""
        key = place_key(name)
        if not key:
            return -1
        if key not in self.numbers:
            found = (*self._short(name), *self._gazetteer.find_all(name))
            people = self._gazetteer.demonym(name)
            if people:
                found = (*found, Found(people, "exact"))
            self.numbers[key] = self.add(_unique(found), position)
        number = self.numbers[key]
        self.positions[number].append(position)
        self.kinds[number] |= kinds
        return number

    def _short(self, name: str) -> tuple[Found, ...]:
        """Return the region that "Kan." or "N.J." stands for."""
        for form in (name, f"{name}.", name.replace(". ", ".")):
            if form in self._rules.abbreviations and not (form.isalpha() and name.istitle()):
                country, full = self._rules.abbreviations[form]
                places = self._gazetteer.named(place_key(full))
                return tuple(
                    Found(place, "exact")
                    for place in places
                    if place.country == country and place.kind == "admin1"
                )
        return ()

    def add(self, found: tuple[Found, ...], position: int, weight: float = 1.0) -> int:
        """Return the number of a new group."""
        self.found.append(found)
        self.positions.append([position])
        self.kinds.append(frozenset())
        self.inside.append([])
        self.weights.append(weight)
        return len(self.found) - 1

    def groups(self) -> tuple[Group, ...]:
        """Return the groups, each with only the candidates worth comparing."""
        shares = _shares(self.found, self.weights)
        return tuple(
            Group(
                found=_pruned(found, shares),
                positions=tuple(dict.fromkeys(positions)),
                kinds=kinds,
                inside=tuple(dict.fromkeys(inside)),
                weight=weight,
            )
            for found, positions, kinds, inside, weight in zip(
                self.found, self.positions, self.kinds, self.inside, self.weights, strict=True
            )
        )


def group_mentions(
    text: str,
    mentions: Sequence[PlaceMention],
    gazetteer: Gazetteer,
    rules: PlaceRules,
    publisher: str | None,
) -> Grouping:
    """Return the names of all mentions with candidates, and what holds what."""
    draft = _Draft(gazetteer, rules)

    def known(name: str) -> bool:
        return bool(gazetteer.find_all(name)) or gazetteer.demonym(name) is not None

    def prominent(name: str) -> bool:
        places = gazetteer.named(place_key(name))
        people = gazetteer.demonym(name)
        return people is not None or (bool(places) and places[0].rank >= _PROMINENT)

    readings = tuple(read_mention(mention.text, rules, known, prominent) for mention in mentions)
    of_name, of_other, of_inside = [], [], []
    for mention, reading in zip(mentions, readings, strict=True):
        kinds = kinds_beside(text, mention)
        of_name.append(-1 if reading.described else draft.name(reading.name, mention.start, kinds))
        of_other.append(draft.name(reading.other, mention.start))
        of_inside.append(draft.name(reading.inside, mention.start))
        if of_inside[-1] >= 0 and of_name[-1] >= 0:
            draft.inside[of_name[-1]].append(of_inside[-1])
    holders = _said_holders(text, mentions, of_name)
    for number, mention in enumerate(mentions):
        own = of_name[number]
        if own < 0:
            continue
        draft.inside[own] += [holder for holder in holders[number] if holder != own]
        after = place_after(text, mention.end, rules, gazetteer)
        if after:
            places = tuple(Found(place, "exact") for place in after[:5])
            draft.inside[own].append(draft.add(places, mention.end, _SAID_WEIGHT))
    taken = [(mention.start, mention.end) for mention in mentions]
    for cue in find_cues(text, taken, gazetteer):
        draft.add(tuple(Found(place, "exact") for place in cue.places), cue.start, cue.weight)
    country = publisher_country(publisher, rules)
    home = gazetteer.country(country) if country else None
    if home:
        draft.add((Found(home, "exact"),), 0, _PUBLISHER_WEIGHT)
    return Grouping(
        groups=draft.groups(),
        readings=readings,
        of_name=tuple(of_name),
        of_other=tuple(of_other),
        of_inside=tuple(of_inside),
        holders=tuple(map(tuple, holders)),
    )


def kinds_beside(text: str, mention: PlaceMention) -> frozenset[str]:
    """Return the kinds that words just before or after a mention speak for.

    "the village of X" and "X district" say what X is.
    """
    table = type_kinds()
    before = _TYPE_BEFORE.search(text, max(0, mention.start - 40), mention.start)
    if before:
        for words in (before[1].lower(), before[1].lower().split()[-1]):
            if words in table:
                return table[words]
    after = _TYPE_AFTER.match(text[mention.end : mention.end + 30])
    if after and after[1].lower() in table and after[1].lower() not in {"bank", "state"}:
        return table[after[1].lower()]
    return frozenset()


def _said_holders(
    text: str, mentions: Sequence[PlaceMention], of_name: Sequence[int]
) -> list[list[int]]:
    """Return for each mention the groups that links or "X, Y" say hold it."""
    holders: list[list[int]] = [[] for _ in mentions]
    order = sorted(range(len(mentions)), key=lambda number: mentions[number].start)
    for number, after in zip(order, order[1:], strict=False):
        between = text[mentions[number].end : mentions[after].start]
        if len(between) < 30 and _LINK.match(between) and of_name[after] >= 0:  # noqa: PLR2004
            holders[number].append(of_name[after])
    for number, mention in enumerate(mentions):
        seen = {number}
        within = mention.within
        while within is not None and within not in seen:
            seen.add(within)
            if of_name[within] >= 0:
                holders[number].append(of_name[within])
            within = mentions[within].within
    return holders


def _unique(found: Sequence[Found]) -> tuple[Found, ...]:
    kept: dict[str, Found] = {}
    for hit in found:
        kept.setdefault(hit.place.id, hit)
    return tuple(kept.values())


def _shares(
    found: Sequence[Sequence[Found]], weights: Sequence[float]
) -> Mapping[str, float]:
    """Return how strongly countries and regions are in play: one share a group, by prominence."""
    shares: dict[str, float] = defaultdict(float)
    for hits, weight in zip(found, weights, strict=True):
        best: dict[str, float] = {}
        top = max((hit.place.rank for hit in hits), default=0.0)
        for hit in hits:
            for area in _areas(hit.place):
                best[area] = max(best.get(area, 0.0), 2.0 ** (hit.place.rank - top))
        for area, share in best.items():
            shares[area] += weight * share
    return shares


def _areas(place: GazetteerPlace) -> tuple[str, ...]:
    return tuple(area for area in (place.country, place.admin1_id) if area)


def _pruned(found: tuple[Found, ...], shares: Mapping[str, float]) -> tuple[Found, ...]:
    if len(found) <= MAX_CANDIDATES:
        return found
    by_rank = sorted(found, key=lambda hit: (-hit.place.rank, hit.place.id))
    rest = sorted(
        by_rank[_TOP:],
        key=lambda hit: (-_share(hit.place, shares) - hit.place.rank / 4, hit.place.id),
    )
    return tuple(by_rank[:_TOP] + rest[: MAX_CANDIDATES - _TOP])


def _share(place: GazetteerPlace, shares: Mapping[str, float]) -> float:
    country = shares.get(place.country or "", 0.0)
    region = shares.get(place.admin1_id or "", 0.0)
    return 0.5 * min(country, 3.0) + min(region, 4.0)
