"""The tables of a store. Migrations make them; a test compares the two.

Every row carries the turn it was written in. What is no longer current is closed with the turn
that closed it (`until_turn`) and stays.
"""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

VERSION_TABLE: Final = "dateline_version"
# The newest migration: the form of the tables below.
REVISION: Final = "0002"
_NAMES: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

metadata: Final = MetaData(naming_convention=_NAMES)

_SHA: Final = String(64)
_ID: Final = String(16)
_DAY: Final = String(10)
# SQLite numbers rows by itself only where the type is plain INTEGER.
_ROW: Final = BigInteger().with_variant(Integer, "sqlite")


def _turn() -> Column[int]:
    return Column("turn", BigInteger, nullable=False, index=True)


def _until() -> Column[int]:
    return Column("until_turn", BigInteger, index=True)


def _row(*, given: bool = False) -> Column[int]:
    """Return the column of row numbers: `given` by dateline, or by the database."""
    return Column("row", _ROW, primary_key=True, autoincrement=not given)


def _event_columns() -> tuple[Column[str] | Column[int] | Column[float], ...]:
    """Return the columns that events are found by; the event itself is `event`, as JSON."""
    return (
        Column("event", Text, nullable=False),
        Column("type", Text, nullable=False, index=True),
        Column("first", _DAY, index=True),
        Column("last", _DAY, index=True),
        Column("country", String(3), index=True),
        Column("place_id", Text, index=True),
        Column("place_words", Text),
        Column("lat", Float, index=True),
        Column("lon", Float),
        Column("side_a", Text, index=True),
        Column("side_b", Text, index=True),
        Column("deaths_low", BigInteger),
        Column("deaths_best", BigInteger),
        Column("deaths_high", BigInteger),
    )


def _actor_columns(owner: str) -> tuple[Column[str] | Column[int], ...]:
    return (
        Column("row", _ROW, ForeignKey(f"{owner}.row", ondelete="CASCADE"), primary_key=True),
        Column("position", Integer, primary_key=True),
        Column("side", String(8), nullable=False),
        Column("actor_id", Text, nullable=False, index=True),
        Column("words", Text, nullable=False),
    )


# One row that every writer changes first: writers wait here for each other, in every database.
counter: Final = Table(
    "counter",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("turn", BigInteger, nullable=False),
)

history: Final = Table(
    "history",
    metadata,
    Column("turn", BigInteger, primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False),
    Column("kind", String(16), nullable=False, index=True),
    Column("details", Text, nullable=False),
)

reports: Final = Table(
    "reports",
    metadata,
    Column("sha256", _SHA, primary_key=True),
    _turn(),
)

obtained: Final = Table(
    "obtained",
    metadata,
    _row(),
    Column("sha256", _SHA, ForeignKey("reports.sha256"), nullable=False),
    Column("how", Text, nullable=False),
    _turn(),
    UniqueConstraint("sha256", "how"),
)

readings: Final = Table(
    "readings",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("sha256", _SHA, ForeignKey("reports.sha256"), nullable=False, index=True),
    Column("report_id", Text, nullable=False, index=True),
    Column("title", Text),
    Column("text", Text, nullable=False),
    Column("text_sha256", _SHA, nullable=False, index=True),
    Column("published", _DAY),
    Column("publisher", Text),
    Column("url", Text),
    Column("language", Text),
    _turn(),
)

codings: Final = Table(
    "codings",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("sha256", _SHA, ForeignKey("reports.sha256"), nullable=False, index=True),
    Column("reading", _ID, ForeignKey("readings.id"), nullable=False, index=True),
    Column("coder", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("codebook", Text, nullable=False),
    Column("gazetteer", Text, nullable=False),
    Column("published", _DAY, index=True),
    Column("event_mentions", Text, nullable=False),
    Column("warnings", Text, nullable=False),
    _turn(),
    _until(),
)

mentions: Final = Table(
    "mentions",
    metadata,
    _row(given=True),
    Column("id", _ID, nullable=False, index=True),
    Column("coding", _ID, ForeignKey("codings.id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    *_event_columns(),
    _turn(),
    _until(),
    UniqueConstraint("coding", "id"),
)

mention_actors: Final = Table("mention_actors", metadata, *_actor_columns("mentions"))

# What a fuser keeps beside mentions to find those alike. It is made from them and may be remade.
profiles: Final = Table(
    "profiles",
    metadata,
    Column("mention", _ID, primary_key=True),
    Column("details", Text, nullable=False),
    _turn(),
)

profile_keys: Final = Table(
    "profile_keys",
    metadata,
    Column("key", Text, primary_key=True),
    Column(
        "mention",
        _ID,
        ForeignKey("profiles.mention", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    ),
)

fused_events: Final = Table(
    "fused_events",
    metadata,
    _row(given=True),
    Column("id", Text, nullable=False, index=True),
    Column("details", Text, nullable=False),
    *_event_columns(),
    _turn(),
    _until(),
    UniqueConstraint("id", "turn"),
)

fused_actors: Final = Table("fused_actors", metadata, *_actor_columns("fused_events"))

fused_links: Final = Table(
    "fused_links",
    metadata,
    _row(),
    Column("event", Text, nullable=False, index=True),
    Column("mention", _ID, nullable=False, index=True),
    Column("details", Text, nullable=False),
    _turn(),
    _until(),
)

reviews: Final = Table(
    "reviews",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("kind", String(8), nullable=False),
    Column("groups", Text, nullable=False),
    Column("undoes", _ID, ForeignKey("reviews.id")),
    Column("who", Text),
    Column("note", Text),
    _turn(),
)


# Events that others coded, kept apart from dateline's own. A row that was edited is a new row.
reference_imports: Final = Table(
    "reference_imports",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("name", Text, nullable=False, index=True),
    Column("scheme", String(16), nullable=False),
    Column("sha256", _SHA, nullable=False),
    Column("how", Text, nullable=False),
    Column("events", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
    _turn(),
)

reference_events: Final = Table(
    "reference_events",
    metadata,
    _row(),
    Column("name", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("version", _ID, nullable=False),
    Column("scheme", String(16), nullable=False),
    Column("imported", _ID, nullable=False, index=True),
    Column("line", BigInteger, nullable=False),
    Column("edited", BigInteger, nullable=False),
    Column("first", _DAY, nullable=False, index=True),
    Column("last", _DAY, nullable=False, index=True),
    Column("country", String(3), index=True),
    Column("event", Text, nullable=False),
    _turn(),
    UniqueConstraint("name", "version"),
    Index("ix_reference_events_name_id", "name", "id"),
)


def _one_current(name: str, column: Column[str]) -> None:
    """Let one row of each value of a column be current."""
    is_current = column.table.c.until_turn.is_(None)
    Index(name, column, unique=True, sqlite_where=is_current, postgresql_where=is_current)


# A mention is in one event at a time, and a report has one coding in force.
_one_current("uq_fused_links_current", fused_links.c.mention)
_one_current("uq_fused_events_current", fused_events.c.id)
_one_current("uq_codings_current", codings.c.sha256)

# Rows of these are written once and never changed or taken out.
APPEND_ONLY: Final = (
    history,
    reports,
    obtained,
    readings,
    reviews,
    reference_imports,
    reference_events,
)
