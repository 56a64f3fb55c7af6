"""Whose turn each record is: written with every move, read by every inbox, earliest due first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import (
    ColumnElement,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from service.store.database import UnitOfWork
from service.store.records.access import EVERYBODY, EVERYBODY_OF_SAMPLE, keep_due
from service.store.snapshot import once_a_snapshot
from service.store.tables.moving import TurnRow
from service.store.tables.people import UnitRow
from service.store.tables.records import NO_DEADLINE, RecordAccessRow, RecordRow

COUNTED_AT_MOST = 500
NOTHING: Mapping[str, Collection[str]] = {}


@dataclass(frozen=True)
class TurnKept:
    """A holder's turn at a record: since when, and until which day."""

    holder: str
    stage: str
    since: datetime
    due_on: date | None


@dataclass(frozen=True, kw_only=True)
class WorkLine:
    """A line of an inbox: the record, whose turn it is, since when, until when."""

    record_id: str
    form_code: str
    number: str | None
    summary: str
    stage: str
    unit: str
    holder: str
    since: datetime
    due_on: date | None
    version: int


def person_holder(person_id: int) -> str:
    """The name of a person among holders."""
    return f"p{person_id}"


def head_holder(unit_id: int) -> str:
    """The name of a unit's head among holders."""
    return f"h{unit_id}"


def is_head(holder: str) -> bool:
    """Whether the holder is the head of some unit."""
    return holder[:1] == "h" and holder[1:].isdigit()


def is_person(holder: str) -> bool:
    """Whether the holder is one person."""
    return holder[:1] == "p" and holder[1:].isdigit()


def role_holder(role: str, *, is_sample: bool) -> str:
    """The name of a role among holders; sample data has its own people."""
    return f"sample:{role}" if is_sample else role


_FORGET = delete(TurnRow).where(TurnRow.record_id == bindparam("of_record"))
_ADD = insert(TurnRow)


def set_turns(uow: UnitOfWork, record_id: str, turns: Iterable[TurnKept]) -> None:
    """Nothing; from now on it is their turn at the record and nobody else's."""
    uow.run(_FORGET, of_record=record_id)
    rows = [
        {
            "record_id": record_id,
            "holder": turn.holder,
            "stage": turn.stage,
            "since": turn.since,
            "due_on": turn.due_on,
            "order_key": turn.due_on.isoformat() if turn.due_on else NO_DEADLINE,
        }
        for turn in turns
    ]
    if rows:
        uow.run_each(_ADD, rows)
    keep_due(uow, record_id)


def counted(but: Mapping[str, Collection[str]]) -> list[ColumnElement[bool]]:
    """What leaves out of all turns those of these holders at these records."""
    return [or_(TurnRow.holder != holder, *_without(holder, but)) for holder in but if but[holder]]


_TURNS_OF = (
    select(TurnRow.holder, TurnRow.stage, TurnRow.since, TurnRow.due_on)
    .where(TurnRow.record_id == bindparam("record_id"))
    .order_by(TurnRow.holder)
)


@once_a_snapshot
def turns_of(uow: UnitOfWork, record_id: str) -> tuple[TurnKept, ...]:
    """Whose turn the record is, in the order of their names."""
    return tuple(TurnKept(*row) for row in uow.run(_TURNS_OF, record_id=record_id))


def waiting_without_turn(
    uow: UnitOfWork, form_code: str, stages: Collection[str]
) -> tuple[str, ...]:
    """The form's records at one of these stages that are nobody's turn, oldest first.

    What is walked is what stands at those stages, never all closed records.
    """
    seen, everybody = RecordAccessRow, (EVERYBODY, EVERYBODY_OF_SAMPLE)
    query = (
        select(RecordRow.id)
        .join(seen, seen.entry == RecordRow.entry)
        .where(seen.viewer.in_(everybody), seen.form_code == form_code, seen.stage.in_([*stages]))
        .where(~exists().where(TurnRow.record_id == RecordRow.id))
        .order_by(RecordRow.entry)
    )
    return tuple(uow.session.scalars(query)) if stages else ()


def turns_by_record(uow: UnitOfWork, record_ids: Sequence[str]) -> dict[str, tuple[TurnKept, ...]]:
    """The turns of each record, due first first; a record that waits for nobody is left out."""
    query = (
        select(TurnRow)
        .where(TurnRow.record_id.in_(list(record_ids)))
        .order_by(TurnRow.order_key, TurnRow.holder)
    )
    found: dict[str, tuple[TurnKept, ...]] = {}
    for row in uow.session.scalars(query) if record_ids else ():
        kept = TurnKept(row.holder, row.stage, row.since, row.due_on)
        found[row.record_id] = (*found.get(row.record_id, ()), kept)
    return found


def work_of(
    uow: UnitOfWork,
    holders: Sequence[str],
    *,
    limit: int = 50,
    stage: str | None = None,
    but: Mapping[str, Collection[str]] = NOTHING,
) -> tuple[WorkLine, ...]:
    """What waits for these holders, at one stage or any, the earliest due first.

    `but` names for a holder the records that do not count.
    """
    at_stage = [] if stage is None else [TurnRow.stage == stage]
    runs = [
        select(TurnRow.order_key, TurnRow.record_id, TurnRow.holder)
        .where(TurnRow.holder == holder, *at_stage, *_without(holder, but))
        .order_by(TurnRow.order_key, TurnRow.record_id)
        .limit(limit)
        .subquery()
        for holder in dict.fromkeys(holders)
    ]
    if not runs:
        return ()
    # Each holder's run of the index is cut to the page before they are merged.
    merged = union_all(*(select(run) for run in runs)).subquery()
    unit = aliased(UnitRow)
    query = (
        select(
            RecordRow.id.label("record_id"),
            RecordRow.form_code,
            RecordRow.number,
            RecordRow.summary,
            TurnRow.stage,
            func.coalesce(unit.name, "").label("unit"),
            TurnRow.holder,
            TurnRow.since,
            TurnRow.due_on,
            RecordRow.version,
        )
        .join(
            merged, (merged.c.record_id == TurnRow.record_id) & (merged.c.holder == TurnRow.holder)
        )
        .join(RecordRow, RecordRow.id == TurnRow.record_id)
        .join(unit, unit.id == RecordRow.requesting_unit_id, isouter=True)
        .order_by(TurnRow.order_key, TurnRow.record_id)
        .limit(limit)
    )
    lines: dict[str, WorkLine] = {}
    for row in uow.session.execute(query):
        lines.setdefault(row.record_id, WorkLine(**row._mapping))
    return tuple(lines.values())


def _without(holder: str, but: Mapping[str, Collection[str]]) -> list[ColumnElement[bool]]:
    left_out = sorted(but.get(holder, ()))
    return [TurnRow.record_id.not_in(left_out)] if left_out else []


def count_work(
    uow: UnitOfWork,
    holders: Sequence[str],
    *,
    due_before: date | None = None,
    but: Mapping[str, Collection[str]] = NOTHING,
) -> int:
    """How many records wait for these holders, counted up to COUNTED_AT_MOST."""
    query = select(TurnRow.record_id).where(
        TurnRow.holder.in_(list(dict.fromkeys(holders))), *counted(but)
    )
    if due_before is not None:
        query = query.where(TurnRow.order_key < due_before.isoformat())
    found = query.distinct().limit(COUNTED_AT_MOST).subquery()
    return uow.session.scalar(select(func.count()).select_from(found)) or 0
