"""Take out of a text what no reader sees: control, direction and zero-width characters."""

import re
from typing import Final

from dateline.records import Record

_LINE_END: Final = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_REMOVED: Final = (
    ("control character", re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")),
    ("text direction mark", re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")),
    ("zero-width character", re.compile("[\u00ad\u180e\u200b-\u200d\u2060-\u2064\ufeff]")),
    ("lone surrogate", re.compile("[\ud800-\udfff]")),
    ("invisible character", re.compile("[\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]")),
)
_ANY: Final = re.compile("[" + "".join(found.pattern[1:-1] for _, found in _REMOVED) + "]")


class CleanText(Record, frozen=True):
    """A text as it is stored. `notes` say what was done; `line` (from 0) is the first place."""

    text: str
    notes: tuple[str, ...] = ()
    line: int = 0


def clean_text(text: str) -> CleanText:
    """Return the text with line ends as LF and without characters that cannot be seen.

    All other code points stay as they are: nothing is composed, folded or trimmed.
    """
    lines = _LINE_END.sub("\n", text)
    ends = lines != text
    found = _ANY.search(lines)
    notes = [_removal(lines)] if found else []
    if ends:
        notes.append("line ends became LF; offsets count the stored text")
    if "\ufffd" in text:
        notes.append(
            f"{_number(text.count(chr(0xFFFD)), 'character')} had been lost before dateline read "
            "it (U+FFFD); look for a better copy of the text"
        )
    return CleanText(
        text=_ANY.sub("", lines) if found else lines,
        notes=tuple(notes),
        line=lines.count("\n", 0, found.start()) if found else 0,
    )


def clean_field(value: str | None) -> str | None:
    """Return a one-line field without invisible characters, white space closed up, or None."""
    if value is None:
        return None
    return " ".join(_ANY.sub("", _LINE_END.sub(" ", value)).split()) or None


def _removal(text: str) -> str:
    counts = ((name, len(found.findall(text))) for name, found in _REMOVED)
    listed = ", ".join(_number(count, name) for name, count in counts if count)
    return f"removed {listed}; offsets count the text without them"


def _number(count: int, name: str) -> str:
    return f"{count:,} {name}" + ("" if count == 1 else "s")
