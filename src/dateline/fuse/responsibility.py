"""Who claims to have done it, who accuses whom, who denies it, over all reports of an event."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from msgspec import structs

from dateline.coding.summary import alleged_in
from dateline.fuse.claims import make_claim
from dateline.fuse.features import side_level
from dateline.fuse.mentions import Telling
from dateline.fuse.origins import Origins
from dateline.fuse.profiles import side_of
from dateline.fuse.records import Claim, Contradiction, Responsibility
from dateline.fuse.rules import FuseRules
from dateline.records import Actor, ClaimKind, Event
from dateline.records import Claim as ToldClaim

Said = tuple[Telling, ToldClaim]
_WHY = "not all of them can be right about who did it"
_SAME, _RIVAL = 0, -1


def find_responsibility(
    tellings: Sequence[Telling], origins: Origins
) -> tuple[Responsibility, ...]:
    """Return claims, accusations and denials of responsibility, each once for each who makes it, by actor."""
    found: dict[tuple[str, ClaimKind, str], list[Said]] = {}
    for one in tellings:
        for claim in one.event.claims:
            key = (claim.actor.id, claim.kind, claim.by.id if claim.by else "")
            found.setdefault(key, []).append((one, claim))
    return tuple(_responsibility(found[key], origins) for key in sorted(found))


def told_responsibility(event: Event, reports: Sequence[str]) -> tuple[Responsibility, ...]:
    """Return the claims of an event that is not fused, as the reports with these ids make them."""
    return tuple(_of_claim(one, reports=tuple(reports)) for one in event.claims)


def claim_words(claim: ToldClaim) -> str:
    """Return a claim of responsibility as people read it: `claimed by X`, `X accused by Y`, `denied by X`."""
    name = claim.actor.name
    if claim.kind != "accusation":
        return f"{'claimed' if claim.kind == 'claim' else 'denied'} by {name}"
    return f"{name} accused" + (f" by {claim.by.name}" if claim.by else "")


def _responsibility(said: Sequence[Said], origins: Origins) -> Responsibility:
    claim = min((one for _, one in said), key=claim_words)
    behind = {origin for one, told in said for origin in _origins(one, told, origins)}
    made = make_claim("", [one for one, _ in said], behind)
    return structs.replace(
        _of_claim(claim, reports=made.reports),
        tellings=made.tellings,
        origins=made.origins,
        first_said=made.first_said,
        last_said=made.last_said,
    )


def _of_claim(claim: ToldClaim, *, reports: tuple[str, ...]) -> Responsibility:
    """Return what a claim says, as these reports tell it."""
    return Responsibility(
        words=claim_words(claim),
        actor=claim.actor.id,
        name=claim.actor.name,
        kind=claim.kind,
        by=claim.by.id if claim.by else None,
        by_name=claim.by.name if claim.by else None,
        tellings=(),
        reports=reports,
        origins=(),
    )


def _origins(one: Telling, claim: ToldClaim, origins: Origins) -> Iterable[str]:
    """Return the origins of who makes a claim, of the whole telling where that is none of its voices."""
    own = [
        origin
        for voice, origin in zip(one.voices, origins.voices[one.id], strict=True)
        if origin and claim.by and voice.id == claim.by.id
    ]
    return own or origins.of[one.id]


def find_rival_claims(
    tellings: Sequence[Telling], said: Sequence[Responsibility], rules: FuseRules
) -> Contradiction | None:
    """Return that one is accused and denies it, or that parties that are no kin are both held to have done it."""
    actors = {claim.actor.id: claim.actor for one in tellings for claim in one.event.claims}
    clashing = {
        one for pair in combinations(said, 2) if _clash(*pair, actors, rules) for one in pair
    }
    claims = tuple(as_claim(one) for one in said if one in clashing)
    return Contradiction(field="responsibility", claims=claims, why=_WHY) if claims else None


def _clash(
    one: Responsibility, other: Responsibility, actors: Mapping[str, Actor], rules: FuseRules
) -> bool:
    denials = (one.kind == "denial") + (other.kind == "denial")
    level = side_level(side_of(actors[one.actor], rules), side_of(actors[other.actor], rules))
    return level > _SAME if denials == 1 else denials == 0 and level == _RIVAL


def as_claim(one: Responsibility) -> Claim:
    """Return it as one value that origins give in reports."""
    return Claim(
        value=one.words,
        tellings=one.tellings,
        reports=one.reports,
        origins=one.origins,
        first_said=one.first_said,
        last_said=one.last_said,
    )


def find_alleged(tellings: Iterable[Telling], sides: Iterable[Actor | None]) -> Mapping[str, str]:
    """Return by actor id the word for a side that every report that names it has on a claim or an accusation alone."""
    told = list(tellings)
    return dict(_alleged(told, [side for side in sides if side]))


def _alleged(told: Sequence[Telling], sides: Iterable[Actor]) -> Iterator[tuple[str, str]]:
    for side in sides:
        words = [
            alleged_in(one.event).get(side.id)
            for one in told
            if side.id in {party.id for party in (one.event.side_a, one.event.side_b) if party}
        ]
        if words and all(words):
            yield side.id, min(word for word in words if word)
