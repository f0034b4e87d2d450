"""What a fuser keeps beside mentions: a few indexed keys by which those alike find each other."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from sqlalchemy import delete, select

from dateline.store.columns import Row, insert_rows, portions
from dateline.store.ledger import Store, Writing
from dateline.store.records import Profile
from dateline.store.tables import profile_keys, profiles


def write_profiles(
    store: Store, new: Sequence[Profile], *, ended: Iterable[str] = (), whole: bool = False
) -> None:
    """Write profiles in place of those of the same mentions; those of `ended` mentions go.

    With `whole`, all others go: a fuser of another version begins anew.

    Raises:
        StoreError: the store cannot be written.
    """
    given = {one.mention: one for one in new}

    def write(writing: Writing) -> None:
        connection = writing.connection
        if whole:
            connection.execute(delete(profiles))
        for some in portions((*given, *ended)):
            connection.execute(delete(profiles).where(profiles.c.mention.in_(some)))
        rows: list[Row] = [
            {"mention": one.mention, "details": bytes(one.details).decode(), "turn": writing.turn}
            for one in given.values()
        ]
        insert_rows(connection, profiles, rows)
        keys: list[Row] = [
            {"key": key, "mention": one.mention}
            for one in given.values()
            for key in dict.fromkeys(one.keys)
        ]
        insert_rows(connection, profile_keys, keys)
        writing.describe("profile", {"mentions": len(given)})

    store.write(write)


def find_profiles(store: Store, keys: Iterable[str]) -> Iterator[Profile]:
    """Yield the profiles filed under any of the keys, each once, without their keys."""
    seen: set[str] = set()
    with store.reading() as connection:
        for some in portions(keys):
            statement = (
                select(profiles.c.mention, profiles.c.details)
                .join_from(profile_keys, profiles, profile_keys.c.mention == profiles.c.mention)
                .where(profile_keys.c.key.in_(some))
                .distinct()
                .order_by(profiles.c.mention)
            )
            for mention, details in connection.execute(statement):
                if mention not in seen:
                    seen.add(mention)
                    yield Profile(mention=mention, details=msgspec.Raw(details.encode()))
