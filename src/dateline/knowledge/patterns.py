"""Regular expressions of the rule tables: compiled late, and tried only where they may match."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Final, Generic, TypeVar

from dateline.errors import KnowledgeError
from dateline.knowledge.prefixes import ANY, DIGIT, LENGTH, prefixes_of

_BEGINNING: Final = re.compile(rf"\b\w{{{LENGTH}}}|\b\w+")
_NO_WORD: Final = re.compile(r"\W")
_END: Final = " "  # stands where a word ends
_SIZES: Final = range(1, LENGTH + 1)
_CACHE: Final = 20_000
_FOLD: Final = {65 + n: chr(97 + n) for n in range(26)} | {
    ord(digit): DIGIT for digit in "123456789"
}
_Row = TypeVar("_Row")


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

    @property
    def beginnings(self) -> frozenset[str] | None:
        """Return how the first words of matches may begin, in lower case; None where nobody knows.

        A blank at the end stands for the end of the word.
        """
        return None

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
    def _folded(self) -> str:
        return self.text[self.start : self.end].translate(_FOLD)

    @cached_property
    def words(self) -> tuple[tuple[int, str], ...]:
        """Return where each word begins in the text, and how."""
        found = _BEGINNING.finditer(self._folded)
        return tuple((self.start + one.start(), one[0]) for one in found)

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """Return the first `LENGTH` letters of each word; a shorter one is a whole word."""
        return frozenset(_BEGINNING.findall(self._folded))


class WordPattern(LatePattern):
    """A regular expression whose matches begin where a word begins, whatever the case."""

    def __init__(self, pattern: str, where: str) -> None:
        super().__init__(rf"\b(?:{pattern})", where, re.IGNORECASE)
        self._pattern = pattern

    @cached_property
    def beginnings(self) -> frozenset[str] | None:
        """Return how the first words of matches may begin, as `LatePattern` has it."""
        found = {prefix.partition(ANY)[0].lower() for prefix in prefixes_of(self._pattern, {})}
        known = all(beginning[:1].isalnum() for beginning in found)
        return frozenset(map(_first_word, found)) if known else None


def _first_word(beginning: str) -> str:
    end = _NO_WORD.search(beginning)
    return beginning[: end.start()] + _END if end else beginning


class WordPatterns(Generic[_Row]):
    """Rows of a table, each with its pattern; only those are tried that may match in a stretch."""

    def __init__(self, rows: Iterable[tuple[_Row, LatePattern]]) -> None:
        self._rows = tuple(rows)
        self._begun_by = lru_cache(maxsize=_CACHE)(self._find_begun_by)

    @cached_property
    def _always(self) -> frozenset[int]:
        return frozenset(n for n, (_, one) in enumerate(self._rows) if one.beginnings is None)

    @cached_property
    def _by_beginning(self) -> Mapping[str, frozenset[int]]:
        numbers: dict[str, set[int]] = {}
        for number, (_, pattern) in enumerate(self._rows):
            for beginning in pattern.beginnings or ():
                numbers.setdefault(beginning, set()).add(number)
        return {beginning: frozenset(found) for beginning, found in numbers.items()}

    def _find_begun_by(self, beginning: str) -> frozenset[int]:
        """Return the numbers of the rows whose matches may begin with such a word."""
        numbers = self._by_beginning.get(beginning + _END, frozenset())
        for size in _SIZES:
            numbers |= self._by_beginning.get(beginning[:size], frozenset())
        return numbers

    def tried_in(self, stretch: Stretch) -> tuple[_Row, ...]:
        """Return the rows that may match in a stretch, in their order."""
        numbers = self._always.union(*map(self._begun_by, stretch.beginnings))
        return tuple(self._rows[number][0] for number in sorted(numbers))

    @cached_property
    def _numbers(self) -> Mapping[_Row, int]:
        return {row: number for number, (row, _) in enumerate(self._rows)}

    def find_in(self, row: _Row, stretch: Stretch) -> Iterator[re.Match[str]]:
        """Yield the matches of a row's pattern in a stretch, from left to right, not overlapping.

        It is tried only at the words that begin as its matches do, which is much faster.
        """
        number = self._numbers[row]
        pattern = self._rows[number][1].compiled
        if number in self._always:
            yield from pattern.finditer(stretch.text, stretch.start, stretch.end)
            return
        end = stretch.start
        for start, beginning in stretch.words:
            if start >= end and number in self._begun_by(beginning):
                found = pattern.match(stretch.text, start, stretch.end)
                if found:
                    yield found
                    end = found.end()
