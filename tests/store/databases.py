"""A migrated, empty database for a test: in memory, in a file, on PostgreSQL."""

import functools
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from service.store.database import Database
from service.store.tables import Base
from tests.store.postgres_rows import empty, put_back, rows_of

KINDS = ("memory", "file", "postgres")


@pytest.fixture(params=KINDS)
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """An empty database of each kind in turn."""
    yield from _database(request, request.param)


@pytest.fixture(params=("file", "postgres"))
def lasting_database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """An empty database that several threads and processes may use at once."""
    yield from _database(request, request.param)


@pytest.fixture
def memory_database() -> Iterator[Database]:
    """An empty SQLite database in memory."""
    fresh = in_memory()
    yield fresh
    fresh.close()


@pytest.fixture
def file_database(tmp_path: Path) -> Iterator[Database]:
    """An empty SQLite database in a file."""
    fresh = in_file(tmp_path / "store.db")
    yield fresh
    fresh.close()


@pytest.fixture(scope="session")
def migrated_postgres(postgres_url: str) -> Iterator[Database]:
    """The PostgreSQL database of this run, migrated once."""
    fresh = Database.open(postgres_url)
    fresh.migrate()
    _leave_unmeasured(fresh)
    yield fresh
    fresh.close()


def _leave_unmeasured(database: Database) -> None:
    """Let PostgreSQL plan for tables of unknown size, not for what one test left in them."""
    with database.engine.begin() as bind:
        for table in Base.metadata.sorted_tables:
            bind.execute(text(f"ALTER TABLE {table.name} SET (autovacuum_enabled = false)"))


class Lent(Database):
    """A database in memory whose engine another test takes over when it is closed.

    An engine remembers every statement it has put into SQL; making one a test anew, a seventh of
    the run went into putting the same statements into SQL again.
    """

    def close(self) -> None:
        """Delete what it held; its engine waits for the next test."""
        super().close()
        _WAITING.append(self.engine)


_WAITING: list[Engine] = []


def in_memory() -> Database:
    """A migrated, empty SQLite database in memory: the tables are copied, not made again."""
    fresh = Lent(_WAITING.pop() if _WAITING else Database.in_memory().engine)
    restore(fresh, _migrated_bytes())
    return fresh


def restore(database: Database, content: bytes) -> None:
    """Bring the database back to what it was when `kept_of` gave the content."""
    if database.dialect == "postgresql":
        put_back(database, json.loads(content))
        return
    database.kept.clear()
    with _raw(database) as connection:
        connection.deserialize(content)


def kept_of(database: Database) -> bytes:
    """All that the database holds, in memory or on PostgreSQL."""
    if database.dialect == "postgresql":
        return json.dumps(rows_of(database)).encode()
    with _raw(database) as connection:
        return connection.serialize()


def in_file(path: Path) -> Database:
    """A migrated, empty SQLite database in that file."""
    path.write_bytes(_migrated_bytes())
    return Database.open(path)


def _database(request: pytest.FixtureRequest, kind: str) -> Iterator[Database]:
    if kind == "postgres":
        shared: Database = request.getfixturevalue("migrated_postgres")
        empty(shared)
        yield shared
        return
    if kind == "memory":
        fresh = in_memory()
    else:
        fresh = in_file(request.getfixturevalue("tmp_path") / "store.db")
    yield fresh
    fresh.close()


@functools.cache
def _migrated_bytes() -> bytes:
    with Database.in_memory() as model:
        model.migrate()
        return kept_of(model)


@contextmanager
def _raw(database: Database) -> Iterator[sqlite3.Connection]:
    raw = database.engine.raw_connection()
    connection = raw.driver_connection
    assert isinstance(connection, sqlite3.Connection)
    yield connection
    raw.close()
