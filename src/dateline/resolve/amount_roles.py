"""What a figure is to the event it stands with: its toll, a part, a new toll, an addition."""

import re
from typing import Final

from dateline.knowledge.amounts import AmountTable, Role
from dateline.knowledge.patterns import Stretch

_BREAK: Final = re.compile(r"[.!?][\"'”’)]*\s+(?=[A-Z\"'“‘(\d])|\n")
_REACH: Final = 400


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence around the span starts and ends (exclusive), by its stops."""
    left = text[max(0, start - _REACH) : start]
    first = start - len(left)
    for match in _BREAK.finditer(left):
        first = start - len(left) + match.end()
    right = _BREAK.search(text, end, min(len(text), end + _REACH))
    return first, right.start() if right else min(len(text), end + _REACH)


def toll_role(text: str, start: int, end: int, *, table: AmountTable) -> Role:
    """Return what the figure at `start` to `end` is, from the words of its sentence.

    `part` is inside a total that is told too, `revision` replaces an earlier toll (or is one that
    was replaced), `addition` comes on top, `cumulative` is the toll of a war, a year or a series.
    """
    first, last = sentence_around(text, start, end)
    around = {
        "before": text[first:start], "inside": text[start:end], "after": text[end:last],
        "whole": f"{text[first:start]}[{text[start:end]}]{text[end:last]}",
    }  # fmt: skip
    for cue in table.sought_cues.tried_in(Stretch(text, first, last)):
        if cue.pattern.search(around[cue.where]):
            return cue.role
    return "event"


def is_revision_cue(words: str, *, table: AmountTable) -> bool:
    """Return whether the words in front of a figure say that it replaces an earlier one."""
    padded = f"{words.rstrip()} "
    return any(
        cue.role == "revision" and cue.where == "before" and cue.pattern.search(padded)
        for cue in table.cues
    )
