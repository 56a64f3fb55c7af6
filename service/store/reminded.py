"""The reminders of a day to one person, as their inbox reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from service.store.database import UnitOfWork
from service.store.tables.records import RecordRow
from service.store.tables.work import ReminderRow

SHOWN_AT_MOST = 20


@dataclass(frozen=True)
class Reminded:
    """A reminder (nhắc việc): of which record, why, and as what the person gets it."""

    record_id: str
    form_code: str
    number: str | None
    summary: str
    kind: str
    level: str


def reminders_of(uow: UnitOfWork, person_id: int, day: date) -> tuple[Reminded, ...]:
    """The reminders of that day to the person, oldest first, at most SHOWN_AT_MOST."""
    query = (
        select(
            ReminderRow.record_id,
            RecordRow.form_code,
            RecordRow.number,
            RecordRow.summary,
            ReminderRow.kind,
            ReminderRow.level,
        )
        .join(RecordRow, RecordRow.id == ReminderRow.record_id)
        .where(ReminderRow.person_id == person_id, ReminderRow.day == day)
        .order_by(ReminderRow.id)
        .limit(SHOWN_AT_MOST)
    )
    return tuple(Reminded(**row._mapping) for row in uow.session.execute(query))
