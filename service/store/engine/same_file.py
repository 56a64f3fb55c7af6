"""SQLite's file stays the one it was: gone is said as gone, never written past or made anew."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Engine, event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

_FILE = "file of the database"


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
