"""The codebook: dateline's event types and their codes elsewhere, from `data/codebook.toml`."""

import re
import tomllib
from collections.abc import Mapping
from functools import cached_property
from importlib.resources import files
from typing import Final

import msgspec

from dateline.errors import KnowledgeError
from dateline.knowledge.attribution_rules import AttributionRules, load_attribution_rules
from dateline.knowledge.patterns import WordPattern, WordPatterns
from dateline.knowledge.status_rules import StatusRule, load_status_rules
from dateline.knowledge.tables import package_rows
from dateline.knowledge.turn_rules import TurnRule, load_turn_rules
from dateline.records import AcledCode

_DATA: Final = files("dateline") / "data"


class EventType(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One event type. `part` is action, consequence or claim; the lowest `rank` names an event."""

    label: str
    definition: str
    part: str
    rank: int
    acled: str
    plover: tuple[str, str]
    cameo: str
    summary: str
    violent: bool = False
    measure: str | None = None
    unit: str | None = None

    @cached_property
    def name(self) -> str:
        """Return the type as records give it: lower case with hyphens."""
        return self.label.lower().replace("_", "-")


class MeansClass(msgspec.Struct, frozen=True):
    """A class of weapons or other means and the words that show it."""

    name: str
    pattern: re.Pattern[str]
    example: str


class Codebook(msgspec.Struct, frozen=True, dict=True):
    """Event types by label, ACLED's labels by sub-event type, classes of means in order.

    `background` finds the words by which a sentence sums up many events; `cues` find the words on
    which ACLED's sub-event types turn; `trigger_words` find an event, by label, where the reader
    finds none; `attribution` tells who says it, `status_rules` what grammar makes of a trigger,
    `turn_rules` which event the verb beside it tells.
    """

    types: Mapping[str, EventType]
    acled: Mapping[str, AcledCode]
    means: tuple[MeansClass, ...]
    background: Mapping[str, WordPattern]
    cues: Mapping[str, WordPattern]
    trigger_words: Mapping[str, WordPattern]
    attribution: AttributionRules
    status_rules: tuple[StatusRule, ...]
    turn_rules: tuple[TurnRule, ...] = ()

    @cached_property
    def by_name(self) -> Mapping[str, EventType]:
        """Return the event types by the name that records give them."""
        return {row.name: row for row in self.types.values()}

    @cached_property
    def sought_cues(self) -> WordPatterns[str]:
        """Return the names of the cues as they are looked for: those that a sentence may have."""
        return WordPatterns(self.cues.items())

    @cached_property
    def sought_background(self) -> WordPatterns[str]:
        """Return the names of `background` so."""
        return WordPatterns(self.background.items())

    @cached_property
    def sought_status_rules(self) -> WordPatterns[StatusRule]:
        """Return `status_rules` so."""
        return WordPatterns((rule, rule.before) for rule in self.status_rules)

    @cached_property
    def sought_turn_rules(self) -> WordPatterns[TurnRule]:
        """Return `turn_rules` so."""
        return WordPatterns((rule, rule.pattern) for rule in self.turn_rules)

    def means_class(self, text: str) -> str | None:
        """Return the class of a means as a report names it: the first whose words it holds."""
        return next((row.name for row in self.means if row.pattern.search(text)), None)


def load_codebook() -> Codebook:
    """Return the codebook that ships with the package.

    Raises:
        KnowledgeError: a type lacks a field or names an ACLED label that does not exist.
    """
    acled = {row["sub_event_type"]: AcledCode(**row) for row in package_rows("acled_types.tsv")}
    try:
        tables = tomllib.loads((_DATA / "codebook.toml").read_text("utf-8"))
        types = {
            label: msgspec.convert({"label": label, **row}, EventType)
            for label, row in tables.items()
        }
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise KnowledgeError(f"data/codebook.toml: {error}; reinstall dateline") from error
    for event_type in types.values():
        if event_type.acled not in acled:
            raise KnowledgeError(
                f"data/codebook.toml: {event_type.label} has acled = {event_type.acled!r}, "
                "which acled_types.tsv does not list"
            )
    means = tuple(
        MeansClass(
            row["class"], re.compile(rf"\b(?:{row['pattern']})", re.IGNORECASE), row["example"]
        )
        for row in package_rows("means_classes.tsv")
    )
    return Codebook(
        types,
        acled,
        means,
        _patterns("background_cues.tsv", "cue"),
        _patterns("acled_cues.tsv", "cue"),
        _patterns("trigger_words.tsv", "label"),
        load_attribution_rules(),
        load_status_rules(),
        load_turn_rules(),
    )


def _patterns(name: str, key: str) -> dict[str, WordPattern]:
    """Return the patterns of a table in its order; each begins a word, whatever its case."""
    return {
        row[key]: WordPattern(row["pattern"], f"{name}: {row[key]}") for row in package_rows(name)
    }
