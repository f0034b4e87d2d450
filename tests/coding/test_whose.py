"""Whose dead the people of a count are, and what several counts make together."""

import pytest

from dateline.coding.figures import add_figures
from dateline.coding.merge import Told
from dateline.coding.sides import Sides
from dateline.coding.whose import Reading, whose
from dateline.records import Actor, ActorCodes, Count, EventMention, Participant, Range, Span

ARMY = Actor(
    id="military:YYY", name="Army", kind="force", codes=ActorCodes(ucdp="Government of Yland")
)
FRONT = Actor(id="red-front", name="Red Front", kind="force")
PEOPLE = Actor(id="civilians:YYY", name="Civilians (Yland)", kind="civilians")
SIDES = Sides(
    side_a=ARMY, side_b=FRONT, members={ARMY.id: "a", FRONT.id: "b", PEOPLE.id: "civilians"}
)
ON_CIVILIANS = Sides(side_a=ARMY, side_b=PEOPLE, members={ARMY.id: "a", PEOPLE.id: "civilians"})


def party(actor: Actor, start: int = 0) -> Participant:
    span = Span(start=start, end=start + len(actor.name), text=actor.name)
    return Participant(id=actor.id, name=actor.name, kind=actor.kind, codes=actor.codes, span=span)


def dead(number: int, of: Actor | None, start: int, *, hedge: str | None = None) -> Count:
    ends = {"low": number, "best": number, "high": number}
    return Count(
        measure="deaths",
        unit="people",
        **(ends if hedge != "dead and wounded" else {"high": number}),
        hedge=hedge,
        of=party(of, start) if of else None,
        span=Span(start=start, end=start + 1, text=str(number)),
    )


def told(*counts: Count, sentence: int, agents: tuple[Actor, ...] = ()) -> Told:
    mention = EventMention(
        id=f"m{sentence}",
        type="kill",
        status="happened",
        trigger=Span(start=0, end=1, text="k"),
        agents=tuple(party(agent) for agent in agents),
        counts=counts,
    )
    return Told(mention=mention, sentence=sentence, part="consequence")


def readings(*entries: tuple[Count, Reading]) -> dict[tuple[int, int], Reading]:
    return {(c.span.start, c.span.end): reading for c, reading in entries if c.span}


def counted(role: str = "event", status: str | None = None, *, doubted: bool = False) -> Reading:
    return Reading(role=role, status=status, is_implicit=False, is_doubted=doubted)


def figures(*pairs: tuple[Told, Reading], sides: Sides = SIDES):
    read = readings(*((count, reading) for one, reading in pairs for count in one.mention.counts))
    return add_figures([one for one, _ in pairs], sides, read).deaths


def exactly(number: int) -> Range:
    return Range(low=number, best=number, high=number)


@pytest.mark.parametrize(
    ("status", "of", "agents", "side"),
    [
        pytest.param("rebel", None, (), "b", id="militants-are-the-side-that-is-no-state"),
        pytest.param("rebel", ARMY, (), "b", id="no-militant-is-of-the-army"),
        pytest.param("state", None, (), "a", id="soldiers-are-the-state"),
        pytest.param("civilian", None, (), "civilians", id="villagers"),
        pytest.param("civilian", FRONT, (), "b", id="a-named-side-stays"),
        pytest.param("unsaid", PEOPLE, (), "unsaid", id="people-killed-by-nobody-named"),
        pytest.param("unsaid", PEOPLE, (ARMY,), "civilians", id="people-killed-by-the-army"),
    ],
)
def test_whose_dead(status, of, agents, side):
    one = told(dead(2, of, 5), sentence=0, agents=agents)
    reading = counted(status=status)
    assert whose(one.mention.counts[0], one.mention, reading, SIDES) == side


def test_people_of_whom_nothing_is_said_are_civilians_where_a_known_party_attacks_civilians():
    pair = (told(dead(3, PEOPLE, 1), sentence=0), counted(status="unsaid"))
    assert figures(pair, sides=ON_CIVILIANS).civilians == exactly(3)
    assert figures(pair).unknown == exactly(3)


def test_a_part_of_another_side_is_taken_out_of_its_total():
    total, part = dead(9, PEOPLE, 1), dead(2, FRONT, 5)
    read = readings((total, counted(status="unsaid")), (part, counted("part")))
    deaths = add_figures([told(total, part, sentence=0)], SIDES, read).deaths
    assert (deaths.unknown, deaths.side_b, deaths.total) == (exactly(7), exactly(2), exactly(9))


def test_a_vague_telling_does_not_widen_a_counted_one():
    vague = Count(
        measure="deaths", unit="people", low=18, best=20, high=22, hedge="about",
        of=party(ARMY, 1), span=Span(start=1, end=2, text="20"),
    )  # fmt: skip
    first = (told(vague, sentence=0), counted())
    second = (told(dead(19, ARMY, 50), sentence=3), counted())
    assert figures(first, second).side_a == exactly(19)


def test_dead_and_wounded_together_bound_the_dead_only_where_nothing_else_does():
    together = (told(dead(5, ARMY, 1, hedge="dead and wounded"), sentence=0), counted())
    assert figures(together).side_a == Range(high=5)
    alone = (told(dead(1, ARMY, 50), sentence=2), counted())
    assert figures(together, alone).side_a == exactly(1)


def test_a_sum_of_many_events_is_not_the_toll_of_this_one():
    now = (told(dead(1, PEOPLE, 1), sentence=0), counted())
    war = (told(dead(3000, PEOPLE, 50), sentence=4), counted("cumulative"))
    assert figures(now, war, sides=ON_CIVILIANS).total == exactly(1)


def test_a_toll_that_nobody_could_verify_may_be_nought():
    assert figures((told(dead(7, ARMY, 1), sentence=0), counted(doubted=True))).side_a == Range(
        low=0, best=7, high=7
    )


def test_a_toll_of_people_that_retells_a_side_is_not_added():
    headline = (told(dead(4, PEOPLE, 1), sentence=0), counted(status="unsaid"))
    text = (told(dead(4, ARMY, 50), sentence=1), counted())
    assert figures(headline, text).total == exactly(4)
