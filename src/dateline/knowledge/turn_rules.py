"""Where the verb beside a trigger tells another event than the noun (`trigger_turns.tsv`)."""

import re
from typing import Literal, cast

import msgspec

from dateline.knowledge.tables import package_rows

Where = Literal["before", "after"]


class TurnRule(msgspec.Struct, frozen=True):
    """One row: a trigger of `labels` beside whose words the pattern matches is of another type.

    `pattern` names the verb that tells it, `verb`. `example` is a sentence the rule holds for,
    `against` one it does not; the trigger is bracketed.
    """

    name: str
    labels: frozenset[str]
    becomes: str
    where: Where
    pattern: re.Pattern[str]
    example: str
    against: str


def load_turn_rules() -> tuple[TurnRule, ...]:
    """Return the rules that ship with the package, in their order: the first that matches counts."""
    return tuple(
        TurnRule(
            row["rule"],
            frozenset(row["labels"].split()),
            row["becomes"],
            cast("Where", row["where"]),
            re.compile(row["pattern"], re.IGNORECASE),
            row["example"],
            row["against"],
        )
        for row in package_rows("trigger_turns.tsv")
    )
