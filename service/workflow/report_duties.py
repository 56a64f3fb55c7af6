"""Which long actions owe a monthly report (QT.CTCL 5.5), gathered from the records under way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from service.store.database import UnitOfWork


@dataclass(frozen=True)
class ReportDuty:
    """A long action under way: who works on it, from when to when, and when it was reported on."""

    record_id: str
    assignee_ids: tuple[int, ...]
    unit_id: int | None
    is_sample: bool
    approved_on: date
    deadline: date
    reported_on: tuple[date, ...]


def report_duties(uow: UnitOfWork) -> Iterable[ReportDuty]:
    """Return the actions under way that may owe a report; none before the table of moves is in."""
    return ()
