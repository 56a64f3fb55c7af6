"""Days that the office's calendar has otherwise than the law's: kept, changed, forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, delete, select

from service.store.base import columns_of, value_of
from service.store.database import UnitOfWork
from service.store.snapshot.once import once_a_snapshot
from service.store.tables.days_off import DayOffRow


@dataclass(frozen=True)
class DayOff:
    """An exception of the calendar (ngày nghỉ, ngày làm bù) and who made it."""

    day: date
    name: str
    is_off: bool
    changed_by: int | None
    changed_at: datetime


_DAYS = select(*columns_of(DayOffRow, DayOff)).order_by(DayOffRow.day)
_DAYS_OF_YEAR = _DAYS.where(DayOffRow.day.between(bindparam("first"), bindparam("last")))


@once_a_snapshot
def list_days_off(uow: UnitOfWork, *, year: int | None = None) -> tuple[DayOff, ...]:
    """The exceptions of a year, or all of them, earliest first."""
    if year is None:
        return tuple(DayOff(*row) for row in uow.run(_DAYS))
    rows = uow.run(_DAYS_OF_YEAR, first=date(year, 1, 1), last=date(year, 12, 31))
    return tuple(DayOff(*row) for row in rows)


def find_day_off(uow: UnitOfWork, day: date) -> DayOff | None:
    """The exception of a day, or None where the law's word counts."""
    row = uow.session.get(DayOffRow, day)
    return None if row is None else value_of(DayOff, row)


def keep_day_off(uow: UnitOfWork, exception: DayOff) -> None:
    """Let the day be so from now on, whatever it was before."""
    uow.session.merge(DayOffRow(**vars(exception)))
    uow.session.flush()


def forget_day_off(uow: UnitOfWork, day: date) -> bool:
    """Whether there was an exception on that day; the law's word counts again."""
    gone = uow.session.connection().execute(delete(DayOffRow).where(DayOffRow.day == day))
    return gone.rowcount > 0
