"""The migrations: numbered, reaching exactly the models, fast when there is nothing to do."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import event, inspect

from service.store.database import Database
from service.store.engine.migrate import MIGRATIONS, newest
from service.store.tables import Base


def test_the_migrations_reach_the_models(database: Database) -> None:
    with database.engine.connect() as bind:
        context = MigrationContext.configure(bind, opts={"compare_type": True})

        assert compare_metadata(context, Base.metadata) == []


def test_the_migrations_are_numbered_without_gap() -> None:
    steps = sorted(path for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))

    numbers = [re.match(r"(\d{4})_[a-z_]+\.py$", path.name) for path in steps]

    assert [match and int(match[1]) for match in numbers] == list(range(1, len(steps) + 1))
    for path in steps:
        assert f'revision = "{path.name[:4]}"' in path.read_text()


def test_migrating_a_database_that_is_up_to_date_asks_its_version_alone(
    database: Database,
) -> None:
    asked: list[str] = []

    def note(_bind: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    database.migrate()
    event.remove(database.engine, "before_cursor_execute", note)

    assert [line for line in asked if "alembic_version" in line and line.startswith("SELECT")]
    assert not [line for line in asked if re.match("CREATE|ALTER|INSERT|UPDATE", line)]


def test_four_that_start_at_once_migrate_one_after_the_other(tmp_path: Path) -> None:
    databases = [Database.open(tmp_path / "store.db") for _ in range(4)]

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(Database.migrate, databases))

    with databases[0].engine.connect() as bind:
        assert inspect(bind).has_table("record")
    for database in databases:
        database.close()


def test_the_newest_migration_is_known_without_running_any() -> None:
    assert newest() >= "0004"
