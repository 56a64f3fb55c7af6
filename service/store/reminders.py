"""Reminders: one a person, record and day at most, read by the inbox and the mail."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from service.store.database import UnitOfWork
from service.store.tables.work import ReminderRow


def add_reminder(
    uow: UnitOfWork,
    person_id: int,
    record_id: str,
    day: date,
    *,
    kind: str,
    level: str,
    now: datetime,
) -> bool:
    """Whether the person is reminded; False when there was a reminder of that record that day."""
    values = {
        "person_id": person_id,
        "record_id": record_id,
        "day": day,
        "kind": kind,
        "level": level,
        "made_at": now,
    }
    # Somebody else may remind at this moment: the database decides, and nobody waits for an error.
    insert = postgres_insert if uow.dialect == "postgresql" else sqlite_insert
    once = insert(ReminderRow).values(values).on_conflict_do_nothing()
    return uow.session.execute(once.returning(ReminderRow.id)).first() is not None


def reminded_of(uow: UnitOfWork, record_id: str, kind: str) -> frozenset[int]:
    """Who was ever reminded of the record for that reason."""
    query = select(ReminderRow.person_id).where(
        ReminderRow.record_id == record_id, ReminderRow.kind == kind
    )
    return frozenset(uow.session.scalars(query))


def drop_reminders(uow: UnitOfWork, record_id: str, kind: str) -> None:
    """Nothing; reminders of the record for that reason, which holds no longer, are gone."""
    uow.session.execute(
        delete(ReminderRow).where(ReminderRow.record_id == record_id, ReminderRow.kind == kind)
    )
