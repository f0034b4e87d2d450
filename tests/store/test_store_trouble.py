"""What goes wrong with databases, and what is said about it."""

import os
import shutil
import sqlite3
import tempfile
from pathlib import Path

import pytest
from sqlalchemy import event, text
from tests.store.storing import coding

from dateline.errors import (
    StoreBusyError,
    StoreCorruptError,
    StoreError,
    StoreFullError,
    StoreLostError,
    StoreMissingError,
    StoreReadOnlyError,
    StoreVersionError,
)
from dateline.store import add_codings, ledger, open_store, read_codings, read_status


def test_there_is_no_store(nowhere):
    with pytest.raises(StoreMissingError, match="dateline add"):
        open_store(nowhere)


def test_a_newer_dateline_made_it(where):
    with open_store(where) as store, store._engine.begin() as connection:
        connection.execute(text("UPDATE dateline_version SET version_num = '9999'"))
    with pytest.raises(StoreVersionError, match=r"newer dateline.*9999"):
        open_store(where, create=True)


def test_the_database_is_of_something_else(nowhere):
    if "://" in nowhere:
        import psycopg  # noqa: PLC0415

        with psycopg.connect(nowhere, autocommit=True) as connection:
            connection.execute("CREATE TABLE recipes (name TEXT)")
    else:
        with sqlite3.connect(nowhere) as file:
            file.execute("CREATE TABLE recipes (name TEXT)")
        file.close()
    with pytest.raises(StoreCorruptError, match="no store of dateline"):
        open_store(nowhere, create=True)


@pytest.mark.parametrize(
    ("where", "kind", "said"),
    [
        pytest.param("folder", StoreError, "is a folder", id="folder"),
        pytest.param("none/dateline.db", StoreMissingError, "folder is not there", id="no-folder"),
        pytest.param("notes.txt", StoreCorruptError, "damaged or is no database", id="text"),
        pytest.param("mysql://localhost/x", StoreError, "no kind of store", id="other-database"),
        pytest.param("postgresql://:x:/", StoreError, "cannot be understood", id="no-url"),
        pytest.param("", StoreError, "no name of a store", id="nothing"),
    ],
)
def test_it_is_no_place_for_a_store(where, kind, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    Path("notes.txt").write_text("The army attacked. " * 200)
    with pytest.raises(kind, match=said):
        open_store(where, create=True)
    assert Path("notes.txt").read_text().startswith("The army attacked.")


def test_the_password_is_in_no_message():
    with pytest.raises(StoreLostError) as caught:
        open_store("postgresql://ana:secret@127.0.0.1:1/x")
    assert "secret" not in str(caught.value)
    assert "postgresql://ana:***@127.0.0.1:1/x" in str(caught.value)


def test_a_damaged_file_is_said_to_be_damaged(made_file, tmp_path):
    path = Path(shutil.copy(made_file, tmp_path / "dateline.db"))
    with open_store(path) as store:
        add_codings(store, [coding(f"report {n} " * 300) for n in range(50)])
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xa5" * (len(whole) - 4096))
    with (
        pytest.raises(StoreCorruptError, match=r"dateline\.db: it is damaged"),
        open_store(path) as store,
    ):
        list(read_codings(store))


def test_a_full_disk_loses_nothing(made_file, tmp_path):
    path = shutil.copy(made_file, tmp_path / "dateline.db")
    with open_store(path) as store:
        add_codings(store, [coding("kept")])
        pages = "PRAGMA max_page_count = 90"
        event.listen(store._engine, "connect", lambda raw, _: raw.execute(pages))
        store._engine.dispose()
        with pytest.raises(StoreFullError, match=r"disk is full.*is kept"):
            add_codings(store, [coding(f"report {n} " * 9000) for n in range(20)])
        assert [one.coded.report.text for one in read_codings(store)] == ["kept"]


@pytest.mark.skipif(os.name != "posix", reason="rights of another user")
def test_a_folder_that_may_not_be_written(made_file):
    """Root may write anywhere, so a child tries as nobody."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dateline.db"
        shutil.copy(made_file, path)
        path.chmod(0o444)
        Path(folder).chmod(0o555)
        child = os.fork()
        if child == 0:
            os._exit(_try_as_nobody(Path(folder)))
        _, status = os.waitpid(child, 0)
        Path(folder).chmod(0o755)
        assert os.waitstatus_to_exitcode(status) == 0


def _try_as_nobody(folder: Path) -> int:
    try:
        if os.geteuid() == 0:
            os.setuid(65534)
        with pytest.raises(StoreReadOnlyError):
            open_store(folder / "new.db", create=True)
        with pytest.raises(StoreReadOnlyError), open_store(folder / "dateline.db") as store:
            add_codings(store, [coding("new")])
    except BaseException:  # noqa: BLE001  the child must leave by its exit status alone
        return 1
    return 0


def test_another_program_that_keeps_writing(made_file, tmp_path):
    path = shutil.copy(made_file, tmp_path / "dateline.db")
    with open_store(path) as store:
        event.listen(store._engine, "connect", lambda raw, _: raw.execute("PRAGMA busy_timeout=50"))
        store._engine.dispose()
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusyError, match="another program"):
            add_codings(store, [coding("waits")])
        assert list(read_codings(store)) == []
        other.execute("ROLLBACK")
        other.close()
        add_codings(store, [coding("waits")])


def test_a_connection_lost_while_writing_is_taken_up_again(server, made_database):
    with open_store(server.new_database(template=made_database)) as store:
        lost: list[int] = []

        def write(writing):
            writing.connection.execute(text("SELECT 1"))
            if not lost:
                lost.append(server.drop_connections())
            writing.connection.execute(text("SELECT 1"))
            writing.describe("add", {"reports": 0, "codings": 0})

        store.write(write)
        assert lost[0] >= 1
        assert read_status(store).turn == 1


def test_a_server_that_goes_down_loses_nothing(server, made_database, monkeypatch):
    monkeypatch.setattr(ledger, "_WAITS", (0.01,))
    with open_store(server.new_database(template=made_database)) as store:
        add_codings(store, [coding("kept")])
        server.stop()
        try:
            with pytest.raises(StoreLostError, match=r"connection.*is kept"):
                add_codings(store, [coding("new")])
        finally:
            server.start()
        add_codings(store, [coding("new")])
        assert read_status(store).reports == 2
