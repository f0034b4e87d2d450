"""What goes into fusing: tellings, each one event as one report tells it."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import msgspec

from dateline.annotate.sentences import split_sentences
from dateline.fuse.rules import FuseRules
from dateline.fuse.shingles import ReportText, read_text
from dateline.fuse.voices import Figures, Voice, find_voices, own_figures
from dateline.records import (
    CodedReport,
    Event,
    EventMention,
    Place,
    Record,
    Report,
    Status,
)

_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_FIRMEST: Final[tuple[Status, ...]] = ("happened", "ongoing", "possible", "future", "denied")
_MOST_WORDS: Final = 40
_MOST_TEXT_WORDS: Final = 60
_MOST_PLACE_WORDS: Final = 12
# Words in names of places that many places share.
_NO_NAMES: Final = frozenset(
    {
        "province", "region", "district", "state", "town", "city", "village", "camp", "the", "and",
        "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central",
        "near", "outside", "division", "governorate", "area", "border", "airport", "police", "station",
    }
)  # fmt: skip


class Telling(Record, frozen=True, kw_only=True):
    """One event as one report tells it: an `Event` of one coded report, and what fusing needs beside it.

    `id` is that of the event in the report, `types` those of its mentions, `means` classes,
    `words` the rare words of the sentences that tell it, `place_words` those of its place,
    `text_words` the rare words of the whole report, `told_places` those of all places that its events name, `sentence` the hash of the sentence of its first trigger. `voices` are all whom the report
    has say or deny it; `own_figures` are those the report gives in its own voice, by measure.
    """

    id: str
    event: Event
    report: ReportText
    status: Status = "happened"
    types: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    voices: tuple[Voice, ...] = ()
    own_figures: Figures = msgspec.field(default_factory=dict)
    words: tuple[str, ...] = ()
    place_words: tuple[str, ...] = ()
    text_words: tuple[str, ...] = ()
    told_places: tuple[str, ...] = ()
    sentence: int | None = None
    origin: Place | None = None
    destination: Place | None = None


def tell_events(coded: CodedReport, rules: FuseRules) -> tuple[Telling, ...]:
    """Return the events of a coded report as tellings, in their order."""
    text = read_text(coded.report, rules.copies)
    told = {word for event in coded.event_mentions for word in _place_words(None, [event])}
    rare = [w for w in _words([coded.report.text]) if w in told or w not in rules.common]
    mentions = {mention.id: mention for mention in coded.event_mentions}
    sentences = tuple(split_sentences(coded.report.text))
    places = tuple(sorted(told)[:_MOST_PLACE_WORDS])
    around = _Around(coded.report, text, tuple(rare[:_MOST_TEXT_WORDS]), places, sentences)
    return tuple(
        _tell(event, [mentions[id_] for id_ in event.mentions if id_ in mentions], around, rules)
        for event in coded.events
    )


class _Around(NamedTuple):
    """What the tellings of one report have in common."""

    report: Report
    text: ReportText
    rare: tuple[str, ...]
    places: tuple[str, ...]
    sentences: tuple[tuple[int, int], ...]


def _tell(
    event: Event, mentions: Sequence[EventMention], around: _Around, rules: FuseRules
) -> Telling:
    spoken = [_sentence(mention, around) for mention in mentions]
    names = _words([event.place.name if event.place else "", *_side_names(event)])
    words = [word for word in _words(spoken) if word not in rules.common and word not in names]
    return Telling(
        id=event.id,
        event=event,
        report=around.text,
        status=min((one.status for one in mentions), key=_FIRMEST.index, default="happened"),
        types=tuple(sorted({one.type for one in mentions} | {event.type})),
        means=tuple(sorted({m.class_ for one in mentions for m in one.means if m.class_})),
        voices=find_voices(event, mentions),
        own_figures=own_figures(event, mentions),
        words=tuple(words[:_MOST_WORDS]),
        place_words=tuple(_place_words(event, mentions)),
        text_words=around.rare,
        told_places=around.places,
        sentence=around.text.sentence_hash(spoken[0]) if spoken else None,
        origin=next((one.origin for one in mentions if one.origin), None),
        destination=next((one.destination for one in mentions if one.destination), None),
    )


def _sentence(mention: EventMention, around: _Around) -> str:
    at, text = mention.trigger.start, around.report.text
    return next((text[s:e] for s, e in around.sentences if s <= at < e), mention.trigger.text)


def _side_names(event: Event) -> list[str]:
    return [side.name for side in (event.side_a, event.side_b) if side]


def _words(texts: Iterable[str]) -> list[str]:
    """Return the words of the texts in small letters without accents, each once, in order."""
    found: dict[str, None] = {}
    for text in texts:
        for match in _WORD.finditer(fold(text)):
            found.setdefault(match[0])
    return list(found)


def fold(text: str) -> str:
    """Return the text in small letters without accents."""
    if text.isascii():
        return text.lower()
    flat = unicodedata.normalize("NFKD", text.casefold())
    return "".join(mark for mark in flat if not unicodedata.combining(mark))


def _place_words(event: Event | None, mentions: Iterable[EventMention]) -> list[str]:
    places = [event.place if event else None, *(mention.place for mention in mentions)]
    texts = [place.name for place in places if place]
    texts += [place.span.text for place in places if place and place.span]
    return [word for word in sorted(set(_words(texts))) if word not in _NO_NAMES]
