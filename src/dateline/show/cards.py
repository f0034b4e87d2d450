"""The events of a report in the page, one card each, every value tied to its evidence."""

from collections.abc import Iterable, Sequence

from dateline.records import Attribution, EventMention, Participant, Range, Span
from dateline.show.elements import Markup, anchor, classed, element, text, together
from dateline.show.facts import Fact, ShownEvent, find_facts, place_words
from dateline.show.words import STATUS_MEANING, code_words, range_words, type_words


def card(shown: ShownEvent, *, key: str, prefix: str) -> Markup:
    """Return an event as a card whose id is `key`; `prefix` is that of the report's spans."""
    event = shown.event
    triggers = [mention.trigger for mention in shown.mentions]
    facts = find_facts(shown)
    spans = [*triggers, *(span for fact in facts for span in fact.spans)]
    heading = element(
        "h4",
        value(type_words(event.type), triggers, role="trigger", prefix=prefix),
        attributes={"id": f"{key}h"},
    )
    return element(
        "article",
        classed("header", "event-head", heading, status(shown.status), _score(event.score)),
        classed("p", "summary", text(event.summary)) if event.summary else Markup(""),
        classed("dl", "facts", *(_fact(fact, prefix) for fact in facts)),
        _codes(shown),
        _mentions(shown.mentions, prefix),
        attributes={
            "class": f"event is-{shown.status}",
            "id": key,
            "tabindex": "-1",
            "aria-labelledby": f"{key}h",
            "data-all": keys_of(spans, prefix),
        },
    )


def status(name: str) -> Markup:
    """Return a status as a small label."""
    return element(
        "span",
        text(name),
        attributes={"class": f"status {name}", "title": STATUS_MEANING.get(name)},
    )


def value(words: str, spans: Sequence[Span], *, role: str, prefix: str) -> Markup:
    """Return a value that lights up its evidence; plain words where it has none."""
    if not spans:
        return element(
            "span", text(words), attributes={"class": "v", "title": "no words of its own"}
        )
    first = spans[0]
    return element(
        "a",
        text(words),
        attributes={
            "class": f"v {role}",
            "href": f"#{anchor(prefix, first.start, first.end)}",
            "data-v": keys_of(spans, prefix),
            "title": "; ".join(f"“{' '.join(span.text.split())}”" for span in spans[:4]),
        },
    )


def keys_of(spans: Iterable[Span], prefix: str) -> str:
    """Return the ids of spans in the page, each once, parted by blanks."""
    return " ".join(dict.fromkeys(anchor(prefix, span.start, span.end) for span in spans))


def _score(score: float) -> Markup:
    return element(
        "span",
        text(f"{score:.2f}"),
        attributes={"class": "score", "title": "how sure dateline is, from 0 to 1"},
    )


def _fact(fact: Fact, prefix: str) -> Markup:
    note = classed("span", "note", text(fact.note)) if fact.note else Markup("")
    return element(
        "div",
        element("dt", text(fact.name)),
        element("dd", value(fact.value, fact.spans, role=fact.role, prefix=prefix), note),
    )


def _codes(shown: ShownEvent) -> Markup:
    items = (
        element("li", element("b", text(book)), text(f" {code}"))
        for book, code in code_words(shown.event.codes)
    )
    return element(
        "ul", *items, attributes={"class": "codes", "aria-label": "Codes in other codebooks"}
    )


def _mentions(mentions: Sequence[EventMention], prefix: str) -> Markup:
    if not mentions:
        return Markup("")
    told = "Told once" if len(mentions) == 1 else f"Told {len(mentions)} times"
    items = (element("li", _mention(mention, prefix)) for mention in mentions)
    return element("details", element("summary", text(told)), classed("ol", "mentions", *items))


def _mention(mention: EventMention, prefix: str) -> Markup:
    parts = [
        value(mention.trigger.text, [mention.trigger], role="trigger", prefix=prefix),
        text(f" {type_words(mention.type).lower()}, {mention.status}, {mention.score:.2f}"),
        *_roles(mention, prefix),
        *(_saying(mention.attribution, prefix) if mention.attribution else ()),
    ]
    return together(parts)


def _roles(mention: EventMention, prefix: str) -> Iterable[Markup]:
    spans: list[tuple[str, str, str, Span | None]] = [
        *(("by", party.name, "agent", party.span) for party in mention.agents),
        *(("to", party.name, "target", party.span) for party in mention.targets),
        *(("at", place_words(place), "place", place.span) for place in [mention.place] if place),
        *(("from", place_words(place), "place", place.span) for place in [mention.origin] if place),
        *(
            ("towards", place_words(place), "place", place.span)
            for place in [mention.destination]
            if place
        ),
        *(("time", span.text, "time", span) for span in [mention.time.span] if span),
        *(
            (c.measure, range_words(Range(low=c.low, best=c.best, high=c.high)), "count", c.span)
            for c in mention.counts
        ),
        *(("with", means.name, "means", means.span) for means in mention.means),
    ]
    for name, words, role, span in spans:
        yield text(f" · {name} ")
        yield value(words, [span] if span else [], role=role, prefix=prefix)


def _saying(said: Attribution, prefix: str) -> Iterable[Markup]:
    yield text(" · denied by " if said.stance == "deny" else " · said by ")
    yield _source(said.source, prefix)
    if said.kind:
        yield text(f" ({said.kind})")
    if said.cue:
        yield text(", ")
        yield value(said.cue.text, [said.cue], role="cue", prefix=prefix)
    if said.quote:
        yield text(" ")
        yield element("q", text(" ".join(said.quote.text.split())))


def _source(source: Participant | None, prefix: str) -> Markup:
    if source is None:
        return text("a source not named")
    return value(source.name, [source.span] if source.span else [], role="source", prefix=prefix)
