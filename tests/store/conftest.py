import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import psycopg
import pytest

from dateline.store import open_store

TOOL = Path(__file__).parents[2] / "tools" / "postgresql.sh"
NUMBERS = count(1)
NOON = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)


class Server:
    """A PostgreSQL server of our own on loopback. Root runs it as the user `postgres`."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs = programs
        self._folder = folder
        self._data = folder / "data"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def create(self) -> None:
        self._run("initdb", "-D", self._data, "-U", "dateline", "-A", "trust", "-E", "UTF8")

    def start(self) -> None:
        options = (
            f"-c listen_addresses=127.0.0.1 -p {self.port} -k {self._folder} "
            "-c fsync=off -c max_connections=30 -c shared_buffers=16MB"
        )
        self._run(
            "pg_ctl", "-D", self._data, "-w", "-l", self._folder / "log", "-o", options, "start"
        )

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "-w", "stop")

    def url(self, database: str) -> str:
        return f"postgresql://dateline@127.0.0.1:{self.port}/{database}"

    def new_database(self, *, template: str = "template1") -> str:
        name = f"test_{next(NUMBERS)}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
        return self.url(name)

    def drop_connections(self) -> int:
        """End every other connection, as a server does that goes down; return how many."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            ended = connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE pid <> pg_backend_pid() AND usename = 'dateline'"
            ).fetchall()
        return len(ended)

    def _run(self, program: str, *arguments: object) -> None:
        command = [str(self._programs / program), *map(str, arguments)]
        if os.geteuid() == 0:  # the server refuses to run as root
            command = ["runuser", "-u", "postgres", "--", *command]
        # A file, not a pipe: the server keeps it open, and a pipe would be waited for.
        with tempfile.TemporaryFile() as said:
            done = subprocess.run(command, cwd="/", stdout=said, stderr=said, check=False)  # noqa: S603
            said.seek(0)
            assert done.returncode == 0, said.read().decode()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    found = subprocess.run([str(TOOL)], capture_output=True, text=True, check=False)  # noqa: S603
    if found.returncode:
        reason = found.stderr.strip().splitlines()[-1]
        if os.environ.get("DATELINE_TEST_POSTGRESQL") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    folder = Path(tempfile.mkdtemp(prefix="dateline-postgresql-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    running = Server(Path(found.stdout.strip()), folder)
    try:
        running.create()
        running.start()
        yield running
        running.stop()
    finally:
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def made_file(tmp_path_factory) -> Path:
    """Return an empty store in a file, made once: it is copied, which is faster."""
    path: Path = tmp_path_factory.mktemp("store") / "made.db"
    open_store(path, create=True).close()
    return path


@pytest.fixture(scope="session")
def made_database(server) -> str:
    """Return the name of a database with an empty store, made once: it is a template."""
    url: str = server.new_database()
    open_store(url, create=True).close()
    return url.rpartition("/")[2]


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request, tmp_path) -> str:
    """Return where an empty store is."""
    if request.param == "sqlite":
        return str(shutil.copy(request.getfixturevalue("made_file"), tmp_path / "dateline.db"))
    running: Server = request.getfixturevalue("server")
    return running.new_database(template=request.getfixturevalue("made_database"))


@pytest.fixture(params=["sqlite", "postgresql"])
def nowhere(request, tmp_path) -> str:
    """Return where a store may be made: a file that is not there yet, or an empty database."""
    if request.param == "sqlite":
        return str(tmp_path / "new.db")
    running: Server = request.getfixturevalue("server")
    return running.new_database()


@pytest.fixture
def store(where):
    with open_store(where, clock=lambda: NOON) as opened:
        yield opened
