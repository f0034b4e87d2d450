"""HTML pages: the article, and what the page says of it."""

import re
from typing import TYPE_CHECKING, BinaryIO, Final

from dateline.errors import InputError
from dateline.read.outcomes import Failure, Outcomes, ReadOptions
from dateline.read.reports import Fields, Origin, build_report
from dateline.read.texts import decode_all, notes_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # lxml ships no types
    from trafilatura.settings import Document

_CHARSET: Final = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
_LANGUAGE: Final = re.compile(r"<html[^>]{0,1000}\slang\s*=\s*[\"']?([A-Za-z]{2})\b", re.IGNORECASE)
_HEAD: Final = 4096
# Letters outside links. What is left of a page of links is shorter, the shortest report longer.
_MIN_LETTERS: Final = 40
# Where pages are longer than any article, the slow second opinions are not asked for.
_LONG_PAGE: Final = 1_000_000
_NO_ARTICLE: Final = (
    "no article was found in the page; save the page of the article itself, or its text as .txt"
)


def read_page(handle: BinaryIO, name: str, options: ReadOptions) -> Outcomes:
    """Yield the report that a page holds, or why it holds none."""
    raw = handle.read()
    try:
        declared = _CHARSET.search(raw[:_HEAD])
        decoded = decode_all(raw, declared=declared[1].decode("ascii") if declared else None)
        origin = Origin(name=name, raw=raw, notes=notes_of(decoded))
        yield build_report(read_fields(decoded.text), origin, options)
    except InputError as error:
        yield Failure(where=f"{name}:1", message=str(error))


def read_fields(page: str) -> Fields:
    """Return the article of a page with its title, date, publisher and address.

    The date is one the page marks as its date; none is guessed from the text.

    Raises:
        InputError: the page holds no article.
    """
    from trafilatura import load_html  # noqa: PLC0415  takes most of a second to import

    tree = load_html(page)
    if tree is None:
        raise InputError(_NO_ARTICLE)
    links = _link_texts(tree)
    found = _extract(tree, fast=len(page) > _LONG_PAGE)
    if found is None or _own_letters(found.text or "", links) < _MIN_LETTERS:
        raise InputError(_NO_ARTICLE)
    language = _LANGUAGE.search(page[:_HEAD])
    return Fields(
        text=found.text or "",
        title=found.title,
        published=found.date,
        publisher=found.sitename,
        url=found.url,
        language=language[1].lower() if language else None,
    )


def _extract(tree: "HtmlElement", *, fast: bool) -> "Document | None":
    from trafilatura import bare_extraction  # noqa: PLC0415
    from trafilatura.settings import Document  # noqa: PLC0415

    try:
        found = bare_extraction(
            tree,
            fast=fast,
            include_comments=False,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception as error:
        raise InputError(f"the page could not be read ({error}); save its text as .txt") from error
    return found if isinstance(found, Document) else None


def _link_texts(tree: "HtmlElement") -> frozenset[str]:
    return frozenset(" ".join("".join(link.itertext()).split()) for link in tree.iter("a"))


def _own_letters(text: str, links: frozenset[str]) -> int:
    """Return how many letters stand in lines that are not links."""
    lines = (line for line in text.splitlines() if " ".join(line.lstrip("- ").split()) not in links)
    return sum(character.isalpha() for line in lines for character in line)
