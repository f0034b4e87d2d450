"""When the fiscal years of countries begin, read from `data/time_fiscal.tsv`."""

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from dateline.errors import KnowledgeError
from dateline.knowledge.patterns import LatePattern
from dateline.knowledge.tables import Readable, read_lines

COLUMNS: Final = ("country", "words", "month", "day", "named", "example", "expected")
_DATE: Final = re.compile(r"(?:0?[1-9]|1[0-2]) (?:0?[1-9]|[12]\d|3[01])")


class FiscalYear(NamedTuple):
    """The fiscal year of one country: its first day, and the year it is named by.

    `named` is `end` where fiscal 2024 ends in 2024, `start` where it begins in 2024.
    """

    country: str
    words: LatePattern
    month: int
    day: int
    named: Literal["end", "start"]
    example: str
    expected: str


def read_fiscal_years(source: Readable) -> Iterator[FiscalYear]:
    """Yield the rows of a tab-separated file; lines that start with `#` are comments.

    Raises:
        KnowledgeError: a row has not seven cells, no first day, or is named by neither year.
    """
    for line, where in read_lines(source, COLUMNS):
        yield _fiscal_year(line, where)


def _fiscal_year(line: str, where: str) -> FiscalYear:
    cells = line.split("\t")
    if len(cells) != len(COLUMNS) or not _DATE.fullmatch(f"{cells[2]} {cells[3]}"):
        raise KnowledgeError(f"{where}: {len(COLUMNS)} cells with month and day needed: mend it")
    country, words, month, day, named, example, expected = cells
    if named not in {"end", "start"}:
        raise KnowledgeError(f"{where}: named by `end` or `start`, not {named!r}: mend the row")
    return FiscalYear(
        country=country,
        words=LatePattern(rf"(?<![\w.])(?:{words})(?!\w)", where),
        month=int(month),
        day=int(day),
        named="start" if named == "start" else "end",
        example=example,
        expected=expected,
    )
