"""Who the ACTOR mentions of a report are."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, cast

import msgspec

from dateline.annotate.annotation import Annotation, LabelledSpan
from dateline.knowledge.actor_candidates import OPEN_DAY, Candidate
from dateline.knowledge.actor_ranking import head_noun, is_pronoun
from dateline.knowledge.actor_tables import name_key
from dateline.knowledge.actors import Registry
from dateline.records import Actor, ActorCodes, Kind, content_id
from dateline.resolve.actor_generic import ARMED_DEEDS, Known, resolve_noun
from dateline.resolve.actor_scene import Scene

SURE: Final = 0.8
LIKELY: Final = 0.5
_CHAINED: Final = 0.95
_MOST: Final = 5


class ResolvedActor(msgspec.Struct, frozen=True, kw_only=True):
    """Who a mention is.

    `attributes` are modifiers as written (`US-backed`); `candidates` the best five with their
    scores, `actor` first; `group` is the party a named person belongs to.
    """

    actor: Actor
    attributes: tuple[str, ...] = ()
    candidates: tuple[tuple[Actor, float], ...] = ()
    score: float = 1.0
    reason: str = ""
    group: Actor | None = None


def resolve_annotation_actors(
    annotation: Annotation,
    text: str,
    *,
    registry: Registry,
    countries: Mapping[str, str],
    main_country: str | None,
    published: date | None,
) -> Mapping[str, ResolvedActor]:
    """Return who each ACTOR mention is, by the id of its span.

    `countries` gives the alpha-3 country of PLACE spans by span id, `main_country` that of the
    report. A mention whose words decide is taken at its word; else its `same` chain decides, else
    the report's other actors, else the country and the kind.
    """
    scene = Scene(
        annotation=annotation, text=text, registry=registry, place_countries=countries,
        main_country=main_country, day=published.isoformat() if published else "",
    )  # fmt: skip
    return _Resolver(scene).resolve()


class _Resolver:
    """One pass over a report: `done` holds the mentions resolved so far."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._done: dict[str, ResolvedActor] = {}
        self._known = tuple(_known(scene))

    def resolve(self) -> Mapping[str, ResolvedActor]:
        for span in self._scene.mentions:
            self._of(span, frozenset())
        return self._done

    def _of(self, span: LabelledSpan, passed: frozenset[str]) -> ResolvedActor:
        if span.id not in self._done:
            found = self._named(span) or self._chained(span, passed) or self._described(span)
            self._done[span.id] = self._finish(span, found)
        return self._done[span.id]

    def _named(self, span: LabelledSpan) -> ResolvedActor | None:
        """Return whom the mention's own words name, `None` where they leave it open."""
        candidates = self._scene.candidates[span.id]
        best = candidates[0] if candidates and candidates[0].score >= SURE else None
        if span.kind == "person" and not is_pronoun(span.text):
            return self._person(span, best)
        if best is None or best.actor.id.split(":")[0] in {
            "rebels",
            "militia",
            "gang",
            "coalition",
        }:
            return None
        return _resolved(candidates)

    def _person(self, span: LabelledSpan, group: Candidate | None) -> ResolvedActor | None:
        """Return the person a mention names, with the group if the words tell it."""
        name = self._scene.phrases[span.id].proper_name()
        if not name:
            return _resolved((group,)) if group else None
        earlier = self._namesake(span, name)
        if earlier is not None:
            return earlier
        country = group.actor.country if group else self._scene.main_country
        person = Actor(
            id=f"person:{content_id(name_key(name))}", name=name, kind="person", country=country
        )
        return ResolvedActor(
            actor=person, candidates=((person, 0.9),), score=0.9, reason="a person named so",
            group=group.actor if group else None,
        )  # fmt: skip

    def _namesake(self, span: LabelledSpan, name: str) -> ResolvedActor | None:
        """Return the person of whose name an earlier mention holds this one (`Bali`)."""
        words = set(name_key(name).split())
        for other in self._scene.mentions:
            found = self._done.get(other.id)
            if found is None or found.actor.kind != "person" or other.start >= span.start:
                continue
            if words <= set(name_key(found.actor.name).split()):
                return msgspec.structs.replace(
                    found, score=_less(found.score), reason=f"the name of {found.actor.name}"
                )
        return None

    def _chained(self, span: LabelledSpan, passed: frozenset[str]) -> ResolvedActor | None:
        """Return whom the `same` chain of a mention leads to."""
        chain = (*self._scene.annotation.tails(span.id, "same"),)
        for other in chain:
            is_open = other.label == "ACTOR" and other.id not in passed and other.id != span.id
            if is_open and not self._is_told_more_of(other, span):
                found = self._of(other, passed | {span.id})
                if self._is_opposed(span, found):
                    return None
                return msgspec.structs.replace(
                    found, score=_less(found.score), reason=f"the same as {other.text!r}"
                )
        return self._chain_name(span)

    def _is_told_more_of(self, other: LabelledSpan, span: LabelledSpan) -> bool:
        """Tell whether only the words behind an equal mention say whose men they are.

        `Fighters` in `Fighters from the SDF` are no reason to take `fighters` elsewhere for them.
        """
        more = self._scene.phrases[other.id].text
        return other.text.casefold() == span.text.casefold() and len(more) > len(other.text)

    def _is_opposed(self, span: LabelledSpan, found: ResolvedActor) -> bool:
        """Tell whether a force would be on both sides of a fight: then its chain is wrong."""
        others = (self._done.get(other) for other in self._scene.opponents(span, among=ARMED_DEEDS))
        return span.kind == "force" and any(
            other is not None and other.actor.id == found.actor.id for other in others
        )

    def _chain_name(self, span: LabelledSpan) -> ResolvedActor | None:
        """Return a sure name that a later mention of the same party bears."""
        for other in self._scene.annotation.heads(span.id, "same"):
            named = self._named(other) if other.label == "ACTOR" and other.id != span.id else None
            if named is not None:
                return msgspec.structs.replace(
                    named, score=_less(named.score), reason=f"the same as {other.text!r}"
                )
        return None

    def _described(self, span: LabelledSpan) -> ResolvedActor:
        """Return whom a common noun means, or the unknown party the words name."""
        own = self._scene.candidates[span.id]
        phrase = self._scene.phrases[span.id]
        unknown = "" if is_pronoun(span.text) else phrase.proper_name()
        if own and own[0].score >= LIKELY and not (unknown and own[0].score < SURE):
            return self._open(span, own)
        noun = head_noun(self._scene.registry, phrase, span.kind)
        rule = self._scene.registry.rules.rule_of(noun.key, span.kind) if noun else None
        if unknown and (rule is None or _ends_name(span, unknown) or span.kind in _SELF_NAMED):
            return self._unknown(span, unknown)
        if own and phrase.names:
            return self._unknown(span, span.text)  # a known name, but not here or not then
        if noun is not None and rule is not None and span.kind not in _SELF_NAMED:
            return _resolved(resolve_noun(self._scene, span, (rule, noun.key), self._known))
        return self._bare(span)

    def _open(self, span: LabelledSpan, own: tuple[Candidate, ...]) -> ResolvedActor:
        """Return the best reading, unless the report's own groups explain a generic one."""
        rule = own[0].actor.id.partition(":")[0]
        phrase = self._scene.phrases[span.id]
        noun = head_noun(self._scene.registry, phrase, span.kind)
        if rule in {"rebels", "militia", "gang", "coalition"} and noun is not None:
            groups = resolve_noun(self._scene, span, (rule, noun.key), self._known)
            if groups and groups[0].score > LIKELY:
                return _resolved((*groups, *own))
        return _resolved(own)

    def _unknown(self, span: LabelledSpan, name: str) -> ResolvedActor:
        full = _name_stretch(self._scene.phrases[span.id].text) or name
        actor = Actor(
            id=f"unknown:{content_id(name_key(full))}", name=full, kind=_kind(span),
            country=self._country(span), codes=ActorCodes(acled=full),
        )  # fmt: skip
        return ResolvedActor(
            actor=actor, candidates=((actor, 0.5),), score=0.5,
            reason="a name the registry does not know",
        )  # fmt: skip

    def _bare(self, span: LabelledSpan) -> ResolvedActor:
        if is_pronoun(span.text) or not self._scene.phrases[span.id].words:
            return self._pronoun(span)
        rule = _DEFAULT_RULE[_kind(span)]
        if rule is None:
            name = " ".join(span.text.split())
            actor = Actor(
                id=f"{_kind(span)}:{content_id(name_key(name))}", name=name, kind=_kind(span),
                country=self._country(span),
            )  # fmt: skip
            return ResolvedActor(
                actor=actor, candidates=((actor, 0.4),), score=0.4, reason="described, not named"
            )
        return _resolved(resolve_noun(self._scene, span, (rule, name_key(span.text)), self._known))

    def _pronoun(self, span: LabelledSpan) -> ResolvedActor:
        """Return the nearest earlier mention of the kind: a guess, scored as one."""
        for other in reversed(self._scene.mentions):
            found = self._done.get(other.id)
            if found is not None and other.start < span.start and other.kind == span.kind:
                return msgspec.structs.replace(
                    found, score=0.35, reason=f"no link: the nearest before is {other.text!r}"
                )
        country = self._scene.registry.countries.by_code.get(self._country(span) or "")
        rule = _DEFAULT_RULE[_kind(span)] or "person"
        actor = self._scene.registry.rules.actor(rule, country)
        return ResolvedActor(
            actor=actor, candidates=((actor, 0.2),), score=0.2, reason="a pronoun without a link"
        )

    def _country(self, span: LabelledSpan) -> str | None:
        return next(iter(self._scene.countries(span)), None)

    def _fights(self, span: LabelledSpan) -> bool:
        heads = self._scene.annotation.heads(span.id, "agent")
        return any(head.label in _FIGHTING for head in heads)

    def _finish(self, span: LabelledSpan, found: ResolvedActor) -> ResolvedActor:
        """Return the resolution with the mention's own attributes.

        Forces abroad are of type 8, and of the UCDP side beside which they fight there.
        """
        actor, main = found.actor, self._scene.main_country
        if actor.codes.acled_type == "1" and main and actor.country and actor.country != main:
            rules, day = self._scene.registry.rules, self._scene.day or OPEN_DAY
            fights = actor.kind == "force" or self._fights(span)
            side = rules.supported(actor.country, main, day) if fights else None
            codes = msgspec.structs.replace(
                actor.codes, acled_type="8", ucdp=side or actor.codes.ucdp
            )
            actor = msgspec.structs.replace(actor, codes=codes)
        own = self._scene.phrases[span.id].attributes
        return msgspec.structs.replace(found, actor=actor, attributes=own or found.attributes)


