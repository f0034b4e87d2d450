"""Where grammar tells the status of an event: the words before its trigger (`status_rules.tsv`)."""

import re
from typing import Final, cast

import msgspec

from dateline.knowledge.patterns import Stretch, WordPattern
from dateline.knowledge.tables import package_rows
from dateline.records import Status

_CLAUSE: Final = re.compile(r"(?<=[.!?;])[\"”]?\s+|\n")
_LONGEST: Final = 120


class StatusRule(msgspec.Struct, frozen=True):
    """One row: where the words before a trigger match, it has this status.

    `example` is a sentence the rule holds for, `against` one it does not; the trigger is bracketed.
    """

    name: str
    status: Status
    before: WordPattern
    example: str
    against: str


def load_status_rules() -> tuple[StatusRule, ...]:
    """Return the rules that ship with the package, in their order: the first that matches counts."""
    return tuple(
        StatusRule(
            row["rule"],
            cast("Status", row["status"]),
            WordPattern(row["before"], f"status_rules.tsv: {row['rule']}"),
            row["example"],
            row["against"],
        )
        for row in package_rows("status_rules.tsv")
    )


def words_before(text: str, start: int) -> Stretch:
    """Return the words of a trigger's own clause before it: 120 characters at most."""
    words = _CLAUSE.split(text[max(0, start - _LONGEST) : start])[-1]
    return Stretch(words, 0, len(words))
