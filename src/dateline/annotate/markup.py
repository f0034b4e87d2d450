"""The corpus's own mark-up: read it, write it.

A document is a header line `== name | style=... | published=YYYY-MM-DD` and the marked-up text;
a span is `[surface text]{LABEL#id key=value ...}`. `corpus/GUIDELINES.md` has the rules.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from dateline.annotate.annotation import EVENTS, ROLES, Annotation, LabelledSpan, Link
from dateline.errors import MarkupError

_SPAN: Final = re.compile(
    r"\[([^\[\]{}]+)\]\{([A-Z_]+)#([A-Za-z]+[0-9]+)((?:\s+[a-z]+=[^\s{}]+)*)\}"
)
_HEADER: Final = re.compile(
    r"== (?P<name>\S+) \| style=(?P<style>\S+) \| published=(?P<published>\S+)"
)
_PREFIX: Final = {"ACTOR": "a", "PLACE": "p", "TIME": "t", "COUNT": "n", "MEANS": "m", "SAY": "c"}
_BRACKETS: Final = str.maketrans("[]{}", "()()")


class MarkedDocument(msgspec.Struct, frozen=True, kw_only=True):
    """One document of the corpus: its plain text and what is marked in it."""

    name: str
    style: str
    published: str
    text: str
    annotation: Annotation


def parse_documents(lines: Iterable[str], *, source: str = "input") -> Iterator[MarkedDocument]:
    """Yield the documents of a corpus file, in its order.

    Raises:
        MarkupError: a header, span or key breaks the mark-up; the message names source and document.
    """
    header = ""
    body: list[str] = []
    for line in (raw.rstrip("\n") for raw in lines):
        if line.startswith("== "):
            if header:
                yield _parse_document(header, "\n".join(body).strip(), source)
            header, body = line, []
        elif header:
            body.append(line)
        elif line.strip():
            raise MarkupError(f"{source}: text before the first '== ' header: {line[:60]!r}")
    if header:
        yield _parse_document(header, "\n".join(body).strip(), source)


def _parse_document(header: str, marked: str, source: str) -> MarkedDocument:
    found = _HEADER.fullmatch(header)
    if not found:
        raise MarkupError(
            f"{source}: header {header!r} is not '== name | style=... | published=YYYY-MM-DD'"
        )
    text, annotation = parse_markup(marked, where=f"{source}: {found['name']}")
    return MarkedDocument(
        name=found["name"],
        style=found["style"],
        published=found["published"],
        text=text,
        annotation=annotation,
    )


def parse_markup(marked: str, *, where: str = "text") -> tuple[str, Annotation]:
    """Return the plain text and the annotation of one marked-up text.

    Raises:
        MarkupError: a role names an id that no span carries, or an id is used twice.
    """
    pieces: list[str] = []
    spans: list[LabelledSpan] = []
    links: list[Link] = []
    position = length = 0
    for found in _SPAN.finditer(marked):
        before = marked[position : found.start()]
        pieces += (before, found[1])
        start = length + len(before)
        length = start + len(found[1])
        position = found.end()
        keys = dict(key.split("=", 1) for key in found[4].split())
        spans.append(_span(found, start, keys))
        links += [
            Link(head=found[3], role=role, tail=tail)
            for role in ROLES
            if role in keys
            for tail in keys[role].split(",")
        ]
    pieces.append(marked[position:])
    ids = {span.id for span in spans}
    if len(ids) < len(spans):
        raise MarkupError(f"{where}: a span id is used twice; give every span an id of its own")
    for link in links:
        if link.tail not in ids:
            raise MarkupError(f"{where}: {link.head} has {link.role}={link.tail}, which no span is")
    return "".join(pieces), Annotation(spans=tuple(spans), links=tuple(links))


def _span(found: re.Match[str], start: int, keys: dict[str, str]) -> LabelledSpan:
    is_event = found[2] in EVENTS
    return LabelledSpan(
        id=found[3],
        label=found[2],
        start=start,
        end=start + len(found[1]),
        text=found[1],
        kind=keys.get("kind"),
        status=keys.get("status", "happened") if is_event else None,
        deny=keys.get("stance") == "deny",
    )


def write_document(document: MarkedDocument) -> str:
    """Return the document in the corpus's mark-up, header first, ending with a newline.

    Square brackets and braces of the text, which the mark-up cannot hold, become round ones.
    """
    header = f"== {document.name} | style={document.style} | published={document.published}"
    return f"{header}\n{write_markup(document.text, document.annotation)}\n"


def write_markup(text: str, annotation: Annotation) -> str:
    """Return `text` with its spans marked; ids are renumbered in the order of the text."""
    names = _short_ids(annotation.spans)
    pieces: list[str] = []
    position = 0
    for span in sorted(annotation.spans, key=lambda span: (span.start, span.end)):
        keys = _keys(span, annotation, names)
        pieces.append(_plain(text[position : span.start]))
        surface = _plain(text[span.start : span.end])
        pieces.append(f"[{surface}]{{{span.label}#{names[span.id]}{keys}}}")
        position = span.end
    pieces.append(_plain(text[position:]))
    return "".join(pieces).strip()


def _plain(text: str) -> str:
    """Return the text without what the mark-up reserves, blank lines closed up."""
    return re.sub(r"\n\s*\n+", "\n", text.translate(_BRACKETS))


def _short_ids(spans: Iterable[LabelledSpan]) -> dict[str, str]:
    numbers: dict[str, int] = {}
    names: dict[str, str] = {}
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        prefix = _PREFIX.get(span.label, "e")
        numbers[prefix] = numbers.get(prefix, 0) + 1
        names[span.id] = f"{prefix}{numbers[prefix]}"
    return names


def _keys(span: LabelledSpan, annotation: Annotation, names: dict[str, str]) -> str:
    keys = [f" kind={span.kind}"] if span.label == "ACTOR" and span.kind else []
    for role in ROLES:
        tails = annotation.tails(span.id, role)
        if tails:
            keys.append(f" {role}=" + ",".join(names[tail.id] for tail in tails))
    if span.label in EVENTS and span.status not in {None, "happened"}:
        keys.append(f" status={span.status}")
    if span.deny:
        keys.append(" stance=deny")
    return "".join(keys)
