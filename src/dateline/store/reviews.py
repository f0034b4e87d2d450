"""What users decided about which mentions are one event. It outlives fusing and coding anew."""

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec
from sqlalchemy import ColumnElement, Connection, insert, select

from dateline.errors import InputError
from dateline.records import Record, content_id
from dateline.store.columns import plain, portions
from dateline.store.ledger import Store, Writing
from dateline.store.records import Review, ReviewKind
from dateline.store.tables import codings, mentions, reviews

_ENOUGH: Final = 2
_SAME: Final[Mapping[str, str]] = {}


class _Anchor(Record, frozen=True, kw_only=True):
    """A mention as it was when the user decided, so that it is known again in a new coding."""

    mention: str
    sha256: str
    type: str
    first: str | None = None
    place_id: str | None = None


_GROUPS = msgspec.json.Decoder(tuple[tuple[_Anchor, ...], ...])


def add_review(
    store: Store,
    groups: Sequence[Sequence[str]],
    *,
    who: str | None = None,
    note: str | None = None,
) -> Review:
    """Return the review that was written: mentions of one group are one event, of two are not.

    One group of two or more mentions is a merge, more groups are a split. Writing the same again
    changes nothing.

    Raises:
        InputError: a mention is unknown or in two groups, or there is nothing to decide.
        StoreError: the store cannot be written.
    """
    chosen = tuple(tuple(sorted(set(group))) for group in groups if group)
    kind: ReviewKind = "merge" if len(chosen) == 1 else "split"
    members = [one for group in chosen for one in group]
    if len(members) < _ENOUGH or len(set(members)) < len(members):
        raise InputError(
            "a merge needs two mentions or more, a split two groups without a mention in both"
        )

    def write(writing: Writing) -> Review:
        anchors = _anchors(writing.connection, members)
        missing = [one for one in members if one not in anchors]
        if missing:
            raise InputError(f"there is no mention {missing[0]} in {store.location}; check the id")
        stored = [[anchors[one] for one in group] for group in chosen]
        review = Review(id="", kind=kind, groups=chosen, who=who, note=note)
        return _write(writing, review, msgspec.json.encode(stored).decode())

    return store.write(write)


def undo_review(
    store: Store, id_: str, *, who: str | None = None, note: str | None = None
) -> Review:
    """Return the review that takes another one back. Both stay in the history.

    Raises:
        InputError: there is no such review, or it is taken back already.
        StoreError: the store cannot be written.
    """

    def write(writing: Writing) -> Review:
        if id_ not in {row.id for row in _standing_rows(_rows(writing.connection))}:
            raise InputError(
                f"there is no review {id_} in {store.location}, or it is taken back already"
            )
        review = Review(id="", kind="undo", undoes=id_, who=who, note=note)
        return _write(writing, review, "[]")

    return store.write(write)


def read_reviews(store: Store) -> tuple[Review, ...]:
    """Return the reviews that stand, oldest first, with the ids that mentions have now.

    A mention that the coding in force does not have is taken to be the one of the same report
    that agrees with it in most of type, day and place; if none does, it keeps its old id.
    """
    with store.reading() as connection:
        standing = _standing_rows(_rows(connection))
        names = _names_now(connection, standing)
    return tuple(_review(row, names) for row in standing)


def read_all_reviews(store: Store, *, now: bool = False) -> tuple[Review, ...]:
    """Return every review as it was written, those taken back and undoings too, oldest first.

    With `now` under the ids that mentions have now, as `read_reviews` gives them.
    """
    with store.reading() as connection:
        rows = _rows(connection)
        names = _names_now(connection, rows) if now else _SAME
    return tuple(_review(row, names) for row in rows)


def _write(writing: Writing, review: Review, groups: str) -> Review:
    """Write a review, unless the very same stands. The number tells it from one taken back."""
    rows = _rows(writing.connection)
    for row in _standing_rows(rows):
        if review.kind != "undo" and (row.kind, row.groups) == (review.kind, groups):
            return _review(row)
    key = content_id(review.kind, groups, review.undoes, len(rows))
    new = {
        "id": key,
        "kind": review.kind,
        "groups": groups,
        "undoes": review.undoes,
        "who": review.who,
        "note": review.note,
        "turn": writing.turn,
    }
    writing.connection.execute(insert(reviews), new)
    writing.describe("review", {"review": key, "kind": review.kind})
    return msgspec.structs.replace(review, id=key, turn=writing.turn)


class _Row(msgspec.Struct, frozen=True):
    """A review as the table has it."""

    id: str
    kind: ReviewKind
    groups: str
    undoes: str | None
    who: str | None
    note: str | None
    turn: int


def _rows(connection: Connection) -> list[_Row]:
    statement = select(reviews).order_by(reviews.c.turn, reviews.c.id)
    found = connection.execute(statement).mappings()
    return [msgspec.convert(plain(row), _Row) for row in found]


def _standing_rows(rows: Sequence[_Row]) -> list[_Row]:
    undone = {row.undoes for row in rows}
    return [row for row in rows if row.kind != "undo" and row.id not in undone]


def _review(row: _Row, names: Mapping[str, str] = _SAME) -> Review:
    groups = tuple(
        tuple(sorted({names.get(one.mention, one.mention) for one in group}))
        for group in _GROUPS.decode(row.groups)
    )
    return Review(
        id=row.id,
        kind=row.kind,
        groups=groups,
        undoes=row.undoes,
        who=row.who,
        note=row.note,
        turn=row.turn,
    )


def _anchors(connection: Connection, members: Sequence[str]) -> dict[str, _Anchor]:
    """Return the mentions in force with these ids."""
    condition = mentions.c.id
    return {
        one.mention: one
        for some in portions(members)
        for one in _in_force(connection, condition.in_(some))
    }


def _in_force(connection: Connection, condition: ColumnElement[bool]) -> list[_Anchor]:
    statement = (
        select(
            mentions.c.id.label("mention"),
            codings.c.sha256,
            mentions.c.type,
            mentions.c.first,
            mentions.c.place_id,
        )
        .join_from(mentions, codings, mentions.c.coding == codings.c.id)
        .where(mentions.c.until_turn.is_(None), condition)
        .order_by(mentions.c.coding, mentions.c.position)
    )
    return [
        msgspec.convert(plain(row), _Anchor) for row in connection.execute(statement).mappings()
    ]


def _names_now(connection: Connection, rows: Sequence[_Row]) -> dict[str, str]:
    """Return the id that each mention has now whose own id is no longer in force."""
    anchors = {
        one.mention: one for row in rows for group in _GROUPS.decode(row.groups) for one in group
    }
    there = _anchors(connection, list(anchors))
    lost = [one for key, one in anchors.items() if key not in there]
    told: dict[str, list[_Anchor]] = {}
    for some in portions(one.sha256 for one in lost):
        for one in _in_force(connection, codings.c.sha256.in_(some)):
            told.setdefault(one.sha256, []).append(one)
    names = {}
    for one in lost:
        best = max(told.get(one.sha256, ()), key=lambda now, was=one: _agree(now, was), default=one)
        if _agree(best, one) >= _ENOUGH:
            names[one.mention] = best.mention
    return names


def _agree(one: _Anchor, other: _Anchor) -> int:
    return (one.type == other.type) + (one.first == other.first) + (one.place_id == other.place_id)
