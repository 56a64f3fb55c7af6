"""The migrations: numbered, reaching exactly the models, fast when there is nothing to do."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from service.store.database import Database
from service.store.migrating import MIGRATIONS, newest
from service.store.tables import Base
from tests.store.databases import in_memory


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


def test_migrating_a_database_that_is_up_to_date_takes_a_moment(database: Database) -> None:
    begin = time.perf_counter()

    database.migrate()

    assert time.perf_counter() - begin < 0.1


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


def test_a_database_in_memory_is_there_in_ten_milliseconds() -> None:
    in_memory().close()
    begin = time.perf_counter()

    for _ in range(10):
        in_memory().close()

    assert (time.perf_counter() - begin) / 10 < 0.03
