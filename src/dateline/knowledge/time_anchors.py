"""How a report dates its own events, read from `data/time_anchors.tsv`."""

from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from dateline.errors import KnowledgeError
from dateline.knowledge.patterns import LatePattern
from dateline.knowledge.tables import Readable, read_lines
from dateline.knowledge.time_patterns import TimeWords, expand

COLUMNS: Final = ("name", "where", "strength", "pattern", "event", "example")
_EVENT: Final = "<event>"
_NOUN: Final = "(?P<event>$deed)"


class TimeAnchor(NamedTuple):
    """One way to date an event: the pattern ends `before` a date or begins `after` it.

    `strength` is `start` where the words say that the event began or happened then. `event` is the
    noun of what a pattern without one is about.
    """

    name: str
    where: Literal["before", "after"]
    strength: Literal["start", "on"]
    pattern: LatePattern
    event: str
    example: str


def read_time_anchors(source: Readable, words: TimeWords) -> Iterator[TimeAnchor]:
    """Yield the rows of a tab-separated file; lines that start with `#` are comments.

    Raises:
        KnowledgeError: a row has not six cells, or a word in `where` or `strength` that is unknown.
    """
    for line, where in read_lines(source, COLUMNS):
        yield _anchor(line, words, where)


def _anchor(line: str, words: TimeWords, where: str) -> TimeAnchor:
    cells = line.split("\t")
    if len(cells) != len(COLUMNS):
        raise KnowledgeError(f"{where}: {len(COLUMNS)} cells needed: mend the row")
    name, side, strength, pattern, event, example = cells
    if side not in {"before", "after"} or strength not in {"start", "on"}:
        raise KnowledgeError(f"{where}: `before` or `after`, then `start` or `on`: mend the row")
    return TimeAnchor(
        name=name,
        where="after" if side == "after" else "before",
        strength="start" if strength == "start" else "on",
        pattern=LatePattern(expand(pattern.replace(_EVENT, _NOUN), words, where), where),
        event=event,
        example=example,
    )
