"""What a look-up in the registry gives, and what is known beside the name."""

from typing import Final

import msgspec

from dateline.knowledge.actor_entries import ActorEntry, Alias, scope_years
from dateline.knowledge.actor_tables import Period
from dateline.records import Actor

OPEN_DAY: Final = "9999-12-30"


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """An actor a name may mean: `score` from 0 to 1, `reason` in words, `class_` its sort."""

    actor: Actor
    score: float
    reason: str
    class_: str = ""


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a mention beside its words.

    `kind` is the reader's, `day` an ISO day or empty, `countries` alpha-3, most telling first.
    """

    kind: str | None = None
    day: str = ""
    countries: tuple[str, ...] = ()


def ucdp_name(entry: ActorEntry, day: str = "", *, against_government: bool = True) -> str | None:
    """Return the name UCDP uses for an actor on a day, `None` where it has none.

    Some groups go under an umbrella (`Syrian insurgents`) against the government only.
    """
    if entry.ucdp_state and against_government:
        return entry.ucdp_state
    for name in entry.ucdp:
        if name.years.holds(day or OPEN_DAY):
            return name.name
    return entry.ucdp[-1].name if entry.ucdp and not day else None


def is_active(entry: ActorEntry, alias: Alias, day: str) -> bool:
    """Return whether the alias means the actor on a day; yes where the day is unknown."""
    return not day or scope_years(entry, alias).holds(day)


def near(years: Period, day: str) -> bool:
    """Return whether a day lies at most three years outside a stretch."""
    first, last, year = int(years.first[:4]), int(years.last[:4]), int(day[:4])
    return first - 3 <= year <= last + 3
