"""What the codes of an event are decided from: its mentions, what is told around it, its words."""

from collections.abc import Sequence

import msgspec

from dateline.coding.evidence import Evidence
from dateline.coding.figures import Figures
from dateline.coding.merge import Told, clash
from dateline.coding.parties import is_civilian, is_fighter, is_named, is_state
from dateline.coding.sides import Sides
from dateline.knowledge.codebook import EventType
from dateline.records import Actor, EventMention, Participant, Span

_TOLD: frozenset[str] = frozenset({"happened", "ongoing"})


class Features(msgspec.Struct, frozen=True, kw_only=True):
    """What the codes of an event are decided from.

    `types` are the types of its own mentions, `near` those of the mentions told beside it as well,
    `means` the classes of its means. `captors` and `losers` are who takes ground and who loses it.
    `sentences` are those in which its cues are looked for, `sought` the cues they may have.
    """

    main: EventType
    types: frozenset[str]
    near: frozenset[str]
    means: frozenset[str]
    words: str
    side_a: Actor | None
    side_b: Actor | None
    captors: tuple[Participant, ...]
    losers: tuple[Participant, ...]
    country: str | None
    dead: int
    injured: int
    civilians_hit: bool
    has_crowd: bool
    sentences: tuple[int, ...]
    sought: frozenset[str]
    evidence: Evidence

    def is_(self, *names: str) -> bool:
        """Tell whether the type of the event is one of these."""
        return self.main.name in names

    def has(self, *types: str) -> bool:
        """Tell whether a mention of the event has one of these types."""
        return not self.types.isdisjoint(types)

    def beside(self, *types: str) -> bool:
        """Tell whether one of these types is told with the event or beside it."""
        return not self.near.isdisjoint(types)

    def says(self, cue: str) -> bool:
        """Tell whether the words of the event have a cue of `acled_cues.tsv`."""
        return cue in self.sought and any(
            self.evidence.cues_in(sentence, cue) for sentence in self.sentences
        )

    def cue_spans(self, cues: Sequence[str]) -> tuple[Span, ...]:
        """Return the words of the cues, in the order of the text."""
        spans = {
            (span.start, span.end): span
            for cue in cues
            for sentence in self.sentences
            for span in self.evidence.cues_in(sentence, cue)
        }
        return tuple(spans[key] for key in sorted(spans))

    @property
    def on_civilians(self) -> bool:
        """Tell whether the other side is unarmed."""
        return self.side_b is not None and is_civilian(self.side_b)

    @property
    def both_armed(self) -> bool:
        """Tell whether two armed sides face each other."""
        return is_fighter(self.side_a) and is_fighter(self.side_b)

    @property
    def by_state(self) -> bool:
        """Tell whether a side is a state or its forces."""
        return any(side is not None and is_state(side) for side in (self.side_a, self.side_b))

    @property
    def by_group(self) -> bool:
        """Tell whether a named armed group that is no state's began it."""
        side = self.side_a
        return side is not None and side.kind == "force" and is_named(side) and not is_state(side)

    @property
    def captor_is_state(self) -> bool:
        """Tell whether ground fell to the state it belongs to.

        A foreign state that takes ground from a state counts with the groups, as ACLED has it.
        """
        states = [actor for actor in self.captors if is_state(actor)]
        if not any(is_named(actor) for actor in self.captors):
            loser_is_state = any(is_state(actor) for actor in self.losers)
            return self.says("regain") and not loser_is_state
        if not states:
            return False
        home = self.country is None or any(
            actor.country in {self.country, None} for actor in states
        )
        return home or self.says("regain") or not any(is_state(actor) for actor in self.losers)


def find_features(
    told: Sequence[Told],
    all_told: Sequence[Told],
    main: EventType,
    sides: Sides,
    figures: Figures,
    evidence: Evidence,
) -> Features:
    """Return what the codes of an event are decided from."""
    mentions = [one.mention for one in told]
    beside = _beside(told, all_told)
    sentences = _sentences(told, all_told, beside, len(evidence.sentences))
    scene = [one.mention for one in (*told, *beside)]
    means = [means for mention in mentions for means in mention.means]
    captures = [one for one in scene if one.type == "capture" and one.status in _TOLD]
    injured = figures.others.get("injured")
    return Features(
        main=main,
        types=frozenset(mention.type for mention in mentions),
        near=frozenset(mention.type for mention in scene if mention.status in _TOLD),
        means=frozenset(one.class_ for one in means if one.class_),
        words=" ".join(
            [mention.trigger.text for mention in mentions] + [one.name for one in means]
        ).lower(),
        side_a=sides.side_a,
        side_b=sides.side_b,
        captors=_parties(captures, "agents"),
        losers=_parties(captures, "targets"),
        country=next((m.place.country for m in mentions if m.place), None),
        dead=figures.deaths.total.best or 0,
        injured=(injured.best or 0) if injured else 0,
        civilians_hit=any(is_civilian(party) for mention in mentions for party in mention.targets),
        has_crowd=any(
            party.kind == "crowd" for one in scene for party in (*one.agents, *one.targets)
        ),
        sentences=sentences,
        sought=frozenset().union(*map(evidence.sought_in, sentences)),
        evidence=evidence,
    )


def _parties(mentions: Sequence[EventMention], role: str) -> tuple[Participant, ...]:
    """Return the armed parties of a role; where some are known by name, only those."""
    found = [
        party
        for mention in mentions
        for party in (mention.agents if role == "agents" else mention.targets)
        if is_fighter(party)
    ]
    return tuple([party for party in found if is_named(party)] or found)


def _beside(told: Sequence[Told], all_told: Sequence[Told]) -> list[Told]:
    """Return the mentions of other events told beside this one: next to it, with no clash."""
    own = {one.mention.id for one in told}
    backgrounds = {one.background for one in told}
    near = {one.sentence + step for one in told for step in (-1, 0, 1)}
    return [
        one
        for one in all_told
        if one.sentence in near
        and one.background in backgrounds
        and one.mention.id not in own
        and not any(clash(one, other) for other in told)
    ]


def _sentences(
    told: Sequence[Told], all_told: Sequence[Told], beside: Sequence[Told], count: int
) -> tuple[int, ...]:
    """Return the event's own sentences and those next to them that tell of nothing else."""
    own = {one.sentence for one in told}
    known = {one.mention.id for one in (*told, *beside)}
    others = {one.sentence for one in all_told if one.mention.id not in known}
    around = {near for here in own for near in (here - 1, here + 1) if 0 <= near < count}
    return tuple(sorted(own | (around - others)))
