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


class OfficeDays:
    """The days the office works, to count how long something has waited and how long is left."""

    def working_days_between(self, start: date, end: date) -> int:
        """Return the working days after `start` up to `end`; negative when `end` comes first."""
        if end < start:
            return -self.working_days_between(end, start)
        days = (end - start).days
        weeks, rest = divmod(days, 7)
        odd = (start.weekday() + 1 + each for each in range(rest))
        return weeks * 5 + sum(day % 7 < 5 for day in odd)


def calendar_of(uow: UnitOfWork) -> OfficeDays:
    """Return the office's working days as they stand."""
    return OfficeDays()
