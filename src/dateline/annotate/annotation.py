"""What the reader finds in a report: labelled spans and the links between them.

The labels are the corpus's own (`corpus/GUIDELINES.md`).
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Final

import msgspec

MENTION_LABELS: Final = ("ACTOR", "PLACE", "TIME", "COUNT", "MEANS")
EVENT_LABELS: Final = (
    "ADVANCE", "CAPTURE", "WITHDRAW", "CLASH", "AIRSTRIKE", "SHELLING", "BOMBING", "ATTACK",
    "KILL", "INJURE", "ABDUCT", "DETAIN", "RELEASE", "SURRENDER", "DISPLACE", "RETURN", "DESTROY",
    "SEXUAL_VIOLENCE", "ABUSE", "BLOCKADE", "DEPLOY", "INTERCEPT", "PROTEST", "RIOT", "REPRESS",
    "AGREE", "TALK", "AID", "THREATEN", "SANCTION", "CLAIM_RESPONSIBILITY",
)  # fmt: skip
CUE_LABEL: Final = "SAY"
KINDS: Final = ("force", "government", "civilians", "crowd", "media", "org", "person")
STATUSES: Final = ("happened", "ongoing", "future", "possible", "denied")
ROLES: Final = (
    "agent", "target", "place", "from", "to", "time", "count", "means", "cause",
    "source", "says", "of", "same", "in",
)  # fmt: skip
EVENTS: Final = frozenset(EVENT_LABELS)
MENTIONS: Final = frozenset(MENTION_LABELS)


class LabelledSpan(msgspec.Struct, frozen=True, kw_only=True):
    """One marked span. `id` is unique in its report; `end` is exclusive.

    `kind` is set on ACTOR, `status` on event triggers, `deny` on cues that deny.
    """

    id: str
    label: str
    start: int
    end: int
    text: str
    score: float = 1.0
    kind: str | None = None
    status: str | None = None
    deny: bool = False


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """A role: the span `head` has the span `tail` as its `role` (both are span ids)."""

    head: str
    role: str
    tail: str
    score: float = 1.0


class Annotation(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """All spans of a report in the order of the text, and all links."""

    spans: tuple[LabelledSpan, ...] = ()
    links: tuple[Link, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, LabelledSpan]:
        """Return the spans by id."""
        return {span.id: span for span in self.spans}

    @cached_property
    def _tails(self) -> Mapping[tuple[str, str], tuple[LabelledSpan, ...]]:
        found: dict[tuple[str, str], list[LabelledSpan]] = {}
        for link in self.links:
            found.setdefault((link.head, link.role), []).append(self.by_id[link.tail])
        return {key: tuple(tails) for key, tails in found.items()}

    @cached_property
    def _heads(self) -> Mapping[tuple[str, str], tuple[LabelledSpan, ...]]:
        found: dict[tuple[str, str], list[LabelledSpan]] = {}
        for link in self.links:
            found.setdefault((link.tail, link.role), []).append(self.by_id[link.head])
        return {key: tuple(heads) for key, heads in found.items()}

    def tails(self, head: str, role: str) -> tuple[LabelledSpan, ...]:
        """Return the spans that fill `role` of the span `head`."""
        return self._tails.get((head, role), ())

    def heads(self, tail: str, role: str) -> tuple[LabelledSpan, ...]:
        """Return the spans of which the span `tail` fills `role`."""
        return self._heads.get((tail, role), ())

    @cached_property
    def _labelled(self) -> Mapping[str, tuple[LabelledSpan, ...]]:
        found: dict[str, list[LabelledSpan]] = {}
        for span in self.spans:
            found.setdefault(span.label, []).append(span)
        return {label: tuple(spans) for label, spans in found.items()}

    def labelled(self, label: str) -> tuple[LabelledSpan, ...]:
        """Return the spans that carry a label, in the order of the text."""
        return self._labelled.get(label, ())

    @cached_property
    def _links_of(self) -> Mapping[str, tuple[Link, ...]]:
        found: dict[str, list[Link]] = {}
        for link in self.links:
            found.setdefault(link.head, []).append(link)
        return {head: tuple(links) for head, links in found.items()}

    def links_of(self, head: str) -> tuple[Link, ...]:
        """Return the links that lead away from the span `head`."""
        return self._links_of.get(head, ())

    @cached_property
    def triggers(self) -> tuple[LabelledSpan, ...]:
        """Return the event triggers in the order of the text."""
        return tuple(span for span in self.spans if span.label in EVENTS)
