"""What coding works from: the spans of one report and what each resolves to."""

from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property

import msgspec

from dateline.annotate.annotation import Annotation, LabelledSpan
from dateline.coding.quotes import Quote, find_quotes
from dateline.knowledge.codebook import Codebook
from dateline.knowledge.patterns import Stretch
from dateline.records import Actor, Participant, Place, Report, Span, Time


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """What a COUNT span says: `low <= best <= high`, None = not said.

    `part` is set on a number that is part of another (`share`) or comes on top (`additional`);
    `role` is what the words around it make of it: event, part, revision, addition, cumulative.
    `status` is what the words for the people counted say of them: state, rebel, civilian, unsaid;
    `is_doubted` is set where the report says that it could not verify the toll.
    """

    low: int | None
    best: int | None
    high: int | None
    hedge: str | None = None
    unit: str | None = None
    part: str | None = None
    role: str = "event"
    status: str | None = None
    is_doubted: bool = False


class Evidence(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One report with its annotation; the mappings are keyed by span id.

    `groups` are the parties that named persons belong to.
    """

    report: Report
    annotation: Annotation
    sentences: tuple[tuple[int, int], ...]
    codebook: Codebook
    times: Mapping[str, Time]
    figures: Mapping[str, Figure]
    implicit: Mapping[str, Figure]
    actors: Mapping[str, Actor]
    groups: Mapping[str, Actor]
    places: Mapping[str, Place]

    def span(self, labelled: LabelledSpan) -> Span:
        """Return a labelled span as the record's span."""
        return Span(start=labelled.start, end=labelled.end, text=labelled.text)

    def participant(self, labelled: LabelledSpan) -> Participant | None:
        """Return the party an ACTOR span names, a named person's group before the person."""
        actor = self.groups.get(labelled.id) or self.actors.get(labelled.id)
        return self._with_span(actor, labelled) if actor else None

    def speaker(self, labelled: LabelledSpan) -> Participant | None:
        """Return who an ACTOR span names, a person as the person."""
        actor = self.actors.get(labelled.id)
        return self._with_span(actor, labelled) if actor else None

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """Return the direct quotations of the report."""
        return find_quotes(self.report.text)

    def first_of(self, labelled: LabelledSpan) -> LabelledSpan:
        """Return the first mention of a party or place, along its `same` links."""
        seen = {labelled.id}
        while True:
            earlier = [s for s in self.annotation.tails(labelled.id, "same") if s.id not in seen]
            if not earlier:
                return labelled
            labelled = earlier[0]
            seen.add(labelled.id)

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """Return the sentences as patterns are looked for in them."""
        return tuple(Stretch(self.report.text, start, end) for start, end in self.sentences)

    @cached_property
    def _sought(self) -> dict[int, frozenset[str]]:
        return {}

    def sought_in(self, sentence: int) -> frozenset[str]:
        """Return the cues of `acled_cues.tsv` that a sentence may have, by how its words begin."""
        if sentence not in self._sought:
            found = self.codebook.sought_cues.tried_in(self.stretches[sentence])
            self._sought[sentence] = frozenset(found)
        return self._sought[sentence]

    @cached_property
    def _cues(self) -> dict[tuple[int, str], tuple[Span, ...]]:
        return {}

    def cues_in(self, sentence: int, cue: str) -> tuple[Span, ...]:
        """Return where a sentence has a cue of `acled_cues.tsv`; each is looked for once."""
        if cue not in self.sought_in(sentence):
            return ()
        key = (sentence, cue)
        if key not in self._cues:
            found = self.codebook.sought_cues.find_in(cue, self.stretches[sentence])
            self._cues[key] = tuple(
                Span(start=match.start(), end=match.end(), text=match.group()) for match in found
            )
        return self._cues[key]

    @cached_property
    def _summed_up(self) -> dict[int, bool]:
        return {}

    def sums_up(self, sentence: int) -> bool:
        """Tell whether a sentence has a cue of `background_cues.tsv`; each is asked once."""
        if sentence not in self._summed_up:
            here = self.stretches[sentence]
            cues = self.codebook.sought_background
            found = (any(cues.find_in(cue, here)) for cue in cues.tried_in(here))
            self._summed_up[sentence] = any(found)
        return self._summed_up[sentence]

    def _with_span(self, actor: Actor, labelled: LabelledSpan) -> Participant:
        return Participant(
            id=actor.id,
            name=actor.name,
            kind=actor.kind,
            country=actor.country,
            codes=actor.codes,
            span=self.span(labelled),
        )

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(start for start, _ in self.sentences)

    def sentence_of(self, labelled: LabelledSpan) -> int:
        """Return the index of the sentence a span begins in."""
        return max(bisect_right(self._starts, labelled.start) - 1, 0)
