"""Statements asked of the driver itself answer as SQLAlchemy's own connection would."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError, InvalidRequestError

from service.store.database import Database
from service.store.errors import UnitOfWorkMisused
from service.store.tables.settings import DayOffRow
from tests.store.statements import asked

AT = datetime(2026, 3, 5, 1, 30, tzinfo=UTC)
FIRST = date(2026, 4, 1)
DAYS = [FIRST + timedelta(days=n) for n in range(6)]

_ADD = insert(DayOffRow)
_ALL = select(DayOffRow.day, DayOffRow.name, DayOffRow.is_off, DayOffRow.changed_at)
_ORDERED = _ALL.order_by(DayOffRow.day)
_AMONG = _ORDERED.where(DayOffRow.day.in_(bindparam("days", expanding=True)))
_BUT = _ORDERED.where(DayOffRow.day.not_in(bindparam("days", expanding=True)))
_NAMED = _ORDERED.where(DayOffRow.name == bindparam("called"), DayOffRow.is_off.is_(True))
_MARKED = select(func.coalesce(DayOffRow.changed_by, 0), DayOffRow.day).limit(bindparam("most"))
_RENAME = (
    update(DayOffRow)
    .where(DayOffRow.day == bindparam("of_day"))
    .values(name=bindparam("new"))
    .returning(DayOffRow.name)
)
_FORGET = delete(DayOffRow).where(DayOffRow.day == bindparam("of_day"))


def a_day(day: date, name: str = "Nghỉ bù") -> dict[str, object]:
    """What is kept of a day off."""
    return {"day": day, "name": name, "is_off": True, "changed_by": None, "changed_at": AT}


@pytest.fixture
def kept(database: Database) -> Database:
    """A database with six days off."""
    with database.writing() as uow:
        uow.run_each(_ADD, [a_day(day, f"Nghỉ {n}") for n, day in enumerate(DAYS)])
    return database


@pytest.mark.parametrize("statement", [_ORDERED, _ALL.where(DayOffRow.day > FIRST)])
def test_rows_are_what_sqlalchemy_reads(kept: Database, statement: object) -> None:
    with kept.reading() as uow:
        ours = uow.run(statement).all()  # type: ignore[arg-type]
        theirs = uow.session.connection().execute(statement).all()  # type: ignore[call-overload]

    assert [row._asdict() for row in ours] == [row._asdict() for row in theirs]
    assert ours[0].changed_at == AT
    assert ours[0].is_off is True


def test_values_are_put_in_as_their_columns_have_them(kept: Database) -> None:
    with kept.reading() as uow:
        found = uow.run(_NAMED, called="Nghỉ 3").one()
        again = uow.run(_NAMED, called="Nghỉ 4").scalar_one()
        nothing = uow.run(_NAMED, called="'; DROP TABLE day_off").first()

    assert (found.day, again, nothing) == (DAYS[3], DAYS[4], None)


@pytest.mark.parametrize("count", range(7))
def test_a_list_may_have_any_length(kept: Database, count: int) -> None:
    with kept.reading() as uow:
        among = uow.run(_AMONG, days=DAYS[:count]).scalars().all()
        others = uow.run(_BUT, days=DAYS[:count]).scalars().all()

    assert (among, others) == (DAYS[:count], DAYS[count:])


def test_lists_of_many_lengths_are_few_statements(kept: Database) -> None:
    with asked(kept) as statements, kept.reading() as uow:
        for count in range(1, 200):
            uow.run(_AMONG, days=[FIRST] * count)

    # 1, 2, 4 … 256.
    assert len({each for each in statements if "day_off" in each}) == 9


def test_what_is_the_same_each_time_stays_in_the_statement(kept: Database) -> None:
    with kept.reading() as uow:
        few, more = (uow.run(_MARKED, most=most).all() for most in (2, 5))

    assert (len(few), len(more), few[0][0]) == (2, 5, 0)


def test_what_is_changed_is_told_back_and_seen_by_sqlalchemy(kept: Database) -> None:
    with kept.writing() as uow:
        told = uow.run(_RENAME, of_day=FIRST, new="Giỗ Tổ").scalar_one()
        uow.run(_FORGET, of_day=DAYS[1])
        names = uow.session.scalars(select(DayOffRow.name).order_by(DayOffRow.day)).all()

    assert told == "Giỗ Tổ"
    assert names == ["Giỗ Tổ", "Nghỉ 2", "Nghỉ 3", "Nghỉ 4", "Nghỉ 5"]


def test_a_clash_is_what_sqlalchemy_calls_it(kept: Database) -> None:
    with pytest.raises(IntegrityError, match="day_off"), kept.writing() as uow:
        uow.run(_ADD, **a_day(FIRST))

    with kept.reading() as uow:
        assert len(uow.run(_ALL).all()) == len(DAYS)


def test_nothing_is_written_where_only_reading_is_allowed(kept: Database) -> None:
    with pytest.raises(UnitOfWorkMisused), kept.reading() as uow:
        uow.run(_ADD, **a_day(date(2026, 9, 2)))


def test_a_missing_value_is_refused_before_the_database_is_asked(kept: Database) -> None:
    missing = pytest.raises(InvalidRequestError, match="most")
    with asked(kept) as statements, missing, kept.reading() as uow:
        uow.run(_MARKED)

    assert [each for each in statements if "day_off" in each] == []


def test_each_statement_is_heard_by_whoever_listens(kept: Database) -> None:
    with asked(kept) as statements, kept.writing() as uow:
        uow.run(_NAMED, called="Nghỉ 3")
        uow.run_each(_ADD, [a_day(date(2027, 1, 1)), a_day(date(2027, 1, 2))])
        uow.run_each(_ADD, [])

    assert len([each for each in statements if "day_off" in each]) == 2
