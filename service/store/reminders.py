"""Reminders: what is due, who was reminded of it on which day, never twice a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import exists, or_, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from service.store.base import storable
from service.store.database import UnitOfWork
from service.store.tables.moving import TurnRow
from service.store.tables.records import RecordRow
from service.store.tables.work import ReminderRow

REPORT_MISSING = "report_missing"


@dataclass(frozen=True)
class DueTurn:
    """A holder's turn at a record whose deadline has come (việc đến hạn)."""

    record_id: str
    holder: str
    due_on: date
    concerned_unit_id: int | None
    executing_unit_id: int | None
    is_sample: bool


@dataclass(frozen=True)
class ReminderFacts:
    """That somebody is to be reminded of a record; `level` says as what."""

    person_id: int
    record_id: str
    kind: str
    level: str


@dataclass(frozen=True)
class Reminder:
    """A reminder (nhắc việc) as its reader needs it: of which record, why, until when."""

    id: int
    person_id: int
    record_id: str
    form_code: str
    number: str | None
    summary: str
    stage: str
    kind: str
    level: str
    due_on: date | None
    mailed_at: datetime | None


def due_turns(uow: UnitOfWork, until: date) -> tuple[DueTurn, ...]:
    """The turns due on that day or before it, longest due first."""
    query = (
        select(
            TurnRow.record_id,
            TurnRow.holder,
            TurnRow.due_on,
            RecordRow.concerned_unit_id,
            RecordRow.executing_unit_id,
            RecordRow.is_sample,
        )
        .join(RecordRow, RecordRow.id == TurnRow.record_id)
        .where(TurnRow.order_key <= until.isoformat(), TurnRow.due_on.is_not(None))
        .order_by(TurnRow.order_key, TurnRow.record_id, TurnRow.holder)
    )
    return tuple(
        DueTurn(record_id, holder, due_on, concerned, executing, is_sample)
        for record_id, holder, due_on, concerned, executing, is_sample in uow.session.execute(query)
        if due_on is not None
    )


def holders_of_turns(uow: UnitOfWork, record_id: str) -> tuple[str, ...]:
    """Whose turn the record is, by the names of holders."""
    query = select(TurnRow.holder).where(TurnRow.record_id == storable(record_id))
    return tuple(uow.session.scalars(query.order_by(TurnRow.holder)))


def keep_reminders(
    uow: UnitOfWork, wanted: Iterable[ReminderFacts], day: date, now: datetime
) -> tuple[ReminderFacts, ...]:
    """Those reminders that are new; who was reminded of the record that day already is left out."""
    insert = postgres_insert if uow.dialect == "postgresql" else sqlite_insert
    made = []
    for each in wanted:
        new = uow.session.scalar(
            insert(ReminderRow)
            .values(
                person_id=each.person_id,
                record_id=each.record_id,
                day=day,
                kind=each.kind,
                level=each.level,
                made_at=now,
            )
            .on_conflict_do_nothing()
            .returning(ReminderRow.id)
        )
        if new is not None:
            made.append(each)
    return tuple(made)


def reminders_for(uow: UnitOfWork, person_id: int, day: date) -> tuple[Reminder, ...]:
    """The reminders of a day to a person that still stand, longest due first.

    One stands as long as somebody still owes the record something; a missing report stands all day.
    """
    owed = exists().where(TurnRow.record_id == ReminderRow.record_id)
    due_on = (
        select(TurnRow.due_on)
        .where(TurnRow.record_id == ReminderRow.record_id)
        .order_by(TurnRow.order_key)
        .limit(1)
        .scalar_subquery()
    )
    query = (
        select(ReminderRow, RecordRow, due_on)
        .join(RecordRow, RecordRow.id == ReminderRow.record_id)
        .where(ReminderRow.person_id == person_id, ReminderRow.day == day)
        .where(or_(ReminderRow.kind == REPORT_MISSING, owed))
        .order_by(due_on, ReminderRow.id)
    )
    return tuple(
        Reminder(
            id=row.id,
            person_id=row.person_id,
            record_id=row.record_id,
            form_code=record.form_code,
            number=record.number,
            summary=record.summary,
            stage=record.stage,
            kind=row.kind,
            level=row.level,
            due_on=due,
            mailed_at=row.mailed_at,
        )
        for row, record, due in uow.session.execute(query)
    )


def note_mailed(uow: UnitOfWork, ids: Iterable[int], now: datetime) -> None:
    """Nothing; these reminders have gone out by mail and will not again."""
    uow.session.execute(
        update(ReminderRow)
        .where(ReminderRow.id.in_(list(ids)), ReminderRow.mailed_at.is_(None))
        .values(mailed_at=now)
    )
