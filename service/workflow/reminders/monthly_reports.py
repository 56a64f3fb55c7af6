"""Which long actions owe a monthly report (QT.CTCL 5.5), gathered from the records under way."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from service.formkit.features.monthly_reports import MonthlyReportRule
from service.store.database import UnitOfWork
from service.store.records.records import list_parts, records_at
from service.workflow.office import Office


@dataclass(frozen=True)
class ReportDuty:
    """An action under way: who works on it, from when to when, and when it was reported on."""

    record_id: str
    assignee_ids: tuple[int, ...]
    unit_id: int | None
    is_sample: bool
    approved_on: date
    deadline: date
    reported_on: tuple[date, ...]


def report_duties(office: Office, uow: UnitOfWork) -> Iterator[ReportDuty]:
    """Return the actions under way that may owe a report, of every form that asks for reports."""
    for form in office.catalogue:
        rule = form.feature(MonthlyReportRule)
        if rule is None:
            continue
        for record in records_at(uow, form.code, rule.stage):
            span = rule.span_of(record.answers)
            if span is not None:
                parts = list_parts(uow, record.id)
                yield ReportDuty(
                    record_id=record.id,
                    assignee_ids=tuple(p.holder_id for p in parts if p.part == rule.part),
                    unit_id=record.executing_unit_id,
                    is_sample=record.is_sample,
                    approved_on=span[0],
                    deadline=span[1],
                    reported_on=rule.made_in(record.answers),
                )
