"""How dateline words dates, figures, codes and types for people."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from dateline.knowledge.codebook import load_codebook
from dateline.records import Codes, Event, Range, Span

NOT_SAID: Final = "not said"
_VIOLENCE: Final = {1: "state-based", 2: "non-state", 3: "one-sided"}
_STATUS_ORDER: Final = ("happened", "ongoing", "possible", "future", "denied")
STATUS_MEANING: Final = {
    "happened": "reported as having happened",
    "ongoing": "under way",
    "possible": "alleged or not confirmed",
    "future": "planned or expected",
    "denied": "said not to have happened",
}


@cache
def _nouns() -> dict[str, str]:
    return {row.name: row.summary for row in load_codebook().types.values()}


def type_words(name: str) -> str:
    """Return an event type as a heading: `airstrike` gives `Air strike`."""
    words = _nouns().get(name, name.replace("-", " "))
    return words[:1].upper() + words[1:]


def measure_words(measure: str) -> str:
    """Return the name of a figure: `deaths`, `injured`, `displaced`."""
    return measure.replace("_", " ").replace("-", " ")


def firmest(statuses: Sequence[str]) -> str:
    """Return the firmest of some statuses; `happened` where there is none."""
    known = [status for status in statuses if status in _STATUS_ORDER]
    return min(known, key=_STATUS_ORDER.index, default="happened")


def is_said(figure: Range) -> bool:
    """Tell whether a range says anything."""
    return not (figure.low is None and figure.best is None and figure.high is None)


def range_words(figure: Range) -> str:
    """Return a range in words: `40`, `40 or more`, `36 (24 to 96)`, `up to 12`, `not said`."""
    low, best, high = figure.low, figure.best, figure.high
    if best is None:
        return _bounds(low, high) or NOT_SAID
    if low in {None, best} and high in {None, best}:
        return f"{best:,} or more" if low == best and high is None else f"{best:,}"
    return f"{best:,} ({_bounds(low, high)})"


def _bounds(low: int | None, high: int | None) -> str:
    if low is not None and high is not None:
        return f"{low:,} to {high:,}"
    if low is not None:
        return f"{low:,} or more"
    return f"up to {high:,}" if high is not None else ""


def code_words(codes: Codes) -> tuple[tuple[str, str], ...]:
    """Return the codes of an event as pairs of codebook and code; those it has none in are left out."""
    acled = " / ".join(
        part for part in (codes.acled.event_type, codes.acled.sub_event_type) if part
    )
    violence = codes.ucdp.type_of_violence
    ucdp = f"{violence} {_VIOLENCE.get(violence, '')}".strip() if violence is not None else ""
    plover = " / ".join(part for part in (codes.plover.event_type, codes.plover.mode) if part)
    pairs = (("ACLED", acled), ("UCDP", ucdp), ("PLOVER", plover), ("CAMEO", codes.cameo or ""))
    return tuple(pair for pair in pairs if pair[1])


def figure_words(event: Event) -> str:
    """Return the figures other than deaths in one line: `9 injured, 150 surrendered`."""
    return ", ".join(
        f"{range_words(figure)} {measure_words(measure)}"
        for measure, figure in sorted(event.figures.items())
        if is_said(figure)
    )


def quoted(span: Span, *, longest: int = 60) -> str:
    """Return the words of a span in quotation marks, shortened to `longest` characters."""
    words = " ".join(span.text.split())
    return f"“{words if len(words) <= longest else words[: longest - 1] + '…'}”"
