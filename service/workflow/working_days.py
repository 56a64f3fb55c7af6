"""Working days of the office for the deadlines of stages."""

from __future__ import annotations

from datetime import date

from service.store.database import UnitOfWork
from service.workflow.days_off import calendar_of


def add_working_days(uow: UnitOfWork, day: date, count: int) -> date:
    """Return the day `count` working days after `day`, by the office's calendar."""
    return calendar_of(uow).add_working(day, count)
