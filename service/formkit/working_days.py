"""The office's working days (ngày làm việc): the law's holidays and what the office has otherwise.

The law's days come from the library `holidays`: weekends, public holidays with Tết, their days
in lieu. It knows what was decreed when it was released; every later decree is an exception.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from service.formkit.labels import Label
from service.formkit.vietnamese import FIRST_YEAR, LAST_YEAR, normalise

DAY = timedelta(days=1)
SATURDAY = 5
_MONTH_FIRST = re.compile(r"\b(\d{2})/(\d{2})/(\d{4})\b")


@dataclass(frozen=True)
class LawYear:
    """A year by law: its holidays (ngày nghỉ lễ), and weekend days decreed to be worked for one."""

    holidays: Mapping[date, Label]
    worked: frozenset[date] = frozenset()


@lru_cache(maxsize=LAST_YEAR - FIRST_YEAR + 1)
def law_year(year: int) -> LawYear:
    """Return what the library knows of a year; nothing beyond 1900-2100.

    The library takes a moment to import and to count the moon, so it is asked when first needed.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return LawYear({})
    from holidays import country_holidays

    vi = country_holidays("VN", years=year, language="vi")
    en = country_holidays("VN", years=year, language="en_US")
    named = {day: Label(_tidy(vi[day]), _day_first(_tidy(en[day]))) for day in sorted(vi)}
    return LawYear(named, frozenset(each for each in vi.weekend_workdays if each.year == year))


@dataclass(frozen=True)
class DayException:
    """A day the office has otherwise than the law: off, or worked after all (nghỉ, làm bù)."""

    is_off: bool
    name: str


@dataclass(frozen=True)
class WorkingCalendar:
    """The days the office works (lịch làm việc); `law` is asked for a year."""

    exceptions: Mapping[date, DayException] = field(default_factory=dict)
    law: Callable[[int], LawYear] = law_year

    def is_working(self, day: date) -> bool:
        """Return whether the office works on that day."""
        exception = self.exceptions.get(day)
        return self.works_by_law(day) if exception is None else not exception.is_off

    def works_by_law(self, day: date) -> bool:
        """Return whether the day is worked before the office's exceptions."""
        by_law = self.law(day.year)
        if day.weekday() < SATURDAY:
            return day not in by_law.holidays
        return day in by_law.worked

    def next_working(self, day: date) -> date:
        """Return the day itself or, when it is off, the next working day after it."""
        while not self.is_working(day) and day < date.max:
            day += DAY
        return day

    def add_working(self, day: date, count: int) -> date:
        """Return the working day that is `count` working days after `day`, or before if negative.

        With 0 it is `next_working(day)`.
        """
        if count == 0:
            return self.next_working(day)
        step = DAY if count > 0 else -DAY
        left = abs(count)
        while left:
            day += step
            left -= self.is_working(day)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Return the working days elapsed from `start` to `end`: those after `start`, `end` among.

        Negative when `end` comes first; the same day is 0.
        """
        if end < start:
            return -self.working_days_between(end, start)
        days = (end - start).days
        return sum(self.is_working(start + timedelta(days=each)) for each in range(1, days + 1))


def _day_first(name: str) -> str:
    """Return the name with its day as the office writes one: the library's English has 08/22/2026,
    which on another day would be read as another."""
    return _MONTH_FIRST.sub(r"\2/\1/\3", name)


def _tidy(name: str) -> str:
    return normalise(name).strip()
