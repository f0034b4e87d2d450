"""One sentence that says an event back."""

from collections.abc import Mapping
from typing import Final

from dateline.records import Actor, Deaths, Event, Range

# How a side is marked that only its own claim, or an accusation, ties to an event.
BY_ITS_CLAIM: Final = "by its own claim"
ACCUSED: Final = "accused"
ALLEGED: Final = (BY_ITS_CLAIM, ACCUSED)
_FIGURE_WORDS = {
    "injured": "injured",
    "abducted": "abducted",
    "detained": "detained",
    "released": "released",
    "displaced": "displaced",
    "returned": "returned",
    "surrendered": "surrendered",
}


def summarise(event: Event, noun: str, status: str, alleged: Mapping[str, str]) -> str:
    """Return the event in one sentence: what, by whom, against whom, where, when, how many.

    `alleged` says by actor id on whose word alone an actor is there.
    """
    lead = {"future": "Expected: ", "possible": "Reported, not confirmed: ", "denied": "Denied: "}
    parts = [noun[0].upper() + noun[1:]]
    if event.side_a:
        parts.append(f"by {_name(event.side_a, alleged)}")
    if event.side_b:
        parts.append(f"{'against' if event.side_a else 'of'} {_name(event.side_b, alleged)}")
    if event.place:
        near = "near" if event.place.precision == "near" else "in"
        country = event.place.country if event.place.country != event.place.name else None
        parts.append(f"{near} {event.place.name}" + (f" ({country})" if country else ""))
    parts.append(_days(event))
    figures = _figures(event)
    text = " ".join(part for part in parts if part) + (f"; {figures}" if figures else "")
    return lead.get(status, "") + text + "."


def alleged_in(event: Event) -> Mapping[str, str]:
    """Return the sides that the sentence of an event has on one's word alone, with that word, by actor id."""
    return {
        side.id: word
        for side in (event.side_a, event.side_b)
        if side
        for word in ALLEGED
        if f"{side.name} ({word})" in event.summary
    }


def _name(actor: Actor, alleged: Mapping[str, str]) -> str:
    word = alleged.get(actor.id)
    return f"{actor.name} ({word})" if word else actor.name


def _days(event: Event) -> str:
    if event.first and event.last:
        return (
            f"on {event.first}" if event.first == event.last else f"{event.first} to {event.last}"
        )
    if event.first:
        return f"from {event.first}"
    return f"by {event.last}, day not said" if event.last else "on a day not said"


def _figures(event: Event) -> str:
    said = [_range(event.deaths.total, "killed")] if _said(event.deaths) else []
    said += [
        _range(event.figures[measure], word)
        for measure, word in _FIGURE_WORDS.items()
        if measure in event.figures
    ]
    return ", ".join(part for part in said if part)


def _said(deaths: Deaths) -> bool:
    return deaths.total.best is not None


def _range(figure: Range, word: str) -> str:
    low, best, high = figure.low, figure.best, figure.high
    if best is None:
        return f"up to {high} {word}" if high is not None else ""
    if low == best == high:
        return f"{best} {word}"
    if low == best:
        return f"{best} or more {word}" if high is None else f"{best} to {high} {word}"
    if high is None:
        return f"about {best} {word} ({low} or more)"
    return f"about {best} {word} ({low if low is not None else 0} to {high})"
