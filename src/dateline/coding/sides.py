"""Who the sides of an event are: who did it, who stood against them or suffered it, who else."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from dateline.coding.foes import Ground, Pair, complete
from dateline.coding.merge import Told
from dateline.coding.parties import (
    ARMED,
    Setting,
    as_actor,
    civilians_of,
    is_civilian,
    is_government,
    is_named,
    is_state,
    named_weight,
    side_key,
)
from dateline.records import Actor, Participant

_TWO_SIDED: Final = frozenset({"clash", "talk", "agree"})
_HEADLINE: Final = 1.2
# An armed party that weighs less than this share of the people who suffer is not the other side.
_ARMED_SHARE: Final = 0.34


class Sides(msgspec.Struct, frozen=True, kw_only=True):
    """Both sides and the rest, with why; `members` maps every actor id to a, b or civilians.

    `inferred` says that a side is not in the words of the event.
    """

    side_a: Actor | None = None
    side_b: Actor | None = None
    others: tuple[Actor, ...] = ()
    members: Mapping[str, str] = {}
    why: str = ""
    inferred: bool = False


class _Weighed(msgspec.Struct, frozen=True, kw_only=True):
    """The agents and the targets, the weightiest first, and the weights of the targets by side key."""

    doers: tuple[Actor, ...]
    sufferers: tuple[Actor, ...]
    weights: Mapping[str, float]
    two_sided: bool


def find_sides(told: Sequence[Told], setting: Setting, groups: Sequence[Actor] = ()) -> Sides:
    """Return the sides of the event that the mentions make up.

    What UCDP calls a government is side A, as in UCDP GED; else side A is who began it. A side the
    report leaves open is inferred from `groups`, the armed groups of the whole report, and from
    who fights there (`foes.py`); the reason says so.
    """
    weighed = _weigh(told)
    armed = [actor for actor in weighed.doers if actor.kind in ARMED]
    side_a = armed[0] if armed else (weighed.doers[0] if weighed.doers else None)
    pair = Pair(
        a=side_a,
        b=_opponent(side_a, weighed),
        why="agents and targets of the mentions, the deed's own before its consequences'",
    )
    pair = complete(pair, Ground(told=told, setting=setting, groups=groups))
    pair = _state_first(pair)
    pair = msgspec.structs.replace(pair, b=_as_side(pair.b, setting))
    return _named(pair, [*weighed.doers, *weighed.sufferers])


def _state_first(pair: Pair) -> Pair:
    a, b = pair.a, pair.b
    if a is None or b is None or is_civilian(a) or is_government(a) or not is_government(b):
        return pair
    return Pair(a=b, b=a, why=f"{pair.why}; the state is side A", inferred=pair.inferred)


def _as_side(victim: Actor | None, setting: Setting) -> Actor | None:
    """Return a single person who suffers as the civilians of the country, as codebooks name them."""
    if victim is None or is_named(victim) or victim.kind not in {"civilians", "person"}:
        return victim
    return civilians_of(setting)


def _weigh(told: Sequence[Told]) -> _Weighed:
    doers: dict[str, float] = {}
    sufferers: dict[str, float] = {}
    actors: dict[str, Actor] = {}
    for one in told:
        mention = one.mention
        weight = (2.0 if one.part == "action" else 1.0) * (0.4 if mention.status == "denied" else 1)
        weight *= _HEADLINE if one.sentence <= 1 else 1.0
        agents = _able(mention.type, mention.agents)
        for scores, parties in ((doers, agents), (sufferers, mention.targets)):
            for order, party in enumerate(parties):
                key = side_key(party)
                share = weight * (1.0 - 0.05 * order) * named_weight(party)
                scores[key] = scores.get(key, 0.0) + share
                known = actors.get(key)
                if known is None or named_weight(party) > named_weight(known):
                    actors[key] = as_actor(party)
    two_sided = any(one.mention.type in _TWO_SIDED for one in told)
    began = {key: doers[key] - sufferers.get(key, 0.0) for key in doers}
    weights = {key: max(doers.get(key, 0.0), value) for key, value in sufferers.items()}
    weights = {**doers, **weights}
    _part_ways(doers, sufferers, two_sided=two_sided)
    return _Weighed(
        doers=_ranked({key: began[key] for key in doers}, actors), sufferers=_ranked(sufferers, actors), weights=weights,
        two_sided=two_sided,
    )  # fmt: skip


def _able(event_type: str, agents: Sequence[Participant]) -> Sequence[Participant]:
    """Return the agents that can have done a deed: an air strike is the state's among several."""
    states = [party for party in agents if is_state(party)]
    return states if event_type == "airstrike" and states else agents


def _part_ways(doers: dict[str, float], sufferers: dict[str, float], *, two_sided: bool) -> None:
    """Leave a party that is read as agent and as target on the side it weighs more on.

    In two-sided fighting a party is rightly both, as long as it has an opponent.
    """
    for key in sorted(doers.keys() & sufferers.keys()):
        if two_sided and len(doers.keys() | sufferers.keys()) > 1:
            continue
        away = doers if sufferers[key] >= doers[key] else sufferers
        del away[key]


def _ranked(scores: Mapping[str, float], actors: Mapping[str, Actor]) -> tuple[Actor, ...]:
    return tuple(actors[key] for key in sorted(scores, key=lambda key: (-scores[key], key)))


def _opponent(side_a: Actor | None, weighed: _Weighed) -> Actor | None:
    """Return who stands against side A: armed targets first, then a second armed agent of a clash.

    People who suffer far more than any armed party are the other side themselves.
    """
    own = side_key(side_a) if side_a else ""
    targets = [actor for actor in weighed.sufferers if side_key(actor) != own]
    armed = [actor for actor in targets if actor.kind in ARMED]
    rivals = [a for a in weighed.doers if side_key(a) != own and a.kind in ARMED]
    best = next(iter(armed or (rivals if weighed.two_sided else ())), None)
    if best is None:
        return targets[0] if targets else None
    people = [actor for actor in targets if is_civilian(actor)]
    most = sum(weighed.weights[side_key(actor)] for actor in people)
    is_sure = best in armed and is_named(best)
    if not is_sure and weighed.weights[side_key(best)] < _ARMED_SHARE * most:
        return people[0]
    return best


def _named(pair: Pair, every: Iterable[Actor]) -> Sides:
    side_a, side_b = pair.a, pair.b
    keys = {side_key(side): name for name, side in (("b", side_b), ("a", side_a)) if side}
    members: dict[str, str] = {}
    others: dict[str, Actor] = {}
    for actor in every:
        name = keys.get(side_key(actor))
        if is_civilian(actor):
            members[actor.id] = "civilians"
        elif name:
            members[actor.id] = name
        if not name:
            others.setdefault(side_key(actor), as_actor(actor))
    return Sides(
        side_a=side_a,
        side_b=side_b,
        others=tuple(others.values()),
        members=members,
        why=pair.why,
        inferred=pair.inferred,
    )


def side_of(party: Participant | None, sides: Sides) -> str:
    """Return whose dead or wounded a party is: a, b, civilians or unknown."""
    if party is None:
        return "unknown"
    return sides.members.get(party.id) or ("civilians" if is_civilian(party) else "unknown")
