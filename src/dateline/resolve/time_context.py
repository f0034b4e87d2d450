"""What stands around a time expression: its sentence, the tense, the dates told before it."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

import msgspec

from dateline.annotate.sentences import split_sentences
from dateline.knowledge.time_rules import TimeCues
from dateline.resolve.time_calendar import Days
from dateline.resolve.time_frame import Tense

_LOOK_BACK: Final = 60


class Sentence(msgspec.Struct, frozen=True):
    """A sentence: offsets, and the places in it whose words tell past or future."""

    start: int
    end: int
    cues: tuple[tuple[int, int, Tense], ...]


class Surroundings:
    """The sentences of a text with their cues, read once and asked for many times."""

    def __init__(self, flat: str, cues: TimeCues) -> None:
        self._flat = flat
        self._cues = cues
        self._spans = split_sentences(flat)
        self._starts = [start for start, _ in self._spans]
        self._sentences: dict[int, Sentence] = {}

    def sentence(self, position: int) -> Sentence:
        """Return the sentence that holds the position."""
        index = max(bisect_right(self._starts, position) - 1, 0)
        if index not in self._sentences:
            self._sentences[index] = self._read(index)
        return self._sentences[index]

    def _read(self, index: int) -> Sentence:
        if not self._spans:
            return Sentence(0, len(self._flat), ())
        start, end = self._spans[index]
        found = self._cues.verbs.finditer(self._flat, start, end)
        return Sentence(start, end, tuple((cue.start(), cue.end(), _tense(cue)) for cue in found))

    def tense(self, start: int, end: int) -> Tense:
        """Return the tense that an expression stands in: of the cue before it, else after it."""
        cues = self.sentence(start).cues
        before = [tense for _, cue_end, tense in cues if cue_end <= start]
        after = [tense for cue_start, _, tense in cues if cue_start >= end]
        return before[-1] if before else after[0] if after else ""

    def is_report_day(self, start: int) -> bool:
        """Tell whether a verb of saying stands right before: `said on ...`."""
        return self._cues.reports.search(self._flat, max(0, start - _LOOK_BACK), start) is not None

    def opener(self, start: int) -> str | None:
        """Return how the words right before open a span of days: since, until, between, ..."""
        before = self._flat[max(0, start - _LOOK_BACK) : start].lower().split()
        for length in (3, 2, 1):
            kind = self._cues.openers.get(" ".join(before[-length:]))
            if kind is not None and len(before) >= length:
                return kind
        return None


def _tense(cue: re.Match[str]) -> Tense:
    return "future" if cue.lastgroup == "future" else "past"


class Told:
    """The dates told so far: the last one of any kind and the last one that names a day.

    The day of a report (`said on Tuesday`) counts only until a day of something done is told.
    """

    def __init__(self) -> None:
        self.last: Days | None = None
        self.day: Days | None = None
        self._weak = True

    def add(self, days: Days, *, is_report: bool) -> None:
        """Take in the days of a further expression."""
        if is_report and not self._weak:
            return
        self._weak = is_report
        self.last = days
        if days.grain in {"time", "day"}:
            self.day = days


def nearest(days: Sequence[tuple[int, int, Days]], start: int, sentence: Sentence) -> Days | None:
    """Return the days of the expression of one day that stands closest in the same sentence."""
    same = [
        (min(abs(start - other_end), abs(other_start - start)), other_start, found)
        for other_start, other_end, found in days
        if sentence.start <= other_start < sentence.end and found.grain in {"time", "day"}
    ]
    return min(same, key=lambda entry: entry[:2])[2] if same else None
