"""A report's ACTOR mentions with what stands around them: abbreviations, events, countries."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

import msgspec

from dateline.annotate.annotation import EVENTS, Annotation, LabelledSpan
from dateline.knowledge.actor_candidates import Candidate, Context
from dateline.knowledge.actor_phrases import CountryHit, Hit, NameHit, Phrase, WordHit
from dateline.knowledge.actor_ranking import is_pronoun, rank
from dateline.knowledge.actor_tables import name_key, tokens
from dateline.knowledge.actors import Registry

_WORD: Final = r"[\w'’.&-]+"
_ABBREVIATED: Final = re.compile(
    rf"((?:[A-ZÀ-Þ]{_WORD}\s+)(?:(?:{_WORD})\s+){{0,9}}?)[(\[]((?:[A-Z][\w.'’/-]{{1,14}}))[)\]]"
)
_SMALL: Final = frozenset(
    {"of", "the", "and", "for", "in", "de", "del", "la", "al", "el", "du", "des", "to"}
)
_SIDES: Final = ("agent", "target")
_PARTIES: Final = frozenset({"force", "government"})
# What may stand between `members` and the party they are of, where a mention ends too early.
_BELONGING: Final = re.compile(
    r"\s+(?:of|from|for|belonging to|loyal to|affiliated (?:to|with))\s+(?:the\s+)?[\"“'‘«]?"
)
_PARTY_ENDS: Final = re.compile(r"[.,;:()\[\]\n—–!?]|\s-\s")
_REACH: Final = 80


class Scene(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One report as the actor resolver sees it.

    `place_countries` gives the alpha-3 country of each PLACE span by its id.
    """

    annotation: Annotation
    text: str
    registry: Registry
    place_countries: Mapping[str, str]
    main_country: str | None
    day: str

    @cached_property
    def mentions(self) -> tuple[LabelledSpan, ...]:
        """Return the ACTOR mentions in the order of the text."""
        return tuple(
            sorted(self.annotation.labelled("ACTOR"), key=lambda span: (span.start, span.id))
        )

    @cached_property
    def phrases(self) -> Mapping[str, Phrase]:
        """Return each mention taken to pieces, abbreviations of the report written out."""
        return {span.id: self._phrase(span) for span in self.mentions}

    @cached_property
    def abbreviations(self) -> Mapping[str, str]:
        """Return the full names by the key of the abbreviation the report introduces."""
        return dict(find_abbreviations(self.text))

    @cached_property
    def candidates(self) -> Mapping[str, tuple[Candidate, ...]]:
        """Return whom each mention's own words may mean, best first."""
        return {
            span.id: ()
            if is_pronoun(span.text)
            else rank(self.registry, self.phrases[span.id], self.context(span))
            for span in self.mentions
        }

    def context(self, span: LabelledSpan) -> Context:
        """Return what is known of a mention beside its words."""
        return Context(kind=span.kind, day=self.day, countries=self.countries(span))

    @cached_property
    def _countries(self) -> Mapping[str, tuple[str, ...]]:
        main = (self.main_country,) if self.main_country else ()
        report = (*main, *sorted(set(self.place_countries.values())))
        return {
            span.id: tuple(dict.fromkeys((*self._event_countries(span), *report)))
            for span in self.mentions
        }

    def countries(self, span: LabelledSpan) -> tuple[str, ...]:
        """Return the countries a mention may belong to: its events' places, then the report's."""
        return self._countries[span.id]

    def _event_countries(self, span: LabelledSpan) -> tuple[str, ...]:
        return tuple(
            self.place_countries[place.id]
            for event in self.events(span)
            for place in self.annotation.tails(event.id, "place")
            if place.id in self.place_countries
        )

    def events(self, span: LabelledSpan) -> tuple[LabelledSpan, ...]:
        """Return the events a mention takes part in."""
        return tuple(
            head
            for role in _SIDES
            for head in self.annotation.heads(span.id, role)
            if head.label in EVENTS
        )

    def doings(self, mention: str) -> tuple[LabelledSpan, ...]:
        """Return the events that a mention (by id) does."""
        return tuple(
            head for head in self.annotation.heads(mention, "agent") if head.label in EVENTS
        )

    def opponents(self, span: LabelledSpan, *, among: frozenset[str] = EVENTS) -> frozenset[str]:
        """Return the ids of the mentions on the other side of a mention's events of some labels."""
        return frozenset(
            other.id
            for role, against in (_SIDES, _SIDES[::-1])
            for event in self.annotation.heads(span.id, role)
            if event.label in among
            for other in self.annotation.tails(event.id, against)
        )

    def _phrase(self, span: LabelledSpan) -> Phrase:
        context = self.context(span)
        phrase = self.registry.read(span.text, context)
        full = self.abbreviations.get(name_key(span.text))
        if full is not None and not phrase.names:
            return self.registry.read(full, context)
        if span.kind in _PARTIES and phrase.nouns and not (phrase.names or phrase.countries):
            return self._belonging(span, context) or phrase
        return phrase

    def _belonging(self, span: LabelledSpan, context: Context) -> Phrase | None:
        """Return the mention with the party its men are of (`members` | `of the Quds Brigade`)."""
        start = span.end - (len(" of") if span.text.endswith(" of") else 0)
        found = _BELONGING.match(self.text, start)
        if found is None:
            return None
        rest = _PARTY_ENDS.split(self.text[found.end() : found.end() + _REACH], maxsplit=1)[0]
        last = party_end(self.registry.read(rest, context))
        if last is None:
            return None
        return self.registry.read(self.text[span.start : found.end() + last], context)


def party_end(phrase: Phrase) -> int | None:
    """Return where the party ends that opens a stretch of text, None where none opens it.

    It is a name of the registry, or a country and what of it (`Syrian army`).
    """
    hits: tuple[Hit, ...] = (*phrase.names, *phrase.countries, *phrase.nouns)
    spans = {hit.first: hit for hit in hits}
    attribute = next(iter(phrase.attributes), "")
    masked = len(tokens(attribute)) if attribute and phrase.text.startswith(attribute) else 0
    position = masked
    found: list[Hit] = []
    while position in spans:
        found.append(spans[position])
        position = spans[position].last
    kinds = {type(hit) for hit in found}
    tells = NameHit in kinds or {CountryHit, WordHit} <= kinds
    return phrase.words[position - 1].end if tells else None


def find_abbreviations(text: str) -> Iterator[tuple[str, str]]:
    """Yield (key of the abbreviation, full name) for each `Full Name (FN)` of the text."""
    for match in _ABBREVIATED.finditer(text):
        words = match[1].split()
        full = _full_name(words, match[2])
        if full:
            yield name_key(match[2]), full


def _full_name(words: Sequence[str], abbreviation: str) -> str | None:
    letters = [mark.casefold() for mark in abbreviation if mark.isalpha()]
    for first in range(len(words)):
        part = words[first:]
        initials = [
            piece[0].casefold()
            for word in part for piece in word.split("-")
            if piece and piece.casefold() not in _SMALL
        ]  # fmt: skip
        with_small = [word[0].casefold() for word in part]
        if part[0][0].casefold() == letters[0] and letters in (initials, with_small):
            return " ".join(part)
    return None
