"""Feasts and other named days, read from `data/time_holidays.tsv`."""

from collections.abc import Mapping
from typing import Final, Literal

import msgspec

from dateline.errors import KnowledgeError
from dateline.knowledge.tables import Readable, read_lines

COLUMNS: Final = ("name", "words", "calendar", "date", "days", "example", "expected")
Calendar = Literal["gregorian", "weekday", "easter", "orthodox", "hijri", "hebrew", "table"]


class Holiday(msgspec.Struct, frozen=True):
    """A named day: `date` is what its calendar needs to find it, `days` how long it lasts."""

    name: str
    words: tuple[str, ...]
    calendar: Calendar
    date: tuple[str, ...]
    days: int
    example: str
    expected: str


def read_holidays(source: Readable) -> Mapping[str, Holiday]:
    """Return the named days by name.

    Raises:
        KnowledgeError: a row has too few cells, an unknown calendar or no number of days.
    """
    holidays = (_holiday(line, where) for line, where in read_lines(source, COLUMNS))
    return {holiday.name: holiday for holiday in holidays}


def _holiday(line: str, where: str) -> Holiday:
    cells = dict(zip(COLUMNS, line.split("\t"), strict=False))
    row = {
        **cells,
        "words": cells.get("words", "").split("|"),
        "date": cells.get("date", "").split(),
    }
    try:
        return msgspec.convert(row, Holiday, strict=False)
    except msgspec.ValidationError as error:
        raise KnowledgeError(f"{where}: {error}: mend the row") from error
