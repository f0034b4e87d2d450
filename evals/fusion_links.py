"""Which coded event is which gold link: by the words that name it, else by the sentence it stands in."""

from collections.abc import Mapping, Sequence

import msgspec
from evals.cluster_files import GoldLink, GoldReport
from msgspec.structs import replace

from dateline.annotate.sentences import split_sentences
from dateline.fuse.mentions import Telling, tell_events
from dateline.fuse.rules import FuseRules
from dateline.fuse.shingles import read_text
from dateline.records import CodedReport, Event, EventMention


class Linked(msgspec.Struct, frozen=True, kw_only=True):
    """The tellings of one report: dateline's own, the gold link each is, and one for each link."""

    report: str
    own: tuple[Telling, ...]
    link_of: Mapping[str, str]
    gold: tuple[Telling, ...]


def link_report(gold: GoldReport, coded: CodedReport, rules: FuseRules) -> Linked:
    """Return the tellings of a report against its links.

    With gold mentions each link is one telling: the event dateline coded there, else the nearest
    event of the report, else one without any value; so which events there are is given, their values are not.
    """
    own = tell_events(coded, rules)
    mentions = {mention.id: mention for mention in coded.event_mentions}
    event_of = _match(gold, coded, mentions)
    link_of = {event: link for link, event in event_of.items()}
    by_id = {telling.id: telling for telling in own}
    tellings = []
    for link in gold.links:
        found = by_id.get(event_of.get(link.id, "")) or _nearest(link, own, mentions)
        if found is None:
            text = read_text(coded.report, rules.copies)
            found = Telling(id=link.id, event=Event(id=link.id, type="unknown"), report=text)
        tellings.append(replace(found, id=link.id))
    return Linked(report=gold.report.id, own=own, link_of=link_of, gold=tuple(tellings))


def _match(
    gold: GoldReport, coded: CodedReport, mentions: Mapping[str, EventMention]
) -> dict[str, str]:
    """Return the event of each link, no event twice; words first, then nearness in the sentence."""
    sentences = list(split_sentences(gold.report.text))
    options = []
    for link in gold.links:
        for rank, event in enumerate(coded.events):
            for id_ in event.mentions:
                trigger = mentions[id_].trigger
                if trigger.start < link.end and link.start < trigger.end:
                    options.append((0, 0, rank, link.id, event.id))
                elif _sentence(trigger.start, sentences) == _sentence(link.start, sentences):
                    options.append((1, abs(trigger.start - link.start), rank, link.id, event.id))
    found: dict[str, str] = {}
    for *_, link_id, event_id in sorted(options):
        if link_id not in found and event_id not in found.values():
            found[link_id] = event_id
    return found


def _sentence(at: int, sentences: Sequence[tuple[int, int]]) -> int:
    return next((n for n, (start, end) in enumerate(sentences) if start <= at < end), -1)


def _nearest(
    link: GoldLink, own: Sequence[Telling], mentions: Mapping[str, EventMention]
) -> Telling | None:
    def distance(telling: Telling) -> int:
        starts = [mentions[id_].trigger.start for id_ in telling.event.mentions if id_ in mentions]
        return min((abs(start - link.start) for start in starts), default=10**9)

    return min(own, key=lambda telling: (distance(telling), telling.id), default=None)
