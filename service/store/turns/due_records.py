"""Records of a stage whose deadline has come: what others may do then, earliest due first."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from service.store.database import UnitOfWork
from service.store.tables.moving import TurnRow
from service.store.tables.people import UnitRow
from service.store.tables.records import RecordRow
from service.store.turns.turns import WorkLine


@dataclass(frozen=True)
class DueRecord:
    """A record that somebody still owes something although the day has come (hồ sơ đến hạn)."""

    line: WorkLine
    answers: Mapping[str, Any]
    is_sample: bool


def due_records(
    uow: UnitOfWork,
    form_code: str,
    stage: str,
    until: date,
    *,
    is_sample: bool | None = None,
    only: Collection[str] | None = None,
    limit: int | None = None,
) -> tuple[DueRecord, ...]:
    """The form's records at that stage with a turn due on that day or before it.

    `is_sample` takes sample or real ones alone, `only` none but these; at most `limit` turns are
    looked at. What is walked is what is due in the office, never its closed records.
    """
    turns = (
        select(TurnRow)
        .where(TurnRow.order_key <= until.isoformat(), TurnRow.stage == stage)
        .order_by(TurnRow.order_key, TurnRow.record_id, TurnRow.holder)
        .limit(limit)
    )
    if only is not None:
        turns = turns.where(TurnRow.record_id.in_(list(only)))
    due = list(uow.session.scalars(turns))
    # Records by their ids, apart: joined, PostgreSQL would rather walk all there ever were.
    query = (
        select(RecordRow, func.coalesce(UnitRow.name, ""))
        .join(UnitRow, UnitRow.id == RecordRow.requesting_unit_id, isouter=True)
        .where(RecordRow.id.in_({each.record_id for each in due}), RecordRow.form_code == form_code)
    )
    if is_sample is not None:
        query = query.where(RecordRow.is_sample == is_sample)
    known = {row.id: (row, unit) for row, unit in uow.session.execute(query)} if due else {}
    found: dict[str, DueRecord] = {}
    for turn in due:
        if turn.record_id in known:
            found.setdefault(turn.record_id, _due_record(turn, *known[turn.record_id]))
    return tuple(found.values())


def _due_record(turn: TurnRow, record: RecordRow, unit: str) -> DueRecord:
    line = WorkLine(
        record_id=record.id,
        form_code=record.form_code,
        number=record.number,
        summary=record.summary,
        stage=turn.stage,
        unit=unit,
        holder=turn.holder,
        since=turn.since,
        due_on=turn.due_on,
        version=record.version,
    )
    return DueRecord(line, record.answers, record.is_sample)
