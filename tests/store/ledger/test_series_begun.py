"""A series begun by hand keeps from which number, by whom and when, and begins at 1 or above."""

import pytest
from sqlalchemy import select

from service.store.database import Database
from service.store.ledger.counters import next_number, start_series_at, take_number
from service.store.tables.ledger.counters import CounterStartRow
from tests.store.builders import NOW, a_person


@pytest.mark.parametrize("first", [1, 15])
def test_a_series_begun_gives_that_number_first(database: Database, first: int) -> None:
    with database.writing() as uow:
        person = a_person(uow)
        start_series_at(uow, "car", 2026, first, chosen_by=person.id, now=NOW)

    with database.writing() as uow:
        next_one = next_number(uow, "car", 2026)
        given = [take_number(uow, "car", 2026) for _ in range(2)]
        kept = uow.session.scalars(select(CounterStartRow)).one()
        said = (kept.series, kept.year, kept.first_number, kept.chosen_by, kept.chosen_at)
    assert next_one == first
    assert given == [first, first + 1]
    assert said == ("car", 2026, first, person.id, NOW)


def test_no_series_begins_at_zero(database: Database) -> None:
    with database.writing() as uow, pytest.raises(ValueError, match="begins at 1"):
        start_series_at(uow, "car", 2026, 0, chosen_by=None, now=NOW)


def test_a_series_nobody_touched_begins_at_one_each_year(database: Database) -> None:
    with database.writing() as uow:
        given = [take_number(uow, "car", year) for year in (2026, 2026, 2027)]
        coming = [next_number(uow, "car", year) for year in (2026, 2027, 2028)]

    assert (given, coming) == ([1, 2, 1], [3, 2, 1])
