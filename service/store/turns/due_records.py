"""Records of a stage whose deadline has come: what others may do then, earliest due first."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, select

from service.store.base import value_of
from service.store.database import UnitOfWork
from service.store.tables.people.units import UnitRow
from service.store.tables.records.records import RecordRow
from service.store.tables.turns.turns import TurnRow
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
    asked: dict[str, object] = {"until": until.isoformat(), "stage": stage}
    asked |= {} if only is None else {"only": [*only]}
    asked |= {} if limit is None else {"most": limit}
    due = uow.run(_due(some=only is not None, cut=limit is not None), **asked).all()
    ids = [*dict.fromkeys(each.record_id for each in due)]
    rows = uow.run(_RECORDS, ids=ids, form_code=form_code).all() if ids else []
    known = {row.id: row for row in rows if is_sample in (None, row.is_sample)}
    found: dict[str, DueRecord] = {}
    for turn in due:
        if turn.record_id in known:
            found.setdefault(turn.record_id, _due_record(turn, known[turn.record_id]))
    return tuple(found.values())


@cache
def _due(*, some: bool, cut: bool) -> Select[*tuple[Any, ...]]:
    query = (
        select(TurnRow.__table__)
        .where(TurnRow.order_key <= bindparam("until"), TurnRow.stage == bindparam("stage"))
        .order_by(TurnRow.order_key, TurnRow.record_id, TurnRow.holder)
    )
    if some:
        query = query.where(TurnRow.record_id.in_(bindparam("only", expanding=True)))
    return query.limit(bindparam("most")) if cut else query


# Records by their ids, apart: joined, PostgreSQL would rather walk all there ever were.
_RECORDS = (
    select(RecordRow.__table__, func.coalesce(UnitRow.name, "").label("unit"))
    .join(UnitRow, UnitRow.id == RecordRow.requesting_unit_id, isouter=True)
    .where(
        RecordRow.id.in_(bindparam("ids", expanding=True)),
        RecordRow.form_code == bindparam("form_code"),
    )
)


def _due_record(turn: Row[*tuple[Any, ...]], record: Row[*tuple[Any, ...]]) -> DueRecord:
    of_turn = {name: getattr(turn, name) for name in ("stage", "holder", "since", "due_on")}
    line = value_of(WorkLine, record, record_id=record.id, **of_turn)
    return DueRecord(line, record.answers, record.is_sample)
