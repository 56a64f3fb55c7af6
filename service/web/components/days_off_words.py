"""What the script beside deadlines reads: the office's days off, and the words for them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from service.formkit.typed_days import RUNS_ON, WEEKDAYS
from service.formkit.working_days import SATURDAY, DayException, LawYear, WorkingCalendar
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
    exceptions = ((day, each.is_off) for day, each in calendar.exceptions.items())
    odd = _odd_days(today, frozenset(exceptions), calendar.law)
    return DaysOff(
        off=" ".join(day.isoformat() for day in odd if day.weekday() < SATURDAY),
        worked=" ".join(day.isoformat() for day in odd if day.weekday() >= SATURDAY),
        names="|".join(name.in_(language()) for name in WEEKDAYS),
        words=RUNS_ON.in_(language()),
    )


# A thousand days looked at are a tenth of a page; they are the same for everybody all day.
@lru_cache(maxsize=8)
def _odd_days(
    today: date, exceptions: frozenset[tuple[date, bool]], law: Callable[[int], LawYear]
) -> tuple[date, ...]:
    """Return the weekdays off and the weekend days worked, all that decides it being given."""
    calendar = WorkingCalendar({day: DayException(is_off, "") for day, is_off in exceptions}, law)
    days = (today + timedelta(days=each) for each in range(YEARS * 366))
    return tuple(day for day in days if calendar.is_working(day) != (day.weekday() < SATURDAY))
