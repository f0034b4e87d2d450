"""The first form of a store."""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0001"
down_revision: Final = None
branch_labels: Final = None
depends_on: Final = None

_APPEND_ONLY: Final = ("history", "reports", "obtained", "readings", "reviews")


def upgrade() -> None:
    """Make the tables, and see to it that what is append-only stays so."""
    _create_history()
    _create_reports()
    _create_codings()
    _create_mentions()
    _create_fused_events()
    _create_links_and_reviews()
    for table in _APPEND_ONLY:
        for action in ("UPDATE", "DELETE"):
            _refuse(action, table)


def downgrade() -> None:
    """Refuse: a store is never made older, for that would lose what it holds."""
    raise NotImplementedError


def _refuse(action: str, table: str) -> None:
    name, message = f"{table}_no_{action.lower()}", f"{table} is append-only"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {action} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{message}'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {action} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    )


def _create_history() -> None:
    op.create_table(
        "counter",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("turn", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counter")),
    )
    op.create_table(
        "history",
        sa.Column("turn", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("turn", name=op.f("pk_history")),
    )
    op.create_index(op.f("ix_history_kind"), "history", ["kind"], unique=False)


def _create_reports() -> None:
    op.create_table(
        "reports",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("turn", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_reports")),
    )
    op.create_index(op.f("ix_reports_turn"), "reports", ["turn"], unique=False)
    op.create_table(
        "obtained",
        sa.Column(
            "row",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("turn", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["sha256"], ["reports.sha256"], name=op.f("fk_obtained_sha256")),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_obtained")),
        sa.UniqueConstraint("sha256", "how", name=op.f("uq_obtained_sha256_how")),
    )
    op.create_index(op.f("ix_obtained_turn"), "obtained", ["turn"], unique=False)
    op.create_table(
        "readings",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.String(length=64), nullable=False),
        sa.Column("published", sa.String(length=10), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("turn", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["sha256"], ["reports.sha256"], name=op.f("fk_readings_sha256")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_readings")),
    )
    op.create_index(op.f("ix_readings_report_id"), "readings", ["report_id"], unique=False)
    op.create_index(op.f("ix_readings_sha256"), "readings", ["sha256"], unique=False)
    op.create_index(op.f("ix_readings_text_sha256"), "readings", ["text_sha256"], unique=False)
    op.create_index(op.f("ix_readings_turn"), "readings", ["turn"], unique=False)


def _create_codings() -> None:
    op.create_table(
        "codings",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("reading", sa.String(length=16), nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("codebook", sa.Text(), nullable=False),
        sa.Column("gazetteer", sa.Text(), nullable=False),
        sa.Column("published", sa.String(length=10), nullable=True),
        sa.Column("event_mentions", sa.Text(), nullable=False),
        sa.Column("warnings", sa.Text(), nullable=False),
        sa.Column("turn", sa.BigInteger(), nullable=False),
        sa.Column("until_turn", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["reading"], ["readings.id"], name=op.f("fk_codings_reading")),
        sa.ForeignKeyConstraint(["sha256"], ["reports.sha256"], name=op.f("fk_codings_sha256")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_codings")),
    )
    op.create_index(op.f("ix_codings_published"), "codings", ["published"], unique=False)
    op.create_index(op.f("ix_codings_reading"), "codings", ["reading"], unique=False)
    op.create_index(op.f("ix_codings_sha256"), "codings", ["sha256"], unique=False)
    op.create_index(op.f("ix_codings_turn"), "codings", ["turn"], unique=False)
    op.create_index(op.f("ix_codings_until_turn"), "codings", ["until_turn"], unique=False)
    op.create_index(
        "uq_codings_current",
        "codings",
        ["sha256"],
        unique=True,
        sqlite_where=sa.text("until_turn IS NULL"),
        postgresql_where=sa.text("until_turn IS NULL"),
    )


def _create_mentions() -> None:
    op.create_table(
        "mentions",
        sa.Column(
            "row",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("coding", sa.String(length=16), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("first", sa.String(length=10), nullable=True),
        sa.Column("last", sa.String(length=10), nullable=True),
        sa.Column("country", sa.String(length=3), nullable=True),
        sa.Column("place_id", sa.Text(), nullable=True),
        sa.Column("place_words", sa.Text(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("side_a", sa.Text(), nullable=True),
        sa.Column("side_b", sa.Text(), nullable=True),
        sa.Column("deaths_low", sa.BigInteger(), nullable=True),
        sa.Column("deaths_best", sa.BigInteger(), nullable=True),
        sa.Column("deaths_high", sa.BigInteger(), nullable=True),
        sa.Column("turn", sa.BigInteger(), nullable=False),
        sa.Column("until_turn", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["coding"], ["codings.id"], name=op.f("fk_mentions_coding"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_mentions")),
        sa.UniqueConstraint("coding", "id", name=op.f("uq_mentions_coding_id")),
    )
    op.create_index(op.f("ix_mentions_country"), "mentions", ["country"], unique=False)
    op.create_index(op.f("ix_mentions_first"), "mentions", ["first"], unique=False)
    op.create_index(op.f("ix_mentions_id"), "mentions", ["id"], unique=False)
    op.create_index(op.f("ix_mentions_last"), "mentions", ["last"], unique=False)
    op.create_index(op.f("ix_mentions_lat"), "mentions", ["lat"], unique=False)
    op.create_index(op.f("ix_mentions_place_id"), "mentions", ["place_id"], unique=False)
    op.create_index(op.f("ix_mentions_side_a"), "mentions", ["side_a"], unique=False)
    op.create_index(op.f("ix_mentions_side_b"), "mentions", ["side_b"], unique=False)
    op.create_index(op.f("ix_mentions_turn"), "mentions", ["turn"], unique=False)
    op.create_index(op.f("ix_mentions_type"), "mentions", ["type"], unique=False)
    op.create_index(op.f("ix_mentions_until_turn"), "mentions", ["until_turn"], unique=False)
    op.create_table(
        "mention_actors",
        sa.Column("row", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=8), nullable=False),
        sa.Column("actor_id", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["row"], ["mentions.row"], name=op.f("fk_mention_actors_row"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("row", "position", name=op.f("pk_mention_actors")),
    )
    op.create_index(
        op.f("ix_mention_actors_actor_id"), "mention_actors", ["actor_id"], unique=False
    )


def _create_fused_events() -> None:
    op.create_table(
        "fused_events",
        sa.Column(
            "row",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("first", sa.String(length=10), nullable=True),
        sa.Column("last", sa.String(length=10), nullable=True),
        sa.Column("country", sa.String(length=3), nullable=True),
        sa.Column("place_id", sa.Text(), nullable=True),
        sa.Column("place_words", sa.Text(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("side_a", sa.Text(), nullable=True),
        sa.Column("side_b", sa.Text(), nullable=True),
        sa.Column("deaths_low", sa.BigInteger(), nullable=True),
        sa.Column("deaths_best", sa.BigInteger(), nullable=True),
        sa.Column("deaths_high", sa.BigInteger(), nullable=True),
        sa.Column("turn", sa.BigInteger(), nullable=False),
        sa.Column("until_turn", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_fused_events")),
        sa.UniqueConstraint("id", "turn", name=op.f("uq_fused_events_id_turn")),
    )
    op.create_index(op.f("ix_fused_events_country"), "fused_events", ["country"], unique=False)
    op.create_index(op.f("ix_fused_events_first"), "fused_events", ["first"], unique=False)
    op.create_index(op.f("ix_fused_events_id"), "fused_events", ["id"], unique=False)
    op.create_index(op.f("ix_fused_events_last"), "fused_events", ["last"], unique=False)
    op.create_index(op.f("ix_fused_events_lat"), "fused_events", ["lat"], unique=False)
    op.create_index(op.f("ix_fused_events_place_id"), "fused_events", ["place_id"], unique=False)
    op.create_index(op.f("ix_fused_events_side_a"), "fused_events", ["side_a"], unique=False)
    op.create_index(op.f("ix_fused_events_side_b"), "fused_events", ["side_b"], unique=False)
    op.create_index(op.f("ix_fused_events_turn"), "fused_events", ["turn"], unique=False)
    op.create_index(op.f("ix_fused_events_type"), "fused_events", ["type"], unique=False)
    op.create_index(
        op.f("ix_fused_events_until_turn"), "fused_events", ["until_turn"], unique=False
    )
    op.create_index(
        "uq_fused_events_current",
        "fused_events",
        ["id"],
        unique=True,
        sqlite_where=sa.text("until_turn IS NULL"),
        postgresql_where=sa.text("until_turn IS NULL"),
    )
    op.create_table(
        "fused_actors",
        sa.Column("row", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=8), nullable=False),
        sa.Column("actor_id", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["row"], ["fused_events.row"], name=op.f("fk_fused_actors_row"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("row", "position", name=op.f("pk_fused_actors")),
    )
    op.create_index(op.f("ix_fused_actors_actor_id"), "fused_actors", ["actor_id"], unique=False)


def _create_links_and_reviews() -> None:
    op.create_table(
        "fused_links",
        sa.Column(
            "row",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("mention", sa.String(length=16), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("turn", sa.BigInteger(), nullable=False),
        sa.Column("until_turn", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_fused_links")),
    )
    op.create_index(op.f("ix_fused_links_event"), "fused_links", ["event"], unique=False)
    op.create_index(op.f("ix_fused_links_mention"), "fused_links", ["mention"], unique=False)
    op.create_index(op.f("ix_fused_links_turn"), "fused_links", ["turn"], unique=False)
    op.create_index(op.f("ix_fused_links_until_turn"), "fused_links", ["until_turn"], unique=False)
    op.create_index(
        "uq_fused_links_current",
        "fused_links",
        ["mention"],
        unique=True,
        sqlite_where=sa.text("until_turn IS NULL"),
        postgresql_where=sa.text("until_turn IS NULL"),
    )
    op.create_table(
        "reviews",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("groups", sa.Text(), nullable=False),
        sa.Column("undoes", sa.String(length=16), nullable=True),
        sa.Column("who", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("turn", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["undoes"], ["reviews.id"], name=op.f("fk_reviews_undoes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
    )
    op.create_index(op.f("ix_reviews_turn"), "reviews", ["turn"], unique=False)
    op.create_table(
        "profiles",
        sa.Column("mention", sa.String(length=16), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("turn", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("mention", name=op.f("pk_profiles")),
    )
    op.create_index(op.f("ix_profiles_turn"), "profiles", ["turn"], unique=False)
    op.create_table(
        "profile_keys",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("mention", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["mention"],
            ["profiles.mention"],
            name=op.f("fk_profile_keys_mention"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", "mention", name=op.f("pk_profile_keys")),
    )
    op.create_index(op.f("ix_profile_keys_mention"), "profile_keys", ["mention"], unique=False)
