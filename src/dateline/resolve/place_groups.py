"""The names of a report, each with its candidates and what the text says holds it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

import msgspec

from dateline.knowledge.gazetteer import Found, Gazetteer, GazetteerPlace, main_name
from dateline.knowledge.gazetteer_names import (
    load_place_forms,
    place_key,
    strip_part,
    type_kinds,
)
from dateline.knowledge.place_rules import PlaceRules
from dateline.resolve.place_context import find_cues, place_after, publisher_country
from dateline.resolve.place_joint import Group
from dateline.resolve.place_lists import find_listed
from dateline.resolve.place_mentions import Reading, read_mention

MAX_CANDIDATES: Final = 40
_TOP: Final = 16
_SHORTENED: Final = frozenset({"admin1", "country"})
_NEXT: Final = 30
_PROMINENT: Final = 6.0
_TYPE_BEFORE: Final = re.compile(r"(?:^|\s)(?:the |The )?([A-Za-z]+(?: [a-z]+)?) of (?:the )?$")
_TYPE_AFTER: Final = re.compile(r"^\s+([A-Za-z]+)")
_LINK: Final = re.compile(
    r"^[\"'”’]?(?:,| in(?: the)?(?: \w+)? of| in| at| \(|, in)\s*(?:the |northern |southern |eastern |western |central |nearby )*$"
)
_ACRONYM: Final = re.compile(r"(?:[A-Z]\.? ?){2,3}")
_PARTY_WEIGHT: Final = 0.5
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
        self.gazetteer = gazetteer
        self.rules = rules
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
            found = (*self._short(name), *self.gazetteer.find_all(name))
            people = self.gazetteer.demonym(name)
            if people:
                found = (*found, Found(people, "exact"))
            if _ACRONYM.fullmatch(name):
                found = tuple(map(_as_acronym, found))
            self.numbers[key] = self.add(_unique(found), position)
        number = self.numbers[key]
        self.positions[number].append(position)
        self.kinds[number] |= kinds
        return number

    def _short(self, name: str) -> tuple[Found, ...]:
        """Return the region that "Kan." or "N.J." stands for."""
        forms = dict.fromkeys((name, f"{name}.", name.replace(". ", ".")))
        return tuple(
            Found(place, "exact")
            for form in forms
            if not (form.isalpha() and name.istitle())
            for country, full in self.rules.abbreviations.get(form, ())
            for place in self.gazetteer.named(place_key(full))
            if place.country == country and place.kind in _SHORTENED
        )

    def add(self, found: tuple[Found, ...], position: int, weight: float = 1.0) -> int:
        """Return the number of a new group."""
        self.found.append(found)
        self.positions.append([position])
        self.kinds.append(frozenset())
        self.inside.append([])
        self.weights.append(weight)
        return len(self.found) - 1

    def add_country(self, alpha3: str, position: int, weight: float) -> None:
        """Note that something at a position speaks for a country."""
        if alpha3 in self.numbers:
            self.positions[self.numbers[alpha3]].append(position)
            return
        home = self.gazetteer.country(alpha3)
        if home:
            self.numbers[alpha3] = self.add((Found(home, "exact"),), position, weight)

    def hold(self, group: int, holders: Iterable[int]) -> None:
        """Note which groups are said to contain a group; -1 stands for none."""
        if group >= 0:
            self.inside[group] += [holder for holder in holders if holder not in (-1, group)]

    def hold_by(self, group: int, places: Sequence[GazetteerPlace], position: int) -> None:
        """Note that one of some places is said to contain a group."""
        if group >= 0 and places:
            found = tuple(Found(place, "exact") for place in places[:5])
            self.inside[group].append(self.add(found, position, _SAID_WEIGHT))

    def found_of(self, group: int) -> tuple[Found, ...]:
        """Return the candidates of a group; none for -1."""
        return self.found[group] if group >= 0 else ()

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
    parties: Sequence[tuple[int, str]] = (),
) -> Grouping:
    """Return the names of all mentions with candidates, and what holds what.

    `parties` are (offset, alpha-3 country) of the parties the report names.
    """
    draft = _Draft(gazetteer, rules)
    words = _Vocabulary(gazetteer)
    readings = tuple(
        read_mention(mention.text, rules, words.known, words.prominent) for mention in mentions
    )
    of_name, of_other, of_inside = [], [], []
    for mention, reading in zip(mentions, readings, strict=True):
        blank = reading.described or words.plain(reading.name)
        kinds = kinds_beside(text, mention)
        of_name.append(-1 if blank else draft.name(reading.name, mention.start, kinds))
        of_other.append(draft.name(reading.other, mention.start))
        of_inside.append(draft.name(reading.inside, mention.start))
    spans = [(mention.start, mention.end) for mention in mentions]
    listed = find_listed(text, spans, [draft.found_of(group) for group in of_name])
    holders = _said_holders(text, mentions, of_name, listed)
    for number, mention in enumerate(mentions):
        draft.hold(of_name[number], (of_inside[number], *holders[number]))
        if number in listed:
            continue
        after = place_after(text, mention.end, rules, gazetteer)
        draft.hold_by(of_name[number], after, mention.end)
    _add_cues(draft, text, mentions)
    country = publisher_country(publisher, rules)
    homes = [(0, country, _PUBLISHER_WEIGHT)] if country else []
    for offset, alpha3, weight in (*homes, *((*party, _PARTY_WEIGHT) for party in parties)):
        draft.add_country(alpha3, offset, weight)
    return Grouping(
        groups=draft.groups(),
        readings=readings,
        of_name=tuple(of_name),
        of_other=tuple(of_other),
        of_inside=tuple(of_inside),
        holders=tuple(map(tuple, holders)),
    )


def _add_cues(draft: _Draft, text: str, mentions: Sequence[PlaceMention]) -> None:
    taken = [(mention.start, mention.end) for mention in mentions]
    for cue in find_cues(text, taken, draft.gazetteer):
        draft.add(tuple(Found(place, "exact") for place in cue.places), cue.start, cue.weight)


class _Vocabulary:
    """What the gazetteer and the rules say about words, before any place is chosen."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        forms = load_place_forms()
        self._gazetteer = gazetteer
        self._plain = forms.part.words | forms.generic.words | type_kinds().keys()

    def plain(self, name: str) -> bool:
        """Whether a name is a word that names nothing ("the north", "Centre")."""
        return place_key(name) in self._plain

    def known(self, name: str) -> bool:
        """Whether a name is that of a place or a people."""
        found = self._gazetteer.find_all(name)
        first, _, rest = name.partition(" ")
        if rest and first.isupper() and self.prominent(first):  # "US Treasury" is no odd spelling
            found = tuple(hit for hit in found if hit.how != "fold")
        return bool(found) or self._gazetteer.demonym(name) is not None

    def prominent(self, name: str) -> bool:
        """Whether a name is that of a people, or the main name of a large place."""
        key = place_key(name)
        if strip_part(key) in self._plain:
            return False
        places = self._gazetteer.named(key)
        large = bool(places) and places[0].rank >= _PROMINENT and main_name(places[0], key)
        short = bool(places) and name.isupper() and places[0].kind == "country"
        return large or short or self._gazetteer.demonym(name) is not None


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
    text: str,
    mentions: Sequence[PlaceMention],
    of_name: Sequence[int],
    listed: frozenset[int],
) -> list[list[int]]:
    """Return for each mention the groups that links or "X, Y" say hold it."""
    holders: list[list[int]] = [[] for _ in mentions]
    order = sorted(range(len(mentions)), key=lambda number: mentions[number].start)
    for number, after in pairwise(order):
        between = text[mentions[number].end : mentions[after].start]
        if number in listed or len(between) >= _NEXT:
            continue
        if _LINK.match(between) and of_name[after] >= 0:
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


def _as_acronym(found: Found) -> Found:
    """Return what a name of two or three capitals found: a short form, rather than a town."""
    if found.how == "alias":
        return Found(found.place, "exact", found.kinds)
    return Found(found.place, "alias", found.kinds) if found.how == "exact" else found


def _unique(found: Sequence[Found]) -> tuple[Found, ...]:
    kept: dict[str, Found] = {}
    for hit in found:
        kept.setdefault(hit.place.id, hit)
    return tuple(kept.values())


def _shares(found: Sequence[Sequence[Found]], weights: Sequence[float]) -> Mapping[str, float]:
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
