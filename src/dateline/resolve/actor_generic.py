"""Whom a common noun means in its report: `the rebels`, `soldiers`, `police`, `villagers`."""

import re
from collections.abc import Iterable
from typing import Final

import msgspec

from dateline.annotate.annotation import LabelledSpan
from dateline.knowledge.actor_candidates import OPEN_DAY, Candidate
from dateline.resolve.actor_scene import Scene

STATE_RULES: Final = frozenset({"military", "police", "security", "government"})
GROUP_CLASSES: Final = {
    "rebels": ("rebel", "jihadist"),
    "militia": ("militia", "paramilitary", "vigilante", "communal"),
    "gang": ("cartel", "gang"),
    "coalition": ("coalition", "mission"),
}
_JIHADIST: Final = ("jihad", "islamis", "mujahideen", "takfir", "salafis", "extremis")
_NOT_JIHADIST: Final = ("separatis", "secession", "maoist", "naxal", "communist", "leftist")
# The adjective, not those who bear arms: a noun for a deed follows.
_MILITARY: Final = re.compile(
    r"(?P<adjective>military) (?:campaigns?|operations?|offensives?|push|assault|action|drive)\b"
)
ARMED_DEEDS: Final = frozenset({"ADVANCE", "CAPTURE", "CLASH", "ATTACK", "AIRSTRIKE", "SHELLING"})


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """An actor the report names, and where."""

    mention: str
    start: int
    candidate: Candidate


def resolve_noun(
    scene: Scene, span: LabelledSpan, call: tuple[str, str], known: Iterable[Known]
) -> tuple[Candidate, ...]:
    """Return whom a noun means, best first. `call` is the rule and the noun's key."""
    rule, key = call
    told = _told(scene, span, call)
    if rule in STATE_RULES:
        known = tuple(known)
        same = _same_state(span, rule, known)
        return (*same, *(() if same else _doer(scene, span, known)), *_own_state(scene, span, call))
    if rule in GROUP_CLASSES:
        groups = _groups(scene, span, call, known)
        found = (*told, *groups) if told and key in _words(scene, told) else (*groups, *told)
        return found or _own_state(scene, span, call)
    return _own_state(scene, span, call)


def _words(scene: Scene, told: tuple[Candidate, ...]) -> frozenset[str]:
    ids = {one.actor.id for one in told}
    return frozenset(
        w for row in scene.registry.rules.defaults if row.actor in ids for w in row.words
    )


def _told(scene: Scene, span: LabelledSpan, call: tuple[str, str]) -> tuple[Candidate, ...]:
    """Return whom the noun means in the country by the table of defaults."""
    for code in scene.countries(span)[:2]:
        actor_id = scene.registry.rules.default(
            code, scene.day or OPEN_DAY, rule=call[0], word=call[1]
        )
        if actor_id is not None:
            entry = scene.registry.by_id[actor_id]
            actor = scene.registry.actor(entry, scene.context(span))
            reason = f"{call[1]} in {code} at that time"
            return (Candidate(actor=actor, score=0.75, reason=reason, class_=entry.class_),)
    return ()


def _same_state(span: LabelledSpan, rule: str, known: Iterable[Known]) -> tuple[Candidate, ...]:
    """Return the forces or government of that sort which the report has named, nearest first."""
    fit = [one for one in known if one.candidate.actor.id.startswith(f"{rule}:")]
    ordered = sorted(fit, key=lambda one: (one.start > span.start, abs(one.start - span.start)))
    found: dict[str, Candidate] = {}
    for order, one in enumerate(ordered):
        found.setdefault(
            one.candidate.actor.id,
            Candidate(
                actor=one.candidate.actor, score=max(0.78 - 0.05 * order, 0.4),
                reason="named so elsewhere in the report", class_=one.candidate.class_,
            ),
        )  # fmt: skip
    return tuple(found.values())


def _doer(scene: Scene, span: LabelledSpan, known: Iterable[Known]) -> tuple[Candidate, ...]:
    """Return the armed group whose deed it is where `military` only describes the deed.

    `The military operation` need not be one of a state: where the report names no forces of a
    state, it is of the group which it named last as doing such things.
    """
    described = _MILITARY.match(scene.text, span.start)
    if described is None or described.end("adjective") != span.end:
        return ()
    groups = [
        one for one in known
        if one.start < span.start and one.candidate.actor.kind == "force"
        and any(event.label in ARMED_DEEDS for event in scene.doings(one.mention))
    ]  # fmt: skip
    return tuple(
        Candidate(
            actor=one.candidate.actor, score=0.72, class_=one.candidate.class_,
            reason=f"{described[0]!r} is of the group that the report names last as doing such things",
        )
        for one in groups[-1:]
    )  # fmt: skip


def _own_state(scene: Scene, span: LabelledSpan, call: tuple[str, str]) -> tuple[Candidate, ...]:
    told = _told(scene, span, call)
    if told:
        return told
    codes = scene.countries(span)
    country = scene.registry.countries.by_code.get(codes[0]) if codes else None
    actor = scene.registry.rules.actor(call[0], country)
    where = f"{call[1]} where it happens ({country.name})" if country else f"{call[1]}, no country"
    score = 0.7 if country else 0.4
    class_ = scene.registry.rules.rules[call[0]].class_
    return (Candidate(actor=actor, score=score, reason=where, class_=class_),)


def _groups(
    scene: Scene, span: LabelledSpan, call: tuple[str, str], known: Iterable[Known]
) -> tuple[Candidate, ...]:
    """Return the groups of that sort the report names: the nearest before, then after."""
    enemies = scene.opponents(span)
    known = tuple(known)
    hostile = {one.candidate.actor.id for one in known if one.mention in enemies}
    fit = [
        one for one in known
        if one.candidate.class_ in _classes(call) and one.candidate.actor.id not in hostile
    ]  # fmt: skip
    ordered = sorted(fit, key=lambda one: (one.start > span.start, abs(one.start - span.start)))
    found: dict[str, Candidate] = {}
    for one in ordered:
        score = 0.72 - 0.12 * len(found)
        if one.candidate.actor.id not in found:
            found[one.candidate.actor.id] = Candidate(
                actor=one.candidate.actor, score=max(score, 0.3), class_=one.candidate.class_,
                reason=f"{call[1]}: the group of that sort which the report names",
            )  # fmt: skip
    return tuple(found.values())


def _classes(call: tuple[str, str]) -> tuple[str, ...]:
    rule, key = call
    if rule == "rebels" and any(mark in key for mark in _JIHADIST):
        return ("jihadist",)
    if rule == "rebels" and any(mark in key for mark in _NOT_JIHADIST):
        return ("rebel",)
    return GROUP_CLASSES[rule]
