"""The rows of a PostgreSQL database: all of them gone, taken out as text, put back as they were."""

import functools
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from service.store.database import Database
from service.store.tables import Base

# The mark of people is the database's own: it stands, wherever it stands.
NAMES = tuple(t.name for t in Base.metadata.sorted_tables if t.name != "people_mark")


def empty(database: Database) -> None:
    """Empty every table again; deleting is ten times as fast as TRUNCATE here."""
    database.kept.clear()
    with database.engine.begin() as bind:
        _empty(bind)


def rows_of(database: Database) -> dict[str, list[str]]:
    """Every row of every table that has any, as PostgreSQL writes it, in the order of the text."""
    asked = (f"SELECT '{name}', array_agg({name}::text) FROM public.{name}" for name in NAMES)
    with database.engine.begin() as bind:
        found = bind.exec_driver_sql(" UNION ALL ".join(asked)).all()
    return {name: sorted(rows) for name, rows in found if rows}


def put_back(database: Database, rows: Mapping[str, list[str]]) -> None:
    """Let the database hold these rows and no other, and number new ones after them."""
    database.kept.clear()
    with database.engine.begin() as bind:
        _empty(bind)
        for name, kept in rows.items():
            # With its schema: `record` alone would be PostgreSQL's name for a row of any table.
            row = f"(kept::public.{name}).*"
            bind.exec_driver_sql(
                f"INSERT INTO {name} SELECT {row} FROM unnest(%s::text[]) kept", (kept,)
            )
        _run(bind, (_counting_on()[name] for name in rows if name in _counting_on()))


def _empty(bind: Connection) -> None:
    # As a replica: neither the guards nor the order of the tables stand in the way.
    said = ["SET LOCAL session_replication_role = replica", "SET LOCAL synchronous_commit = off"]
    _run(bind, [*said, *(f"DELETE FROM {name}" for name in NAMES)])


def _run(bind: Connection, statements: Iterable[str]) -> None:
    # In one block: asking forty times takes longer than most tests.
    said = " ".join(f"{each};" for each in statements)
    bind.exec_driver_sql(f"DO $$ BEGIN {said} END $$")


@functools.cache
def _counting_on() -> dict[str, str]:
    """What makes a table number on from its highest key, for those that number their rows."""
    return {
        table.name: f"PERFORM setval(pg_get_serial_sequence('{table.name}', '{column.name}'), "
        f"max({column.name})) FROM {table.name}"
        for table in Base.metadata.sorted_tables
        if (column := table.autoincrement_column) is not None
    }
