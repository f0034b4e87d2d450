"""HTML elements as strings, every text and attribute escaped."""

import html
import re
from collections.abc import Iterable, Mapping
from typing import Final, NewType

# Text that may stand in a page as it is; only this module makes it.
Markup = NewType("Markup", str)
# Controls but tab and line break, surrogates, noncharacters.
_REFUSED: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_NO_ATTRIBUTES: Mapping[str, str | None] = {}


def text(words: str) -> Markup:
    """Return words as HTML text; characters that no page may hold become U+FFFD."""
    return Markup(html.escape(printable(words), quote=True))


def printable(words: str) -> str:
    """Return words with U+FFFD for the characters that no page may hold."""
    return _REFUSED.sub("\ufffd", words)


def element(
    name: str, *children: Markup, attributes: Mapping[str, str | None] = _NO_ATTRIBUTES
) -> Markup:
    """Return an element with its children. An attribute that is None is left out."""
    written = "".join(
        f' {key}="{text(value)}"' for key, value in attributes.items() if value is not None
    )
    return Markup(f"<{name}{written}>{''.join(children)}</{name}>")


def together(parts: Iterable[Markup]) -> Markup:
    """Return the parts one after the other."""
    return Markup("".join(parts))


def classed(name: str, css_class: str, *children: Markup) -> Markup:
    """Return an element that has a class and no other attribute."""
    return element(name, *children, attributes={"class": css_class})


def anchor(prefix: str, start: int, end: int) -> str:
    """Return the id that the span from `start` to `end` of the report `prefix` has in the page."""
    return f"{prefix}-{start}-{end}"
