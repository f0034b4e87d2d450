"""Who the other side is where the report does not name it.

A trained coder knows from the report, or from who fights whom in that region, whom `gunmen` or
`shelling` mean. Each inference here says so in its reason.
"""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Final

import msgspec

from dateline.coding.merge import Told
from dateline.coding.parties import (
    Setting,
    is_civilian,
    is_named,
    is_state,
    is_unnamed_force,
    side_key,
    unidentified,
)
from dateline.knowledge.actor_conflicts import Rivals, region_key
from dateline.records import Actor

# Types in which somebody did harm, named or not.
_HARMFUL: Final = frozenset(
    {
        "airstrike", "shelling", "bombing", "attack", "kill", "injure", "abduct", "abuse",
        "sexual-violence", "advance", "capture", "clash", "destroy",
    }
)  # fmt: skip
# Types that an armed party suffers or deals out in war.
_WARLIKE: Final = frozenset(
    {"airstrike", "shelling", "bombing", "attack", "kill", "advance", "capture", "clash"}
)
_FROM_AFAR: Final = frozenset({"airstrike", "shelling"})
_REMNANT: Final = re.compile(
    r"\b(?:land)?mines?\b|unexploded|ordnance|\buxo\b|cluster (?:bomb|munition)|remnants? of war",
    re.IGNORECASE,
)


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """Two sides and why; `inferred` says that one of them is not in the words of the event."""

    a: Actor | None = None
    b: Actor | None = None
    why: str = ""
    inferred: bool = False


