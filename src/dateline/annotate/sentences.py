"""Where sentences end."""

import re
from typing import Final

# After these a full stop does not end a sentence; lower case, without the stop.
_ABBREVIATIONS: Final = frozenset(
    {"mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "maj", "capt", "cpl", "sgt", "cmdr", "adm", "brig", "gov", "sen", "rep", "rev", "hon", "st", "mt", "ft", "no", "nos", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "u.s", "u.k", "u.n", "e.g", "i.e", "vs", "etc", "approx", "ca", "al", "jr", "sr", "inc", "ltd", "co", "dept", "dist", "p.m", "a.m", "sh", "m"}
)  # fmt: skip
_END: Final = re.compile(r"(?:[.!?…]+[\"”’'»)]*(?=\s+)|\n+)")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of each sentence, end exclusive, outer white space left out.

    A line break always ends a sentence. The spans are in order and never overlap.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for found in _END.finditer(text):
        if found[0][0] != "\n" and not _ends(text, found):
            continue
        _append(spans, text, start, found.end())
        start = found.end()
    _append(spans, text, start, len(text))
    return spans


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))


def _ends(text: str, found: re.Match[str]) -> bool:
    """Tell whether the stop ends a sentence: not after an abbreviation, not before lower case."""
    after = text[found.end() : found.end() + 40].lstrip()
    if after and after[0].islower():
        return False
    if found[0][0] != ".":
        return True
    words = text[max(0, found.start() - 24) : found.start()].split()
    word = words[-1].lstrip("(\"“‘'[").lower() if words else ""
    is_initial = len(word) == 1 and word.isalpha()
    return not (is_initial or word in _ABBREVIATIONS)
