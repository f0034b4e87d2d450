"""Where the words beside a trigger tell another event, or none (`trigger_turns.tsv`)."""

from typing import Final, Literal, cast

import msgspec

from dateline.knowledge.patterns import WordPattern
from dateline.knowledge.tables import package_rows
from dateline.records import Status

Where = Literal["before", "after", "over"]

_NONE: Final = "-"


class TurnRule(msgspec.Struct, frozen=True):
    """One row: where the pattern matches, a trigger of `labels` is of the type `becomes`.

    No `labels` are all labels; where `becomes` is None it tells no event at all, where `status` is
    None it keeps its own. `before` and `after` match the words on that side and name the verb that
    tells the other event, `verb`; `over` matches words that hold the trigger. `example` is a
    sentence the rule holds for, `against` one it does not; the trigger is bracketed.
    """

    name: str
    labels: frozenset[str]
    becomes: str | None
    status: Status | None
    where: Where
    pattern: WordPattern
    example: str
    against: str

    def is_for(self, label: str) -> bool:
        """Tell whether the rule is about triggers of a label."""
        return not self.labels or label in self.labels


def load_turn_rules() -> tuple[TurnRule, ...]:
    """Return the rules that ship with the package, in their order: the first that matches counts."""
    return tuple(
        TurnRule(
            row["rule"],
            frozenset(row["labels"].split()),
            None if row["becomes"] == _NONE else row["becomes"],
            None if row["status"] == _NONE else cast("Status", row["status"]),
            cast("Where", row["where"]),
            WordPattern(row["pattern"], f"trigger_turns.tsv: {row['rule']}"),
            row["example"],
            row["against"],
        )
        for row in package_rows("trigger_turns.tsv")
    )
