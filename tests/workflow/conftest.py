"""The houses of the workflow's tests: in memory, on PostgreSQL, and one that threads may share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.store.database import BUSY_SECONDS, Database
from tests.builders import Clock, House, Staff, a_house
from tests.store.databases import (  # noqa: F401
    empty,
    file_database,
    in_memory,
    lasting_database,
    memory_database,
    migrated_postgres,
)


@pytest.fixture(params=("memory", "postgres"))
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    """A small real house on either kind of database."""
    if request.param == "postgres":
        shared: Database = request.getfixturevalue("migrated_postgres")
        empty(shared)
        yield a_house(tmp_path, shared)
        return
    with in_memory() as database:
        yield a_house(tmp_path, database)


@pytest.fixture
def staff(house: House) -> Staff:
    """Who works in the house, one person a role."""
    return house.staff


@pytest.fixture
def clock(house: House) -> Clock:
    """The house's clock, moved by hand."""
    return house.clock


@pytest.fixture
def lasting_house(lasting_database: Database, tmp_path: Path) -> Iterator[House]:  # noqa: F811
    """A house that several threads may use at once, on a file and on PostgreSQL.

    On a file it is as patient as the service. PostgreSQL queues by itself and counts the wait of
    each alone: fifty on a busy machine, where the service lets eight write, get a minute.
    """
    patience = 60.0 if lasting_database.dialect == "postgresql" else BUSY_SECONDS
    url = lasting_database.engine.url.render_as_string(hide_password=False)
    with Database.open(url, busy_seconds=patience) as database:
        yield a_house(tmp_path, database)


@pytest.fixture
def memory_house(memory_database: Database, tmp_path: Path) -> Iterator[House]:  # noqa: F811
    """A house in memory, for what asks nothing of the database; its LibreOffice ends with it."""
    house = a_house(tmp_path, memory_database)
    yield house
    house.office.pdf.stop()
