"""What reports of one event say that cannot all be true."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations

from dateline.coding.merge import distance_km
from dateline.fuse.claims import gather, make_claim, origins_of
from dateline.fuse.features import overlap, side_level
from dateline.fuse.mentions import Telling
from dateline.fuse.origins import Origins
from dateline.fuse.profiles import Profile
from dateline.fuse.records import Claim, Contradiction
from dateline.fuse.rules import FuseRules
from dateline.fuse.sayings import Saying, find_sayings
from dateline.fuse.tolls import claims_of
from dateline.fuse.voices import DEATHS

Of = Mapping[str, tuple[str, ...]]


def find_contradictions(
    profiles: Sequence[Profile], origins: Origins, rules: FuseRules
) -> tuple[Contradiction, ...]:
    """Return what the tellings of one event contradict each other in; rounding and ranges that meet do not."""
    of = origins.of
    found = (
        _tolls(find_sayings([one.telling for one in profiles], DEATHS, origins)),
        _places(profiles, of, rules),
        _days(profiles, of),
        _sides(profiles, of),
        _denials(profiles, origins),
    )
    return tuple(one for one in found if one is not None)


def _made(
    field: str, clashing: Iterable[Profile], claims: Iterable[Claim], why: str
) -> Contradiction | None:
    ids = {one.telling.id for one in clashing}
    kept = tuple(claim for claim in claims if ids & set(claim.tellings))
    return Contradiction(field=field, claims=kept, why=why) if len(kept) > 1 else None


def _tolls(said: Sequence[Saying]) -> Contradiction | None:
    clashing = [one for a, b in combinations(said, 2) if _tolls_clash(a, b) for one in (a, b)]
    figures = [one.figure for one in clashing]
    kept = tuple(claim for figure, claim in claims_of(said) if figure in figures)
    why = "the tolls do not meet"
    return Contradiction(field=DEATHS, claims=kept, why=why) if len(kept) > 1 else None


def _tolls_clash(one: Saying, other: Saying) -> bool:
    """Tell whether two tolls do not meet; one that has risen days later is no contradiction."""
    if overlap(one.figure, other.figure):
        return False
    early, late = sorted((one, other), key=_published)
    days = date.fromisoformat(_published(late)) - date.fromisoformat(_published(early))
    risen = (late.figure.best or 0) > (early.figure.best or 0)
    return not (risen and days.days > 1)


def _published(one: Saying) -> str:
    return one.published or "0001-01-01"


def _places(profiles: Sequence[Profile], of: Of, rules: FuseRules) -> Contradiction | None:
    fine = [one for one in profiles if one.coarse == "fine"]
    clashing = [
        p
        for a, b in combinations(fine, 2)
        if a.place and b.place and distance_km(a.place, b.place) > rules.windows.near_km
        for p in (a, b)
    ]
    tellings = [one.telling for one in fine]
    claims = gather(tellings, lambda one: one.event.place, lambda place: place.id or place.name, of)
    why = f"the places are more than {rules.windows.near_km:g} km apart"
    return _made("place", clashing, (claim for _, claim in claims), why)


def _days(profiles: Sequence[Profile], of: Of) -> Contradiction | None:
    sure = [one for one in profiles if one.days and one.days.sure]
    clashing = [
        p
        for a, b in combinations(sure, 2)
        if a.days and b.days and (a.days.last < b.days.first or b.days.last < a.days.first)
        for p in (a, b)
    ]
    claims = gather(
        [one.telling for one in sure],
        lambda one: f"{one.event.first}/{one.event.last}",
        lambda days: "/".join(dict.fromkeys(days.split("/"))),
        of,
    )
    return _made("day", clashing, (claim for _, claim in claims), "the days do not meet")


def _sides(profiles: Sequence[Profile], of: Of) -> Contradiction | None:
    told = [one for one in profiles if one.sides[0]]
    clashing = [
        p
        for a, b in combinations(told, 2)
        if side_level(a.sides[0], b.sides[0]) == -1 and side_level(a.sides[0], b.sides[1]) <= 0
        for p in (a, b)
    ]
    claims = gather(
        [one.telling for one in told], lambda one: one.event.side_a, lambda actor: actor.id, of
    )
    return _made(
        "side_a", clashing, (claim for _, claim in claims), "two named parties that are no kin"
    )


def _denials(profiles: Sequence[Profile], origins: Origins) -> Contradiction | None:
    """Return that some deny what others assert: a whole report, or a voice in one."""
    tellings = [one.telling for one in profiles]
    denying = [one for one in tellings if one.status == "denied" or origins.denying[one.id]]
    if not denying or all(one.status == "denied" for one in tellings):
        return None
    asserting = [one for one in tellings if one.status != "denied"]
    deniers = {origin for one in denying for origin in _deniers(one, origins)}
    claims = (
        make_claim("asserted", asserting, origins_of(asserting, origins.of)),
        make_claim("denied", denying, deniers),
    )
    return Contradiction(field="status", claims=claims, why="asserted by some and denied by others")


def _deniers(one: Telling, origins: Origins) -> tuple[str, ...]:
    return origins.denying[one.id] or origins.of[one.id]
