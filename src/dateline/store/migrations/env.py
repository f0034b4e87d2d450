"""What Alembic runs first. The connection is handed over, inside a transaction that is open."""

from alembic import context

from dateline.store.tables import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,
)
context.run_migrations()
