"""Events that others coded, imported to be compared with."""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0002"
down_revision: Final = "0001"
branch_labels: Final = None
depends_on: Final = None

_APPEND_ONLY: Final = ("reference_imports", "reference_events")


def upgrade() -> None:
    """Make the tables, and see to it that they stay append-only."""
    _create_imports()
    _create_events()
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


def _create_imports() -> None:
    op.create_table(
        "reference_imports",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("scheme", sa.String(length=16), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("turn", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reference_imports")),
    )
    for column in ("name", "turn"):
        name = op.f(f"ix_reference_imports_{column}")
        op.create_index(name, "reference_imports", [column], unique=False)


def _create_events() -> None:
    op.create_table(
        "reference_events",
        sa.Column(
            "row",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.String(length=16), nullable=False),
        sa.Column("scheme", sa.String(length=16), nullable=False),
        sa.Column("imported", sa.String(length=16), nullable=False),
        sa.Column("line", sa.BigInteger(), nullable=False),
        sa.Column("edited", sa.BigInteger(), nullable=False),
        sa.Column("first", sa.String(length=10), nullable=False),
        sa.Column("last", sa.String(length=10), nullable=False),
        sa.Column("country", sa.String(length=3), nullable=True),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("turn", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_reference_events")),
        sa.UniqueConstraint("name", "version", name=op.f("uq_reference_events_name_version")),
    )
    for column in ("imported", "first", "last", "country", "turn"):
        name = op.f(f"ix_reference_events_{column}")
        op.create_index(name, "reference_events", [column], unique=False)
    op.create_index("ix_reference_events_name_id", "reference_events", ["name", "id"], unique=False)
