"""The statements that a database is asked."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, event

from service.store.database import Database


@contextmanager
def asked(database: Database) -> Iterator[list[str]]:
    """The statements that the database is asked, transactions begun among them."""
    statements: list[str] = []

    def note(_bind: Connection, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(database.engine, "before_cursor_execute", note)
