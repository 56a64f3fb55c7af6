"""Turns at records, and who did what there: what every judgement goes by, bars above all."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CompoundSelect, bindparam, literal, null, select, union_all

from service.store.base import Day
from service.store.database import UnitOfWork
from service.store.records.records import Part, Record, list_parts
from service.store.snapshot import (
    each_known_in_snapshot,
    each_once_a_snapshot,
    is_known_in_snapshot,
    known_in_snapshot,
    once_a_snapshot,
)
from service.store.tables.records.records import RecordPartRow, RecordRow
from service.store.tables.turns.turns import TurnRow
from service.store.turns.turns import TurnKept, turns_by_record


@dataclass(frozen=True)
class PartTurn:
    """A turn at a record in which the person has that part."""

    record_id: str
    form_code: str
    variant: str | None
    stage: str
    holder: str
    person_id: int
    part: str


_PART_TURN = (
    TurnRow.record_id,
    RecordRow.form_code,
    RecordRow.variant,
    TurnRow.stage,
    TurnRow.holder,
    RecordPartRow.person_id,
    RecordPartRow.part,
)
_TURNS = (
    select(*_PART_TURN)
    .join(RecordPartRow, RecordPartRow.record_id == TurnRow.record_id)
    .join(RecordRow, RecordRow.id == TurnRow.record_id)
)
_AT = (
    select(*_PART_TURN, TurnRow.since, TurnRow.due_on)
    .join(RecordRow, RecordRow.id == TurnRow.record_id)
    .join(RecordPartRow, RecordPartRow.record_id == TurnRow.record_id, isouter=True)
    .where(TurnRow.record_id.in_(bindparam("records", expanding=True)))
    .order_by(TurnRow.order_key, TurnRow.holder)
)
_OF = _TURNS.where(
    TurnRow.holder.in_(bindparam("holders", expanding=True)),
    RecordPartRow.person_id.in_(bindparam("persons", expanding=True)),
    RecordPartRow.part.in_(bindparam("parts", expanding=True)),
)


@each_once_a_snapshot
def turns_at(uow: UnitOfWork, records: Collection[str]) -> Mapping[str, tuple[PartTurn, ...]]:
    """Of each record its turns, once for every part that somebody has there.

    The turns themselves are then known too, so that `turns_by_record` need not ask for them.
    """
    found: dict[str, tuple[PartTurn, ...]] = {}
    kept: dict[str, dict[str, TurnKept]] = {}
    for row in uow.run(_AT, records=[*records]):
        turn = TurnKept(row.holder, row.stage, row.since, row.due_on)
        kept.setdefault(row.record_id, {})[row.holder] = turn
        if row.part is not None:
            found[row.record_id] = (*found.get(row.record_id, ()), PartTurn(*row[:7]))
    turns = {record_id: tuple(of_record.values()) for record_id, of_record in kept.items()}
    each_known_in_snapshot(uow, turns_by_record, records, turns)
    return found


@once_a_snapshot
def turns_of_parts(
    uow: UnitOfWork, holders: frozenset[str], persons: frozenset[int], parts: frozenset[str]
) -> tuple[PartTurn, ...]:
    """The turns of these holders at records in which one of these persons has one of the parts.

    What is walked are the turns of those holders, never all closed records.
    """
    rows = uow.run(_OF, holders=sorted(holders), persons=sorted(persons), parts=sorted(parts))
    return tuple(PartTurn(*row) for row in rows)


_PARTS_AND_TURNS: CompoundSelect[*tuple[Any, ...]] = union_all(
    select(
        RecordPartRow.person_id.label("person_id"),
        literal("").label("order_key"),
        RecordPartRow.part.label("part_or_stage"),
        RecordPartRow.since.label("since"),
        literal("").label("holder"),
        literal(None, Day).label("due_on"),
    ).where(RecordPartRow.record_id == bindparam("record_id")),
    select(
        null(), TurnRow.order_key, TurnRow.stage, TurnRow.since, TurnRow.holder, TurnRow.due_on
    ).where(TurnRow.record_id == bindparam("record_id")),
).order_by("order_key", "holder", "since", "person_id")


def prefetch_record(uow: UnitOfWork, record_id: str) -> None:
    """Read at once the parts and the turns at the record, where one only reads."""
    if uow.writes or is_known_in_snapshot(uow, list_parts, record_id):
        return
    parts, turns = [], []
    found = uow.run(_PARTS_AND_TURNS, record_id=record_id)
    for person_id, _order, part_or_stage, since, holder, due_on in found:
        if person_id is None:
            turns.append(TurnKept(holder, part_or_stage, since, due_on))
        else:
            parts.append(Part(person_id, part_or_stage, since))
    known_in_snapshot(uow, list_parts, tuple(parts), record_id)
    kept = {record_id: tuple(turns)} if turns else {}
    each_known_in_snapshot(uow, turns_by_record, [record_id], kept)


def prefetch_part_turns(uow: UnitOfWork, record: Record) -> None:
    """Let what `turns_at` tells of the record be known from its parts and turns."""
    prefetch_record(uow, record.id)
    turns = turns_by_record(uow, [record.id]).get(record.id, ())
    told = tuple(
        PartTurn(
            record.id,
            record.form_code,
            record.variant,
            turn.stage,
            turn.holder,
            part.holder_id,
            part.part,
        )
        for turn in turns
        for part in list_parts(uow, record.id)
    )
    each_known_in_snapshot(uow, turns_at, [record.id], {record.id: told} if told else {})
