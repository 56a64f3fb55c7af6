"""Monthly reports of long actions (báo cáo hằng tháng, 5.5): who owes them, which are missing."""

import calendar
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from service.formkit.features.feature import Feature, lacking, lacking_fields
from service.formkit.fields import Rows
from service.formkit.form import Form
from service.formkit.moves import PART_LABELS

LONG_DAYS = 30
SAME_DAY = 0
"""A report is due on the day of the month on which the action was approved."""


@dataclass(frozen=True, kw_only=True)
class MonthlyReportRule(Feature):
    """At which stage reports are owed, by whom, from which day to which, and where they are kept.

    `begins` and `ends` are fields with a day, `reports` is a table with a day a row in `made_on`,
    `part` is the part in the record of who owes them.
    """

    stage: str
    part: str
    begins: str
    ends: str
    reports: str
    made_on: str

    def faults(self, form: Form) -> Iterator[str]:
        """Yield the stage, part, fields and column that there are not."""
        yield from lacking("stage", (self.stage,), (each.key for each in form.stages))
        yield from lacking("part", (self.part,), PART_LABELS)
        yield from lacking_fields(form, self.begins, self.ends, self.reports)
        tables = (each for each in form.fields if each.name == self.reports)
        columns = (c.name for each in tables if isinstance(each, Rows) for c in each.fields)
        yield from lacking("column", (self.made_on,), columns)

    def span_of(self, answers: Mapping[str, Any]) -> tuple[date, date] | None:
        """Return first and last day of the action; None while one of them is not fixed."""
        first, last = _day(answers.get(self.begins)), _day(answers.get(self.ends))
        return (first, last) if first and last else None

    def made_in(self, answers: Mapping[str, Any]) -> tuple[date, ...]:
        """Return the days on which it was reported."""
        days = (_day(row.get(self.made_on)) for row in answers.get(self.reports) or ())
        return tuple(day for day in days if day)


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


def _day(value: object) -> date | None:
    """Return the day of a whole date; None for nothing and for a year alone."""
    whole = isinstance(value, str) and len(value) == len("2026-03-05")
    return date.fromisoformat(str(value)) if whole else None


def _due_days(start: date, end: date, day_of_month: int) -> list[date]:
    """Return that day of every month after `start`, or the month's last, up to `end`."""
    days: list[date] = []
    while (day := _months_after(start, len(days) + 1, day_of_month)) <= end:
        days.append(day)
    return days


def _months_after(start: date, months: int, day_of_month: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(day_of_month, calendar.monthrange(year, month + 1)[1]))
