"""The rules for time expressions, read from `data/time_rules.tsv` and `data/time_words.toml`."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Final, NamedTuple, TypeVar

import msgspec

from dateline.errors import KnowledgeError
from dateline.knowledge.patterns import LatePattern
from dateline.knowledge.prefixes import ANY, DIGIT, LENGTH, Prefixes, prefixes_of
from dateline.knowledge.tables import Readable, read_lines
from dateline.knowledge.time_anchors import TimeAnchor, read_time_anchors
from dateline.knowledge.time_fiscal import FiscalYear, read_fiscal_years
from dateline.knowledge.time_holidays import Holiday, read_holidays
from dateline.knowledge.time_patterns import FIGURES, TimeWords, expand

COLUMNS: Final = ("name", "type", "pattern", "value", "before", "example", "expected")
TYPES: Final = ("DATE", "TIME", "DURATION", "SET")
_CACHE: Final = 20_000


class TimeRule(NamedTuple):
    """One kind of time expression.

    `pattern` matches folded text (`fold_text`); `value` names what is made of the match, with
    arguments; `before` must match, or with `negated` must not match, up to where the match starts.
    """

    name: str
    type: str
    pattern: LatePattern
    prefixes: Prefixes
    value: tuple[str, ...]
    before: LatePattern | None
    negated: bool
    example: str
    expected: str


class TimeCues(msgspec.Struct, frozen=True):
    """Words around a time expression that tell its direction (`data/time_cues.toml`)."""

    verbs: re.Pattern[str]
    reports: re.Pattern[str]
    scheduled: re.Pattern[str]
    doubt: re.Pattern[str]
    ahead: re.Pattern[str]
    openers: Mapping[str, str]


class TimeRules(msgspec.Struct, frozen=True, dict=True):
    """Everything known about time expressions before reading.

    `by_prefix` holds the rules that may match where the text begins with a key (digits as `0`);
    keys have at most `prefixes.LENGTH` characters.
    """

    rules: tuple[TimeRule, ...]
    by_prefix: Mapping[str, tuple[TimeRule, ...]]
    words: TimeWords
    cues: TimeCues
    holidays: Mapping[str, Holiday]
    anchors: tuple[TimeAnchor, ...]
    fiscal_years: tuple[FiscalYear, ...]

    @cached_property
    def tried_at(self) -> Callable[[str], tuple[TimeRule, ...]]:
        """Return what gives the rules that may match where the text begins so (digits as `0`)."""
        return lru_cache(maxsize=_CACHE)(self._find_tried)

    def _find_tried(self, beginning: str) -> tuple[TimeRule, ...]:
        for length in range(len(beginning), 0, -1):
            found = self.by_prefix.get(beginning[:length])
            if found is not None:
                return found
        return ()


_File = TypeVar("_File", "_WordsFile", "_CuesFile")


def load_time_rules() -> TimeRules:
    """Return the rules that ship with the package.

    Raises:
        KnowledgeError: a data file is broken; the message names file and row.
    """
    data = files("dateline") / "data"
    holidays = read_holidays(data / "time_holidays.tsv")
    words = with_holidays(read_time_words(data / "time_words.toml"), holidays)
    rules = tuple(read_time_rules(data / "time_rules.tsv", words))
    cues = read_time_cues(data / "time_cues.toml")
    anchors = tuple(read_time_anchors(data / "time_anchors.tsv", words))
    fiscal = tuple(read_fiscal_years(data / "time_fiscal.tsv"))
    return TimeRules(rules, index_rules(rules), words, cues, holidays, anchors, fiscal)


def with_holidays(words: TimeWords, holidays: Mapping[str, Holiday]) -> TimeWords:
    """Return the word classes with one more, `holiday`, whose words are the names of the days."""
    names = {word: holiday.name for holiday in holidays.values() for word in holiday.words}
    prefixes = {**words.prefixes, "holiday": _class_prefixes("holiday", names)}
    classes = {**words.classes, "holiday": names}
    return TimeWords(classes, words.cased, words.macros, prefixes)


class _WordsFile(msgspec.Struct, forbid_unknown_fields=True):
    cased: dict[str, tuple[str, ...]]
    macros: dict[str, str]
    classes: dict[str, dict[str, tuple[str, ...]]]


class _CuesFile(msgspec.Struct, forbid_unknown_fields=True):
    future: tuple[str, ...]
    present: tuple[str, ...]
    scheduled: tuple[str, ...]
    past: tuple[str, ...]
    doubt: tuple[str, ...]
    ahead: tuple[str, ...]
    report: tuple[str, ...]
    openers: dict[str, tuple[str, ...]]


def read_time_words(source: Readable) -> TimeWords:
    """Return the word classes of a file.

    Raises:
        KnowledgeError: the file cannot be read, or a word stands under two values of one class.
    """
    found = _read_toml(source, _WordsFile)
    classes = {name: _values(name, table, source.name) for name, table in found.classes.items()}
    prefixes = {name: _class_prefixes(name, values) for name, values in classes.items()}
    for name, pattern in found.macros.items():
        prefixes[name] = prefixes_of(pattern, prefixes)
    return TimeWords(classes, frozenset(found.cased["words"]), found.macros, prefixes)


def _class_prefixes(name: str, words: Iterable[str]) -> Prefixes:
    figures = prefixes_of(FIGURES, {}) if name == "num" else frozenset()
    return figures | {re.sub(r"\d", DIGIT, word[:LENGTH]) for word in words}


def index_rules(rules: Sequence[TimeRule]) -> dict[str, tuple[TimeRule, ...]]:
    """Return the rules by the characters that their matches begin with, in the rules' order.

    Each key holds the rules of its own beginnings too.
    """
    found: dict[str, set[int]] = {}
    for index, rule in enumerate(rules):
        for prefix in rule.prefixes:
            found.setdefault(prefix.partition(ANY)[0], set()).add(index)
    return {
        key: tuple(
            rules[index]
            for index in sorted(
                set().union(*(found.get(key[:n], ()) for n in range(1, LENGTH + 1)))
            )
        )
        for key in found
    }


def _values(name: str, table: Mapping[str, tuple[str, ...]], where: str) -> dict[str, str]:
    values: dict[str, str] = {}
    for value, words in table.items():
        for word in words:
            if word in values:
                raise KnowledgeError(
                    f"{where}: {word!r} stands twice in [classes.{name}]: drop one"
                )
            values[word] = value
    return values


def read_time_cues(source: Readable) -> TimeCues:
    """Return the words that tell direction.

    Raises:
        KnowledgeError: the file cannot be read.
    """
    found = _read_toml(source, _CuesFile)
    kinds = (("future", found.future), ("present", found.present), ("past", found.past))
    verbs = "|".join(f"(?P<{kind}>{'|'.join(words)})" for kind, words in kinds)
    return TimeCues(
        verbs=re.compile(rf"\b(?:{verbs})(?!\w)"),
        scheduled=re.compile(rf"'s? (?:\w+ ){{0,2}}(?:{'|'.join(found.scheduled)})\b"),
        reports=re.compile(
            rf"\b(?:{'|'.join(found.report)})(?: \w+){{0,2}} (?:on |late |early )?$"
        ),
        doubt=_right_before(found.doubt),
        ahead=_right_before(found.ahead),
        openers={word: kind for kind, words in found.openers.items() for word in words},
    )


def _right_before(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)}) (?:on )?$", re.IGNORECASE)


def _read_toml(source: Readable, kind: type[_File]) -> _File:
    try:
        return msgspec.convert(tomllib.loads(source.read_text(encoding="utf-8")), kind)
    except (OSError, ValueError, msgspec.ValidationError) as error:
        raise KnowledgeError(f"{source.name} cannot be used ({error}): mend the file") from error


def read_time_rules(source: Readable, words: TimeWords) -> Iterator[TimeRule]:
    """Yield the rules of a tab-separated file; lines that start with `#` are comments.

    Raises:
        KnowledgeError: a row has too few cells or an unknown class; a pattern that is no regular
            expression is refused when it is first tried.
    """
    for line, where in read_lines(source, COLUMNS):
        yield _rule(line, words, where)


def _rule(line: str, words: TimeWords, where: str) -> TimeRule:
    cells = [cell.strip() if index != 4 else cell for index, cell in enumerate(line.split("\t"))]  # noqa: PLR2004  the fifth column ends in a blank on purpose
    if len(cells) != len(COLUMNS) or cells[1] not in TYPES:
        raise KnowledgeError(f"{where}: {len(COLUMNS)} cells and one of {TYPES} needed: mend it")
    name, kind, pattern, value, before, example, expected = cells
    negated = before.startswith("!")
    return TimeRule(
        name=name,
        type=kind,
        pattern=LatePattern(expand(pattern, words, where), where),
        prefixes=prefixes_of(pattern, words.prefixes),
        value=tuple(value.split()),
        before=LatePattern(_before(before, words, where), where) if before else None,
        negated=negated,
        example=example,
        expected=expected,
    )


def _before(before: str, words: TimeWords, where: str) -> str:
    return f"(?:{expand(before.removeprefix('!'), words, where)})$"
