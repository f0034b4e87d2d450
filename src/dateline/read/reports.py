"""From the fields of one input to a Report."""

import hashlib
from typing import Final

from msgspec.structs import replace

from dateline.errors import InputError
from dateline.knowledge.languages import identify_language
from dateline.read.characters import CleanText, clean_field, clean_text
from dateline.read.outcomes import ReadNote, ReadOptions, ReadReport
from dateline.read.publication import parse_published
from dateline.records import Record, Report, content_id

EMPTY: Final = "there is no text; check that the input is complete, or leave it out"
_NO_WORDS: Final = (
    "the text has no words, only numbers or signs, so nothing can be coded; check that it is "
    "the report"
)


class Fields(Record, frozen=True):
    """What an input says of one report, as it says it. `published` is in any form read."""

    text: str
    id: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None


class Origin(Record, frozen=True):
    """Where a report comes from: its bytes, and the line (from 1) where its text begins.

    `by_line` tells that a line of the text is a line of the input.
    """

    name: str
    raw: bytes
    line: int = 1
    by_line: bool = False
    notes: tuple[str, ...] = ()

    def where(self, offset: int = 0) -> str:
        """Return `name:line`, `offset` lines into the text where that can be told."""
        return f"{self.name}:{self.line + (offset if self.by_line else 0)}"


def build_report(fields: Fields, origin: Origin, options: ReadOptions) -> ReadReport:
    """Return the report that `fields` make, cleaned, with its notes.

    Raises:
        InputError: there is no text, or the publication date is not one.
    """
    clean = clean_text(fields.text)
    if not clean.text.strip():
        raise InputError(EMPTY)
    report = make_report(replace(fields, text=clean.text), raw=origin.raw, options=options)
    return ReadReport(where=origin.where(), report=report, notes=_notes(clean, origin))


def make_report(fields: Fields, *, raw: bytes, options: ReadOptions) -> Report:
    """Return the report of `fields`, whose text is clean; `raw` is what was given.

    A title that does not open the text is put before it.

    Raises:
        InputError: the publication date is not one.
    """
    title = clean_field(fields.title)
    text = with_title(fields.text, title)
    written = (fields.published or "").strip()
    published = parse_published(written) if written else options.published
    publisher = clean_field(fields.publisher) or options.publisher
    url = clean_field(fields.url)
    return Report(
        id=clean_field(fields.id) or content_id(text, published, publisher, url),
        text=text,
        sha256=hashlib.sha256(raw).hexdigest(),
        title=title,
        published=published,
        publisher=publisher,
        url=url,
        language=identify_language(text) or fields.language,
    )


def with_title(text: str, title: str | None) -> str:
    """Return the text with its title as first line, unless it opens with it already."""
    if title is None:
        return text
    opening = " ".join(text[: 4 * len(title) + 200].split())
    return text if opening.casefold().startswith(title.casefold()) else f"{title}\n{text}"


def _notes(clean: CleanText, origin: Origin) -> tuple[ReadNote, ...]:
    messages = [(0, note) for note in origin.notes]
    messages += [(clean.line, note) for note in clean.notes]
    if not any(map(str.isalpha, clean.text)):
        messages.append((0, _NO_WORDS))
    return tuple(
        ReadNote(where=origin.where(offset), message=message) for offset, message in messages
    )
