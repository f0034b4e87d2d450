"""The conditions of the ACLED rules, each a question to the features of one event."""

from typing import Final

from dateline.coding.features import Features
from dateline.coding.parties import is_named, is_state

_CROWD: Final = ("protest", "riot", "repress")
_HARM: Final = ("attack", "kill", "injure", "abuse")
_BLASTS: Final = ("bombing", "airstrike", "shelling")
_FIGHTS: Final = ("clash", "advance", "attack", "shelling", "airstrike")
# What may be told of a crowd under another type: its arrest, its dead, what it broke, roads it closed.
_OF_CROWDS: Final = (
    "detain", "kill", "injure", "attack", "abuse", "destroy", "blockade", "displace", "release",
    "intercept", "threaten", "deploy", "talk", "withdraw", "sanction", "capture", "clash", "abduct",
)  # fmt: skip


def sexual(f: Features) -> bool:
    """Tell whether it is sexual violence."""
    return f.is_("sexual-violence") or (
        f.is_(*_HARM, "abduct", "detain", "displace", "release")
        and (f.says("sexual") or f.has("sexual-violence"))
    )


def chemical(f: Features) -> bool:
    """Tell whether a chemical agent was used."""
    return f.is_(*_BLASTS, *_HARM, "deploy", "clash", "advance") and (
        "chemical" in f.means or f.says("chemical")
    )


def coup(f: Features) -> bool:
    """Tell whether power was seized."""
    return not f.is_(*_CROWD, *_BLASTS, "protest", "clash") and f.says("coup")


def found_grave(f: Features) -> bool:
    """Tell whether people killed earlier were found."""
    deeds = ("kill", "intercept", "capture", "destroy", "deploy", "detain", "displace", "abuse")
    return f.is_(*deeds) and f.says("grave")


def made_base(f: Features) -> bool:
    """Tell whether a base or headquarters was set up."""
    if f.is_("deploy", "detain", "withdraw", "return", "displace"):
        return f.says("base") and not _quiet(f)
    return f.is_("capture", "attack") and not f.dead and f.says("base") and not _contested(f)


def taken_quietly(f: Features) -> bool:
    """Tell whether ground changed hands without fighting."""
    if not (f.is_("capture") or (f.is_("withdraw", "agree", "surrender") and f.beside("capture"))):
        return False
    if f.says("without a fight"):
        return True
    if f.dead or _contested(f) or f.says("regain"):
        return False
    return f.beside("agree") or f.says("vacated") or f.says("handover")


def _quiet(f: Features) -> bool:
    return f.says("without a fight") or f.says("handover")


def _contested(f: Features) -> bool:
    return f.beside(*_FIGHTS) or f.says("fighting over it")


def ground_fell(f: Features) -> bool:
    """Tell whether ground changed hands by fighting."""
    if f.is_("capture"):
        return True
    if not f.is_(*_FIGHTS, "kill", "withdraw", "surrender", "deploy", "blockade", "detain"):
        return False
    return f.beside("capture") and (f.says("regain") or f.says("control"))


def demonstrated(f: Features) -> bool:
    """Tell whether a crowd demonstrated."""
    if f.is_("protest", "repress"):
        return True
    if f.is_("riot"):
        return f.says("demonstration") or not riot_of_mob(f)
    return f.is_(*_OF_CROWDS) and f.beside(*_CROWD) and (f.has_crowd or f.says("demonstration"))


def crowd_was_violent(f: Features) -> bool:
    """Tell whether the demonstrators themselves were violent."""
    return f.is_("riot") or f.says("crowd violence")


def riot_of_mob(f: Features) -> bool:
    """Tell whether a riot is one of a mob: lynching, one group against another or against people."""
    if f.says("demonstration"):
        return False
    against_state = any(side is not None and is_state(side) for side in (f.side_a, f.side_b))
    return f.says("mob") or (not against_state and f.side_b is not None)


def mob(f: Features) -> bool:
    """Tell whether a mob was violent outside a demonstration."""
    if f.is_("riot"):
        return riot_of_mob(f)
    if not f.is_(*_HARM, "destroy", "abduct", "clash"):
        return False
    by_crowd = f.side_a is not None and f.side_a.kind == "crowd"
    by_others = f.side_a is not None and f.side_a.kind == "force" and is_named(f.side_a)
    return by_crowd or (f.says("mob") and not by_others)


def maimed_crowd(f: Features) -> bool:
    """Tell whether force against a crowd killed or badly wounded."""
    if not f.beside("repress", "kill", "injure", "attack"):
        return False
    if f.dead or f.says("slightly hurt"):
        return bool(f.dead)
    shot = f.says("lethal force") and (f.beside("injure", "kill") or f.says("killing"))
    return shot or f.says("badly hurt")


def intervened(f: Features) -> bool:
    """Tell whether a protest was broken up or met with arrests."""
    by_force = f.is_("repress") or f.beside("detain", "repress")
    if f.says("peaceful") and not f.beside("detain") and not f.says("arrest"):
        return f.says("dispersal") and by_force
    return by_force or f.says("dispersal") or f.says("arrest")


def by_accident(f: Features) -> bool:
    """Tell whether a device went off on those who made or carried it."""
    return f.is_("bombing", "kill", "injure") and f.says("accident") and _explosive(f)


def _explosive(f: Features) -> bool:
    return f.is_("bombing") or f.says("planted") or "mine" in f.means or f.says("suicide")


def stopped_weapons(f: Features) -> bool:
    """Tell whether weapons were kept from use."""
    if f.is_("intercept"):
        return True
    if f.dead or not f.says("weapons stopped"):
        return False
    if f.is_("detain"):
        return f.beside("intercept") or f.says("suicide")
    if f.is_(*_BLASTS) and f.injured:
        return False
    return f.is_(*_BLASTS, "attack", "deploy", "threaten", "destroy", "capture", "kill")


