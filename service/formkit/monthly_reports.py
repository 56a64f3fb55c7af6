"""Monthly reports of long actions (QT.CTCL 5.5): which of them are missing on a day."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date

LONG_DAYS = 30


def missing_reports(
    approved_on: date,
    deadline: date,
    reported_on: Iterable[date],
    today: date,
    long_days: int = LONG_DAYS,
) -> tuple[date, ...]:
    """Return the days on which reports were due that are still missing, earliest first.

    An action is long when its deadline is more than `long_days` days after its approval. It owes a
    report by the same day of every month that follows the approval, up to the deadline; missing
    from the next day on. A late report settles all that were overdue when it came, one in time its
    own month and no other.
    """
    if (deadline - approved_on).days <= long_days:
        return ()
    due = _due_days(approved_on, deadline)
    settled = 0
    for report in sorted(each for each in reported_on if each <= today):
        overdue = sum(each < report for each in due)
        settled = overdue if overdue > settled else max(settled, overdue + 1)
    return tuple(each for each in due[settled:] if each < today)


def _due_days(start: date, end: date) -> list[date]:
    """Return the day of `start` in every following month, or that month's last, up to `end`."""
    days: list[date] = []
    while (day := _months_after(start, len(days) + 1)) <= end:
        days.append(day)
    return days


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
