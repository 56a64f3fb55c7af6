"""A snapshot: all that a thread reads in it is of one moment, and asked of the database once."""

from datetime import date

import pytest

from service.store.database import Database
from service.store.errors import NotStored, UnitOfWorkMisused
from service.store.people.persons import get_person
from service.store.settings import DayOff, keep_day_off, list_days_off
from tests.builders import NOW
from tests.store.statements import asked

TET = DayOff(date(2026, 2, 16), "Nghỉ Tết", True, None, NOW)
IN_LIEU = DayOff(date(2026, 5, 4), "Nghỉ bù", True, None, NOW)


def kept(database: Database) -> list[str]:
    """The names of the days off, as this thread reads them now."""
    with database.reading() as uow:
        return [each.name for each in list_days_off(uow)]


def keep(database: Database, day: DayOff) -> None:
    """Keep the day."""
    with database.writing() as uow:
        keep_day_off(uow, day)


def test_what_another_writes_meanwhile_is_not_seen(lasting_database: Database) -> None:
    url = lasting_database.engine.url.render_as_string(hide_password=False)
    with Database.open(url) as other, lasting_database.snapshot():
        before = kept(lasting_database)
        keep(other, TET)

        assert kept(lasting_database) == before == []

    assert kept(lasting_database) == ["Nghỉ Tết"]


def test_what_oneself_writes_is_seen_at_once(database: Database) -> None:
    with database.snapshot():
        assert kept(database) == []

        keep(database, TET)

        assert kept(database) == ["Nghỉ Tết"]
        keep(database, IN_LIEU)
        assert kept(database) == ["Nghỉ Tết", "Nghỉ bù"]


def test_after_letting_go_everything_is_read_anew(lasting_database: Database) -> None:
    url = lasting_database.engine.url.render_as_string(hide_password=False)
    with Database.open(url) as other, lasting_database.snapshot():
        assert kept(lasting_database) == []
        keep(other, TET)

        lasting_database.let_go()

        assert kept(lasting_database) == ["Nghỉ Tết"]


def test_all_reading_in_it_is_one_transaction_and_the_same_is_asked_once(
    memory_database: Database,
) -> None:
    with asked(memory_database) as statements, memory_database.snapshot():
        kept(memory_database)
        kept(memory_database)
        with memory_database.reading() as uow:
            list_days_off(uow, year=2026)

    assert [each for each in statements if each.startswith("BEGIN")] == ["BEGIN"]
    # Of all years and of one: two questions.
    assert len([each for each in statements if "day_off" in each]) == 2


def test_outside_of_one_each_unit_of_work_asks_for_itself(memory_database: Database) -> None:
    with asked(memory_database) as statements:
        kept(memory_database)
        kept(memory_database)

    assert len([each for each in statements if "day_off" in each]) == 2


def test_a_unit_of_work_that_writes_asks_each_time(database: Database) -> None:
    with database.writing() as uow:
        before = list_days_off(uow)
        keep_day_off(uow, TET)

        assert (before, list_days_off(uow)) == ((), (TET,))


def test_what_is_not_there_ends_nothing(database: Database) -> None:
    with database.snapshot():
        with pytest.raises(NotStored), database.reading() as uow:
            get_person(uow, 4711)

        assert kept(database) == []


def test_nothing_can_be_written_in_what_only_reads(database: Database) -> None:
    with database.snapshot():
        with pytest.raises(UnitOfWorkMisused), database.reading() as uow:
            keep_day_off(uow, TET)

        # The failed statement has spoilt no later one.
        assert kept(database) == []


def test_one_unit_of_work_inside_another_is_refused_as_ever(database: Database) -> None:
    with database.snapshot(), database.reading():
        with pytest.raises(UnitOfWorkMisused):
            kept(database)
        with pytest.raises(UnitOfWorkMisused):
            keep(database, TET)


def test_its_end_gives_the_connection_back(lasting_database: Database) -> None:
    with lasting_database.snapshot():
        kept(lasting_database)
        assert lasting_database.engine.pool.checkedout() == 1  # type: ignore[attr-defined]

    assert lasting_database.engine.pool.checkedout() == 0  # type: ignore[attr-defined]
