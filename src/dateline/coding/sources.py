"""Who says it: the sources, cues and quotation an event mention stands in, along chains of telling."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from dateline.annotate.annotation import CUE_LABEL, LabelledSpan
from dateline.coding.evidence import Evidence
from dateline.coding.parties import is_fighter
from dateline.coding.quotes import cue_of_quote, quote_at
from dateline.records import Attribution, Participant, Span, span_of

_STATES_FACTS: Final = re.compile(
    r"(?:said|says?|told|tells?|report(?:s|ed)?|announce[sd]?|confirm(?:s|ed)?|according to|state[sd]|added)\b",
    re.IGNORECASE,
)
_APPOSED: Final = re.compile(r",\s+([^,.;:\"“”\n]{3,70})")
_TAIL: Final = re.compile(
    r"[\s.,\"”]*(?:(?:(?:on|last|late|early) )+\w+day|yesterday|today|later|at the time|in a statement"
    r"|by (?:tele)?phone)?[\s.\"”]*"
)
_JOINED: Final = re.compile(
    r"(?:\s+(?:for|of|from|at)\s+(?:(?!and\b)[\w'’-]+\s*){1,6})?\s*,?\s*(?:\(|the |a |an |one of )?\s*"
)
_BEFORE_SOURCE: Final = re.compile(r"\s+(?:[\w'’-]+\s+){0,3}")
_AFTER_SOURCE: Final = re.compile(r"[\s,]+(?:\w+ly |also |later |has |have |had )?")
_ANONYMOUS: Final = frozenset({"official", "party", "person"})  # kinds that may hide their name


class _Voice(msgspec.Struct, frozen=True, kw_only=True):
    """One voice: its cue, who says it first, what else that one is called, who passes it on."""

    cue: LabelledSpan
    source: LabelledSpan | None
    called: tuple[LabelledSpan, ...] = ()
    via: tuple[LabelledSpan, ...] = ()


def find_attributions(trigger: LabelledSpan, evidence: Evidence) -> tuple[Attribution, ...]:
    """Return who says the event of a trigger; nothing where the report says it in its own voice.

    The voice that counts most comes first: one with a source before one without, one that asserts
    before one that denies. Of a chain (`a resident told AFP`, `the ministry said, citing a nurse`) the
    first who says it is the source and the others pass it on.
    """
    read = [voice for cue in _cues(trigger, evidence) for voice in _read(cue, evidence)]
    voices = _merge(read, evidence)
    return tuple(_attribution(voice, trigger, evidence) for voice in voices)


def _cues(trigger: LabelledSpan, evidence: Evidence) -> list[LabelledSpan]:
    """Return the cues of a trigger, the surest first.

    Without one of its own it has that of the quotation it stands in, else one that governs its sentence.
    """
    scores = {
        link.head: link.score
        for link in evidence.annotation.links
        if link.role == "says" and link.tail == trigger.id
    }
    if scores:
        return sorted(
            (evidence.annotation.by_id[cue] for cue in scores),
            key=lambda cue: (not _sources(cue, evidence), cue.deny, -scores[cue.id], cue.start),
        )
    number = quote_at(trigger.start, trigger.end, evidence.quotes)
    if number is not None:
        cue = cue_of_quote(number, evidence.quotes, evidence.annotation, evidence.report.text)
        return [cue] if cue else []
    return list(_cues_of_sentence(trigger, evidence))[:1]


def _sources(cue: LabelledSpan, evidence: Evidence) -> tuple[LabelledSpan, ...]:
    return evidence.annotation.tails(cue.id, "source")


def _cues_of_sentence(trigger: LabelledSpan, evidence: Evidence) -> Iterator[LabelledSpan]:
    """Yield the cues that govern the sentence of a trigger that no cue is linked to.

    `..., police said.` governs all before it but asides (`when police shot him`); `Police said` without
    any event linked to it governs what follows. A denial or accusation governs nothing by itself.
    """
    here = evidence.sentence_of(trigger)
    start, end = evidence.sentences[here]
    text = evidence.report.text
    rules = evidence.codebook.attribution.cues
    if rules["aside"].search(text[start : trigger.start]):
        return
    for cue in evidence.annotation.labelled(CUE_LABEL):
        sources = _sources(cue, evidence)
        if cue.deny or not sources or evidence.sentence_of(cue) != here:
            continue
        if rules["accuse"].match(cue.text) or _is_quoted(cue, evidence):
            continue
        beside = [cue, *(source for source in sources if start <= source.start < end)]
        last = max(span.end for span in beside)
        first = min(span.start for span in beside)
        closes = trigger.end <= first and _TAIL.fullmatch(text[last:end])
        opens = cue.end <= trigger.start and _is_loose(cue, evidence)
        between = text[trigger.end : first] if closes else text[last : trigger.start]
        if (closes or opens) and ";" not in between:
            yield cue


def _is_quoted(cue: LabelledSpan, evidence: Evidence) -> bool:
    return quote_at(cue.start, cue.end, evidence.quotes) is not None


def _is_loose(cue: LabelledSpan, evidence: Evidence) -> bool:
    """Tell whether a cue of stating facts has no event linked to it."""
    is_statement = _STATES_FACTS.fullmatch(cue.text) is not None
    return is_statement and not evidence.annotation.tails(cue.id, "says")


def _read(cue: LabelledSpan, evidence: Evidence) -> Iterator[_Voice]:
    """Yield the voices of a cue, one for each source; one who cites another passes it on."""
    rules = evidence.codebook.attribution.cues
    named = _named_once(_sources(cue, evidence), evidence.report.text)
    heard = tuple(
        span
        for span in evidence.annotation.tails(cue.id, "to")
        if span.kind == "media" and not rules["no relay"].match(span.text)
    )
    for source, *called in named or [[_beside(cue, evidence)]]:
        cited = _cited(cue, source, evidence)
        voice = _Voice(cue=cue, source=source, called=tuple(filter(None, called)), via=heard)
        if cited and _is_named_by(cue, cited, evidence):
            voice = msgspec.structs.replace(voice, via=(*heard, cited))
        elif cited:
            via = (*((source,) if source else ()), *heard)
            voice = _Voice(cue=cue, source=cited, via=via)
        yield voice


def _named_once(sources: Sequence[LabelledSpan], text: str) -> list[list[LabelledSpan | None]]:
    """Return the sources of a cue, those in apposition together, a name first (`a spokesman, Ali Omar,`)."""
    groups: list[list[LabelledSpan | None]] = []
    last: LabelledSpan | None = None
    for source in sorted(sources, key=lambda span: span.start):
        if last and _JOINED.fullmatch(text[last.end : source.start]):
            place = 0 if source.text.istitle() and not last.text.istitle() else len(groups[-1])
            groups[-1].insert(place, source)
        else:
            groups.append([source])
        last = source
    return groups


def _beside(cue: LabelledSpan, evidence: Evidence) -> LabelledSpan | None:
    """Return the actor right beside a cue that has no source: after `according to`, else before it."""
    text = evidence.report.text
    follows = cue.text.lower().endswith((" to", " by"))
    for span in evidence.annotation.labelled("ACTOR"):
        if follows and span.start > cue.end:
            between = text[cue.end : span.start]
            return span if _BEFORE_SOURCE.fullmatch(between) else None
        before = not follows and span.end <= cue.start
        if before and _AFTER_SOURCE.fullmatch(text[span.end : cue.start]):
            return span
    return None


def _cited(
    cue: LabelledSpan, source: LabelledSpan | None, evidence: Evidence
) -> LabelledSpan | None:
    """Return whom a cue cites: the actor after `quoted`, or after `citing` later in its sentence."""
    rules = evidence.codebook.attribution.cues
    text = evidence.report.text
    _, end = evidence.sentences[evidence.sentence_of(cue)]
    relays = rules["relay"].match(cue.text) is not None
    if relays and source is not None and source.start > cue.start:
        return None
    for span in evidence.annotation.labelled("ACTOR"):
        if not cue.end <= span.start < end or span is source:
            continue
        between = text[cue.end : span.start]
        if relays and len(between.split()) <= 3:  # noqa: PLR2004  `quoted the unnamed`
            return span
        if rules["relay noun"].search(between):
            return span
    return None


def _is_named_by(cue: LabelledSpan, cited: LabelledSpan, evidence: Evidence) -> bool:
    """Tell whether a cue is passive, so that the actor after it passes on: `was quoted by AFP`."""
    rules = evidence.codebook.attribution.cues
    text = evidence.report.text
    is_passive = rules["passive"].search(text[: cue.start]) or rules["passive"].match(
        cue.text + " "
    )
    return bool(is_passive or rules["named by"].fullmatch(text[cue.end : cited.start]))


def _merge(voices: Sequence[_Voice], evidence: Evidence) -> list[_Voice]:
    """Return one voice for each source and stance; who only passes on another's words is none."""
    relays = {_identity(span, evidence) for voice in voices for span in voice.via}
    found: dict[tuple[str, bool], _Voice] = {}
    for voice in voices:
        key = (_identity(voice.source, evidence) if voice.source else "", voice.cue.deny)
        if key in found:
            first = found[key]
            via = {_identity(span, evidence): span for span in (*first.via, *voice.via)}
            found[key] = msgspec.structs.replace(first, via=tuple(via.values()))
        elif key[0] not in relays:
            found[key] = voice
    sourced = [voice for voice in found.values() if voice.source]
    return sourced or list(found.values())


