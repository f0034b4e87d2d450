"""What stands around a time expression: its sentence, the tense, the dates told before it."""

import re
from bisect import bisect_left, bisect_right
from typing import Final

import msgspec

from dateline.annotate.sentences import split_sentences
from dateline.knowledge.time_rules import TimeCues
from dateline.resolve.time_calendar import Days
from dateline.resolve.time_frame import Tense

_LOOK_BACK: Final = 60
_PAST_VERB: Final = re.compile(r" [a-z]{2,}ed\b")
_CLAUSE: Final = re.compile(r"[:;] | -+ ")
_CLAUSE_REACH: Final = 200  # code points
_HAD_BEFORE: Final = re.compile(r"\bhad (?!(?:an?|the|no|to)\b)[^,;:]{1,60}$")
_HAD_AFTER: Final = re.compile(r",? [^,;:]{0,40}\bhad (?!(?:an?|the|no|to)\b)")
_TELLS: Final = re.compile(
    r"\b(?:said|says|told|reported|announced|confirmed|claimed|added|according)\b"
)
_FAR: Final = 60  # code points
_DOUBT: Final = re.compile(
    r"\b(?:by|until|till|before|through|for|than|effective|starting|beginning|an?|the|its|his|their|to) $"
)


class Sentence(msgspec.Struct, frozen=True):
    """A sentence: offsets, and the places in it whose words tell past or future."""

    start: int
    end: int
    cues: tuple[tuple[int, int, Tense], ...]


class Surroundings:
    """The sentences of a text with their cues, read once and asked for many times."""

    def __init__(self, flat: str, cues: TimeCues) -> None:
        self.flat = flat
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
            return Sentence(0, len(self.flat), ())
        start, end = self._spans[index]
        found = self._cues.verbs.finditer(self.flat, start, end)
        return Sentence(start, end, tuple((cue.start(), cue.end(), _tense(cue)) for cue in found))

    def tense(self, start: int, end: int) -> tuple[Tense, bool]:
        """Return the tense that an expression stands in, and whether it is in doubt.

        The cue before it counts, else the one after it. Doubt comes from `by`, `until` and the
        like right before, from an article (`a January 14 deadline`), from a cue far away.
        """
        cues = self.sentence(start).cues
        boundary = self._boundary(start)
        before = [
            (start - cue_end, tense) for _, cue_end, tense in cues if boundary <= cue_end <= start
        ]
        after = [(cue_start - end, tense) for cue_start, _, tense in cues if cue_start >= end]
        if _PAST_VERB.match(self.flat, end) or (after and after[0] == (1, "past")):
            return "past", False  # an adverb right before its verb: `on Sunday escaped`
        distance, tense = before[-1] if before else after[0] if after else (0, "")
        if self.flat.startswith("'s", end) and not self._cues.scheduled.match(self.flat, end):
            return "past", False
        leads = (self.flat, max(0, start - _LOOK_BACK), start)
        if not tense and self._cues.ahead.search(*leads):
            return "future", False
        return tense, distance > _FAR or self._cues.doubt.search(*leads) is not None

    def _boundary(self, start: int) -> int:
        """Return where the clause before `start` begins: after a colon, semicolon or dash."""
        found = list(_CLAUSE.finditer(self.flat, max(0, start - _CLAUSE_REACH), start))
        return found[-1].end() if found else 0

    def is_report_day(self, start: int) -> bool:
        """Tell whether a verb of saying stands right before: `said on ...`."""
        return self._cues.reports.search(self.flat, max(0, start - _LOOK_BACK), start) is not None

    def is_before_story(self, start: int, end: int) -> bool:
        """Tell whether an expression dates what had happened before: `had been hit on 12 April`.

        Not where somebody tells it: `said that gunmen had come on 3 May` is the story.
        """
        sentence = self.sentence(start)
        clause = self.flat[max(sentence.start, start - _CLAUSE_REACH) : start]
        had = _HAD_BEFORE.search(clause) or _HAD_AFTER.match(self.flat, end, sentence.end)
        return had is not None and _TELLS.search(clause) is None

    def opener(self, start: int) -> str | None:
        """Return how the words right before open a span of days: since, until, between, ..."""
        before = self.flat[max(0, start - _LOOK_BACK) : start].lower().split()
        for length in (3, 2, 1):
            kind = self._cues.openers.get(" ".join(before[-length:]))
            if kind is not None and len(before) >= length:
                return kind
        return None


def _tense(cue: re.Match[str]) -> Tense:
    if cue.lastgroup == "future":
        return "future"
    return "past" if cue.lastgroup == "past" else ""


class Told:
    """The dates told so far: the last one of any kind and the last one that names a day.

    The day of a report (`said on Tuesday`), or of what had happened before the story
    (`had been hit on 12 April`), counts only until a day of the story itself is told.
    """

    def __init__(self) -> None:
        self.last: Days | None = None
        self.day: Days | None = None
        self._weak = True

    def add(self, days: Days, *, is_aside: bool) -> None:
        """Take in the days of a further expression."""
        if is_aside and not self._weak:
            return
        self._weak = is_aside
        self.last = days
        if days.grain in {"time", "day"}:
            self.day = days


class Dated:
    """The expressions of one day of a text, in its order."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._entries: list[tuple[int, Days]] = []

    def add(self, start: int, end: int, days: Days) -> None:
        """Take in a further expression; those that name more than a day are left out."""
        if days.grain in {"time", "day"}:
            self._starts.append(start)
            self._entries.append((end, days))

    def nearest(self, start: int, sentence: Sentence) -> Days | None:
        """Return the days of the expression that stands closest in the same sentence."""
        first = bisect_left(self._starts, sentence.start)
        last = bisect_left(self._starts, sentence.end)
        same = [
            (min(abs(start - self._entries[i][0]), abs(self._starts[i] - start)), i)
            for i in range(first, last)
        ]
        return self._entries[min(same)[1]][1] if same else None
