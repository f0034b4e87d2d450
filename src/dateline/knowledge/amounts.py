"""What is known about amounts: number words, hedges, vague words, nouns and cue words, as tables.

The conventions (`data/amounts.tsv`) can be replaced row by row: a table that the user gives is laid
over the default one. `amounts_acled.tsv` and `amounts_ucdp.tsv` are two ready ones.
"""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Final, Literal

import msgspec

from dateline.errors import KnowledgeError
from dateline.knowledge.patterns import LatePattern, WordPattern, WordPatterns
from dateline.knowledge.tables import Readable, Row, package_data, read_rows

Role = Literal["event", "part", "revision", "addition", "cumulative"]
Where = Literal["inside", "before", "after", "whole"]
Shape = Literal["prefix", "suffix", "range", "word", "share"]
Status = Literal["state", "rebel", "civilian", "unsaid"]

PUBLISHED: Final = ("acled", "ucdp")
_COLUMNS: Final = ("phrase", "low", "best", "high", "source", "example", "expected")
_LIST_COLUMNS: Final = ("name", "words", "use", "example")
_OPENERS: Final = ("a", "an", "another", "further", "additional", "between", "from")
_VALUE: Final = re.compile(r"[0-9]{1,18}(\.[0-9]{1,6})?%?")
_FACTOR: Final = re.compile(r"N(?:\*(\d+(?:\.\d+)?))?")
_TOKEN: Final = re.compile(r"[^\W\d_]+|[^\w\s]")
_WORD: Final = r"\b"
_KEYWORDS: Final = ("next", "prev", "M", "mid")


class Bound(msgspec.Struct, frozen=True):
    """How one end is made: a factor of the number, a fixed value, or a named rule.

    `next` is the whole number above, `prev` the one below, but a multiple of ten stays; `M` is the
    second number of a range and `mid` the middle of both.
    """

    rule: Literal["times", "value", "next", "prev", "M", "mid"]
    number: Fraction = Fraction(1)


class Convention(msgspec.Struct, frozen=True):
    """One row: what a hedge makes of a number, or what a vague word means; None = not said."""

    phrase: str
    shape: Shape
    words: tuple[str, ...]
    low: Bound | None
    best: Bound | None
    high: Bound | None
    source: str


class NumberWord(msgspec.Struct, frozen=True):
    """A word of a numeral: `kind` says where it may stand, `value` what it is worth."""

    kind: str
    value: int


class Noun(msgspec.Struct, frozen=True):
    """What a noun counts: its unit, whether `a NOUN` counts one, and whether it is plural."""

    unit: str
    one: bool
    plural: bool


class RoleCue(msgspec.Struct, frozen=True):
    """Words inside, before or after a count that say what the figure is to the event.

    `whole` is the sentence with the count in square brackets.
    """

    role: Role
    where: Where
    pattern: LatePattern


