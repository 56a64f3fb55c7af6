"""Engines and connections: SQLite's pragmas and BEGIN IMMEDIATE, PostgreSQL's time-outs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from service.store.engine.private_files import private_file
from service.store.engine.same_file import keep_to_file

_WRITES = "unit of work writes"


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
