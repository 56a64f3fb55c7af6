"""Numbers without gap and without twin: a number is spent only when the transaction that took it
commits, and whoever wants the next one waits for that."""

from datetime import datetime

from sqlalchemy import Executable
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from service.store.database import UnitOfWork
from service.store.errors import SeriesHasStarted
from service.store.tables.ledger.counters import CounterRow, CounterStartRow


def _taking(dialect: str) -> Executable:
    begun = (postgres_insert if dialect == "postgresql" else sqlite_insert)(CounterRow)
    onwards = begun.on_conflict_do_update(
        index_elements=[CounterRow.series, CounterRow.year],
        set_={"next_number": CounterRow.next_number + 1},
    )
    return onwards.returning(CounterRow.next_number)


_TAKE = {dialect: _taking(dialect) for dialect in ("sqlite", "postgresql")}


def take_number(uow: UnitOfWork, series: str, year: int) -> int:
    """The next number of the series in that year, 1 at first (or where the series was started).

    It belongs to the caller's transaction: rolled back, the same number is given again.
    """
    # One statement that locks the row: between reading and writing nobody can step in.
    given = uow.run(_TAKE[uow.dialect], series=series, year=year, next_number=2).scalar_one()
    return int(given) - 1


def next_number(uow: UnitOfWork, series: str, year: int) -> int:
    """The number that would be given next; it is not taken and may be another's a moment later."""
    row = uow.session.get(CounterRow, (series, year))
    return 1 if row is None else row.next_number


def start_series_at(
    uow: UnitOfWork,
    series: str,
    year: int,
    first_number: int,
    *,
    chosen_by: int | None,
    now: datetime,
) -> None:
    """Begin the series at that number, since paper slips were numbered before.

    Raises SeriesHasStarted when a number was given or a start was chosen already.
    """
    if first_number < 1:
        raise ValueError("a series begins at 1 or above")
    values = {"series": series, "year": year, "next_number": first_number}
    insert = postgres_insert if uow.dialect == "postgresql" else sqlite_insert
    begun = insert(CounterRow).values(values).on_conflict_do_nothing()
    if uow.session.execute(begun.returning(CounterRow.series)).first() is None:
        raise SeriesHasStarted(series, year)
    uow.session.add(
        CounterStartRow(
            series=series,
            year=year,
            first_number=first_number,
            chosen_by=chosen_by,
            chosen_at=now,
        )
    )
    uow.session.flush()
