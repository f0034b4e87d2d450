"""Regular expressions of the rule tables: compiled late, and tried only where they may match."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final

from dateline.errors import KnowledgeError
from dateline.knowledge.prefixes import ANY, DIGIT, LENGTH, prefixes_of

_BEGINNING: Final = re.compile(r"\b\w")
_SIZES: Final = range(1, LENGTH + 1)
_FOLD: Final = {65 + n: chr(97 + n) for n in range(26)} | {
    ord(digit): DIGIT for digit in "123456789"
}


class LatePattern:
    """A regular expression that is compiled when it is first tried.

    A report uses few of the rules, and compiling all of them is a quarter of a second.
    """

    def __init__(self, source: str, where: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self.source = source
        self.where = where
        self.flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """Return the pattern.

        Raises:
            KnowledgeError: it is no regular expression.
        """
        try:
            return re.compile(self.source, self.flags)
        except re.error as error:
            raise KnowledgeError(
                f"{self.where}: no regular expression ({error}): mend the row"
            ) from error

    def match(self, text: str, start: int) -> re.Match[str] | None:
        """Return the match that begins at `start`, if there is one."""
        return self.compiled.match(text, start)

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match, if there is one."""
        return self.compiled.search(text)


class Stretch:
    """A stretch of a text, `end` exclusive, with how each of its words begins."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.start = start
        self.end = end

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """Return the first letters of each word and what follows, from one character to `LENGTH`."""
        folded = self.text[self.start : self.end].translate(_FOLD)
        starts = [found.start() for found in _BEGINNING.finditer(folded)]
        return frozenset({folded[start : start + size] for start in starts for size in _SIZES})


class WordPattern(LatePattern):
    """A regular expression whose matches begin where a word begins, whatever the case.

    It is tried only in a stretch that has a word which begins as its matches do.
    """

    def __init__(self, pattern: str, where: str) -> None:
        super().__init__(rf"\b(?:{pattern})", where, re.IGNORECASE)
        self._pattern = pattern

    @cached_property
    def beginnings(self) -> frozenset[str] | None:
        """Return how the matches may begin; None where that is not known."""
        found = {prefix.partition(ANY)[0].lower() for prefix in prefixes_of(self._pattern, {})}
        known = all(beginning[:1].isalnum() for beginning in found)
        return frozenset(found) if known else None

    def may_match_in(self, stretch: Stretch) -> bool:
        """Tell whether a stretch has a word that begins as the matches do."""
        return self.beginnings is None or not self.beginnings.isdisjoint(stretch.beginnings)

    def find_in(self, stretch: Stretch) -> Iterator[re.Match[str]]:
        """Return the matches that lie in a stretch, from left to right."""
        if self.may_match_in(stretch):
            return self.compiled.finditer(stretch.text, stretch.start, stretch.end)
        return iter(())


class WordPatterns:
    """Patterns by name, of which only those are tried that may match in a stretch."""

    def __init__(self, patterns: Mapping[str, WordPattern]) -> None:
        self._patterns = patterns

    @cached_property
    def _always(self) -> frozenset[str]:
        return frozenset(name for name, one in self._patterns.items() if one.beginnings is None)

    @cached_property
    def _by_beginning(self) -> Mapping[str, frozenset[str]]:
        names: dict[str, set[str]] = {}
        for name, pattern in self._patterns.items():
            for beginning in pattern.beginnings or ():
                names.setdefault(beginning, set()).add(name)
        return {beginning: frozenset(found) for beginning, found in names.items()}

    def tried_in(self, stretch: Stretch) -> frozenset[str]:
        """Return the names of the patterns that may match in a stretch."""
        begun = self._by_beginning.keys() & stretch.beginnings
        return self._always.union(*(self._by_beginning[beginning] for beginning in begun))