def _identity(span: LabelledSpan, evidence: Evidence) -> str:
    actor = evidence.actors.get(span.id)
    return actor.id if actor else evidence.first_of(span).id


def _attribution(voice: _Voice, trigger: LabelledSpan, evidence: Evidence) -> Attribution:
    source = voice.source
    return Attribution(
        source=evidence.speaker(source) if source else None,
        kind=source_kind(source, trigger, evidence, voice.called) if source else None,
        cue=evidence.span(voice.cue),
        stance="deny" if voice.cue.deny else "assert",
        quote=find_quote(trigger, evidence),
        via=tuple(_speakers(voice.via, evidence)),
    )


def _speakers(spans: Iterable[LabelledSpan], evidence: Evidence) -> Iterator[Participant]:
    return (party for party in map(evidence.speaker, spans) if party)


def source_kind(
    speaker: LabelledSpan,
    trigger: LabelledSpan,
    evidence: Evidence,
    called: Sequence[LabelledSpan] = (),
) -> str:
    """Return the kind of a source (`source_kinds.tsv`), a pronoun's from the words it stands for.

    `called` is what else it is called. A name says nothing of its kind; what stands in apposition to it does (`Ali Omar, a nurse,`).
    """
    rules = evidence.codebook.attribution
    first = evidence.first_of(speaker)
    who = _who(speaker, first, trigger, evidence)
    who |= {span.kind for span in called if span.kind}
    words = " ".join(span.text for span in (first, speaker, *called))
    kind = rules.kind_of(words, who)
    text = evidence.report.text
    for span in (speaker, first):
        apposed = _APPOSED.match(text, span.end)
        if kind == "person" and apposed:
            kind = rules.kind_of(apposed[1], who)
    _, end = evidence.sentences[evidence.sentence_of(speaker)]
    hides = rules.cues["anonymity"].search(text, speaker.end, max(end, speaker.end))
    return "anonymous" if hides and kind in _ANONYMOUS else kind


def _who(
    speaker: LabelledSpan, first: LabelledSpan, trigger: LabelledSpan, evidence: Evidence
) -> set[str]:
    """Return what a source is: its kinds, `of-` the kind of its group, and `party` to the event."""
    who = {kind for kind in (speaker.kind, first.kind) if kind}
    group = evidence.groups.get(speaker.id) or evidence.groups.get(first.id)
    if group:
        who.add(f"of-{group.kind}")
    parties = {
        actor.id
        for role in ("agent", "target")
        for span in evidence.annotation.tails(trigger.id, role)
        for actor in (evidence.groups.get(span.id), evidence.actors.get(span.id))
        if actor and is_fighter(actor)
    }
    own = {one.id for one in (group, evidence.actors.get(speaker.id)) if one}
    return who | {"party"} if own & parties else who


def find_quote(trigger: LabelledSpan, evidence: Evidence) -> Span | None:
    """Return the direct quotation a trigger stands in."""
    number = quote_at(trigger.start, trigger.end, evidence.quotes)
    if number is None:
        return None
    quote = evidence.quotes[number]
    return span_of(evidence.report.text, quote.start, quote.end)
