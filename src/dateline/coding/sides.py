"""The sides of an event: who began it, who stood against them or suffered it, who else."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from dateline.coding.merge import Told
from dateline.records import Actor, ActorCodes, Participant

_ARMED: Final = frozenset({"force", "government", "crowd"})
_PEOPLE: Final = frozenset({"civilians", "person", "org", "media"})
# Ids of actors that the registry's rules make where a report names nobody.
_UNNAMED: Final = frozenset({"unknown", "unidentified", "rebels", "militia", "gang", "communal"})
_TWO_SIDED: Final = frozenset({"clash", "talk", "agree"})
# Types in which somebody did harm, named or not.
_HARMFUL: Final = frozenset(
    {
        "airstrike", "shelling", "bombing", "attack", "kill", "injure", "abduct", "abuse",
        "sexual-violence", "advance", "capture", "clash", "destroy",
    }
)  # fmt: skip


class Sides(msgspec.Struct, frozen=True, kw_only=True):
    """Both sides and the rest, with why; `members` maps every actor id to a, b or civilians."""

    side_a: Actor | None = None
    side_b: Actor | None = None
    others: tuple[Actor, ...] = ()
    members: Mapping[str, str] = {}
    why: str = ""


def side_key(actor: Actor) -> str:
    """Return what makes two actors one side: the UCDP name where there is one, else the id."""
    return actor.codes.ucdp or actor.id


def is_state(actor: Actor) -> bool:
    """Tell whether an actor is a government or its forces."""
    ucdp = actor.codes.ucdp or ""
    return ucdp.startswith("Government of") or actor.codes.acled_type == "1"


def _statehood(actor: Actor) -> int:
    """Return 2 for what UCDP codes as a government, 1 for other state forces, 0 for the rest."""
    if (actor.codes.ucdp or "").startswith("Government of"):
        return 2
    return 1 if is_state(actor) else 0


def is_civilian(actor: Actor) -> bool:
    """Tell whether an actor takes no part in fighting."""
    return actor.kind in _PEOPLE


def as_actor(party: Actor) -> Actor:
    """Return a participant without its span."""
    return Actor(
        id=party.id, name=party.name, kind=party.kind, country=party.country, codes=party.codes
    )


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """The country of an event (alpha-3), its name, its armed forces, and whether the report names them."""

    country: str | None = None
    name: str | None = None
    forces: Actor | None = None
    forces_are_named: bool = False


def find_sides(told: Sequence[Told], setting: Setting, groups: Sequence[Actor] = ()) -> Sides:
    """Return the sides of the event that the mentions make up.

    In fighting with a state the state is side A, as in UCDP GED; else side A is who began it.
    Where rebels are hit and nobody is named as the one who did it, the forces of the country are
    taken to be, as conflict coders do; where forces of a state fight somebody unnamed and the whole
    report names one armed group (`groups`), that one. The reason says so.
    """
    doers, sufferers = _weigh(told)
    armed = [actor for actor in doers if actor.kind in _ARMED]
    side_a = armed[0] if armed else (doers[0] if doers else None)
    side_b = _opponent(side_a, doers, sufferers, told)
    why = "agents and targets of the mentions, the deed's own before its consequences'"
    if side_a is None and side_b is not None and _harmful(told):
        side_a, why = _unnamed_agent(side_b, setting, groups)
    side_a, side_b, inferred = _only_group(side_a, side_b, groups)
    why += inferred
    alone = all(side_a is not None and side_key(group) == side_key(side_a) for group in groups)
    if _lacks_foe(side_a, side_b, told) and setting.forces and (alone or setting.forces_are_named):
        side_b = setting.forces
        why += "; fighting with a foe the report does not name: the forces of the country"
    if side_a and side_b and _statehood(side_b) > _statehood(side_a) and not is_civilian(side_a):
        side_a, side_b = side_b, side_a
        why += "; the state is side A"
    return _named(side_a, _as_side(side_b, setting), [*doers, *sufferers], why)


def _as_side(victim: Actor | None, setting: Setting) -> Actor | None:
    """Return a single person who suffers as the civilians of the country, as codebooks name them."""
    if victim is None or is_named(victim) or victim.kind not in {"civilians", "person"}:
        return victim
    name = setting.name or setting.country or "unknown"
    return Actor(
        id=f"civilians:{setting.country or 'unknown'}",
        name=f"Civilians ({name})",
        kind="civilians",
        country=setting.country,
        codes=ActorCodes(acled=f"Civilians ({name})", acled_type="7", ucdp="Civilians"),
    )


def _only_group(
    side_a: Actor | None, side_b: Actor | None, groups: Sequence[Actor]
) -> tuple[Actor | None, Actor | None, str]:
    """Return the sides with the report's only armed group in place of an unnamed foe of a state."""
    only = {side_key(group): group for group in groups}
    if len(only) != 1:
        return side_a, side_b, ""
    (group,) = only.values()
    why = "; the foe is unnamed: the only armed group the report names"
    if side_a and is_state(side_a) and (side_b is None or _is_unnamed(side_b)):
        return side_a, group, why
    if side_b and is_state(side_b) and side_a and _is_unnamed(side_a):
        return group, side_b, why
    return side_a, side_b, ""


