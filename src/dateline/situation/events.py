"""The events in the page: a table with contradictions side by side, and each event in full."""

from collections.abc import Iterable, Sequence
from typing import Final

from dateline.fuse.records import Claim, Contradiction, FieldValue, FusedEvent
from dateline.fuse.responsibility import as_claim
from dateline.knowledge.families import family_of
from dateline.show.cards import status
from dateline.show.elements import Markup, classed, element, text, together
from dateline.situation.gather import RESPONSIBILITY, Situation, quotes_of
from dateline.situation.map import shape_sample
from dateline.situation.tables import (
    quote_key,
    range_or_dash,
    row,
    source_links,
    table,
)
from dateline.situation.values import (
    change_words,
    claim_words,
    days,
    event_facts,
    field_words,
    figure_line,
    grade_words,
    heading,
    inside_words,
    plural,
    role_of,
    said_by,
    said_when,
    sides,
)

_COLUMNS: Final = ("Event", "When", "Where", "Sides", "Deaths", "Other figures", "Told by", "Grade")
_CLAIMS: Final = ("Field", "Value taken", "Also said", "Why this value")


def events_table(situation: Situation) -> Markup:
    """Return all events, one row each, and a row below where reports contradict each other."""
    rows = (
        part
        for number, one in enumerate(situation.events, 1)
        for part in (_event_row(situation, one, number), *_clash_rows(situation, one))
    )
    return table("Events by day", _COLUMNS, rows, kind="events-table")


def _event_row(situation: Situation, one: FusedEvent, number: int) -> Markup:
    family = family_of(one.event.type)
    name = element(
        "a",
        shape_sample(family.shape, family.name),
        text(f" {number}. {heading(one)}"),
        attributes={"href": f"#e{number}"},
    )
    cells = (
        together([name, *([status(one.status)] if one.status != "happened" else [])]),
        _field(situation, one, ("day",), days(one)),
        _field(situation, one, ("place",), one.event.place.name if one.event.place else ""),
        _field(situation, one, ("side_a", "side_b"), sides(one)),
        _deaths(situation, one),
        _field(situation, one, tuple(one.event.figures), figure_line(one)),
        _told(situation, one),
        element("abbr", text(one.grades.code), attributes={"title": grade_words(one)}),
    )
    return row(_COLUMNS, cells)


def _field(situation: Situation, one: FusedEvent, names: Sequence[str], words: str) -> Markup:
    """Return the value of one or more fields with links to the words it rests on."""
    found = [field for field in map(one.field, names) if field]
    if not found or not words:
        return text(words)
    cites = [_cites(situation, field.name, field.best) for field in found]
    return together([text(f"{words} "), *cites])


def _cites(situation: Situation, field: str, claim: Claim) -> Markup:
    quotes = quotes_of(situation, field, claim)
    return classed("span", "cites", source_links(situation, quotes, claim.reports))


def _deaths(situation: Situation, one: FusedEvent) -> Markup:
    found = one.field("deaths")
    shown = range_or_dash(one.event.deaths.total)
    return together([shown, text(" "), _cites(situation, "deaths", found.best)]) if found else shown


def _told(situation: Situation, one: FusedEvent) -> Markup:
    links = source_links(situation, (), one.reports)
    return together(
        [text(f"{plural(one.independent, 'origin')} "), classed("span", "cites", links)]
    )


def _clash_rows(situation: Situation, one: FusedEvent) -> Iterable[Markup]:
    if not one.contradictions:
        return
    clashes = (_clash(situation, one, found) for found in one.contradictions)
    cell = element(
        "td", *clashes, attributes={"colspan": str(len(_COLUMNS)), "role": "cell", "class": "clash"}
    )
    yield element("tr", cell, attributes={"role": "row", "class": "clash-row"})


