"""How the values of fused events read: names instead of ids, days in words, with who says them."""

from collections.abc import Iterable
from typing import Final

from dateline.fuse.records import Claim, FieldValue, FusedEvent
from dateline.records import Range
from dateline.show.days import day_words
from dateline.show.words import code_words, measure_words, range_words, type_words
from dateline.situation.gather import Situation, first_published

_ASSUMED: Final = " (assumed)"
_NAMES: Final = {
    "type": "What",
    "status": "Status",
    "side_a": "Side A",
    "side_b": "Side B",
    "day": "When",
    "place": "Where",
    "responsibility": "Who did it",
}
ROLES: Final = {
    "type": "trigger", "status": "trigger", "side_a": "agent", "side_b": "target",
    "day": "time", "place": "place", "responsibility": "cue",
}  # fmt: skip


def field_words(name: str) -> str:
    """Return the name of a field as a heading."""
    return _NAMES.get(name) or measure_words(name).capitalize()


def inside_words(name: str) -> str:
    """Return the name of a field inside a sentence: `deaths`, `side A`."""
    words = field_words(name)
    return words[:1].lower() + words[1:]


def role_of(name: str) -> str:
    """Return the part that the words of a field play in a report."""
    return ROLES.get(name, "count")


def claim_words(situation: Situation, field: str, claim: Claim) -> str:
    """Return the value of a claim."""
    value = claim.value
    if field == "type":
        return type_words(value)
    if field in {"side_a", "side_b"}:
        return situation.actors.get(value, value)
    if field == "place":
        return situation.places.get(value, value)
    return _days(value) if field == "day" else value


def _days(value: str) -> str:
    plain = value.removesuffix(_ASSUMED)
    first, _, last = plain.partition("/")
    known = [None if day in {"?", "None"} else day for day in (first, last or first)]
    return day_words(*known) + (_ASSUMED if plain != value else "")


def said_when(claim: Claim) -> str:
    """Return the days on which reports said it, empty where no day is known."""
    if claim.first_said is None:
        return ""
    return day_words(claim.first_said, claim.last_said)


def said_by(event: FusedEvent, claim: Claim) -> str:
    """Return the names of the origins of a claim."""
    names = {origin.id: origin.name for origin in event.origins}
    return ", ".join(sorted({names.get(id_, id_) for id_ in claim.origins}))


def heading(event: FusedEvent) -> str:
    """Return what an event is called: its type and its place."""
    place = event.event.place
    return type_words(event.event.type) + (f", {place.name}" if place else "")


def sides(event: FusedEvent) -> str:
    """Return the sides of an event, who did it first; empty where none is named."""
    names = [
        side.name if side else "not named" for side in (event.event.side_a, event.event.side_b)
    ]
    return " against ".join(names) if event.event.side_a or event.event.side_b else ""


def days(event: FusedEvent) -> str:
    """Return the days of an event."""
    return day_words(event.event.first, event.event.last, event.event.date_grain)


def other_figures(event: FusedEvent) -> Iterable[tuple[str, Range]]:
    """Yield the figures of an event beside the deaths."""
    yield from sorted(event.event.figures.items())


def figure_line(event: FusedEvent) -> str:
    """Return those figures in one line."""
    return ", ".join(f"{range_words(f)} {measure_words(m)}" for m, f in other_figures(event))


def party_words(situation: Situation, party: str) -> str:
    """Return the name of the party that a figure by month is of."""
    known = {"civilians": "Civilians", "unknown": "Side not said"}.get(party)
    return known or situation.actors.get(party, party)


def change_words(situation: Situation, field: FieldValue, value: str) -> str:
    """Return a value that was the best one for a while."""
    known = {claim.value: claim for claim in (field.best, *field.alternatives)}
    return claim_words(situation, field.name, known[value]) if value in known else value


def event_facts(situation: Situation, event: FusedEvent) -> tuple[tuple[str, str], ...]:
    """Return what is known of an event as a whole, name and words: grade, origins, copies, codes, id."""
    numbers = situation.source_numbers
    copies = [
        f"[{numbers[id_]}] is a copy of [{numbers[group.first]}] ({kind})"
        for group in event.copies
        for id_, kind in group.copies
        if id_ in numbers and group.first in numbers
    ]
    denying = ", ".join(sorted(origin.name for origin in event.origins if origin.denies))
    pairs = (
        ("Grade", f"{event.grades.code}: {grade_words(event)}"),
        ("Origins", ", ".join(f"{o.name} ({o.group}, {o.grade})" for o in event.origins)),
        ("Denied by", denying),
        ("Copies", "; ".join(copies)),
        ("Codes", "; ".join(f"{book} {code}" for book, code in code_words(event.event.codes))),
        ("Id", event.id),
    )
    return tuple(pair for pair in pairs if pair[1])


def grade_words(event: FusedEvent) -> str:
    """Return why an event has its grades."""
    grades = event.grades
    return (
        f"source {grades.source}: {grades.source_why}; "
        f"information {grades.information}: {grades.information_why}"
    )


def plural(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def title_of(situation: Situation) -> str:
    """Return the title of the report: what it is about."""
    wanted = situation.wanted
    about = " and ".join(words for words in (wanted.place, wanted.actor) if words)
    return f"Situation report: {about}" if about else "Situation report"


def period_of(situation: Situation) -> str:
    """Return the days that are asked for, or else those the events cover."""
    wanted = situation.wanted
    if wanted.first or wanted.last:
        return day_words(wanted.first, wanted.last)
    known = [one.event for one in situation.events]
    ends = [(one.first or one.last, one.last or one.first) for one in known]
    firsts = sorted(first for first, _ in ends if first)
    lasts = sorted(last for _, last in ends if last)
    return day_words(firsts[0], lasts[-1]) if firsts and lasts else day_words(None, None)


def tally_of(situation: Situation) -> str:
    """Return how many events and reports there are, and when the reports were published."""
    told = (
        f"{plural(len(situation.events), 'event')} from {plural(len(situation.sources), 'report')}"
    )
    published = first_published(situation.sources)
    return f"{told}, published {day_words(*published)}" if published else told
