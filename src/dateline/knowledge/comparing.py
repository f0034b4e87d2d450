"""The rules of comparing from their table."""

import tomllib
from typing import Final

import msgspec

from dateline.errors import KnowledgeError
from dateline.knowledge.tables import Readable, package_data
from dateline.reference.rules import CompareRules

_TABLE: Final = "compare.toml"
_ROUNDING: Final = 1e-9


def load_compare_rules(source: Readable | None = None) -> CompareRules:
    """Return the rules of comparing, the package's or those of another table.

    Raises:
        KnowledgeError: the table is broken.
    """
    table = source or package_data(_TABLE)
    try:
        rules = msgspec.convert(tomllib.loads(table.read_text(encoding="utf-8")), CompareRules)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise KnowledgeError(f"{table.name}: {error}: mend the entry") from error
    if abs(sum(msgspec.structs.astuple(rules.weights)) - 1) > _ROUNDING:
        raise KnowledgeError(f"{table.name}: the weights must sum to 1: mend them")
    if not 0 < rules.match <= 1:
        raise KnowledgeError(f"{table.name}: match is a score: write more than 0 and 1 at most")
    return rules
