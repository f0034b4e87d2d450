"""The events in the PDF: a table with contradictions side by side, and each event in full."""

from collections.abc import Iterable, Sequence

from dateline.fuse.records import Claim, Contradiction, FieldValue, FusedEvent
from dateline.fuse.responsibility import as_claim
from dateline.knowledge.families import family_of
from dateline.records import Record
from dateline.situation.gather import RESPONSIBILITY, Situation, quotes_of
from dateline.situation.pdf.runs import (
    Cell,
    Clash,
    Line,
    Linked,
    Row,
    Said,
    Table,
    claim_cites,
    line,
    plain_row,
    range_or_dash,
    run,
    source_refs,
)
from dateline.situation.values import (
    change_words,
    claim_words,
    days,
    event_facts,
    field_words,
    figure_line,
    heading,
    inside_words,
    plural,
    said_by,
    said_when,
)


class Card(Record, frozen=True, kw_only=True):
    """An event in full; `key` is the label that leads here."""

    key: str
    heading: str
    status: str
    grade: str
    summary: str
    claims: Table
    facts: tuple[tuple[str, str], ...]


def events_table(linked: Linked) -> Table:
    """Return all events, one row each, with what reports contradict each other in below."""
    events = linked.situation.events
    return Table(
        caption="Events by day",
        columns=("Event", "When", "Where", "Sides", "Deaths", "Other figures", "Told by", "Grade"),
        widths=(2.1, 1.35, 1.6, 2.2, 1.3, 1.5, 1.15, 0.75),
        rows=tuple(_event_row(linked, one, number) for number, one in enumerate(events, 1)),
    )


def _event_row(linked: Linked, one: FusedEvent, number: int) -> Row:
    name = line(f"{number}. {heading(one)}", "strong", to=f"e{number}")
    status = () if one.status == "happened" else (line(one.status, "soft"),)
    place = one.event.place
    cells: tuple[Cell, ...] = (
        (name, *status),
        (_field(linked, one, ("day",), days(one)),),
        (_field(linked, one, ("place",), place.name if place else ""),),
        (_sides(linked, one),),
        (_field(linked, one, ("deaths",), range_or_dash(one.event.deaths.total)),),
        (_field(linked, one, tuple(one.event.figures), figure_line(one)),),
        ((*line(f"{plural(one.independent, 'origin')} "), *source_refs(linked, one.reports)),),
        (line(one.grades.code),),
    )
    return Row(
        cells=cells,
        family=family_of(one.event.type).name,
        below=tuple(_clash(linked, one, found) for found in one.contradictions),
    )


def _sides(linked: Linked, one: FusedEvent) -> Line:
    first, second = one.event.side_a, one.event.side_b
    if not first and not second:
        return ()
    return (
        *_field(linked, one, ("side_a",), first.name if first else "not named"),
        run(" against "),
        *_field(linked, one, ("side_b",), second.name if second else "not named"),
    )


def _field(linked: Linked, one: FusedEvent, names: Sequence[str], words: str) -> Line:
    """Return the value of one or more fields with links to the words it rests on."""
    if not words:
        return ()
    found = [field for field in map(one.field, names) if field]
    cites = [cite for field in found for cite in claim_cites(linked, field.name, field.best)]
    return (*line(words), *((run(" "), *dict.fromkeys(cites)) if cites else ()))


def _clash(linked: Linked, one: FusedEvent, found: Contradiction) -> Clash:
    """Return a contradiction: the claims beside each other, who says each, and when."""
    return Clash(
        title=f"Reports disagree on {inside_words(found.field)}: {found.why}",
        said=tuple(_said(linked, one, found.field, claim) for claim in found.claims),
    )


def _said(linked: Linked, one: FusedEvent, field: str, claim: Claim) -> Said:
    quotes = quotes_of(linked.situation, field, claim)[:2]
    who = (said_by(one, claim), said_when(claim))
    return Said(
        value=_value(linked, field, claim),
        who=tuple(run(part).text for part in who if part),
        quote=" … ".join(run(quote.span.text).text for quote in quotes),
    )


def _value(linked: Linked, field: str, claim: Claim) -> Line:
    """Return the value of a claim, which leads to the first words it rests on, and all its sources."""
    cites = claim_cites(linked, field, claim)
    words = claim_words(linked.situation, field, claim)
    return (run(words, "strong", to=cites[0].to if cites else None), run(" "), *cites)


def event_cards(linked: Linked) -> tuple[Card, ...]:
    """Return each event in full: every field with who says what."""
    return tuple(_card(linked, one, n) for n, one in enumerate(linked.situation.events, 1))


def _card(linked: Linked, one: FusedEvent, number: int) -> Card:
    return Card(
        key=f"e{number}",
        heading=run(f"{number}. {heading(one)}").text,
        status=one.status,
        grade=one.grades.code,
        summary=run(one.event.summary).text,
        claims=_claims(linked, one, number),
        facts=tuple((name, run(words).text) for name, words in event_facts(linked.situation, one)),
    )


def _claims(linked: Linked, one: FusedEvent, number: int) -> Table:
    """Return the fields of an event; where nothing else is said of any, no column is kept for it."""
    others = bool(one.responsibility) or any(field.alternatives for field in one.fields)
    rows = [_field_row(linked, one, field, others=others) for field in one.fields]
    if one.responsibility:
        rows.append(_responsibility_row(linked, one))
    columns: tuple[tuple[str, float], ...] = (
        ("Field", 1),
        ("Value taken", 2.3 if others else 3),
        *((("Also said", 2.3),) if others else ()),
        ("Why this value", 1.9 if others else 3.5),
    )
    return Table(
        caption=f"What reports say of event {number}",
        columns=tuple(name for name, _ in columns),
        widths=tuple(share for _, share in columns),
        rows=tuple(rows),
    )


def _field_row(linked: Linked, one: FusedEvent, field: FieldValue, *, others: bool) -> Row:
    said: Cell = tuple(_claim(linked, one, field.name, claim) for claim in field.alternatives)
    return plain_row(
        _name(one, field.name),
        (_claim(linked, one, field.name, field.best),),
        *((said,) if others else ()),
        tuple(_why(linked.situation, field)),
    )


def _responsibility_row(linked: Linked, one: FusedEvent) -> Row:
    """Return who claims it, who accuses whom and who denies it: none of it is a value taken."""
    said = tuple(_claim(linked, one, RESPONSIBILITY, as_claim(told)) for told in one.responsibility)
    why = line("claims and accusations are no facts: none is taken")
    return plain_row(_name(one, RESPONSIBILITY), (), said, (why,))


def _name(one: FusedEvent, field: str) -> Cell:
    clashes = any(found.field == field for found in one.contradictions)
    return (line(field_words(field)), *((line("disputed", "alert"),) if clashes else ()))


def _claim(linked: Linked, one: FusedEvent, field: str, claim: Claim) -> Line:
    """Return a value with its sources, then who said it when."""
    who = ", ".join(part for part in (said_by(one, claim), said_when(claim)) if part)
    return (*_value(linked, field, claim), *line(f" {who}" if who else "", "soft"))


def _why(situation: Situation, field: FieldValue) -> Iterable[Line]:
    yield line(field.rule)
    if field.changes:
        yield line("as reports came in:", "soft")
    for change in field.changes:
        yield line(f"{change.day}: {change_words(situation, field, change.value)}", "soft")
