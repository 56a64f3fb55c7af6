"""Monthly reports of long actions (QT.CTCL 5.5): which of them are missing on a day."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date

LONG_DAYS = 30
SAME_DAY = 0
"""A report is due on the day of the month on which the action was approved."""


def missing_reports(
    approved_on: date,
    deadline: date,
    reported_on: Iterable[date],
    today: date,
    long_days: int = LONG_DAYS,
    report_day: int = SAME_DAY,
) -> tuple[date, ...]:
    """Return the days on which reports were due that are still missing, earliest first.

    An action is long when its deadline is more than `long_days` days after its approval. It owes a
    report in every month that follows the approval, up to the deadline: by `report_day`, or by the
    day of the approval; missing from the next day on. A late report settles all that were overdue
    when it came, one in time its own month and no other.
    """
    if (deadline - approved_on).days <= long_days:
        return ()
    due = _due_days(approved_on, deadline, report_day or approved_on.day)
    settled = 0
    for report in sorted(each for each in reported_on if each <= today):
        overdue = sum(each < report for each in due)
        settled = overdue if overdue > settled else max(settled, overdue + 1)
    return tuple(each for each in due[settled:] if each < today)


def _due_days(start: date, end: date, day_of_month: int) -> list[date]:
    """Return that day of every month after `start`, or the month's last, up to `end`."""
    days: list[date] = []
    while (day := _months_after(start, len(days) + 1, day_of_month)) <= end:
        days.append(day)
    return days


def _months_after(start: date, months: int, day_of_month: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(day_of_month, calendar.monthrange(year, month + 1)[1]))
