"""Numbers beside people that are their ages, not how many they are."""

import re
from typing import Final

_OLD_AFTER: Final = re.compile(r"[-\s]*(?:years?|months?)[-\s]+olds?\b", re.IGNORECASE)
_AGED_BEFORE: Final = re.compile(r"\b(?:aged?|age of)\s*$", re.IGNORECASE)
_NAME_BEFORE: Final = re.compile(r"\b[A-Z][\w'’-]+,\s*$")
_COMMA_AFTER: Final = re.compile(r"\s*[,.)]")
_OLDEST: Final = 110


def is_age(text: str, start: int, end: int) -> bool:
    """Tell whether the number at `text[start:end]` is somebody's age.

    `a 50-year-old teacher`, `boys aged 12`, and the number between commas behind a name (`Ko Lin, 36, died`).
    """
    if _OLD_AFTER.match(text, end) or _AGED_BEFORE.search(text[max(0, start - 12) : start]):
        return True
    number = text[start:end].strip()
    if not (number.isdecimal() and int(number) <= _OLDEST):
        return False
    before = text[max(0, start - 40) : start]
    return bool(_NAME_BEFORE.search(before) and _COMMA_AFTER.match(text, end))