class Exclusion(msgspec.Struct, frozen=True, dict=True):
    """Numbers that are no amounts of people or things: dates, ages, money, distances, names."""

    name: str
    expression: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Return the compiled expression."""
        return re.compile(self.expression)


class UnitSize(msgspec.Struct, frozen=True):
    """People in one unit, such as a household."""

    low: int
    best: int
    high: int


class AmountTable(msgspec.Struct, frozen=True, eq=False, dict=True):
    """Everything that is known about amounts before reading."""

    conventions: Mapping[str, Convention]
    prefixes: Mapping[str, tuple[Convention, ...]]
    suffixes: Mapping[str, tuple[Convention, ...]]
    words: Mapping[str, tuple[Convention, ...]]
    numbers: Mapping[str, NumberWord]
    nouns: Mapping[str, Noun]
    units: Mapping[str, UnitSize]
    cues: tuple[RoleCue, ...]
    lists: Mapping[str, frozenset[str]]
    exclusions: tuple[Exclusion, ...]
    starters: frozenset[str]
    statuses: Mapping[str, Status]
    doubts: re.Pattern[str]

    @cached_property
    def sought_cues(self) -> WordPatterns[RoleCue]:
        """Return the cues as they are looked for: those that a sentence may have, in their order."""
        return WordPatterns((cue, cue.pattern) for cue in self.cues)

    @property
    def between(self) -> Convention:
        """Return the convention for `20 to 30`."""
        return self.conventions["n to m"]

    @property
    def plural(self) -> Convention:
        """Return the convention for a bare plural such as `soldiers`."""
        return self.conventions["plural"]


def published_amounts(name: str) -> Readable:
    """Return the ready table of conventions `acled` or `ucdp`.

    Raises:
        KnowledgeError: there is no ready table of that name.
    """
    if name not in PUBLISHED:
        raise KnowledgeError(
            f"{name!r} is no ready table of amounts: use {' or '.join(PUBLISHED)}, or a file"
        )
    return package_data(f"amounts_{name}.tsv")


def amount_source(table: str | Path) -> Readable:
    """Return the table a user asks for: `acled` or `ucdp`, else a file of that path."""
    return published_amounts(table) if table in PUBLISHED else Path(table)


def load_amount_table(path: Path | Readable | None = None) -> AmountTable:
    """Return the table of amounts; the rows of `path`, if given, replace the default ones.

    Raises:
        KnowledgeError: a table is missing, or a row of it cannot be understood.
    """
    conventions: dict[str, Convention] = {}
    for source in (package_data("amounts.tsv"), path):
        if source is not None:
            conventions |= {row.phrase.lower(): row for row in _conventions(source)}
    prefixes = _by_first(conventions, "prefix")
    words = _by_first(conventions, "word", "share")
    numbers = _numbers()
    return AmountTable(
        conventions=conventions,
        prefixes=prefixes,
        suffixes=_by_first(conventions, "suffix"),
        words=words,
        numbers=numbers,
        starters=frozenset({*prefixes, *words, *numbers, *_OPENERS}),
        nouns=_nouns(),
        units=_units(),
        statuses=_statuses(),
        doubts=_doubts(),
        cues=tuple(_cues()),
        lists={
            row.cell("name"): frozenset(row.parts("words"))
            for row in read_rows(package_data("amounts_lists.tsv"), _LIST_COLUMNS)
        },
        exclusions=tuple(
            Exclusion(row.cell("name"), row.cell("pattern"))
            for row in read_rows(
                package_data("amounts_exclusions.tsv"), ("name", "pattern", "example")
            )
        ),
    )


def _conventions(source: Path | Readable) -> Iterator[Convention]:
    for row in read_rows(source, _COLUMNS):
        low, best, high = (_bound(row, end) for end in ("low", "best", "high"))
        share = any("%" in row.cell(end) for end in ("low", "best", "high"))
        for phrase in row.parts("phrase"):
            shape = _shape(phrase, row)
            words = tuple(word.lower() for word in _TOKEN.findall(_bare(phrase)))
            if share and shape == "word":
                shape = "share"
            yield Convention(phrase, shape, words, low, best, high, row.cell("source"))


def _bare(phrase: str) -> str:
    return re.sub(r"\b[NM]\b", "", phrase).strip()


def _shape(phrase: str, row: Row) -> Shape:
    marks = re.findall(r"\b[NM]\b", phrase)
    if "M" in marks:
        return "range"
    if not marks:
        return "word"
    if phrase.endswith("N"):
        return "prefix"
    if phrase.startswith("N"):
        return "suffix"
    raise KnowledgeError(f"{row.where}: N must stand first or last in {phrase!r}")


def _bound(row: Row, column: str) -> Bound | None:
    text = row.cell(column)
    if text == "-":
        return None
    if text in _KEYWORDS:
        return Bound(text)  # type: ignore[arg-type]
    factor = _FACTOR.fullmatch(text)
    if factor:
        return Bound("times", Fraction(factor[1] or 1))
    if _VALUE.fullmatch(text) is None:
        raise KnowledgeError(
            f"{row.where}: {column} is {text!r}: write a number, 40%, N, N*0.9, next, prev, M, mid or -"
        )
    number = Fraction(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    return Bound("value", number)


def _by_first(
    conventions: Mapping[str, Convention], *shapes: Shape
) -> Mapping[str, tuple[Convention, ...]]:
    """Return the conventions by their first word, longest first."""
    found: dict[str, list[Convention]] = {}
    for row in conventions.values():
        if row.shape in shapes and row.words:
            found.setdefault(row.words[0], []).append(row)
    return {
        word: tuple(sorted(rows, key=lambda row: (-len(row.words), row.phrase)))
        for word, rows in found.items()
    }


def _numbers() -> Mapping[str, NumberWord]:
    columns = ("word", "kind", "value", "example", "expected")
    rows = read_rows(package_data("amounts_words.tsv"), columns)
    return {row.cell("word"): NumberWord(row.cell("kind"), int(row.cell("value"))) for row in rows}


def _units() -> Mapping[str, UnitSize]:
    columns = ("unit", "low", "best", "high", "source", "example", "expected")
    return {
        row.cell("unit"): UnitSize(*(int(row.cell(end)) for end in ("low", "best", "high")))
        for row in read_rows(package_data("amounts_units.tsv"), columns)
    }


def _nouns() -> Mapping[str, Noun]:
    columns = ("unit", "one", "kind", "nouns", "example", "expected")
    found: dict[str, Noun] = {}
    for row in read_rows(package_data("amounts_nouns.tsv"), columns):
        unit, one = row.cell("unit"), row.cell("one") == "yes"
        for entry in row.parts("nouns"):
            singular, *plurals = entry.split("/")
            for plural in plurals or [_plural(singular)]:
                found.setdefault(plural, Noun(unit, one, plural=True))
            found.setdefault(singular, Noun(unit, one, plural=False))
    return found


def _statuses() -> Mapping[str, Status]:
    rows = read_rows(package_data("amounts_status.tsv"), ("status", "words", "example", "expected"))
    return {word: row.cell("status") for row in rows for word in row.parts("words")}  # type: ignore[misc]


def _doubts() -> re.Pattern[str]:
    """Return what says that the tolls told before it are not verified."""
    rows = read_rows(package_data("amounts_doubts.tsv"), ("pattern", "example"))
    return re.compile("|".join(f"(?:{row.cell('pattern')})" for row in rows), re.IGNORECASE)


def _plural(noun: str) -> str:
    if noun.endswith(("man", "men")):
        return f"{noun[:-2]}en"
    return noun if noun.endswith("s") else f"{noun}s"


def _cues() -> Iterator[RoleCue]:
    columns = ("role", "where", "pattern", "example", "expected")
    for row in read_rows(package_data("amounts_roles.tsv"), columns):
        yield RoleCue(row.cell("role"), row.cell("where"), _cue_pattern(row))  # type: ignore[arg-type]


def _cue_pattern(row: Row) -> LatePattern:
    """Return the pattern of a cue, looked for at the beginnings of words where it begins with one.

    Not in the whole sentence: brackets stand in it.
    """
    expression = row.cell("pattern")
    if expression.startswith(_WORD) and row.cell("where") != "whole":
        return WordPattern(expression.removeprefix(_WORD), row.where)
    return LatePattern(expression, row.where, re.IGNORECASE)
