"""Who did what in a record and whose turn it is, read in one: what every judgement goes by."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CompoundSelect, bindparam, literal, null, select, union_all

from service.store.base import Day
from service.store.database import UnitOfWork
from service.store.records.records import Part, Record, list_parts
from service.store.snapshot.once import (
    each_known_in_snapshot,
    is_known_in_snapshot,
    known_in_snapshot,
)
from service.store.tables.records.records import RecordPartRow
from service.store.tables.turns.turns import TurnRow
from service.store.turns.part_turns import PartTurn, turns_at
from service.store.turns.turns import TurnKept, turns_by_record

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
