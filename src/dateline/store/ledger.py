"""The store itself: how it is read, and how a turn is written."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import TracebackType
from typing import Final, Self, TypeVar

import msgspec
from sqlalchemy import Connection, Engine, insert, select, update

from dateline.errors import StoreLostError
from dateline.store.engine import reading_engine
from dateline.store.failures import failures_at
from dateline.store.records import TurnKind
from dateline.store.tables import counter, history

Clock = Callable[[], datetime]
Result = TypeVar("Result")

# How long to wait before each new try after the connection was lost, in seconds.
_WAITS: Final = (0.2, 1.0, 3.0)


def utc_now() -> datetime:
    """Return the time it is."""
    return datetime.now(UTC)


class Writing:
    """One turn while it is written: all of it comes to stand, or nothing."""

    def __init__(self, connection: Connection, turn: int) -> None:
        self.connection = connection
        self.turn = turn
        self.described: tuple[TurnKind, dict[str, int | str]] | None = None

    def describe(self, kind: TurnKind, details: dict[str, int | str]) -> None:
        """Say what the turn does. A turn that is never described is not kept."""
        self.described = kind, details


class Store:
    """An open store. The functions beside this module read and write it."""

    def __init__(self, engine: Engine, *, location: str, clock: Clock) -> None:
        self.location = location
        self._engine = engine
        self._reading = reading_engine(engine)
        self._clock = clock

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the store, whatever others write.

        Raises:
            StoreError: the store cannot be read.
        """
        with failures_at(self.location), self._reading.connect() as connection:
            yield connection

    def write(self, action: Callable[[Writing], Result]) -> Result:
        """Return what `action` returns, once all it wrote is safe. Writers take turns.

        A lost connection is tried again, so `action` must write the same when it is called again
        after it has been, and must look at what is there with the connection it is given.

        Raises:
            StoreError: the store cannot be written; nothing of the turn was.
        """
        for wait in _WAITS:
            try:
                return self._write(action)
            except StoreLostError:
                time.sleep(wait)
        return self._write(action)

    def _write(self, action: Callable[[Writing], Result]) -> Result:
        with failures_at(self.location), self._engine.connect() as connection:
            transaction = connection.begin()
            writing = Writing(connection, _take_turn(connection))
            result = action(writing)
            if writing.described is None:
                transaction.rollback()
                return result
            kind, details = writing.described
            at = self._clock().astimezone(UTC).isoformat(timespec="seconds")
            row = {
                "turn": writing.turn,
                "at": at.replace("+00:00", "Z"),
                "kind": kind,
                "details": msgspec.json.encode(details).decode(),
            }
            connection.execute(insert(history), row)
            transaction.commit()
            return result


def _take_turn(connection: Connection) -> int:
    connection.execute(update(counter).values(turn=counter.c.turn + 1))
    return int(connection.execute(select(counter.c.turn)).scalar_one())
