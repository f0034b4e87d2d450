"""What a party to an event is: state or not, armed or not, named or not."""

from typing import Final

import msgspec

from dateline.knowledge.actor_conflicts import Rivals
from dateline.records import Actor, ActorCodes

_FIGHTERS: Final = frozenset({"force", "government"})
ARMED: Final = _FIGHTERS | {"crowd"}
_PEOPLE: Final = frozenset({"civilians", "person", "org", "media"})
# Ids of actors that the registry's rules make where a report names nobody.
_UNNAMED: Final = frozenset({"unknown", "unidentified", "rebels", "militia", "gang", "communal"})
_UNNAMED_WEIGHT: Final = 0.7


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """The country of an event (alpha-3), its name, its armed forces, and whether the report names them.

    `rivals` are the parties known to fight there on the day of the report.
    """

    country: str | None = None
    name: str | None = None
    forces: Actor | None = None
    forces_are_named: bool = False
    rivals: tuple[Rivals, ...] = ()


def side_key(actor: Actor) -> str:
    """Return what makes two actors one side: the UCDP name where there is one, else the id.

    UCDP counts unarmed protesters to the civilians; here they stay a party of their own.
    """
    return actor.id if actor.kind == "crowd" else actor.codes.ucdp or actor.id


def is_government(actor: Actor) -> bool:
    """Tell whether UCDP codes an actor as a government."""
    return (actor.codes.ucdp or "").startswith("Government of")


def is_state(actor: Actor) -> bool:
    """Tell whether an actor is a government or its forces."""
    return is_government(actor) or actor.codes.acled_type == "1"


def is_civilian(actor: Actor) -> bool:
    """Tell whether an actor takes no part in fighting."""
    return actor.kind in _PEOPLE


def is_fighter(actor: Actor | None) -> bool:
    """Tell whether an actor is a state or an armed force, which a crowd is not."""
    return actor is not None and actor.kind in _FIGHTERS


def is_named(actor: Actor) -> bool:
    """Tell whether the registry knows a party by name."""
    return actor.id.split(":")[0] not in _UNNAMED


def is_unnamed_force(actor: Actor | None) -> bool:
    """Tell whether an actor is armed and the registry does not know it by name."""
    return actor is not None and actor.kind == "force" and not is_named(actor)


def named_weight(actor: Actor) -> float:
    """Return how much a party weighs: one the registry knows by name counts above the generic."""
    return 1.0 if is_named(actor) else _UNNAMED_WEIGHT


def as_actor(party: Actor) -> Actor:
    """Return a participant without its span."""
    return Actor(
        id=party.id, name=party.name, kind=party.kind, country=party.country, codes=party.codes
    )


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


def civilians_of(setting: Setting) -> Actor:
    """Return the civilians of a country."""
    name = setting.name or setting.country or "unknown"
    return Actor(
        id=f"civilians:{setting.country or 'unknown'}",
        name=f"Civilians ({name})",
        kind="civilians",
        country=setting.country,
        codes=ActorCodes(acled=f"Civilians ({name})", acled_type="7", ucdp="Civilians"),
    )
