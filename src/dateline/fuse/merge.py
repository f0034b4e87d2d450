"""One fused event from the tellings that make it up."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from dateline.coding.summary import summarise
from dateline.fuse.claims import as_field, find_changes
from dateline.fuse.contradictions import find_contradictions
from dateline.fuse.grades import grade_event
from dateline.fuse.mentions import Telling
from dateline.fuse.origins import Origins, find_origins
from dateline.fuse.profiles import profile
from dateline.fuse.records import FieldValue, FusedEvent
from dateline.fuse.responsibility import find_alleged, find_responsibility, find_rival_claims
from dateline.fuse.rules import FuseRules
from dateline.fuse.sayings import find_sayings
from dateline.fuse.tolls import RULES, Toll, find_toll
from dateline.fuse.values import Chosen, choose_values, turn
from dateline.fuse.voices import DEATHS, split_of
from dateline.records import Actor, Deaths, Event, content_id


def merge_tellings(tellings: Sequence[Telling], rules: FuseRules) -> FusedEvent:
    """Return the event that the tellings make up; their order makes no difference.

    Raises:
        ValueError: there are no tellings.
    """
    if not tellings:
        raise ValueError("an event needs a telling: give at least one")
    told = sorted(tellings, key=lambda one: (one.report.published or "9999", one.report.id, one.id))
    origins = find_origins(told, rules)
    reference = choose_values(told, origins.of, rules).side_a
    told = [_turned(one, reference, rules) for one in told]
    chosen = choose_values(told, origins.of, rules)
    tolls = _tolls(told, origins)
    responsibility = find_responsibility(told, origins)
    rivals = find_rival_claims(told, responsibility, rules)
    profiles = [profile(one, rules) for one in told]
    contradictions = find_contradictions(profiles, origins, rules) + ((rivals,) if rivals else ())
    disputed = bool(contradictions)
    return FusedEvent(
        id=(id_ := content_id("fused", *sorted(one.id for one in told))),
        event=_event(id_, told, chosen, tolls, rules),
        status=chosen.status,
        tellings=tuple(one.id for one in told),
        reports=tuple(dict.fromkeys(one.report.id for one in told)),
        fields=(
            *chosen.fields,
            *(_figure_field(name, toll, told, origins) for name, toll in tolls.items()),
        ),
        origins=origins.origins,
        independent=origins.independent,
        copies=tuple(group for group in origins.copies if group.copies),
        grades=grade_event(origins, rules, disputed=disputed, status=chosen.status),
        contradictions=contradictions,
        first_reported=told[0].report.published,
        last_reported=max(
            (one.report.published for one in told if one.report.published), default=None
        ),
        origin=next((one.origin for one in told if one.origin), None),
        destination=next((one.destination for one in told if one.destination), None),
        responsibility=responsibility,
    )


def _turned(one: Telling, reference: Actor | None, rules: FuseRules) -> Telling:
    """Return a telling with its sides as the event has them."""
    event = one.event
    if not turn(event, reference, rules.roots):
        return one
    deaths = replace(event.deaths, side_a=event.deaths.side_b, side_b=event.deaths.side_a)
    turned = replace(event, side_a=event.side_b, side_b=event.side_a, deaths=deaths)
    return replace(one, event=turned)


def _tolls(told: Sequence[Telling], origins: Origins) -> dict[str, Toll]:
    grades = {origin.id: origin.grade for origin in origins.origins}
    names = (DEATHS, *sorted({name for one in told for name in one.event.figures}))
    found = {name: find_toll(find_sayings(told, name, origins), grades) for name in names}
    return {name: toll for name, toll in found.items() if toll}


def _figure_field(name: str, toll: Toll, told: Sequence[Telling], origins: Origins) -> FieldValue:
    grades = {origin.id: origin.grade for origin in origins.origins}

    def best(known: Sequence[Telling]) -> str | None:
        found = find_toll(find_sayings(known, name, origins), grades)
        return found.best.value if found else None

    changes = find_changes(told, best) if len(toll.claims) > 1 else ()
    claims = ((None, claim) for claim in toll.claims)
    return as_field(name, f"{toll.rule}: {RULES[toll.rule]}", toll.best, claims, changes)


def _event(
    id_: str, told: Sequence[Telling], chosen: Chosen, tolls: Mapping[str, Toll], rules: FuseRules
) -> Event:
    lead = _lead(told, chosen)
    best = lead.event
    event = Event(
        id=id_,
        type=chosen.type,
        codes=best.codes,
        side_a=chosen.side_a,
        side_b=chosen.side_b,
        others=_others(told, chosen),
        first=chosen.when.first,
        last=chosen.when.last,
        date_grain=chosen.when.grain,
        place=replace(chosen.place, span=None) if chosen.place else None,
        deaths=_deaths(told, tolls.get(DEATHS)),
        figures={name: toll.range for name, toll in tolls.items() if name != DEATHS},
        mentions=tuple(id_ for one in told for id_ in one.event.mentions),
        sources=tuple(sorted({source for one in told for source in one.event.sources})),
        score=max(one.event.score for one in told),
    )
    noun = rules.nouns.get(chosen.type, chosen.type)
    alleged = find_alleged(told, (event.side_a, event.side_b))
    return replace(event, summary=summarise(event, noun, chosen.status, alleged))


def _lead(told: Sequence[Telling], chosen: Chosen) -> Telling:
    """Return the telling nearest to the chosen values: its codes stand for the event."""
    return min(
        told,
        key=lambda one: (
            one.event.type != chosen.type,
            one.event.side_a is None or one.event.side_a != chosen.side_a,
            one.event.side_b is None or one.event.side_b != chosen.side_b,
            one.event.place != chosen.place,
            -one.event.score,
            one.id,
        ),
    )


def _others(told: Iterable[Telling], chosen: Chosen) -> tuple[Actor, ...]:
    sides = {side.id for side in (chosen.side_a, chosen.side_b) if side}
    found = {actor.id: actor for one in told for actor in one.event.others}
    return tuple(found[key] for key in sorted(found.keys() - sides))


def _deaths(told: Sequence[Telling], toll: Toll | None) -> Deaths:
    """Return deaths by side as the best telling of the chosen toll splits them, and the total."""
    if toll is None:
        return Deaths()
    backing = [one for one in told if one.id in toll.chosen]
    best = max(backing, key=lambda one: (len(split_of(one.event.deaths)), one.event.score, one.id))
    return replace(best.event.deaths, total=toll.range)
