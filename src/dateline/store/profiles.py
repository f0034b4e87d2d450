"""What a fuser keeps beside mentions: a few indexed keys by which those alike find each other."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

import msgspec
from sqlalchemy import delete, select

from dateline.store.columns import Row, insert_rows, portions
from dateline.store.ledger import Store, Writing
from dateline.store.records import Filing, Profile
from dateline.store.tables import profile_keys, profiles

_FEW: Final = 2_000


def write_profiles(
    store: Store, new: Sequence[Profile], *, ended: Iterable[str] = (), whole: bool = False
) -> None:
    """Write profiles in place of those of the same mentions; those of `ended` mentions go.

    With `whole`, all others go: a fuser of another version begins anew.

    Raises:
        StoreError: the store cannot be written.
    """
    filing = Filing(new=tuple(new), ended=tuple(ended))

    def write(writing: Writing) -> None:
        put_profiles(writing, filing, whole=whole)
        writing.describe("profile", {"mentions": len(filing.new)})

    store.write(write)


def put_profiles(writing: Writing, filing: Filing, *, whole: bool) -> None:
    """Write profiles as a part of a turn; with `whole` all others go."""
    connection = writing.connection
    given = {one.mention: one for one in filing.new}
    if whole:
        connection.execute(delete(profiles))
    for some in portions((*given, *filing.ended)):
        connection.execute(delete(profiles).where(profiles.c.mention.in_(some)))
    ordered = iter(given.values())
    while few := list(islice(ordered, _FEW)):
        rows: list[Row] = [
            {"mention": one.mention, "details": bytes(one.details).decode(), "turn": writing.turn}
            for one in few
        ]
        keys: list[Row] = [
            {"key": key, "mention": one.mention} for one in few for key in dict.fromkeys(one.keys)
        ]
        insert_rows(connection, profiles, rows)
        insert_rows(connection, profile_keys, keys)


def find_profiles(store: Store, keys: Iterable[str]) -> Iterator[Profile]:
    """Yield the profiles filed under any of the keys, each once by mention, without their keys."""
    yield from read_profiles(store, find_filed(store, keys))


def find_filed(store: Store, keys: Iterable[str]) -> tuple[str, ...]:
    """Return the mentions that are filed under any of the keys, in order."""
    found: set[str] = set()
    with store.reading() as connection:
        for some in portions(keys):
            statement = select(profile_keys.c.mention).where(profile_keys.c.key.in_(some))
            found |= set(connection.execute(statement).scalars())
    return tuple(sorted(found))


def read_profiles(store: Store, mentions: Iterable[str]) -> Iterator[Profile]:
    """Yield the profiles of mentions, without their keys; mentions that have none are left out."""
    with store.reading() as connection:
        for some in portions(mentions):
            statement = (
                select(profiles.c.mention, profiles.c.details)
                .where(profiles.c.mention.in_(some))
                .order_by(profiles.c.mention)
            )
            for mention, details in connection.execute(statement):
                yield Profile(mention=mention, details=msgspec.Raw(details.encode()))
