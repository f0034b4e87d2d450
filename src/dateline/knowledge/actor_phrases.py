"""Words of an actor mention: names, peoples, countries, common nouns, attributes, what is left."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Final, NamedTuple

import msgspec

from dateline.knowledge.actor_candidates import Context, is_active
from dateline.knowledge.actor_entries import ActorEntry, Alias
from dateline.knowledge.actor_rules import People, RuleBook
from dateline.knowledge.actor_tables import LONGEST_NAME, Token, tokens
from dateline.knowledge.countries import Countries, Country

_LONGEST: Final = 14
_SHORT: Final = 3
_DESCRIBING: Final = (
    "suspected", "alleged", "presumed", "masked", "unidentified", "unknown", "breakaway", "rival",
    "former", "heavily armed", "plainclothes", "hardline", "ultranationalist",
)  # fmt: skip
_ATTRIBUTE: Final = re.compile(
    r"(?:\b(?:Saudi|South|North|New|United|Sri|Sierra|Ivory|El|Al|Islamic|Hayat Tahrir)\s+)?"
    r"(?<![\w.'’&-])[\w.'’&]+(?:-[\w.'’]+){0,3}-(?:backed|led|aligned|linked|allied|affiliated|controlled|supported|trained|"
    r"based|dominated|held|run|funded|armed|inspired|speaking|majority|sponsored|occupied|imposed|born|ruled|"
    r"friendly|style|occupying)\b"
    r"|\b(?:pro|anti|non|ex)-\w+(?:-\w+)*"
    rf"|\b(?:{'|'.join(_DESCRIBING)}|off-duty|would-be|self-styled|so-called)\b",
    re.IGNORECASE,
)
_PREPOSITIONS: Final = frozenset(
    {"of", "for", "from", "in", "at", "near", "with", "on", "loyal", "to", "by"}
)
_ARTICLES: Final = frozenset({"the", "a", "an"})


class NameHit(NamedTuple):
    """A name of the registry among the words; `last` is exclusive."""

    owners: tuple[tuple[ActorEntry, Alias], ...]
    first: int
    last: int


class CountryHit(NamedTuple):
    """A country among the words: `how` is name, adjective, people or seat."""

    countries: tuple[Country, ...]
    how: str
    first: int
    last: int


class PeopleHit(NamedTuple):
    """A people below the state among the words."""

    people: People
    first: int
    last: int


class WordHit(NamedTuple):
    """A common noun among the words: `key` its normal form."""

    key: str
    first: int
    last: int


class Phrase(msgspec.Struct, frozen=True, kw_only=True):
    """A mention taken to pieces; positions are positions in `words`."""

    text: str
    words: tuple[Token, ...]
    attributes: tuple[str, ...]
    names: tuple[NameHit, ...]
    peoples: tuple[PeopleHit, ...]
    countries: tuple[CountryHit, ...]
    nouns: tuple[WordHit, ...]
    proper: tuple[int, ...]

    def is_whole(self, first: int, last: int) -> bool:
        """Return whether words outside the stretch are articles only."""
        outside = (*self.words[:first], *self.words[last:])
        return all(word.norm in _ARTICLES for word in outside)

    def before_of(self) -> int:
        """Return the position of the first preposition, or the number of words."""
        found = (i for i, word in enumerate(self.words) if i and word.norm in _PREPOSITIONS)
        return next(found, len(self.words))

    def proper_name(self) -> str:
        """Return the words that are a name nobody knows, as written, apart by spaces."""
        return " ".join(self.words[i].text for i in self.proper)


class Lookup(NamedTuple):
    """What the words of a mention are looked up in.

    `reach` is how many words the longest name or noun has that begins with a word; `openers` are
    the words with which a name, a country or a people begins; `bound` are the names that count in
    some countries only.
    """

    aliases: Mapping[str, tuple[tuple[ActorEntry, Alias], ...]]
    countries: Countries
    rules: RuleBook
    reach: Mapping[str, int]
    openers: frozenset[str]
    bound: frozenset[str]


def make_lookup(
    aliases: Mapping[str, tuple[tuple[ActorEntry, Alias], ...]],
    countries: Countries,
    rules: RuleBook,
) -> Lookup:
    """Return what the words of a mention are looked up in, with what its first words tell."""
    reach: dict[str, int] = {}
    names = (*aliases, *countries.by_key, *rules.by_people)
    for key in chain(names, rules.nouns):
        first = key.partition(" ")[0]
        reach[first] = max(key.count(" ") + 1, reach.get(first, 0))
    openers = frozenset(name.partition(" ")[0] for name in names)
    bound = frozenset(
        key for key, owners in aliases.items() if any(alias.countries for _, alias in owners)
    )
    return Lookup(aliases, countries, rules, reach, openers, bound)


def may_name(text: str, lookup: Lookup) -> bool:
    """Tell whether the words of a mention may hold a name, a country or a people."""
    return any(
        word.norm in lookup.openers or word.norm.removesuffix("s") in lookup.openers
        for word in tokens(text)
    )


def depends_on_context(text: str, lookup: Lookup) -> bool:
    """Tell whether the words of a mention may mean one thing in a country and another elsewhere."""
    words = tokens(text)
    return any(
        form in lookup.bound
        for first in range(len(words))
        for last in range(first + 1, _last(words, first, lookup) + 1)
        for form in _forms(words[first:last])
    )


class _Masks(NamedTuple):
    spans: tuple[tuple[int, int], ...]

    def allow(self, first: int, last: int) -> bool:
        return all(
            last <= start or end <= first or (first <= start and end <= last)
            for start, end in self.spans
        )

    def end_at(self, position: int) -> int | None:
        return next((end for start, end in self.spans if start <= position < end), None)


Hit = NameHit | CountryHit | PeopleHit | WordHit


def read_phrase(text: str, lookup: Lookup, context: Context) -> Phrase:
    """Return the mention taken to pieces: longest matches first, from the left.

    A name that is bound to some countries counts only where the context or the words have one.
    """
    words = tokens(text)
    masks = _masks(text, words)
    context = _with_own_countries(words, lookup, context)
    hits = list(_hits(words, masks, lookup, context))
    spoken = {i for hit in hits for i in range(hit.first, hit.last)}
    spoken.update(i for start, end in masks.spans for i in range(start, end))
    attributes = (
        " ".join(text[words[start].start : words[end - 1].end].split())
        for start, end in masks.spans
    )
    return Phrase(
        text=text, words=words, attributes=tuple(attributes),
        names=tuple(hit for hit in hits if isinstance(hit, NameHit)),
        peoples=tuple(hit for hit in hits if isinstance(hit, PeopleHit)),
        countries=tuple(hit for hit in hits if isinstance(hit, CountryHit)),
        nouns=tuple(hit for hit in hits if isinstance(hit, WordHit)),
        proper=tuple(i for i in range(len(words)) if i not in spoken and _is_proper(words, i)),
    )  # fmt: skip


def _masks(text: str, words: Sequence[Token]) -> _Masks:
    folded = text.lower()
    if "-" not in text and not any(word in folded for word in _DESCRIBING):
        return _Masks(())
    found: list[tuple[int, int]] = []
    for match in _ATTRIBUTE.finditer(text[:LONGEST_NAME]):
        inside = [i for i, w in enumerate(words) if w.start < match.end() and match.start() < w.end]
        if inside and inside[-1] + 1 < len(words):
            found.append((inside[0], inside[-1] + 1))
    return _Masks(tuple(found))


def _with_own_countries(words: Sequence[Token], lookup: Lookup, context: Context) -> Context:
    own = [
        country.iso
        for i in range(len(words))
        if words[i].norm in lookup.openers
        for last in range(i + 1, min(i + 2, _last(words, i, lookup)) + 1)
        for hit in [_country(words, i, last, lookup.countries)]
        if hit is not None
        for country in hit.countries
    ]
    return Context(kind=context.kind, day=context.day, countries=(*own, *context.countries))


def _hits(words: Sequence[Token], masks: _Masks, lookup: Lookup, context: Context) -> Iterator[Hit]:
    position = 0
    while position < len(words):
        hit = _longest(words, position, masks, lookup, context)
        if hit is not None:
            yield hit
            position = hit.last
        else:
            position = masks.end_at(position) or position + 1


def _longest(
    words: Sequence[Token], first: int, masks: _Masks, lookup: Lookup, context: Context
) -> Hit | None:
    for last in range(_last(words, first, lookup), first, -1):
        if masks.allow(first, last):
            hit = _hit(words[first:last], (first, last), lookup, context)
            if hit is not None:
                return hit
    return None


def _last(words: Sequence[Token], position: int, lookup: Lookup) -> int:
    """Return where the longest name may end that begins at a position; one word is always tried."""
    reach = max(lookup.reach.get(words[position].norm, 1), 1)
    return min(len(words), position + min(reach, _LONGEST))


def _hit(
    words: Sequence[Token], at: tuple[int, int], lookup: Lookup, context: Context
) -> Hit | None:
    first = words[0].norm
    if first not in lookup.reach and first[:-1] not in lookup.reach:
        return None
    for key in _forms(words):
        owners = tuple(
            (entry, alias)
            for entry, alias in lookup.aliases.get(key, ())
            if _case_fits(words, alias) and _means(entry, alias, context)
        )
        if owners:
            return NameHit(owners, *at)
    country = _country(words, 0, len(words), lookup.countries)
    if country is not None:
        return country._replace(first=at[0], last=at[1])
    return _noun(words, at, lookup.rules)


def _means(entry: ActorEntry, alias: Alias, context: Context) -> bool:
    """Return whether a name can mean the actor here: one bound to countries needs one of them."""
    if not alias.countries:
        return True
    if not context.countries:
        return alias.text[0].isupper()
    here = not alias.countries.isdisjoint(context.countries)
    return here and (alias.text[0].isupper() or is_active(entry, alias, context.day))


def _forms(words: Sequence[Token]) -> tuple[str, ...]:
    key = " ".join(word.norm for word in words)
    single = key[:-1] if key.endswith("s") and len(words[-1].norm) > _SHORT + 1 else key
    return (key, single) if single != key else (key,)


def _case_fits(words: Sequence[Token], alias: Alias) -> bool:
    if alias.exact:
        return " ".join(word.text for word in words) == " ".join(t.text for t in tokens(alias.text))
    written = words[0].text.removesuffix("'s").removesuffix("’s")
    if len(words) > 1 or not alias.text[0].isupper():
        return True
    if alias.text.isupper() and len(alias.text.replace(".", "")) <= _SHORT:
        return written.isupper() or written.rstrip("s").isupper()
    return any(letter.isupper() for letter in written) or not written.isascii()


def _country(
    words: Sequence[Token], first: int, last: int, countries: Countries
) -> CountryHit | None:
    found = countries.by_key.get(" ".join(word.norm for word in words[first:last]))
    if found is None or words[first].text == "Us":
        return None
    if not any(word.text[:1].isupper() or not word.text.isascii() for word in words[first:last]):
        return None
    return CountryHit(*found, first, last)


def _noun(
    words: Sequence[Token], at: tuple[int, int], rules: RuleBook
) -> PeopleHit | WordHit | None:
    key = " ".join(word.norm for word in words)
    people = rules.by_people.get(key)
    if people is not None and any(word.text[:1].isupper() for word in words):
        return PeopleHit(people, *at)
    return WordHit(key, *at) if key in rules.nouns else None


def _is_proper(words: Sequence[Token], position: int) -> bool:
    text = words[position].text
    if not text[:1].isupper() or words[position].norm in _ARTICLES | _PREPOSITIONS:
        return False
    if position or len(words) == 1 or any(mark.isupper() for mark in text[1:]):
        return True
    return words[1].text[:1].isupper()
