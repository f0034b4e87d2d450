"""The day a report was published, from what its input says."""

import re
from datetime import date
from typing import Final

from dateline.errors import InputError

EXPECTED: Final = "write it as YYYY-MM-DD, such as 2019-03-02"

_CLOCK: Final = r"(?:[01]\d|2[0-4]):[0-5]\d(?::[0-6]\d(?:[.,]\d+)?)?"
_ZONE: Final = r"(?:\s*(?:Z|[A-Z]{2,4}|[+-]\d{2}:?\d{2}))?(?:\s*\([A-Za-z ]{1,30}\))?"
_ISO: Final = re.compile(rf"(?P<y>\d{{4}})-(?P<m>\d\d)-(?P<d>\d\d)(?:[Tt ]\s*{_CLOCK}{_ZONE})?")
_BASIC: Final = re.compile(r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)(?:T\d{4,6}Z?)?")
_MAIL: Final = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},?\s+)?"
    rf"(?P<d>\d\d?)\s+(?P<m>[A-Za-z]{{3,9}})\s+(?P<y>\d{{4}})(?:,?\s+{_CLOCK}{_ZONE})?"
)
_MONTH_FIRST: Final = re.compile(r"(?P<m>[A-Za-z]{3,9})\s+(?P<d>\d\d?),?\s+(?P<y>\d{4})")
_FIGURES: Final = re.compile(r"\d{1,2}([/.-])\d{1,2}\1\d{2,4}")
_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip


def parse_published(value: str) -> str:
    """Return the ISO day of a publication date.

    Read are ISO 8601 days and times, RFC 2822 dates and dates with the month in words. Of a
    time the day is kept as written, in the zone it was written in.

    Raises:
        InputError: the day does not exist, day and month cannot be told apart, or the form is
            none of these.
    """
    written = value.strip()
    for form in (_ISO, _BASIC, _MAIL, _MONTH_FIRST):
        found = form.fullmatch(written)
        month = _month(found["m"]) if found else None
        if found and month is not None:
            return _day(int(found["y"]), month, int(found["d"]), value)
    if _FIGURES.fullmatch(written):
        raise InputError(
            f"published {value!r} does not say which number is the day and which the month; "
            f"{EXPECTED}"
        )
    raise InputError(f"published {value[:60]!r} is not a date dateline reads; {EXPECTED}")


def _month(written: str) -> int | None:
    if written.isdigit():
        return int(written)
    name = written.lower()
    numbers = (n for n, month in enumerate(_MONTHS, 1) if name in {month, month[:3]})
    return 9 if name == "sept" else next(numbers, None)


def _day(year: int, month: int, day: int, value: str) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError as error:
        raise InputError(
            f"published {value!r} is a day that does not exist; correct it and {EXPECTED}"
        ) from error
