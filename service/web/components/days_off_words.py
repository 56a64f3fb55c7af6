"""What the script beside deadlines reads: the office's days off, and the words for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from service.formkit.days_off_told import RUNS_ON, WEEKDAYS
from service.formkit.working_days import SATURDAY, WorkingCalendar
from service.web.i18n import language

YEARS = 3
"""Deadlines farther off are told by the server alone."""


@dataclass(frozen=True)
class DaysOff:
    """Weekdays off and weekend days worked, ISO and in order; names of the days, the sentence."""

    off: str
    worked: str
    names: str
    words: str


def days_off_words(calendar: WorkingCalendar, today: date) -> DaysOff:
    """Return what the script needs to know of the next years."""
    days = [today + timedelta(days=each) for each in range(YEARS * 366)]
    odd = [day for day in days if calendar.is_working(day) != (day.weekday() < SATURDAY)]
    return DaysOff(
        off=" ".join(day.isoformat() for day in odd if day.weekday() < SATURDAY),
        worked=" ".join(day.isoformat() for day in odd if day.weekday() >= SATURDAY),
        names="|".join(name.in_(language()) for name in WEEKDAYS),
        words=RUNS_ON.in_(language()),
    )
