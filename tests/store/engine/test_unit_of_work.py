"""One unit of work: all of it or nothing, one in a thread, and failures by their own names."""

import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, OperationalError

from service.store.database import Database
from service.store.engine.driver_errors import named_failure
from service.store.errors import (
    DatabaseBusy,
    DatabaseShut,
    DatabaseUnreachable,
    DiskFull,
    UnitOfWorkMisused,
)
from service.store.people.units import list_units
from tests.store.builders import a_unit


def test_what_was_written_stands_after_the_unit_of_work(database: Database) -> None:
    with database.writing() as uow:
        unit = a_unit(uow)

    with database.reading() as uow:
        assert list_units(uow) == (unit,)


def test_an_exception_leaves_nothing_behind(database: Database) -> None:
    def write_and_fail() -> None:
        with database.writing() as uow:
            a_unit(uow)
            raise LookupError

    with pytest.raises(LookupError):
        write_and_fail()

    with database.reading() as uow:
        assert list_units(uow) == ()


def test_writing_while_only_reading_is_refused(database: Database) -> None:
    with pytest.raises(UnitOfWorkMisused), database.reading() as uow:
        a_unit(uow)

    with database.writing() as uow:
        a_unit(uow)


def test_a_unit_of_work_inside_another_is_refused_at_once(database: Database) -> None:
    with database.writing(), pytest.raises(UnitOfWorkMisused), database.reading():
        pass

    with database.reading() as uow:
        assert list_units(uow) == ()


def test_a_reader_sees_one_state_while_another_writes(lasting_database: Database) -> None:
    def write() -> None:
        with lasting_database.writing() as uow:
            a_unit(uow)

    with lasting_database.reading() as uow:
        before = list_units(uow)
        writer = threading.Thread(target=write)
        writer.start()
        writer.join()
        after = list_units(uow)

    assert before == after == ()


def test_sqlite_keeps_its_promises_about_durability(file_database: Database) -> None:
    with file_database.writing() as uow:
        asked = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        told = [uow.session.scalar(text(f"PRAGMA {name}")) for name in asked]

    assert told == ["wal", 2, 1, 5000]


def test_a_database_locked_by_another_process_is_busy(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    database = Database.open(path, busy_seconds=0.1)
    database.migrate()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(DatabaseBusy) as refusal, database.writing():
        pass

    assert refusal.value.waited_seconds == 0.1
    other.close()
    with database.writing() as uow:
        a_unit(uow)
    database.close()


def test_a_thread_that_waits_too_long_for_another_is_told_so(tmp_path: Path) -> None:
    database = Database.open(tmp_path / "store.db", busy_seconds=0.1)
    database.migrate()
    refused: list[DatabaseBusy] = []

    def write() -> None:
        try:
            with database.writing():
                pass
        except DatabaseBusy as refusal:
            refused.append(refusal)

    with database.writing():
        second = threading.Thread(target=write)
        second.start()
        second.join()

    assert len(refused) == 1
    database.close()


def test_a_queue_that_moves_is_waited_for_longer_than_one_that_stands(tmp_path: Path) -> None:
    database = Database.open(tmp_path / "store.db", busy_seconds=0.5)
    database.migrate()
    written: list[int] = []

    def write(n: int) -> None:
        with database.writing():
            time.sleep(0.1)
            written.append(n)

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(write, range(12)))

    assert sorted(written) == list(range(12))
    database.close()


def test_a_row_locked_on_postgres_is_busy(migrated_postgres: Database) -> None:
    impatient = Database(migrated_postgres.engine, busy_seconds=0.1)
    with impatient.writing() as uow:
        unit = a_unit(uow)

    def rename() -> None:
        with impatient.writing() as uow:
            uow.session.execute(text("SET LOCAL lock_timeout = 100"))
            uow.session.execute(text("UPDATE unit SET name = 'x' WHERE id = :id"), {"id": unit.id})

    with migrated_postgres.engine.begin() as other:
        other.execute(text("SELECT 1 FROM unit WHERE id = :id FOR UPDATE"), {"id": unit.id})

        with pytest.raises(DatabaseBusy):
            rename()


def test_a_full_disk_is_named_and_nothing_is_half_written(tmp_path: Path) -> None:
    database = Database.open(tmp_path / "store.db")
    database.migrate()

    def fill_the_disk() -> None:
        with database.writing() as uow:
            a_unit(uow, "Phòng còn chỗ")
            pages = uow.session.scalar(text("PRAGMA page_count"))
            uow.session.execute(text(f"PRAGMA max_page_count = {pages}"))
            uow.session.execute(text("CREATE TABLE filler (content BLOB)"))
            uow.session.execute(text("INSERT INTO filler VALUES (zeroblob(1000000))"))

    with pytest.raises(DiskFull):
        fill_the_disk()

    with database.reading() as uow:
        assert list_units(uow) == ()
    database.close()


def test_a_full_disk_on_postgres_is_named() -> None:
    failure = OperationalError("INSERT", {}, psycopg.errors.DiskFull("could not extend file"))

    assert isinstance(named_failure(failure, 5), DiskFull)


def test_a_database_one_may_not_write_is_named(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    sqlite3.connect(path).close()
    with (
        closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as reading,
        pytest.raises(sqlite3.OperationalError) as refused,
    ):
        reading.execute("CREATE TABLE a (b)")

    named = named_failure(OperationalError("CREATE", {}, refused.value), 5)

    assert isinstance(named, DatabaseShut)


def test_a_database_that_cannot_be_opened_is_out_of_reach(tmp_path: Path) -> None:
    folder = tmp_path / "a folder, not a file"
    folder.mkdir()

    with pytest.raises(DatabaseUnreachable):
        Database.open(folder).migrate()


def test_a_server_that_does_not_answer_is_out_of_reach() -> None:
    with pytest.raises(DatabaseUnreachable):
        Database.open("postgresql://postgres@127.0.0.1:1/ctcl").migrate()


def test_a_fault_of_ours_keeps_its_own_name(database: Database) -> None:
    with pytest.raises(DBAPIError), database.writing() as uow:
        uow.session.execute(text("SELECT nothing_of_the_kind"))


def test_other_databases_are_refused() -> None:
    with pytest.raises(ValueError, match="mysql"):
        Database.open("mysql://localhost/ctcl")


def test_an_error_says_its_attributes() -> None:
    assert "vault" in str(DiskFull("vault"))