def _clash(situation: Situation, one: FusedEvent, found: Contradiction) -> Markup:
    """Return a contradiction: the claims beside each other, who says each, and when."""
    said = (_said(situation, one, found.field, claim) for claim in found.claims)
    title = f"Reports disagree on {inside_words(found.field)}: {found.why}"
    return element(
        "div",
        classed("p", "clash-title", text(title)),
        classed("ul", "beside", *said),
    )


def _said(situation: Situation, one: FusedEvent, field: str, claim: Claim) -> Markup:
    quotes = quotes_of(situation, field, claim)
    words = " … ".join(" ".join(quote.span.text.split()) for quote in quotes[:2])
    parts = [
        classed("strong", "claim", text(claim_words(situation, field, claim))),
        text(" "),
        _cites(situation, field, claim),
        classed("span", "who", text(said_by(one, claim))),
        classed("span", "who", text(said_when(claim))),
        *([element("q", text(words))] if words else []),
    ]
    return element("li", *parts)


def event_cards(situation: Situation) -> Markup:
    """Return each event in full: every field with who says what."""
    return together(_card(situation, one, n) for n, one in enumerate(situation.events, 1))


def _card(situation: Situation, one: FusedEvent, number: int) -> Markup:
    key = f"e{number}"
    name = element("h3", text(f"{number}. {heading(one)}"), attributes={"id": f"{key}-name"})
    grade = element("span", text(one.grades.code), attributes={"class": "grade"})
    rows = [_field_row(situation, one, field) for field in one.fields]
    rows += [_responsibility_row(situation, one)] if one.responsibility else []
    return element(
        "article",
        classed("header", "event-head", name, status(one.status), grade),
        classed("p", "summary", text(one.event.summary)),
        table(f"What reports say of event {number}", _CLAIMS, rows, kind="claims"),
        _facts(situation, one),
        attributes={"class": f"event is-{one.status}", "id": key, "aria-labelledby": f"{key}-name"},
    )


def _field_row(situation: Situation, one: FusedEvent, field: FieldValue) -> Markup:
    clashes = any(found.field == field.name for found in one.contradictions)
    name = [text(field_words(field.name))]
    if clashes:
        name.append(classed("span", "disputed", text("disputed")))
    others = [_claim(situation, one, field.name, claim) for claim in field.alternatives]
    changed = [
        text(f"; {change.day}: {change_words(situation, field, change.value)}")
        for change in field.changes
    ]
    cells = (
        together(name),
        _claim(situation, one, field.name, field.best),
        together(others),
        together(
            [text(field.rule), *([text("; as reports came in")] if changed else []), *changed]
        ),
    )
    return row(_CLAIMS, cells)


def _responsibility_row(situation: Situation, one: FusedEvent) -> Markup:
    """Return who claims it, who accuses whom and who denies it: none of it is a value taken."""
    claims = [_claim(situation, one, RESPONSIBILITY, as_claim(said)) for said in one.responsibility]
    name = [text(field_words(RESPONSIBILITY))]
    if any(found.field == RESPONSIBILITY for found in one.contradictions):
        name.append(classed("span", "disputed", text("disputed")))
    why = text("claims and accusations are no facts: none is taken")
    return row(_CLAIMS, (together(name), text(""), together(claims), why))


def _claim(situation: Situation, one: FusedEvent, field: str, claim: Claim) -> Markup:
    """Return a value that leads to its first evidence, with its sources and who said it when."""
    quotes = quotes_of(situation, field, claim)
    words = text(claim_words(situation, field, claim))
    target = {"class": f"v {role_of(field)}", "href": f"#{quote_key(quotes[0])}"} if quotes else {}
    value = element("a", words, attributes=target) if quotes else words
    who = ", ".join(part for part in (said_by(one, claim), said_when(claim)) if part)
    return classed(
        "div",
        "said",
        value,
        text(" "),
        _cites(situation, field, claim),
        classed("span", "who", text(who)),
    )


def _facts(situation: Situation, one: FusedEvent) -> Markup:
    items = (
        element("div", element("dt", text(name)), element("dd", text(words)))
        for name, words in event_facts(situation, one)
    )
    return classed("dl", "facts", *items)
