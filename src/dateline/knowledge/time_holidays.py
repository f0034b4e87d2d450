"""Feasts and other named days, read from `data/time_holidays.tsv`."""

from collections.abc import Mapping
from typing import Final, Literal, Protocol

import msgspec

from dateline.errors import KnowledgeError

COLUMNS: Final = ("name", "words", "calendar", "date", "days", "example", "expected")
Calendar = Literal["gregorian", "weekday", "easter", "orthodox", "hijri", "hebrew", "table"]


class Readable(Protocol):
    """A file that can be read: a path, or a file inside the package."""

    @property
    def name(self) -> str:
        """Return the name that messages give."""
        ...

    def read_text(self, encoding: str | None = None) -> str:
        """Return the whole text."""
        ...


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
    lines = source.read_text(encoding="utf-8").splitlines()
    if not lines or tuple(lines[0].split("\t")) != COLUMNS:
        raise KnowledgeError(f"{source.name}:1: the header must be {' '.join(COLUMNS)} with tabs")
    found: dict[str, Holiday] = {}
    for number, line in enumerate(lines[1:], 2):
        if line.strip() and not line.startswith("#"):
            holiday = _holiday(line, f"{source.name}:{number}")
            found[holiday.name] = holiday
    return found


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
