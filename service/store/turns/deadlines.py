"""Deadlines: the turns of some holders that have a day, for a calendar."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, or_, select

from service.store.database import UnitOfWork
from service.store.tables.records.records import RecordRow
from service.store.tables.turns.turns import TurnRow
from service.store.turns.turns import NOTHING, counted

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


def deadlines_of(
    uow: UnitOfWork,
    holders: Sequence[str],
    *,
    but: Mapping[str, Collection[str]] = NOTHING,
    lent: Collection[tuple[str, str]] = (),
) -> tuple[Deadline, ...]:
    """The deadlines of these holders, one a record, earliest first, at most MOST.

    `but` names for a holder the records that do not count, `lent` single turns that do, each by
    record and holder.
    """
    single = (and_(TurnRow.record_id == record, TurnRow.holder == name) for record, name in lent)
    query = (
        select(TurnRow, RecordRow)
        .join(RecordRow, RecordRow.id == TurnRow.record_id)
        .where(
            or_(and_(TurnRow.holder.in_(holders), *counted(but)), *single),
            TurnRow.due_on.is_not(None),
        )
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
