"""The ACLED sub-event type of an event: the first rule that holds decides.

Source: ACLED Codebook 2024, definitions of the sub-event types and their order of precedence;
`docs/reference/codebooks.md` lists the rules. The words that cues stand for are in
`data/acled_cues.tsv`.
"""

from collections.abc import Callable
from typing import Final

import msgspec

from dateline.coding.acled_tests import (
    abducted,
    bombed_from_air,
    by_accident,
    changed_group,
    chemical,
    coup,
    crowd_was_violent,
    demonstrated,
    devices,
    fought,
    found_grave,
    grenade,
    ground_fell,
    harmed_people,
    held_by_police,
    intervened,
    looted,
    made_base,
    made_peace,
    maimed_crowd,
    mob,
    planted,
    riot_of_mob,
    sexual,
    shelled,
    stopped_weapons,
    suicide,
    taken_quietly,
    transferred,
)
from dateline.coding.features import Features


class Rule(msgspec.Struct, frozen=True):
    """A sub-event type, when it holds, why, and the cues on which that may turn."""

    sub_event_type: str
    why: str
    holds: Callable[[Features], bool]
    cues: tuple[str, ...] = ()


RULES: Final[tuple[Rule, ...]] = (
    Rule("Sexual violence", "sexual violence is its own sub-event", sexual, ("sexual",)),
    Rule("Chemical weapon", "a chemical agent was used", chemical, ("chemical",)),
    Rule("Other", "power was seized outside the law", coup, ("coup",)),
    Rule("Other", "graves of people killed earlier were found", found_grave, ("grave",)),
    Rule(
        "Headquarters or base established",
        "a base or headquarters was set up",
        made_base,
        ("base",),
    ),
    Rule(
        "Non-violent transfer of territory",
        "ground changed hands without a fight",
        taken_quietly,
        ("without a fight", "handover", "vacated"),
    ),
    Rule(
        "Government regains territory",
        "ground changed hands by fighting, to the state",
        lambda f: ground_fell(f) and f.captor_is_state,
        ("regain", "control"),
    ),
    Rule(
        "Non-state actor overtakes territory",
        "ground changed hands by fighting, not to the state it belongs to",
        ground_fell,
        ("control", "regain"),
    ),
    Rule(
        "Violent demonstration",
        "demonstrators were violent",
        lambda f: demonstrated(f) and crowd_was_violent(f) and not riot_of_mob(f),
        ("crowd violence", "demonstration"),
    ),
    Rule(
        "Mob violence",
        "a crowd without a demonstration turned on people or property",
        mob,
        ("mob", "crowd violence"),
    ),
    Rule(
        "Excessive force against protesters",
        "force against a peaceful crowd left dead or badly wounded",
        lambda f: demonstrated(f) and maimed_crowd(f),
        ("lethal force", "badly hurt"),
    ),
    Rule(
        "Protest with intervention",
        "a protest was broken up or met with arrests",
        lambda f: demonstrated(f) and intervened(f),
        ("dispersal", "arrest"),
    ),
    Rule(
        "Peaceful protest",
        "a protest without violence",
        demonstrated,
        ("peaceful", "demonstration"),
    ),
    Rule(
        "Disrupted weapons use",
        "a device killed those who made or carried it before its use",
        by_accident,
        ("accident",),
    ),
    Rule(
        "Disrupted weapons use",
        "weapons were found, seized, shot down or made safe",
        stopped_weapons,
        ("weapons stopped",),
    ),
    Rule("Armed clash", "two armed sides fought", fought, ("two sided",)),
    Rule("Suicide bomb", "the bomber died with the bomb", suicide, ("suicide",)),
    Rule("Grenade", "a grenade was thrown", grenade, ("grenade",)),
    Rule(
        "Looting/property destruction",
        "property was destroyed or taken and nobody was hurt",
        looted,
        ("loot", "monument", "nobody hurt"),
    ),
    Rule("Air/drone strike", "a strike from the air", bombed_from_air, ("aircraft",)),
    Rule(
        "Shelling/artillery/missile attack",
        "heavy weapons fired from afar",
        shelled,
        ("artillery",),
    ),
    Rule(
        "Remote explosive/landmine/IED",
        "a device that was planted or set off from afar",
        lambda f: planted(f) or devices(f),
        ("planted",),
    ),
    Rule(
        "Abduction/forced disappearance",
        "people were taken away outside the law, and no worse is told",
        abducted,
        ("abduction",),
    ),
    Rule("Attack", "armed men harmed unarmed people", harmed_people, ("killing",)),
    Rule("Arrests", "people were arrested", held_by_police, ("arrest",)),
    Rule("Armed clash", "one armed side attacked another", lambda f: _attacked(f) and f.both_armed),
    Rule(
        "Other",
        "people fled fighting",
        lambda f: (f.is_("displace") or f.beside("displace")) and _only_fled(f),
        ("flight",),
    ),
    Rule("Agreement", "armed sides talk or agree", made_peace, ("peace", "agreement")),
    Rule(
        "Non-violent transfer of territory",
        "ground was handed over",
        transferred,
        ("handover", "without a fight"),
    ),
    Rule(
        "Change to group/activity",
        "a group or the forces changed what they are, where they are or what they do",
        changed_group,
        ("group change", "troop moves"),
    ),
)


def _only_fled(features: Features) -> bool:
    """Tell whether flight is what is told: no deal made it and nobody agreed on anything."""
    told = features.is_("displace", "agree", "talk", "aid", "threaten", "return")
    return told and features.says("flight") and not features.says("agreement")


def _attacked(features: Features) -> bool:
    return features.is_("attack", "kill", "injure", "advance")


def choose_acled(features: Features) -> tuple[str, Rule | None]:
    """Return the sub-event type and the rule that chose it; None: the codebook's choice."""
    rule = next((rule for rule in RULES if rule.holds(features)), None)
    return (rule.sub_event_type, rule) if rule else (features.main.acled, None)
