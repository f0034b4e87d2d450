"""What the words say of the people who are counted: state, rebel, civilian, or nothing."""

import re
from collections.abc import Sequence
from typing import Final

from dateline.knowledge.amounts import AmountTable, Status

_WORD: Final = re.compile(r"[^\W\d_][\w'’-]*")
_OF: Final = re.compile(r"\s+of\s+", re.IGNORECASE)
_MEMBERS: Final = re.compile(r"\b(?:members?|bod(?:y|ies)|corpses?|remains)\s+of\b", re.IGNORECASE)
_AFTER: Final = re.compile(
    r"[\s\w'’-]*?(?=\b(?:were|was|are|is|have|has|had|who|in|on|by|when|after|during)\b|[^\s\w'’-]|$)"
)
_REACH: Final = 60
_DOUBT_REACH: Final = 400
_NUMBER: Final = re.compile(r"\b\d+ (?:people|soldiers|civilians|others)\b")
_LONGEST: Final = 3
_LONGEST_PHRASE: Final = 5
_TITLE: Final = 2


def people_status(words: str, *, table: AmountTable) -> Status | None:
    """Return the status that the words for some people say, None where no word of it is known.

    The last word decides (`rebel soldiers` are soldiers, `civilian fighters` are not civilians);
    `members of` and `bodies of` look on to what follows. A bare personal name says nothing of its
    bearer (`unsaid`).
    """
    head = _OF.split(_MEMBERS.split(words)[-1])[0]
    known = _ending(_words(head), table)
    if known is not None:
        return known
    found = _WORD.findall(head)
    named = len(found) >= _TITLE and all(word[0].isupper() for word in found)
    return "unsaid" if named else None


def status_after(text: str, end: int, *, table: AmountTable) -> Status | None:
    """Return the status of the people counted by the number that ends at `end`, from its noun."""
    match = _AFTER.match(text, end, min(len(text), end + _REACH))
    found = _words(match[0]) if match else []
    for last in range(min(len(found), _LONGEST_PHRASE), 0, -1):
        status = _ending(found[:last], table)
        if status is not None:
            return status
    return None


def is_doubted(text: str, end: int, *, table: AmountTable) -> bool:
    """Return whether the report says right after the figure that ends at `end` that it is unverified.

    The rest of its paragraph and the next one count as right after, up to the next number.
    """
    match = table.doubts.search(text, end, min(len(text), end + _DOUBT_REACH))
    return match is not None and _NUMBER.search(text, end, match.start()) is None


def _words(text: str) -> list[str]:
    found = [word.lower() for word in _WORD.findall(text)]
    return [word.removesuffix("'s").removesuffix("’s") for word in found]


def _ending(words: Sequence[str], table: AmountTable) -> Status | None:
    """Return the status of the longest known noun that ends the words."""
    for size in range(min(_LONGEST, len(words)), 0, -1):
        status = table.statuses.get(" ".join(words[-size:]))
        if status is not None:
            return status
    return None
