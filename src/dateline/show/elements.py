"""HTML elements as strings, every text and attribute escaped."""

import html
from collections.abc import Iterable, Mapping
from typing import NewType

# Text that may stand in a page as it is; only this module makes it.
Markup = NewType("Markup", str)
_NO_ATTRIBUTES: Mapping[str, str | None] = {}


def text(words: str) -> Markup:
    """Return words as HTML text; characters that no page may hold become U+FFFD."""
    kept = "".join(c if _is_allowed(c) else "\ufffd" for c in words)
    return Markup(html.escape(kept, quote=True))


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


def _is_allowed(character: str) -> bool:
    """Tell whether a page may hold a character: no controls, no surrogates, no noncharacters."""
    if character in "\n\t":
        return True
    code = ord(character)
    # C0, DEL and C1
    is_control = code < 0x20 or 0x7F <= code <= 0x9F  # noqa: PLR2004
    is_surrogate = 0xD800 <= code <= 0xDFFF  # noqa: PLR2004
    return not (is_control or is_surrogate or code & 0xFFFE == 0xFFFE)  # noqa: PLR2004
