from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from dateline.store import open_store, read_status
from dateline.store.opening import _config
from dateline.store.tables import REVISION, VERSION_TABLE, metadata


def test_migrations_make_the_tables_that_the_code_uses(nowhere):
    with open_store(nowhere, create=True) as store, store._engine.connect() as connection:
        options = {"version_table": VERSION_TABLE}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
        assert read_status(store).turn == 0


def test_the_newest_form_is_the_last_migration():
    assert ScriptDirectory.from_config(_config()).get_current_head() == REVISION
