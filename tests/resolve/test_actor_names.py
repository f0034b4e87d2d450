import pytest

from dateline.annotate.markup import parse_markup
from dateline.knowledge.actors import load_registry
from dateline.resolve.actor_names import mend_names


@pytest.fixture(scope="module")
def registry():
    return load_registry()


def mended(marked, registry):
    text, annotation = parse_markup(marked, where="test")
    return mend_names(annotation, text, registry.is_alias)


def test_a_name_cut_in_two_is_joined_with_its_links(registry):
    found = mended(
        "Men of the [Islamic State of Iraq]{ACTOR#a1 kind=force} and the [Syria]{ACTOR#a2 kind=force} "
        "[attacked]{ATTACK#e1 status=happened agent=a1,a2} [the post]{PLACE#p1}.",
        registry,
    )
    assert [s.text for s in found.labelled("ACTOR")] == ["Islamic State of Iraq and the Syria"]
    assert [(link.head, link.role, link.tail) for link in found.links] == [("e1", "agent", "a1")]


def test_a_place_inside_a_name_is_no_place_of_an_event(registry):
    found = mended(
        "The [Islamic State in Iraq]{ACTOR#a1 kind=force} and [Syria]{PLACE#p1} "
        "[attacked]{ATTACK#e1 status=happened agent=a1 place=p1}.",
        registry,
    )
    assert list(found.labelled("PLACE")) == []
    assert [(link.role, link.tail) for link in found.links] == [("agent", "a1")]


def test_two_parties_beside_each_other_stay_two(registry):
    marked = (
        "[Israel]{ACTOR#a1 kind=government} and [Hamas]{ACTOR#a2 kind=force} "
        "[talked]{TALK#e1 status=happened agent=a1,a2}."
    )
    assert len(list(mended(marked, registry).labelled("ACTOR"))) == 2


@pytest.mark.parametrize(
    ("later", "linked"),
    [("media office", True), ("office", False), ("press office", False), ("Media Office", False)],
)
def test_the_later_part_of_a_fuller_name_is_the_same(later, linked, registry):
    found = mended(
        "The [SDF media office]{ACTOR#a1 kind=force} [spoke]{SAY#s1 source=a1}; the "
        f"[{later}]{{ACTOR#a2 kind=government}} [added]{{SAY#s2 source=a2}} nothing.",
        registry,
    )
    same = [(link.head, link.tail) for link in found.links if link.role == "same"]
    assert same == ([("a2", "a1")] if linked else [])
