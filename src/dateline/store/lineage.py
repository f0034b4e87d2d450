"""What became of events and mentions: what is not fused yet, and which events came of which."""

from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection, exists, func, select

from dateline.store.columns import portions
from dateline.store.ledger import Store
from dateline.store.mentions import read_ended
from dateline.store.tables import fused_links, history, mentions, profiles, reviews


class _Added(msgspec.Struct):
    codings: int = 0


def find_gone(store: Store, *, since: int) -> tuple[str, ...]:
    """Return the mentions that a fuser which read up to the turn `since` must let go of, in order.

    They are those that ended since. Where old codings were dropped since, the mentions themselves may be gone:
    then they are all that have a profile and are not in force.
    """
    gone = set(read_ended(store, since=since))
    with store.reading() as connection:
        if _dropped(connection, since):
            in_force = exists().where(
                mentions.c.id == profiles.c.mention, mentions.c.until_turn.is_(None)
            )
            gone |= set(connection.execute(select(profiles.c.mention).where(~in_force)).scalars())
    return tuple(sorted(gone))


def is_fused(store: Store, *, upto: int) -> bool:
    """Tell whether no coding and no review came after the turn `upto`."""
    codings = select(history.c.details).where(history.c.kind == "add", history.c.turn > upto)
    later = select(func.count()).select_from(reviews).where(reviews.c.turn > upto)
    with store.reading() as connection:
        if connection.execute(later).scalar_one():
            return False
        added = connection.execute(codings).scalars()
        return not any(msgspec.json.decode(one, type=_Added).codings for one in added)


def find_kindred(store: Store, mention_ids: Iterable[str]) -> tuple[str, ...]:
    """Return the fused events, of now and of the past, that any of the mentions was ever in."""
    found: set[str] = set()
    with store.reading() as connection:
        for some in portions(mention_ids):
            statement = select(fused_links.c.event).where(fused_links.c.mention.in_(some))
            found |= set(connection.execute(statement.distinct()).scalars())
    return tuple(sorted(found))


def _dropped(connection: Connection, since: int) -> bool:
    statement = (
        select(func.count())
        .select_from(history)
        .where(history.c.kind == "drop", history.c.turn > since)
    )
    return bool(connection.execute(statement).scalar_one())
