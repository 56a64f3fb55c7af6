"""Connections to SQLite and PostgreSQL: opened as they must be, to one file, one writer a time."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from service.store.engine.private_files import private_file
from service.store.errors import DatabaseBusy

_WRITES = "unit of work writes"
_FILE = "file of the database"


def create(url: URL, busy_seconds: float) -> Engine:
    """An engine for a URL; refuses databases other than SQLite and PostgreSQL."""
    kind = url.get_backend_name()
    if kind == "sqlite":
        return _sqlite(url, busy_seconds)
    if kind in ("postgresql", "postgres"):
        return _postgres(url, busy_seconds)
    raise ValueError(f"the store speaks SQLite and PostgreSQL, not {kind}")


def is_in_memory(engine: Engine) -> bool:
    """Whether all threads share one connection, which only one of them may use at a time."""
    return isinstance(engine.pool, StaticPool)


@contextmanager
def connection(engine: Engine, *, writes: bool) -> Iterator[Connection]:
    """A connection whose transactions take the write lock at once, or cannot write at all."""
    with engine.connect() as plain:
        options: dict[str, object] = {_WRITES: writes}
        if engine.dialect.name == "postgresql" and not writes:
            options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        yield plain.execution_options(**options)


def _sqlite(url: URL, busy_seconds: float) -> Engine:
    in_memory = url.database in (None, "", ":memory:")
    if in_memory:
        engine = create_engine(url, poolclass=StaticPool, connect_args={"check_same_thread": False})
    else:
        file = Path(str(url.database))
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # SQLite gives its -wal and -shm the mode of the file itself.
        private_file(file)
        engine = create_engine(url, pool_size=8, max_overflow=56, pool_timeout=busy_seconds)

    @event.listens_for(engine, "connect")
    def prepare(raw: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
        # Python's driver begins transactions on its own and never IMMEDIATE: switched off.
        raw.isolation_level = None
        raw.execute(f"PRAGMA busy_timeout={int(busy_seconds * 1000)}")
        if not in_memory:
            raw.execute("PRAGMA journal_mode=WAL")
        raw.execute("PRAGMA synchronous=FULL")
        raw.execute("PRAGMA foreign_keys=ON")

    @event.listens_for(engine, "begin")
    def begin(bind: Connection) -> None:
        # A plain BEGIN that writes later fails at once when two do it (1,886 of 2,000, measured).
        writes = bind.get_execution_options().get(_WRITES, True)
        if bind.info.get(_WRITES) is not writes:
            bind.exec_driver_sql(f"PRAGMA query_only={'OFF' if writes else 'ON'}")
            bind.info[_WRITES] = writes
        bind.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    if not in_memory:
        keep_to_file(engine, file)
    return engine


def _postgres(url: URL, busy_seconds: float) -> Engine:
    milliseconds = int(busy_seconds * 1000)
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_size=8,
        max_overflow=32,
        pool_timeout=busy_seconds,
        pool_pre_ping=True,
        connect_args={
            "connect_timeout": max(1, int(busy_seconds)),
            "options": f"-c lock_timeout={milliseconds} -c timezone=UTC",
        },
    )


def keep_to_file(engine: Engine, path: Path) -> None:
    """Let a connection of the engine be used only while its file lies at `path`.

    SQLite would make an empty database where its file is gone, and a connection opened before
    would go on writing into the file that nobody finds any more.
    """
    opened: list[bool] = []

    @event.listens_for(engine, "do_connect")
    def open_what_is_there(
        _dialect: Any, _entry: Any, where: list[Any], how: dict[str, Any]
    ) -> None:
        if opened:
            where[0] = f"file:{quote(str(path))}?mode=rw"
            how["uri"] = True

    @event.listens_for(engine, "connect")
    def remember(_raw: sqlite3.Connection, entry: ConnectionPoolEntry) -> None:
        if not opened:
            opened.append(True)
        entry.info[_FILE] = _which(path)

    @event.listens_for(engine, "checkout")
    def require_same(_raw: sqlite3.Connection, entry: ConnectionPoolEntry, _lent: Any) -> None:
        if entry.info.get(_FILE) != _which(path):
            raise DisconnectionError


def _which(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


class Queue:
    """Threads of this process let in one after the other, patient as long as the queue moves.

    The seconds count from the last turn that ended in time: fifty clerks at once wait their turn,
    while behind somebody who holds on too long each is told so.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._moved = 0.0

    @contextmanager
    def turn(self) -> Iterator[None]:
        """A turn of one's own; raises DatabaseBusy when for so long nobody's ended in time."""
        self._wait()
        begun = time.monotonic()
        try:
            yield
        finally:
            now = time.monotonic()
            # Who was refused by a database that another process holds has moved nothing.
            if now - begun < self._seconds / 2:
                self._moved = now
            self._lock.release()

    def _wait(self) -> None:
        came = time.monotonic()
        while True:
            left = max(came, self._moved) + self._seconds - time.monotonic()
            if left <= 0:
                raise DatabaseBusy(self._seconds)
            if self._lock.acquire(timeout=left):
                return