_SELF_NAMED: Final = frozenset({"org", "media", "person"})
# Deeds in which a state that is named alone (`Russia`) means its forces.
_FIGHTING: Final = frozenset({"AIRSTRIKE", "SHELLING", "BOMBING", "ATTACK", "ADVANCE", "CLASH"})
_DEFAULT_RULE: Final[Mapping[str, str | None]] = {
    "force": "unidentified", "government": "government", "civilians": "civilians",
    "crowd": "protesters", "media": None, "org": None, "person": None,
}  # fmt: skip


def _known(scene: Scene) -> Iterator[Known]:
    """Yield the mentions whose own words are sure, with whom they name."""
    for span in scene.mentions:
        candidates = scene.candidates[span.id]
        if candidates and candidates[0].score >= SURE:
            yield Known(mention=span.id, start=span.start, candidate=candidates[0])


def _resolved(candidates: tuple[Candidate, ...]) -> ResolvedActor:
    best = candidates[0]
    ranked = {one.actor.id: (one.actor, one.score) for one in reversed(candidates)}
    ordered = sorted(ranked.values(), key=lambda pair: (pair[0].id != best.actor.id, -pair[1]))
    return ResolvedActor(
        actor=best.actor, candidates=tuple(ordered[:_MOST]), score=best.score, reason=best.reason
    )


def _less(score: float) -> float:
    return round(score * _CHAINED, 3)


def _kind(span: LabelledSpan) -> Kind:
    return cast("Kind", span.kind or "person")


def _ends_name(span: LabelledSpan, unknown: str) -> bool:
    """Return whether the unknown words stand in one name with the noun (`Martyrs Brigade`)."""
    last = span.text.split()[-1:]
    return bool(last) and last[0][:1].isupper() and not unknown.endswith(last[0])


def _name_stretch(text: str) -> str:
    """Return the stretch from the first to the last word with a capital."""
    words = text.split()
    caps = [i for i, word in enumerate(words) if any(mark.isupper() for mark in word[:2])]
    return " ".join(words[caps[0] : caps[-1] + 1]) if caps else ""
