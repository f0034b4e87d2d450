"""The voices in which one report gives an event: who says it, through whom, with which figures."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import msgspec

from dateline.records import Attribution, Deaths, Event, EventMention, Range, Record, Stance

DEATHS: Final = "deaths"
_SIDES: Final = ("side_a", "side_b", "civilians", "unknown")
Figures = dict[str, Range]


class Voice(Record, frozen=True, kw_only=True):
    """Who says it inside a report: kind of source, actor id and name, and whether they deny it.

    `via` is the outlet or agency that passes it on; `figures` are those they give of the event, by measure.
    """

    kind: str
    id: str
    name: str
    stance: Stance = "assert"
    via: str | None = None
    figures: Figures = msgspec.field(default_factory=dict)


def find_voices(event: Event, mentions: Sequence[EventMention]) -> tuple[Voice, ...]:
    """Return everybody whom a report has say or deny the event, each once for each stance, in order of kind and id.

    Of several figures that a voice gives the last one stands.
    """
    found: dict[tuple[str, str, str], Voice] = {}
    for mention in mentions:
        figures = _figures(event, mention)
        for said in mention.voices:
            voice = _voice(said, figures)
            key = (voice.kind, voice.id, voice.stance)
            found[key] = _together(found[key], voice) if key in found else voice
    return tuple(found[key] for key in sorted(found))


def own_figures(event: Event, mentions: Sequence[EventMention]) -> Figures:
    """Return the figures that a report gives of the event in its own voice."""
    found: Figures = {}
    for mention in mentions:
        if not mention.voices:
            found |= _figures(event, mention)
    return found


def _voice(said: Attribution, figures: Figures) -> Voice:
    return Voice(
        kind=said.kind or "anonymous",
        id=said.source.id if said.source else "unknown",
        name=said.source.name if said.source else "unknown",
        stance=said.stance,
        via=next((one.name for one in said.via if one.kind == "media"), None),
        figures=figures if said.stance == "assert" else {},
    )


def _together(one: Voice, later: Voice) -> Voice:
    return Voice(
        kind=one.kind,
        id=one.id,
        name=min(one.name, later.name),
        stance=one.stance,
        via=one.via or later.via,
        figures={**one.figures, **later.figures},
    )


def _figures(event: Event, mention: EventMention) -> Figures:
    """Return the figures of the event that a mention alone gives.

    A measure that it counts more than once may be split into parts, and is left out; so is a number
    that the coder did not take for the event's.
    """
    if mention.status == "denied":
        return {}
    whole = dict(_whole(event))
    found: Figures = {}
    for measure in {one.measure for one in mention.counts} & whole.keys():
        counted = [one for one in mention.counts if one.measure == measure]
        figure = Range(low=counted[0].low, best=counted[0].best, high=counted[0].high)
        if len(counted) == 1 and _is_within(figure, whole[measure]):
            found[measure] = figure
    return dict(sorted(found.items()))


def _whole(event: Event) -> Iterator[tuple[str, Range]]:
    """Yield the figures that one number can tell: deaths only where they are of one side."""
    yield from event.figures.items()
    if len(split_of(event.deaths)) <= 1:
        yield DEATHS, event.deaths.total


def _is_within(figure: Range, whole: Range) -> bool:
    if figure.best is None or whole.best is None:
        return False
    low = whole.low if whole.low is not None else whole.best
    return low <= figure.best and (whole.high is None or figure.best <= whole.high)


def split_of(deaths: Deaths) -> Mapping[str, Range]:
    """Return the deaths of each side that has any."""
    sides = {side: getattr(deaths, side) for side in _SIDES}
    return {side: figure for side, figure in sides.items() if figure.best is not None}


def show_range(figure: Range) -> str:
    """Return a figure as text: `12`, `at least 12`, `10 to 15`, `up to 15`."""
    low, best, high = figure.low, figure.best, figure.high
    if best is None:
        return f"up to {high}" if high is not None else f"at least {low}"
    if high is None and low is not None:
        return f"at least {low}" if low == best else f"about {best}"
    if low in {None, best} and high in {None, best}:
        return str(best)
    return f"{best} ({low if low is not None else '?'} to {high if high is not None else '?'})"


def speaks_for_itself(voices: Iterable[Voice], own: Figures) -> bool:
    """Tell whether a report gives a figure in its own voice that none of its sources gives."""
    given = [voice.figures for voice in voices]
    for measure, figure in own.items():
        said = {show_range(figures[measure]) for figures in given if measure in figures}
        if said and show_range(figure) not in said:
            return True
    return False