def fought(f: Features) -> bool:
    """Tell whether two armed sides fought; explosions in a battle are part of it."""
    if f.is_("clash"):
        return f.says("two sided") or f.both_armed or not changed_group(f)
    if f.is_(*_BLASTS, "attack", "kill", "injure", "advance"):
        return f.both_armed and f.beside("clash") and f.says("two sided") and not f.says("suicide")
    return False


def suicide(f: Features) -> bool:
    """Tell whether a bomber died with the bomb."""
    if not f.is_("bombing", "kill", "injure", "attack"):
        return False
    return "suicide" in f.means or "suicide" in f.words or f.says("suicide")


def grenade(f: Features) -> bool:
    """Tell whether a grenade was thrown by hand."""
    if f.is_("bombing", "shelling"):
        thrown = "grenade" in f.means or f.says("grenade")
        return thrown and not (f.is_("shelling") and f.says("artillery"))
    if f.is_("attack", "kill", "injure", "destroy"):
        return not f.both_armed and ("grenade" in f.means or f.says("grenade"))
    return False


def looted(f: Features) -> bool:
    """Tell whether property was destroyed or taken and nobody was hurt."""
    unhurt = not (f.dead or f.injured or f.civilians_hit)
    if f.is_("destroy"):
        return not (f.says("grenade") or (f.says("aircraft") and f.beside("airstrike")))
    if f.is_("bombing"):
        return unhurt and not f.says("planted") and f.says("loot") and f.says("monument")
    unopposed = f.side_b is None or not f.both_armed
    return f.is_("attack") and unhurt and unopposed and f.says("loot")


def bombed_from_air(f: Features) -> bool:
    """Tell whether the blow came from the air."""
    by_air = not f.means.isdisjoint({"aircraft", "drone"}) or f.says("aircraft")
    if f.is_("airstrike"):
        return by_air or not f.says("artillery")
    if f.is_("bombing"):
        return by_air and not f.says("planted")
    if f.is_("shelling"):
        return by_air and ("artillery" not in f.means or not f.says("artillery"))
    return by_air and f.is_("kill", "injure", "attack", "destroy") and not _by_hand(f)


def _by_hand(f: Features) -> bool:
    return not f.means.isdisjoint({"firearm", "blade", "blunt"})


def shelled(f: Features) -> bool:
    """Tell whether heavy weapons hit from afar."""
    if f.is_("airstrike", "shelling"):
        return True
    if f.is_("bombing"):
        return f.says("artillery") and not f.says("planted")
    by_shell = "artillery" in f.means or f.says("artillery")
    return by_shell and f.is_("kill", "injure") and not _by_hand(f) and not f.says("lethal force")


def planted(f: Features) -> bool:
    """Tell whether a planted device did it where the reader marks only its dead."""
    told = "mine" in f.means or f.says("planted")
    return told and f.is_("kill", "injure", "destroy") and not _by_hand(f)


def devices(f: Features) -> bool:
    """Tell whether it is a bombing of any other kind."""
    return f.is_("bombing") and not _shot(f)


def _shot(f: Features) -> bool:
    """Tell whether gunmen killed more than the blast with which they began."""
    return "firearm" in f.means and f.says("lethal force")


def abducted(f: Features) -> bool:
    """Tell whether people were taken away outside the law and no worse is told of them."""
    if f.is_("abduct"):
        return not (f.has("kill") and f.says("captive killed"))
    if not f.is_("detain"):
        return False
    return f.by_group or (f.says("abduction") and not f.says("freed"))


def harmed_people(f: Features) -> bool:
    """Tell whether armed men harmed people who bore no arms."""
    if f.is_("abuse", "abduct"):
        return not f.says("recruitment")
    if not f.is_(*_HARM, "advance", "bombing"):
        return False
    return f.on_civilians or (f.side_b is None and f.civilians_hit) or _lone_victim(f)


def _lone_victim(f: Features) -> bool:
    """Tell whether officials or parties, no armed force, were the ones hit by unnamed gunmen."""
    kinds = {side.kind for side in (f.side_a, f.side_b) if side is not None}
    return "government" in kinds and not f.by_group and not f.beside("clash")


def held_by_police(f: Features) -> bool:
    """Tell whether people were arrested."""
    return f.is_("detain") or (f.is_("kill", "injure") and f.beside("detain") and not f.dead)


def made_peace(f: Features) -> bool:
    """Tell whether armed sides talk or agree."""
    if f.is_("agree"):
        if f.beside("displace") and not f.says("agreement"):
            return False
        return f.says("peace") or not changed_group(f)
    if f.is_("talk"):
        return f.says("agreement") or f.both_armed
    return f.is_("release", "surrender", "threaten", "aid") and (
        f.beside("agree") and f.says("peace")
    )


def transferred(f: Features) -> bool:
    """Tell whether ground was handed over under another type than capture."""
    if f.is_("withdraw"):
        return f.beside("capture") or f.says("handover") or f.says("control")
    return f.is_("deploy", "surrender", "displace") and _quiet(f) and not f.says("group change")


def changed_group(f: Features) -> bool:
    """Tell whether a group changed, or forces moved or were put on guard."""
    if f.is_("deploy"):
        return True
    weak = (
        "abuse",
        "agree",
        "talk",
        "clash",
        "threaten",
        "sanction",
        "blockade",
        "surrender",
        "return",
    )
    if f.is_(*weak, "withdraw", "attack", "capture"):
        return f.says("group change") or (f.is_("blockade", "sanction") and f.says("troop moves"))
    return False
