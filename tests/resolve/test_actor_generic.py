"""`The military operation` and `the fighters`: whose they are is told by the deeds around them."""

from datetime import date

from dateline.annotate.markup import parse_markup
from dateline.knowledge.actors import load_registry
from dateline.resolve.actors import resolve_annotation_actors

REGISTRY = load_registry()
RAID = (
    "[Boko Haram]{ACTOR#a1 kind=force} [attacked]{ATTACK#e1 agent=a1 target=a2} the "
    "[Nigerian army]{ACTOR#a2 kind=force} in May. "
)
GROUP = (
    "The [SDF]{ACTOR#a1 kind=force} [advanced]{ADVANCE#e1 agent=a1 target=a2} against "
    "[ISIS]{ACTOR#a2 kind=force}. "
)
CAMPAIGN = "The [military]{ACTOR#a3 kind=force} [campaign]{ADVANCE#e2 agent=a3} began in September."


def names(marked, country):
    text, annotation = parse_markup(marked)
    found = resolve_annotation_actors(
        annotation, text, registry=REGISTRY, countries={}, main_country=country,
        published=date(2019, 3, 2),
    )  # fmt: skip
    return {key: one.actor.name for key, one in found.items()}


def test_a_military_campaign_is_of_the_group_whose_deeds_are_told():
    assert names(GROUP + CAMPAIGN, "SYR")["a3"] == "Syrian Democratic Forces"


def test_a_military_campaign_is_of_the_state_whose_forces_are_named():
    assert names(RAID + CAMPAIGN, "NGA")["a3"] == "Military Forces of Nigeria"


def test_those_who_bear_arms_are_of_the_state_where_it_happens():
    marked = GROUP + "The [military]{ACTOR#a3 kind=force} [withdrew]{WITHDRAW#e2 agent=a3}."
    assert names(marked, "SYR")["a3"] == "Military Forces of Syria"


def test_nobody_fights_himself_through_a_chain():
    marked = (
        "[Men]{ACTOR#a0 kind=force same=a1} of the "
        + GROUP.removeprefix("The ")
        + "The [SDF]{ACTOR#a3 kind=force} [drove]{ADVANCE#e2 agent=a3 target=a4} the "
        "[fighters]{ACTOR#a4 kind=force same=a1} from the river."
    )
    assert names(marked, "SYR")["a4"] != "Syrian Democratic Forces"