class Ground(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """What an inference rests on: the mentions, the country, and the armed groups of the report."""

    told: Sequence[Told]
    setting: Setting
    groups: Sequence[Actor]

    @cached_property
    def rivals(self) -> tuple[Rivals, ...]:
        """Return who fights whom where the event is: pairs with a group the report names first."""
        places = (one.mention.place for one in self.told)
        regions = {region_key(place.admin1) for place in places if place and place.admin1}
        here = (one for one in self.setting.rivals if not one.regions or one.regions & regions)
        return tuple(sorted(here, key=lambda pair: not any(map(self.names, pair.sides))))

    @cached_property
    def _keys(self) -> frozenset[str]:
        return frozenset(map(side_key, self.groups))

    def names(self, party: Actor) -> bool:
        """Tell whether an armed group is one that the report names."""
        return side_key(party) in self._keys

    def tells(self, types: frozenset[str]) -> bool:
        """Tell whether any mention is of one of the types."""
        return any(one.mention.type in types for one in self.told)


def complete(pair: Pair, ground: Ground) -> Pair:
    """Return the pair with the sides that the report leaves open, as far as they can be inferred."""
    if pair.a is None and pair.b is not None and ground.tells(_HARMFUL):
        pair = _unnamed_agent(pair.b, ground)
    pair = _only_group(pair, ground)
    pair = _known_foe(pair, ground)
    return _rebels_alone(pair, ground)


def _unnamed_agent(victim: Actor, ground: Ground) -> Pair:
    """Return who is taken to have hit a victim where nobody is named.

    Rebels are hit by the only other armed party the report names, by their foe in the region, or
    by the forces of the country where the report names none, or names them.
    """
    setting = ground.setting
    if victim.kind == "force" and not is_state(victim) and is_named(victim):
        others = {side_key(g): g for g in ground.groups if side_key(g) != side_key(victim)}
        if len(others) == 1:
            why = "no agent is named: the only other armed party"
            return Pair(a=next(iter(others.values())), b=victim, why=why, inferred=True)
        foe = _foe_of(victim, ground)
        if foe is not None and not is_state(foe):
            return Pair(a=foe, b=victim, why=_foe_why(foe), inferred=True)
        if setting.forces and (not others or setting.forces_are_named):
            why = "no agent is named: the forces of the country against its rebels"
            return Pair(a=setting.forces, b=victim, why=why, inferred=True)
    return Pair(
        a=unidentified(setting), b=victim, why="no agent is named: unidentified armed group"
    )


def _only_group(pair: Pair, ground: Ground) -> Pair:
    """Return the pair with the report's only armed group in place of an unnamed foe of a state."""
    only = {side_key(group): group for group in ground.groups}
    if len(only) != 1:
        return pair
    (group,) = only.values()
    why = pair.why + "; the foe is unnamed: the only armed group the report names"
    if pair.a and is_state(pair.a) and (pair.b is None or is_unnamed_force(pair.b)):
        return Pair(a=pair.a, b=group, why=why, inferred=True)
    if pair.b and is_state(pair.b) and is_unnamed_force(pair.a):
        return Pair(a=group, b=pair.b, why=why, inferred=True)
    return pair


def _known_foe(pair: Pair, ground: Ground) -> Pair:
    """Return the pair with what is known of the fighting in the region.

    Source: UCDP's codebook counts deaths from mines and from fire at a distance that hits civilians
    to the fighting of the two parties; only deliberate attacks on civilians are one-sided.
    """
    if not ground.tells(_WARLIKE) or not ground.rivals:
        return pair
    for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
        foe = _foe_of(one, ground) if one is not None else None
        if foe is None or one is None:
            continue
        unsaid = other is None or (_is_generic(other) and is_unnamed_force(other))
        afar = one is pair.a and _is_people(other) and ground.tells(_FROM_AFAR)
        if unsaid or afar or (_is_people(other) and _is_remnant(ground)):
            a, b = (one, foe) if one is pair.a else (foe, one)
            return Pair(a=a, b=b, why=f"{pair.why}; {_foe_why(foe)}", inferred=True)
    if _is_open(pair.a) and (_is_killed_force(pair) or _is_remnant(ground)):
        a, b = ground.rivals[0].sides
        why = f"{pair.why}; nobody is named: {a.name} and {b.name} fight there at that time"
        return Pair(a=a, b=b, why=why, inferred=True)
    return pair


def _foe_of(party: Actor, ground: Ground) -> Actor | None:
    """Return whom a party fights in the region: a group the report names, else its main foe."""
    foes = []
    for rivals in ground.rivals:
        keys = [side_key(side) for side in rivals.sides]
        if side_key(party) in keys:
            foes.append(rivals.sides[1 - keys.index(side_key(party))])
    return next(filter(ground.names, foes), foes[0] if foes else None)


def _foe_why(foe: Actor) -> str:
    return f"the foe is unnamed: {foe.name} fights there at that time"


def _is_generic(actor: Actor) -> bool:
    """Tell whether an actor has no name at all, not even one the registry does not know."""
    return not actor.id.startswith("unknown:")


def _is_open(actor: Actor | None) -> bool:
    return actor is None or (is_unnamed_force(actor) and _is_generic(actor))


def _is_people(actor: Actor | None) -> bool:
    return actor is not None and is_civilian(actor)


def _is_killed_force(pair: Pair) -> bool:
    return pair.b is not None and is_unnamed_force(pair.b) and _is_generic(pair.b)


def _is_remnant(ground: Ground) -> bool:
    """Tell whether what went off was a mine or left from earlier fighting."""
    return any(
        _REMNANT.search(means.name)
        for one in ground.told
        for means in one.mention.means
        if one.mention.type in {"bombing", "kill", "injure"}
    )


def _rebels_alone(pair: Pair, ground: Ground) -> Pair:
    """Return the forces of the country as the foe of rebels who are told to fight nobody named."""
    rebels, setting = pair.a, ground.setting
    if rebels is None or rebels.kind != "force" or not is_named(rebels) or is_state(rebels):
        return pair
    lacks = pair.b is None or is_unnamed_force(pair.b)
    alone = all(side_key(group) == side_key(rebels) for group in ground.groups)
    known = setting.forces and (alone or setting.forces_are_named)
    if lacks and known and ground.tells(frozenset({"clash"})):
        why = "; fighting with a foe the report does not name: the forces of the country"
        return Pair(a=rebels, b=setting.forces, why=pair.why + why, inferred=True)
    return pair
