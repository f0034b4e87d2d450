"""Markdown without its mark-up. Every rule works line by line, so long files stay cheap."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from dateline.errors import InputError
from dateline.read.outcomes import LocatedError
from dateline.read.publication import parse_published
from dateline.read.reports import Fields
from dateline.records import Record

_KEYS: Final[Mapping[str, str]] = MappingProxyType(
    {"date": "published", "source": "publisher", "link": "url"}
)
_FIELDS: Final = frozenset(("id", "title", "published", "publisher", "url"))
_LINE_END: Final = re.compile("\r\n?|\n")
_FENCE: Final = re.compile(r" {0,3}(?:```+|~~~+)[^`]*")
_RULE_LENGTH: Final = 3
_REFERENCE: Final = re.compile(r" {0,3}\[[^\]]{1,200}\]:\s+\S.*")
_HEADING: Final = re.compile(r" {0,3}(#{1,6})[ \t]+")
_CLOSING: Final = re.compile(r"[ \t]+#+[ \t]*$")
_PREFIX: Final = re.compile(r"[ \t]*(?:>[ \t]?|(?:[-*+]|\d{1,3}[.)])[ \t]+)(?:\[[ xX]\][ \t]+)?")
_INLINE: Final = (
    (re.compile(r"<!--[^>]{0,2000}-->"), ""),
    (re.compile(r"!\[[^\[\]]{0,1000}\](?:\([^()]{0,2000}\)|\[[^\[\]]{0,200}\])"), ""),
    (re.compile(r"\[([^\[\]]{1,1000})\](?:\([^()]{0,2000}\)|\[[^\[\]]{0,200}\])"), r"\1"),
    (re.compile(r"\[\^[^\[\]\s]{1,100}\]"), ""),
    (re.compile(r"<(https?://[^<>\s]{1,2000})>"), r"\1"),
    (re.compile(r"</?[A-Za-z][^<>]{0,500}>"), ""),
    (re.compile(r"`{1,2}([^`]{1,1000})`{1,2}"), r"\1"),
    (re.compile(r"(?<!\\)(\*{1,3}|~~)(?=\S)([^*~]{0,1000}[^*~\s\\])\1"), r"\2"),
    (re.compile(r"(?<![\w\\])(_{1,3})(?=\S)([^_]{0,1000}[^_\s\\])\1(?!\w)"), r"\2"),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)


class _Front(Record, frozen=True):
    """The front matter: its values, the line each stands on, and the lines it takes up."""

    values: Mapping[str, str]
    lines: Mapping[str, int]
    length: int = 0


def read_fields(text: str) -> tuple[Fields, int]:
    """Return the fields of a Markdown file and the line (from 1) where its body begins.

    Front matter between `---` or `+++` gives `title`, `date` or `published`, `publisher` or
    `source`, `url` and `id`. Without a title there the first-level heading that opens the body
    is the title.

    Raises:
        LocatedError: the date of the front matter is not one.
    """
    lines = _LINE_END.split(text.removeprefix("\ufeff"))
    front = _read_front(lines)
    values = {key: front.values[key] for key in _FIELDS if key in front.values}
    if "published" in values:
        _check_published(values["published"], front.lines["published"])
    body = lines[front.length :]
    heading = _opening_heading(body)
    if heading and "title" not in values:
        values["title"] = heading
    text = "\n".join(strip_markup(body)).strip("\n")
    return Fields(text=text, **values), front.length + 1


def strip_markup(lines: list[str]) -> Iterator[str]:
    """Yield the lines without Markdown's marks. Code blocks stay as they are, without fences."""
    fenced = False
    for line in lines:
        if _FENCE.fullmatch(line):
            fenced = not fenced
        elif fenced:
            yield line
        elif not is_rule(line) and not _REFERENCE.fullmatch(line):
            yield _strip_line(line)


def is_rule(line: str) -> bool:
    """Tell whether a line is nothing but marks: a rule, an underline, the rule of a table."""
    marks = set(line) - {" ", "\t"}
    if line.count("-") >= _RULE_LENGTH and marks <= {"-", "|", ":"}:
        return True
    return len(marks) == 1 and marks <= {"*", "_", "="} and len(line.strip()) >= _RULE_LENGTH


def _strip_line(line: str) -> str:
    heading = _HEADING.match(line)
    if heading:
        line = _CLOSING.sub("", line[heading.end() :])
    else:
        start = 0
        while prefix := _PREFIX.match(line, start):
            start = prefix.end()
        line = line[start:]
    if line.startswith("|") and line.endswith("|"):
        line = "\t".join(cell.strip() for cell in line.strip("|").split("|"))
    for found, put in _INLINE:
        line = found.sub(put, line)
    return line.rstrip()


def _opening_heading(body: list[str]) -> str | None:
    first = next((line for line in body if line.strip()), "")
    found = _HEADING.match(first)
    return _strip_line(first) if found and found[1] == "#" else None


def _read_front(lines: list[str]) -> _Front:
    fence = lines[0].rstrip() if lines else ""
    if fence not in {"---", "+++"} or fence not in map(str.rstrip, lines[1:]):
        return _Front(values={}, lines={})
    end = [line.rstrip() for line in lines[1:]].index(fence) + 1
    separator = ":" if fence == "---" else "="
    values: dict[str, str] = {}
    numbers: dict[str, int] = {}
    for number, line in enumerate(lines[1:end], 2):
        key, found, value = line.partition(separator)
        name = _KEYS.get(key.strip().lower(), key.strip().lower())
        if found and value.strip():
            values[name] = _unquoted(value.strip())
            numbers[name] = number
    return _Front(values=values, lines=numbers, length=end + 1)


def _unquoted(value: str) -> str:
    if value[0] in "\"'" and value[-1] == value[0] and len(value) > 1:
        try:
            return str(tomllib.loads(f"v = {value}")["v"])
        except tomllib.TOMLDecodeError:
            return value[1:-1]
    return value.partition(" #")[0].strip()


def _check_published(value: str, line: int) -> None:
    try:
        parse_published(value)
    except InputError as error:
        raise LocatedError(str(error), line=line) from error
