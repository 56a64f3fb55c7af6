"""Houses as an earlier version kept them: the tables of a revision, with its own data in them."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, MetaData, Table, select, text

from service.store.database import Database
from service.store.engine.migrate import MIGRATIONS
from tests.needs import fresh_postgres_database

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
"""Of each table its rows, the referred to before those that refer to them."""

FIRST_VERSION = Path(__file__).parent / "first_version.json"
"""What the first version kept (revision 0004), made by its own code: slips sent by an official of
the unit, of another unit, by the head, by the secretary for somebody, to a unit without a head,
one whose unit was corrected, one of the sample data; minutes, a plan, drafts, a seal."""


@contextmanager
def an_empty_database(kind: str, folder: Path) -> Iterator[Database]:
    """A database without any table, in a file or on PostgreSQL."""
    if kind == "postgres":
        with fresh_postgres_database() as url, Database.open(url) as database:
            yield database
        return
    with Database.open(folder / "store.db") as database:
        yield database


def first_version() -> Rows:
    """What the first version kept."""
    rows: Rows = json.loads(FIRST_VERSION.read_text(encoding="utf-8"))
    return rows


def house_of(
    database: Database, revision: str, rows: Rows
) -> dict[str, Sequence[Mapping[str, Any]]]:
    """What the tables, which are now those of that revision, could hold of the rows."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with database.engine.begin() as bind:
        config.attributes["connection"] = bind
        command.upgrade(config, revision)
        tables = {name: each for name, each in tables_of(bind).items() if rows.get(name)}
        return {name: _put(bind, table, rows[name]) for name, table in tables.items()}


def rows_in(database: Database) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, as it is kept."""
    with database.engine.connect() as bind:
        return {
            name: [dict(row) for row in bind.execute(select(table)).mappings()]
            for name, table in tables_of(bind).items()
        }


# What the database itself writes there.
ITS_OWN = {"alembic_version", "people_mark"}


def tables_of(bind: Connection | Engine) -> dict[str, Table]:
    """The tables there are, each after those it refers to."""
    found = MetaData()
    found.reflect(bind)
    return {each.name: each for each in found.sorted_tables if each.name not in ITS_OWN}


def lost(before: Rows, now: Rows) -> list[str]:
    """The rows of before that are not there now, as far as their columns still are."""
    found = []
    for name, rows in before.items():
        kept = now[name]
        same = [column for column in (rows or [{}])[0] if column in (kept or [{}])[0]]
        there = Counter(tuple(row[column] for column in same) for row in kept)
        for row in rows:
            said = tuple(row[column] for column in same)
            if not there[said]:
                found.append(f"{name}: {dict(zip(same, said, strict=True))}")
            there[said] -= 1
    return found


def _put(bind: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    names = [column.name for column in table.columns]
    kept = [{name: row[name] for name in names if name in row} for row in rows]
    bind.execute(table.insert(), kept)
    key = table.autoincrement_column
    if bind.dialect.name == "postgresql" and key is not None:
        sequence = f"pg_get_serial_sequence('{table.name}', '{key.name}')"
        if bind.scalar(text(f"SELECT {sequence}")):
            bind.execute(text(f"SELECT setval({sequence}, {max(row[key.name] for row in rows)})"))
    return kept
