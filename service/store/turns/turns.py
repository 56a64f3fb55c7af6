"""Whose turn each record is: written with every move, read by every inbox, earliest due first."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
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
from service.store.snapshot import each_once_a_snapshot
from service.store.tables.people.units import UnitRow
from service.store.tables.records.access import NO_DEADLINE, RecordAccessRow
from service.store.tables.records.records import RecordRow
from service.store.tables.turns.turns import TurnRow

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


def role_of(holder: str) -> str:
    """The role that the holder's name is made of, real or sample."""
    return holder.removeprefix("sample:")


_FORGET = delete(TurnRow).where(TurnRow.record_id == bindparam("of_record"))
_ADD = insert(TurnRow)


def set_turns(uow: UnitOfWork, record_id: str, turns: Iterable[TurnKept]) -> None:
    """Give them, and nobody else, the turn at the record from now on."""
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
    keep_due(uow, record_id, min((str(row["order_key"]) for row in rows), default=NO_DEADLINE))


def counted(but: Mapping[str, Collection[str]]) -> list[ColumnElement[bool]]:
    """What leaves out of all turns those of these holders at these records."""
    return [
        or_(TurnRow.holder != holder, TurnRow.record_id.not_in(sorted(left_out)))
        for holder, left_out in but.items()
        if left_out
    ]


_TURNS_AT = (
    select(TurnRow.record_id, TurnRow.holder, TurnRow.stage, TurnRow.since, TurnRow.due_on)
    .where(TurnRow.record_id.in_(bindparam("record_ids", expanding=True)))
    .order_by(TurnRow.order_key, TurnRow.holder)
)


def turns_of(uow: UnitOfWork, record_id: str) -> tuple[TurnKept, ...]:
    """Whose turn the record is, in the order of their names."""
    kept = turns_by_record(uow, [record_id]).get(record_id, ())
    return tuple(sorted(kept, key=lambda each: each.holder))


@each_once_a_snapshot
def turns_by_record(
    uow: UnitOfWork, record_ids: Collection[str]
) -> Mapping[str, tuple[TurnKept, ...]]:
    """The turns of each record, due first first; a record that waits for nobody is left out."""
    found: dict[str, tuple[TurnKept, ...]] = {}
    for record_id, *kept in uow.run(_TURNS_AT, record_ids=[*record_ids]):
        found[record_id] = (*found.get(record_id, ()), TurnKept(*kept))
    return found


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
    lines, _ = _work_read(uow, holders, limit, stage, but)
    return lines


def work_counted(
    uow: UnitOfWork, holders: Sequence[str], *, limit: int, but: Mapping[str, Collection[str]]
) -> tuple[tuple[WorkLine, ...], int]:
    """The lines as `work_of` has them, and how many there are as `count_work` counts them.

    Where the page holds them all, nothing more is asked.
    """
    lines, is_all = _work_read(uow, holders, limit, None, but)
    return lines, len(lines) if is_all else count_work(uow, holders, but=but)


def _work_read(
    uow: UnitOfWork,
    holders: Sequence[str],
    limit: int,
    stage: str | None,
    but: Mapping[str, Collection[str]],
) -> tuple[tuple[WorkLine, ...], bool]:
    """The lines, and whether there are no more of them."""
    names = tuple(dict.fromkeys(holders))
    if not names:
        return (), True
    left_out = [sorted(but.get(holder, ())) for holder in names]
    asked: dict[str, object] = {"most": limit} | ({} if stage is None else {"stage": stage})
    for place, (holder, records) in enumerate(zip(names, left_out, strict=True)):
        asked[f"holder_{place}"] = holder
        if records:
            asked[f"but_{place}"] = records
    query = _work(tuple(map(bool, left_out)), at_stage=stage is not None)
    rows = uow.run(query, **asked).all()
    lines: dict[str, WorkLine] = {}
    for row in rows:
        lines.setdefault(row.record_id, WorkLine(**row._mapping))
    return tuple(lines.values()), len(rows) < limit


OF_UNIT = aliased(UnitRow)
WORK_LINE = (
    RecordRow.id.label("record_id"),
    RecordRow.form_code,
    RecordRow.number,
    RecordRow.summary,
    TurnRow.stage,
    func.coalesce(OF_UNIT.name, "").label("unit"),
    TurnRow.holder,
    TurnRow.since,
    TurnRow.due_on,
    RecordRow.version,
)
"""What a WorkLine is made of: a turn, its record, and the record's requesting unit."""


@cache
def _work(of_each: tuple[bool, ...], *, at_stage: bool) -> Select[*tuple[Any, ...]]:
    """What asks for the work of so many holders; true of those for whom records are left out."""
    runs = [
        select(TurnRow.order_key, TurnRow.record_id, TurnRow.holder)
        .where(
            TurnRow.holder == bindparam(f"holder_{place}"),
            *([TurnRow.stage == bindparam("stage")] if at_stage else []),
            *([_not_among(f"but_{place}")] if leaves_out else []),
        )
        .order_by(TurnRow.order_key, TurnRow.record_id)
        .limit(bindparam("most"))
        .subquery()
        for place, leaves_out in enumerate(of_each)
    ]
    # Each holder's run of the index is cut to the page before they are merged.
    merged = union_all(*(select(run) for run in runs)).subquery()
    return (
        select(*WORK_LINE)
        .join(
            merged, (merged.c.record_id == TurnRow.record_id) & (merged.c.holder == TurnRow.holder)
        )
        .join(RecordRow, RecordRow.id == TurnRow.record_id)
        .join(OF_UNIT, OF_UNIT.id == RecordRow.requesting_unit_id, isouter=True)
        .order_by(TurnRow.order_key, TurnRow.record_id)
        .limit(bindparam("most"))
    )


def _not_among(name: str) -> ColumnElement[bool]:
    return TurnRow.record_id.not_in(bindparam(name, expanding=True))


def count_work(
    uow: UnitOfWork,
    holders: Sequence[str],
    *,
    due_before: date | None = None,
    but: Mapping[str, Collection[str]] = NOTHING,
) -> int:
    """How many records wait for these holders, counted up to COUNTED_AT_MOST."""
    left_out = {holder: sorted(but[holder]) for holder in but if but[holder]}
    asked: dict[str, object] = {"holders": [*dict.fromkeys(holders)]}
    if due_before is not None:
        asked["due_before"] = due_before.isoformat()
    for place, (holder, records) in enumerate(left_out.items()):
        asked |= {f"holder_{place}": holder, f"but_{place}": records}
    counting = _counting(len(left_out), by_deadline=due_before is not None)
    count: int = uow.run(counting, **asked).scalar_one()
    return count


@cache
def _counting(left_out: int, *, by_deadline: bool) -> Select[int]:
    """What counts the work of holders, of so many of whom records are left out."""
    query = select(TurnRow.record_id).where(
        TurnRow.holder.in_(bindparam("holders", expanding=True)),
        *(
            or_(TurnRow.holder != bindparam(f"holder_{place}"), _not_among(f"but_{place}"))
            for place in range(left_out)
        ),
    )
    if by_deadline:
        query = query.where(TurnRow.order_key < bindparam("due_before"))
    found = query.distinct().limit(COUNTED_AT_MOST).subquery()
    return select(func.count()).select_from(found)