def _lacks_foe(side_a: Actor | None, side_b: Actor | None, told: Sequence[Told]) -> bool:
    """Tell whether rebels are told to fight, and with nobody."""
    return (
        side_a is not None
        and side_a.kind == "force"
        and is_named(side_a)
        and not is_state(side_a)
        and (side_b is None or _is_unnamed(side_b))
        and any(one.mention.type == "clash" for one in told)
    )


def _is_unnamed(actor: Actor) -> bool:
    return actor.kind == "force" and _named_weight(actor) < 1.0


def _unnamed_agent(victim: Actor, setting: Setting, groups: Sequence[Actor]) -> tuple[Actor, str]:
    """Return who is taken to have hit a victim where nobody is named, and why.

    Rebels are hit by the only other armed party the report names, or by the forces of the country where it
    names none, or names them.
    """
    if victim.kind == "force" and not is_state(victim) and is_named(victim):
        others = {side_key(group): group for group in groups if side_key(group) != side_key(victim)}
        if len(others) == 1:
            return next(iter(others.values())), "no agent is named: the only other armed party"
        if setting.forces and (not others or setting.forces_are_named):
            return setting.forces, "no agent is named: the forces of the country against its rebels"
    return unidentified(setting), "no agent is named: unidentified armed group"


def _harmful(told: Sequence[Told]) -> bool:
    return any(one.mention.type in _HARMFUL for one in told)


def unidentified(setting: Setting) -> Actor:
    """Return the unidentified armed group of a country."""
    country = setting.country
    name = setting.name or country or "unknown"
    return Actor(
        id=f"unidentified:{country or 'unknown'}",
        name=f"Unidentified Armed Group ({name})",
        kind="force",
        country=country,
        codes=ActorCodes(acled=f"Unidentified Armed Group ({name})", acled_type="3"),
    )


def _weigh(told: Sequence[Told]) -> tuple[list[Actor], list[Actor]]:
    """Return the agents and the targets, the weightiest of each side first."""
    doers: dict[str, float] = {}
    sufferers: dict[str, float] = {}
    actors: dict[str, Actor] = {}
    for one in told:
        mention = one.mention
        weight = (2.0 if one.part == "action" else 1.0) * (0.4 if mention.status == "denied" else 1)
        weight *= 1.2 if one.sentence <= 1 else 1.0
        for scores, parties in ((doers, mention.agents), (sufferers, mention.targets)):
            for order, party in enumerate(parties):
                key = side_key(party)
                scores[key] = scores.get(key, 0.0) + weight * (1.0 - 0.05 * order) * _named_weight(
                    party
                )
                known = actors.get(key)
                if known is None or _named_weight(party) > _named_weight(known):
                    actors[key] = as_actor(party)
    _part_ways(doers, sufferers, told)
    return _ranked(doers, actors), _ranked(sufferers, actors)


def _part_ways(doers: dict[str, float], sufferers: dict[str, float], told: Sequence[Told]) -> None:
    """Leave a party that is read as agent and as target on the side it weighs more on.

    In two-sided fighting a party is rightly both, as long as it has an opponent.
    """
    two_sided = any(one.mention.type in _TWO_SIDED for one in told)
    for key in sorted(doers.keys() & sufferers.keys()):
        if two_sided and len(doers.keys() | sufferers.keys()) > 1:
            continue
        away = doers if sufferers[key] >= doers[key] else sufferers
        del away[key]


def _named_weight(party: Actor) -> float:
    """Return how much a party weighs: one the registry knows by name counts above the generic."""
    return 1.0 if is_named(party) else 0.7


def is_named(party: Actor) -> bool:
    """Tell whether the registry knows a party by name."""
    return party.id.split(":")[0] not in _UNNAMED


def _ranked(scores: Mapping[str, float], actors: Mapping[str, Actor]) -> list[Actor]:
    return [actors[key] for key in sorted(scores, key=lambda key: (-scores[key], key))]


def _opponent(
    side_a: Actor | None,
    doers: Sequence[Actor],
    sufferers: Sequence[Actor],
    told: Sequence[Told],
) -> Actor | None:
    """Return who stands against side A: armed targets first, then a second armed agent of a clash."""
    own = side_key(side_a) if side_a else ""
    targets = [actor for actor in sufferers if side_key(actor) != own]
    armed = [actor for actor in targets if actor.kind in _ARMED]
    if armed:
        return armed[0]
    two_sided = any(one.mention.type in _TWO_SIDED for one in told)
    rivals = [a for a in doers if side_key(a) != own and a.kind in _ARMED]
    if rivals and two_sided:
        return rivals[0]
    return targets[0] if targets else None


def _named(side_a: Actor | None, side_b: Actor | None, every: Iterable[Actor], why: str) -> Sides:
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
        why=why,
    )


def side_of(party: Participant | None, sides: Sides) -> str:
    """Return whose dead or wounded a party is: a, b, civilians or unknown."""
    if party is None:
        return "unknown"
    return sides.members.get(party.id) or ("civilians" if is_civilian(party) else "unknown")
