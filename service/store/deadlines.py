"""Deadlines: the turns of some holders that have a day, for a calendar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from service.store.database import UnitOfWork
from service.store.tables.moving import TurnRow
from service.store.tables.records import RecordRow

MOST = 500


@dataclass(frozen=True)
class Deadline:
    """A record that waits until a day (hạn xử lý)."""

    record_id: str
    form_code: str
    number: str | None
    summary: str
    stage: str
    since: datetime
    due_on: date


def deadlines_of(uow: UnitOfWork, holders: Sequence[str]) -> tuple[Deadline, ...]:
    """The deadlines of these holders, one a record, earliest first, at most MOST."""
    query = (
        select(TurnRow, RecordRow)
        .join(RecordRow, RecordRow.id == TurnRow.record_id)
        .where(TurnRow.holder.in_(holders), TurnRow.due_on.is_not(None))
        .order_by(TurnRow.order_key, TurnRow.record_id)
        .limit(MOST)
    )
    found: dict[str, Deadline] = {}
    for turn, record in uow.session.execute(query):
        if turn.due_on is not None:
            deadline = Deadline(
                record.id,
                record.form_code,
                record.number,
                record.summary,
                turn.stage,
                turn.since,
                turn.due_on,
            )
            found.setdefault(record.id, deadline)
    return tuple(found.values())
