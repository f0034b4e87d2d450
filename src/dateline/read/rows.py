"""One row of a table, one object of JSON: the columns dateline reads."""

from typing import Final

import msgspec

from dateline.errors import InputError
from dateline.read.reports import Fields

COLUMNS: Final = ("text", "published", "id", "title", "publisher", "url")
EXPECTED: Final = (
    "a report has `text`, and may have `published`, `id`, `title`, `publisher` and `url`"
)


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A report as a row of a table says it."""

    text: str | msgspec.UnsetType | None = msgspec.UNSET
    published: str | int | None = None
    id: str | int | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None


def fields_of(row: Row) -> Fields:
    """Return the fields of a report.

    Raises:
        InputError: there is no `text`.
    """
    if isinstance(row.text, msgspec.UnsetType):
        raise InputError(f"there is no `text`; {EXPECTED}")
    return Fields(
        text=row.text or "",
        published=None if row.published is None else str(row.published),
        id=None if row.id is None else str(row.id),
        title=row.title,
        publisher=row.publisher,
        url=row.url,
    )
