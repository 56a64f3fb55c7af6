"""What a driver's exception means for the office: busy, out of reach, disk full, or our fault."""

import sqlite3
import sys
from typing import TYPE_CHECKING, TypeGuard

from sqlalchemy.exc import DBAPIError

from service.store.errors import (
    DatabaseBusy,
    DatabaseShut,
    DatabaseUnreachable,
    DiskFull,
    StoreError,
)

if TYPE_CHECKING:
    import psycopg

_SQLITE_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_SQLITE_UNREACHABLE = {
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_CORRUPT,
}

# SQLite cannot make room for its shared memory: the disk is full, though it says I/O error.
_SQLITE_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE}

# lock_not_available, deadlock_detected, serialization_failure, too_many_connections
_POSTGRES_BUSY = {"55P03", "40P01", "40001", "53300"}
_POSTGRES_DISK_FULL = "53100"
_POSTGRES_READ_ONLY = "25006"


def named_failure(failure: DBAPIError, waited_seconds: float) -> StoreError | None:
    """The store's own error for a driver's exception, or None when it is a fault in our code."""
    cause = failure.orig
    if isinstance(cause, sqlite3.Error):
        return _of_sqlite(cause, waited_seconds)
    if _is_of_postgres(cause):
        return _of_postgres(cause, waited_seconds)
    return None


def is_refused_write(failure: DBAPIError) -> bool:
    """Whether the database refused to write because the transaction only reads."""
    cause = failure.orig
    if isinstance(cause, sqlite3.Error):
        return _plain(getattr(cause, "sqlite_errorcode", 0)) == sqlite3.SQLITE_READONLY
    return _is_of_postgres(cause) and cause.sqlstate == _POSTGRES_READ_ONLY


def _is_of_postgres(cause: BaseException | None) -> "TypeGuard[psycopg.Error]":
    # A house on SQLite starts without this driver, and what was never imported raised nothing.
    driver = sys.modules.get("psycopg")
    return driver is not None and isinstance(cause, driver.Error)


def _of_sqlite(cause: sqlite3.Error, waited_seconds: float) -> StoreError | None:
    extended = getattr(cause, "sqlite_errorcode", 0)
    code = _plain(extended)
    if code in _SQLITE_BUSY:
        return DatabaseBusy(waited_seconds)
    if {code, extended} & _SQLITE_FULL:
        return DiskFull("database")
    if code == sqlite3.SQLITE_READONLY:
        return DatabaseShut(str(cause))
    if code in _SQLITE_UNREACHABLE:
        return DatabaseUnreachable(str(cause))
    return None


def _plain(extended: int) -> int:
    # Extended codes carry the plain one in their lowest byte.
    return extended & 0xFF


def _of_postgres(cause: "psycopg.Error", waited_seconds: float) -> StoreError | None:
    if cause.sqlstate in _POSTGRES_BUSY:
        return DatabaseBusy(waited_seconds)
    if cause.sqlstate == _POSTGRES_DISK_FULL:
        return DiskFull("database")
    if cause.sqlstate is None or cause.sqlstate.startswith(("08", "57P")):
        return DatabaseUnreachable(str(cause).strip())
    return None
