"""Claims of responsibility, accusations and denials: who is said to have done it, as no fact."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from dateline.annotate.annotation import LabelledSpan
from dateline.coding.evidence import Evidence
from dateline.coding.merge import Told
from dateline.coding.parties import ARMED
from dateline.coding.summary import ACCUSED, BY_ITS_CLAIM
from dateline.records import Attribution, Claim, EventMention, Participant

_NOBODY: Final = re.compile(r"(?:no|nobody|none|neither)\b", re.IGNORECASE)
_ON: Final = re.compile(r"\b(?:on|upon|to)\s+(?:the\s+)?$")
_ONSET: Final = 3  # words between `accused` and whom it accuses
_REACH: Final = 60  # characters between `blamed` and `on X`


def find_claims(told: Sequence[Told], evidence: Evidence) -> tuple[Claim, ...]:
    """Return who claims the event the mentions make up, who is accused of it and who denies it.

    Each is said once, in the order of the text.
    """
    found: dict[tuple[str, str, str], Claim] = {}
    for claim in _said(told, evidence):
        key = (claim.actor.id, claim.kind, claim.by.id if claim.by else "")
        found.setdefault(key, claim)
    return tuple(found.values())


def find_alleged(
    claims: Sequence[Claim], told: Sequence[Told], evidence: Evidence
) -> Mapping[str, str]:
    """Return the ids of actors that only a claim or an accusation ties to the event, with a word for it."""
    words = {
        claim.actor.id: BY_ITS_CLAIM if claim.kind == "claim" else ACCUSED
        for claim in reversed(claims)
        if claim.kind != "denial"
    }
    firm = {
        party.id
        for one in told
        if one.part != "claim" and one.mention.status in {"happened", "ongoing"}
        if not any(_accuses(said, evidence) for said in one.mention.voices)
        for party in one.mention.agents
    }
    return {key: word for key, word in words.items() if key not in firm}


def _said(told: Sequence[Told], evidence: Evidence) -> Iterator[Claim]:
    agents = {party.id for one in told for party in one.mention.agents}
    for one in told:
        if one.part == "claim":
            yield from _own_claims(one.mention)
        for said in one.mention.voices:
            if _accuses(said, evidence):
                yield from _accusations(one.mention, said, evidence)
            elif said.stance == "deny" and said.cue and said.source and said.source.id in agents:
                yield Claim(
                    actor=said.source, kind="denial", by=said.source, stance="deny", span=said.cue
                )


def _own_claims(mention: EventMention) -> Iterator[Claim]:
    """Yield the claim of each agent; `no group claimed it` is none, `X denied responsibility` a denial."""
    for party in mention.agents:
        if party.span and _NOBODY.match(party.span.text):
            continue
        is_denied = mention.status == "denied" or any(
            one.stance == "deny" for one in mention.voices
        )
        yield Claim(
            actor=party,
            kind="denial" if is_denied else "claim",
            by=party,
            stance="deny" if is_denied else "assert",
            span=mention.trigger,
        )


def _accuses(said: Attribution, evidence: Evidence) -> bool:
    accuse = evidence.codebook.attribution.cues["accuse"]
    return bool(said.cue and said.stance == "assert" and accuse.match(said.cue.text))


def _accusations(mention: EventMention, said: Attribution, evidence: Evidence) -> Iterator[Claim]:
    if said.cue is None:
        return
    own = said.source.id if said.source else ""
    accused = _accused(said, evidence) or mention.agents
    for party in accused:
        if party.id != own:
            yield Claim(actor=party, kind="accusation", by=said.source, span=said.cue)


def _accused(said: Attribution, evidence: Evidence) -> tuple[Participant, ...]:
    """Return whom the words after a cue accuse: `accused X of`, `blamed the raid on X`."""
    cue = said.cue
    if cue is None:
        return ()
    for span in evidence.annotation.labelled("ACTOR"):
        between = evidence.report.text[cue.end : span.start]
        if span.start < cue.end or len(between) > _REACH or re.search(r"[.;\n]", between):
            continue
        if _is_armed(span) and (len(between.split()) <= _ONSET or _ON.search(between)):
            party = evidence.participant(span)
            return (party,) if party else ()
    return ()


def _is_armed(span: LabelledSpan) -> bool:
    return span.kind in ARMED
