"""Where grammar tells the status of an event: the words before its trigger (`status_rules.tsv`)."""

import re
from typing import Final, cast

import msgspec

from dateline.knowledge.patterns import WordPattern
from dateline.knowledge.tables import package_rows
from dateline.records import Status

_CLAUSE: Final = re.compile(r"(?<=[.!?;])[\"”]?\s+|\n")
_LONGEST: Final = 120


class StatusRule(msgspec.Struct, frozen=True):
    """One row: where the words before a trigger of `labels` match, it has this status.

    No `labels` are all labels; `form` is what the trigger itself must look like, None for anything.
    `example` is a sentence the rule holds for, `against` one it does not; the trigger is bracketed.
    """

    name: str
    labels: frozenset[str]
    status: Status
    before: WordPattern
    form: WordPattern | None
    example: str
    against: str

    def is_for(self, label: str, words: str) -> bool:
        """Tell whether the rule is about triggers of a label with such words."""
        if self.labels and label not in self.labels:
            return False
        return self.form is None or self.form.match(words, 0) is not None


def load_status_rules() -> tuple[StatusRule, ...]:
    """Return the rules that ship with the package, in their order: the first that matches counts."""
    return tuple(
        StatusRule(
            row["rule"],
            frozenset(row["labels"].split()),
            cast("Status", row["status"]),
            WordPattern(row["before"], f"status_rules.tsv: {row['rule']}"),
            WordPattern(row["form"], f"status_rules.tsv: {row['rule']}") if row["form"] else None,
            row["example"],
            row["against"],
        )
        for row in package_rows("status_rules.tsv")
    )


def words_before(text: str, start: int) -> str:
    """Return the words of a trigger's own clause before it: 120 characters at most."""
    return _CLAUSE.split(text[max(0, start - _LONGEST) : start])[-1]
