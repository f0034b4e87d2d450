"""Who says it: the cue, the source and the quotation an event mention stands in."""

import re
from typing import Final

from dateline.annotate.annotation import LabelledSpan
from dateline.coding.evidence import Evidence
from dateline.records import Attribution, Span, span_of

_QUOTED: Final = re.compile(r"[“\"«]([^”\"»“«]{3,1500})[”\"»]")
_MEDIC: Final = re.compile(
    r"\b(medics?|medical|doctors?|hospitals?|nurses?|paramedics?|ambulances?|health)\b",
    re.IGNORECASE,
)
_WITNESS: Final = re.compile(
    r"\b(witness(es)?|eyewitness(es)?|residents?|villagers?|locals?|survivors?|neighbours?|neighbors?"
    r"|relatives?|famil(y|ies)|farmers?|drivers?|shopkeepers?|teachers?|elders?|farmhands?)\b",
    re.IGNORECASE,
)
_ANONYMOUS: Final = re.compile(
    r"\b(sources?|anonym\w+|unnamed|official who|informants?)\b", re.IGNORECASE
)
_UN: Final = re.compile(
    r"\b(UN|U\.N\.|United Nations|UNHCR|OCHA|UNICEF|OHCHR|MONUSCO|UNAMA|MINUSMA|UNIFIL|UNMISS|IOM)\b"
)
_OFFICIAL: Final = re.compile(
    r"\b(police|officials?|ministry|minister|governor|mayor|prosecutors?|government|spokes\w+ for the"
    r"|authorities|commissioner|councillor|attorney)\b",
    re.IGNORECASE,
)


def find_attribution(trigger: LabelledSpan, evidence: Evidence) -> Attribution | None:
    """Return who says the event of a trigger, or None where the report says it in its own voice.

    Of several cues the most certain one that has a source counts; a chain (`a resident told AFP`)
    gives the first speaker.
    """
    links = {
        link.head: link.score
        for link in evidence.annotation.links
        if link.role == "says" and link.tail == trigger.id
    }
    cues = sorted(
        (evidence.annotation.by_id[cue] for cue in links),
        key=lambda cue: (
            not evidence.annotation.tails(cue.id, "source"),
            -links[cue.id],
            cue.start,
        ),
    )
    if not cues:
        return None
    cue = cues[0]
    sources = evidence.annotation.tails(cue.id, "source")
    speaker = sources[0] if sources else None
    return Attribution(
        source=evidence.speaker(speaker) if speaker else None,
        kind=source_kind(speaker, trigger, evidence) if speaker else None,
        cue=evidence.span(cue),
        stance="deny" if cue.deny else "assert",
        quote=find_quote(trigger, evidence.report.text),
    )


def source_kind(speaker: LabelledSpan, trigger: LabelledSpan, evidence: Evidence) -> str:
    """Return the kind of a source: medic, witness, un, party, official, media, monitor, anonymous."""
    words = speaker.text
    kind = speaker.kind
    parties = {
        evidence.actors[span.id].id
        for role in ("agent", "target")
        for span in evidence.annotation.tails(trigger.id, role)
        if span.id in evidence.actors and evidence.actors[span.id].kind in {"force", "government"}
    }
    actor = evidence.actors.get(speaker.id)
    rules = (
        (_UN.search(words), "un"),
        (_MEDIC.search(words) and kind != "government", "medic"),
        (_WITNESS.search(words), "witness"),
        (kind == "media", "media"),
        (actor is not None and actor.id in parties, "party"),
        (_ANONYMOUS.search(words), "anonymous"),
        (kind == "force", "party"),
        (kind == "government" or _OFFICIAL.search(words), "official"),
        (kind == "org", "monitor"),
        (kind == "civilians", "witness"),
    )
    return next((name for holds, name in rules if holds), "person")


def find_quote(trigger: LabelledSpan, text: str) -> Span | None:
    """Return the direct quotation a trigger stands in."""
    for found in _QUOTED.finditer(text):
        if found.start(1) <= trigger.start and trigger.end <= found.end(1):
            return span_of(text, found.start(1), found.end(1))
    return None
