"""Where a form keeps what its monthly reports are reckoned from (báo cáo hằng tháng, 5.5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, kw_only=True)
class ReportRule:
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

    def span_of(self, answers: Mapping[str, Any]) -> tuple[date, date] | None:
        """Return first and last day of the action; None while one of them is not fixed."""
        first, last = _day(answers.get(self.begins)), _day(answers.get(self.ends))
        return (first, last) if first and last else None

    def made_in(self, answers: Mapping[str, Any]) -> tuple[date, ...]:
        """Return the days on which it was reported."""
        days = (_day(row.get(self.made_on)) for row in answers.get(self.reports) or ())
        return tuple(day for day in days if day)


def _day(value: object) -> date | None:
    """Return the day of a whole date; None for nothing and for a year alone."""
    whole = isinstance(value, str) and len(value) == len("2026-03-05")
    return date.fromisoformat(str(value)) if whole else None
