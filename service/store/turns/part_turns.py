"""Turns at records in which the same persons did something: where a bar may stand in the way."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import bindparam, select

from service.store.database import UnitOfWork
from service.store.snapshot import (
    each_known_in_snapshot,
    each_once_a_snapshot,
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
