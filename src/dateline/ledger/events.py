"""The events of a store as fusing keeps them, and what of it is not fused yet."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from dateline.fuse.fusing import in_order
from dateline.fuse.mentions import Telling, tell_events
from dateline.fuse.merge import merge_tellings
from dateline.fuse.records import FusedEvent
from dateline.fuse.rules import FuseRules
from dateline.ledger.details import read_details
from dateline.records import Record
from dateline.store import Store, is_fused, last_fusion, read_codings, read_fused, read_status


class Pending(Record, frozen=True, kw_only=True):
    """What is not fused yet: `unfused` of the `mentions` in force are in no event.

    `current` says that all codings and decisions there are have been fused, `begun` that anything has.
    """

    mentions: int
    unfused: int
    begun: bool
    current: bool


def find_pending(store: Store) -> Pending:
    """Return what of a store is not fused yet."""
    last, status = last_fusion(store), read_status(store)
    return Pending(
        mentions=status.mentions,
        unfused=status.unfused,
        begun=last is not None,
        current=last is not None and not status.unfused and is_fused(store, upto=last.upto),
    )


def read_events(store: Store, rules: FuseRules) -> tuple[FusedEvent, ...]:
    """Return the events there are now, by day and id, with what people decided; they are those of `find_fused`.

    Until anything is fused each event mention is an event on its own. An event that another version fused in
    a form of its own keeps its mentions; its values are merged by these rules.
    """
    if last_fusion(store) is None:
        return in_order(_named(one.id, [one], rules) for one in _tellings(store, rules))
    found: list[FusedEvent] = []
    strange: dict[str, list[str]] = {}
    for one in read_fused(store):
        fused = read_details(one.event, one.details)
        if fused is None:
            strange[one.event.id] = [link.mention for link in one.links]
        else:
            found.append(fused)
    return in_order([*found, *_merged(store, strange, rules)])


def _merged(
    store: Store, groups: Mapping[str, Iterable[str]], rules: FuseRules
) -> Iterator[FusedEvent]:
    wanted = {mention for group in groups.values() for mention in group}
    told = {one.id: one for one in _tellings(store, rules) if one.id in wanted} if wanted else {}
    for id_, group in groups.items():
        if members := [told[mention] for mention in group if mention in told]:
            yield _named(id_, members, rules)


def _tellings(store: Store, rules: FuseRules) -> Iterator[Telling]:
    for stored in read_codings(store):
        yield from tell_events(stored.coded, rules)


def _named(id_: str, tellings: list[Telling], rules: FuseRules) -> FusedEvent:
    """Return the event that tellings make up, under the id that the store has for it."""
    fused = merge_tellings(tellings, rules)
    return replace(fused, id=id_, event=replace(fused.event, id=id_))
