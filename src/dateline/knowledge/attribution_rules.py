"""How to tell who says it: words of sources and of saying, from two tables of `data/`."""

import re
from collections.abc import Collection, Mapping

import msgspec

from dateline.knowledge.tables import package_rows


class SourceRule(msgspec.Struct, frozen=True):
    """One row of `source_kinds.tsv`: sources of `who` whose words the pattern finds are of a kind.

    `who` are kinds of ACTOR; `party` is a party to the event told, `of-force` a person who belongs
    to a force, `any` everybody.
    """

    kind: str
    who: frozenset[str]
    words: re.Pattern[str]
    example: str


class AttributionRules(msgspec.Struct, frozen=True):
    """Kinds of sources, first match first, and the words on which attribution turns, by name."""

    kinds: tuple[SourceRule, ...]
    cues: Mapping[str, re.Pattern[str]]

    def kind_of(self, words: str, who: Collection[str]) -> str:
        """Return the kind of a source from its words and from what it is (`SourceRule.who`)."""
        return next(
            (
                rule.kind
                for rule in self.kinds
                if (not rule.who.isdisjoint(who) or "any" in rule.who) and rule.words.search(words)
            ),
            "person",
        )


def load_attribution_rules() -> AttributionRules:
    """Return the rules that ship with the package."""
    return AttributionRules(
        kinds=tuple(
            SourceRule(
                row["kind"], frozenset(row["who"].split()), _pattern(row["words"]), row["example"]
            )
            for row in package_rows("source_kinds.tsv")
        ),
        cues={row["cue"]: _pattern(row["pattern"]) for row in package_rows("attribution_cues.tsv")},
    )


def _pattern(words: str) -> re.Pattern[str]:
    """Return a pattern whose words begin where a word begins; case counts in names of bodies."""
    begins = r"(?<!\w)" if re.match(r"\(?\w|\(\?:\w", words) else ""
    flags = re.NOFLAG if re.match(r"\(\?:UN\|", words) else re.IGNORECASE
    return re.compile(rf"{begins}(?:{words})", flags)
