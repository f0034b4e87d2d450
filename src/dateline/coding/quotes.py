"""Direct quotations: where they are, and which cue says whose they are."""

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from dateline.annotate.annotation import CUE_LABEL, Annotation, LabelledSpan

_MARKS: Final = re.compile(r"[\"“”«»]")
_CLOSERS: Final = {"“": "”", "«": "»", "”": "”"}
_SHORTEST: Final = 3
_LONGEST: Final = 3000
_REACH: Final = 160  # characters between a quotation and the cue that says whose it is
_BREAK: Final = re.compile(r"[.!?][\"”»]?\s|\n")


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """A direct quotation without its marks; `goes_on` says that it is the last paragraph's, reopened."""

    start: int
    end: int
    goes_on: bool = False


def find_quotes(text: str) -> tuple[Quote, ...]:
    """Return the direct quotations of a text in its order.

    A paragraph that ends within a quotation is quoted to its end where the next one opens with a mark
    again, as printers do with long quotations.
    """
    quotes: list[Quote] = []
    opened: int | None = None
    mark = ""
    is_reopened = False
    for found in _MARKS.finditer(text):
        at = found.start()
        if opened is not None and "\n" in text[opened:at]:
            end = text.index("\n", opened)
            is_reopened = not text[end:at].strip() and _opens(text, at)
            if _opens(text, at) or at - opened > _LONGEST:
                quotes += [Quote(start=opened, end=end)] if is_reopened else []
                opened = None
        if opened is None:
            if _opens(text, at):
                opened, mark = at + 1, found[0]
            continue
        if found[0] == _CLOSERS.get(mark, mark) or (found[0] == "”" and mark == "“"):
            if at - opened >= _SHORTEST:
                quotes.append(Quote(start=opened, end=at, goes_on=is_reopened))
            opened, is_reopened = None, False
    return tuple(quotes)


def _opens(text: str, at: int) -> bool:
    """Tell whether the mark at an offset can open a quotation: something quoted follows it."""
    if text[at] in "“«":
        return True
    follows = text[at + 1 : at + 2]
    return bool(follows.strip()) and (
        at == 0 or not (text[at - 1].isalnum() or text[at - 1] in ".,")
    )


def quote_at(start: int, end: int, quotes: Sequence[Quote]) -> int | None:
    """Return the index of the quotation that holds a stretch of text."""
    for number, quote in enumerate(quotes):
        if quote.start <= start and end <= quote.end:
            return number
    return None


def cue_of_quote(
    number: int, quotes: Sequence[Quote], annotation: Annotation, text: str
) -> LabelledSpan | None:
    """Return the cue that says whose a quotation is.

    The cue of an event inside it, else the nearest outside it in the same sentence, else that of the
    quotation it goes on with (`"A," said X. "B."`).
    """
    quote = quotes[number]
    inside = [
        cue
        for trigger in annotation.triggers
        if quote.start <= trigger.start < quote.end
        for cue in annotation.heads(trigger.id, "says")
        if annotation.tails(cue.id, "source")
    ]
    beside = inside or _cues_beside(quote, quotes, annotation, text)
    if beside:
        return beside[0]
    if number and _goes_on(quotes[number - 1], quote, annotation, text):
        return cue_of_quote(number - 1, quotes, annotation, text)
    return None


def _cues_beside(
    quote: Quote, quotes: Sequence[Quote], annotation: Annotation, text: str
) -> list[LabelledSpan]:
    found = []
    for cue in annotation.labelled(CUE_LABEL):
        if (
            not annotation.tails(cue.id, "source")
            or quote_at(cue.start, cue.end, quotes) is not None
        ):
            continue
        is_after = cue.start >= quote.end
        between = text[quote.end + 1 : cue.start] if is_after else text[cue.end : quote.start - 1]
        # What follows a quotation that ends its sentence is a sentence of its own.
        is_other = is_after and text[quote.start : quote.end].rstrip().endswith(".")
        if len(between) <= _REACH and not _BREAK.search(between) and not is_other:
            found.append((not is_after, len(between), cue))
    return [cue for _, _, cue in sorted(found, key=lambda one: (one[0], one[1], one[2].start))]


def _goes_on(before: Quote, quote: Quote, annotation: Annotation, text: str) -> bool:
    """Tell whether a quotation goes on with the one before it: only its cue stands between."""
    if quote.goes_on:
        return True
    between = text[before.end + 1 : quote.start - 1]
    if len(between) > _REACH or len(_BREAK.findall(between)) > 1:
        return False
    return any(
        before.end <= cue.start < quote.start and annotation.tails(cue.id, "source")
        for cue in annotation.labelled(CUE_LABEL)
    )
