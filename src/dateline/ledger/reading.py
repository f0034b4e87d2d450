"""One event of the ledger with all that is known of it: what it was, who tells it, what people decided."""

from collections.abc import Iterable, Sequence
from typing import Final

from dateline.errors import InputError
from dateline.fuse.records import FusedEvent
from dateline.ledger.details import read_details
from dateline.records import Event, Record
from dateline.store import (
    Review,
    Store,
    ToldBy,
    find_events_of,
    find_kindred,
    match_fused_ids,
    match_mention_ids,
    read_all_reviews,
    read_fused,
    read_told,
    read_versions,
)

_SHOWN: Final = 10


class Stood(Record, frozen=True, kw_only=True):
    """How an event stood from the turn `since` to the turn `until`, None if it still does.

    `mentions` are those it then had. Another report makes another event, with an id of its own.
    """

    id: str
    event: Event
    mentions: tuple[str, ...]
    since: int
    until: int | None


class Entry(Record, frozen=True, kw_only=True):
    """An event of the ledger. `fused` is missing where it is a mention that is not fused.

    `now` are the events that its mentions are in now, where it is no more. `told` are its mentions, those of
    older codings too; `stood` is how it and the events it came of stood, oldest first.
    """

    id: str
    event: Event
    fused: FusedEvent | None
    now: tuple[str, ...]
    told: tuple[ToldBy, ...]
    stood: tuple[Stood, ...]
    reviews: tuple[Review, ...]


def choose_event(store: Store, beginning: str) -> str:
    """Return the id of the event that is named, or whose id begins so; an event before a mention.

    Raises:
        InputError: there is none, or there are several.
    """
    found = match_fused_ids(store, beginning) or match_mention_ids(store, beginning)
    if beginning in found:
        return beginning
    if not found:
        raise InputError(
            f"there is no event {beginning!r} in {store.location}; `dateline events` lists them"
        )
    if len(found) > 1:
        known = "\n".join(f"  {one}" for one in found[:_SHOWN])
        raise InputError(
            f"{len(found):,} events begin with {beginning!r}; give more of the id:\n{known}"
        )
    return found[0]


def read_entry(store: Store, id_: str) -> Entry:
    """Return an event, of now or of the past, or a mention that is not fused, by its whole id."""
    versions, links = read_versions(store, id_)
    if not versions:
        return _unfused(store, id_)
    last = versions[-1]
    mentions = tuple(sorted({link.mention for link in links if link.until in {None, last.until}}))
    current = find_events_of(store, mentions)
    return Entry(
        id=id_,
        event=last.event,
        fused=read_details(last.event, last.details),
        now=tuple(sorted(set(current.values()) - {id_})) if last.until is not None else (),
        told=read_told(store, mentions),
        stood=_history(store, mentions),
        reviews=_decided(store, mentions),
    )


def find_members(store: Store, id_: str) -> tuple[str, ...]:
    """Return the mentions of an event as it is now, in order; of a mention that is not fused, itself.

    An event that is no more stands for the one that has its mentions now.

    Raises:
        InputError: its mentions are in several events now, or nobody tells it any more.
    """
    entry = read_entry(store, id_)
    own = [one for one in entry.stood if one.id == entry.id]
    if not own:
        return (id_,)
    if own[-1].until is None:
        return tuple(sorted(own[-1].mentions))
    if len(entry.now) != 1:
        there = f"are in {', '.join(entry.now)} now; name one" if entry.now else "are told no more"
        raise InputError(f"event {id_} is no more in {store.location}: its mentions {there}")
    (event,) = read_fused(store, entry.now)
    return tuple(link.mention for link in event.links)


def _unfused(store: Store, id_: str) -> Entry:
    event = find_events_of(store, [id_]).get(id_)
    if event is not None:
        return read_entry(store, event)
    told = read_told(store, [id_])
    return Entry(
        id=id_,
        event=told[-1].mention.event,
        fused=None,
        now=(),
        told=told,
        stood=(),
        reviews=_decided(store, [id_]),
    )


def _history(store: Store, mentions: Iterable[str]) -> tuple[Stood, ...]:
    """Return how the events stood that have or had any of the mentions."""
    found = []
    for id_ in find_kindred(store, mentions):
        versions, links = read_versions(store, id_)
        found += [
            Stood(
                id=id_,
                event=one.event,
                mentions=tuple(link.mention for link in links if link.since == one.since),
                since=one.since,
                until=one.until,
            )
            for one in versions
        ]
    return tuple(sorted(found, key=lambda one: (one.since, one.id)))


def _decided(store: Store, mentions: Sequence[str]) -> tuple[Review, ...]:
    """Return the reviews of any of the mentions, and those that take such a review back, oldest first."""
    every = {one.id: one for one in read_all_reviews(store, now=True)}

    def touches(review: Review) -> bool:
        undone = every.get(review.undoes or "", review)
        return any(set(group) & set(mentions) for group in undone.groups)

    return tuple(one for one in every.values() if touches(one))
