"""What people decide about events: these are one, these mentions are of another. All of it is kept."""

from collections.abc import Sequence
from typing import Final

from dateline.errors import InputError
from dateline.ledger.reading import choose_event, find_members
from dateline.store import Review, Store, add_review, read_reviews, undo_review

_TWO: Final = 2


def merge_events(
    store: Store, events: Sequence[str], *, who: str | None = None, note: str | None = None
) -> Review:
    """Return the review that makes one event of several, each given by its id or the beginning of it.

    Fuse afterwards. It names mentions, so it holds whatever comes; a later split overrules it.

    Raises:
        InputError: an event is not known, or they are one already.
        StoreError: the store cannot be written.
    """
    groups = {find_members(store, choose_event(store, one)) for one in events}
    if len(groups) < _TWO:
        raise InputError("these are one event already; give two events or more to merge")
    return add_review(store, [sorted(id_ for group in groups for id_ in group)], who=who, note=note)


def split_event(
    store: Store,
    event: str,
    mentions: Sequence[str],
    *,
    who: str | None = None,
    note: str | None = None,
) -> Review:
    """Return the review that takes mentions out of an event; they are one event of their own.

    `dateline event` shows the ids; the beginning of one will do. Fuse afterwards. A later merge overrules it.

    Raises:
        InputError: the event is not known, a mention is not of it, or none would stay.
        StoreError: the store cannot be written.
    """
    id_ = choose_event(store, event)
    members = find_members(store, id_)
    leave = sorted({_pick(one, members, id_) for one in mentions})
    stay = [one for one in members if one not in leave]
    if not stay or not leave:
        raise InputError(f"event {id_} must keep a mention and lose one; name some of its mentions")
    return add_review(store, [stay, leave], who=who, note=note)


def take_back(
    store: Store, beginning: str, *, who: str | None = None, note: str | None = None
) -> Review:
    """Return the review that takes a merge or a split back, given by its id or the beginning of it.

    Raises:
        InputError: there is no such decision that stands, or there are several.
        StoreError: the store cannot be written.
    """
    standing = [one.id for one in read_reviews(store)]
    found = [one for one in standing if one.startswith(beginning)]
    if len(found) != 1:
        there = "there is no decision" if not found else f"{len(found):,} decisions begin with"
        raise InputError(
            f"{there} {beginning!r} that stands in {store.location}; `dateline event` shows them"
        )
    return undo_review(store, found[0], who=who, note=note)


def _pick(beginning: str, members: Sequence[str], event: str) -> str:
    """Return the mention of an event whose id begins so."""
    found = [one for one in members if one.startswith(beginning)] if beginning else []
    if len(found) != 1:
        known = "\n".join(f"  {one}" for one in members)
        count = "no mention of" if not found else f"{len(found):,} mentions of"
        raise InputError(f"{count} event {event} begin with {beginning!r}; it has:\n{known}")
    return found[0]
