"""Working days of the office for the deadlines of stages."""

from __future__ import annotations

from datetime import date, timedelta

from service.store.database import UnitOfWork


def add_working_days(uow: UnitOfWork, day: date, count: int) -> date:
    """Return the day `count` working days after `day`."""
    while count > 0:
        day += timedelta(days=1)
        if day.weekday() < 5:
            count -= 1
    return day
