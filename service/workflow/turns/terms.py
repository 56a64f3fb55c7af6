"""How long something has waited and how long is left, in working days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from service.formkit.working_days import WorkingCalendar
from service.store.times import office_day


class Waited(Protocol):
    """Something that waits since a moment and until a day, as a turn or a line of an inbox."""

    @property
    def since(self) -> datetime:
        """Since when."""

    @property
    def due_on(self) -> date | None:
        """Until when; None without a deadline."""


@dataclass(frozen=True)
class Term:
    """How long something has waited and how long is left, in working days.

    `left` is negative once the deadline is past and None where there is none.
    """

    since: datetime
    due_on: date | None
    waited: int
    left: int | None

    @property
    def is_overdue(self) -> bool:
        """True once the deadline is past."""
        return self.left is not None and self.left < 0


def term_of(calendar: WorkingCalendar, turn: Waited, today: date) -> Term:
    """Return since when and until when it waits, counted in working days."""
    waited = calendar.working_days_between(office_day(turn.since), today)
    left = None
    if turn.due_on is not None:
        left = calendar.working_days_between(today, turn.due_on)
        if left == 0 and turn.due_on != today:
            # A deadline at the weekend is met on the working day after it.
            left = 0 if turn.due_on > today else -calendar.working_days_between(turn.due_on, today)
    return Term(turn.since, turn.due_on, max(waited, 0), left)


def overdue_before(calendar: WorkingCalendar, today: date) -> date:
    """Return the day before which a deadline lies that is past, as `Term.is_overdue` tells it."""
    return calendar.add_working(today + timedelta(days=1), -1)
