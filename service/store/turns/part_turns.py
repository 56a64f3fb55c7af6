"""Turns at records in which the same persons did something: where a bar may stand in the way."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from service.store.database import UnitOfWork
from service.store.snapshot import once_a_snapshot
from service.store.tables.moving import TurnRow
from service.store.tables.records import RecordPartRow, RecordRow


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


_TURNS = (
    select(
        TurnRow.record_id,
        RecordRow.form_code,
        RecordRow.variant,
        TurnRow.stage,
        TurnRow.holder,
        RecordPartRow.person_id,
        RecordPartRow.part,
    )
    .join(RecordPartRow, RecordPartRow.record_id == TurnRow.record_id)
    .join(RecordRow, RecordRow.id == TurnRow.record_id)
)
_AT = _TURNS.where(TurnRow.record_id.in_(bindparam("records", expanding=True)))
_OF = _TURNS.where(
    TurnRow.holder.in_(bindparam("holders", expanding=True)),
    RecordPartRow.person_id.in_(bindparam("persons", expanding=True)),
    RecordPartRow.part.in_(bindparam("parts", expanding=True)),
)


@once_a_snapshot
def turns_at(uow: UnitOfWork, records: frozenset[str]) -> tuple[PartTurn, ...]:
    """The turns at these records, once for every part that somebody has there."""
    return tuple(PartTurn(*row) for row in uow.run(_AT, records=sorted(records)))


@once_a_snapshot
def turns_of_parts(
    uow: UnitOfWork, holders: frozenset[str], persons: frozenset[int], parts: frozenset[str]
) -> tuple[PartTurn, ...]:
    """The turns of these holders at records in which one of these persons has one of the parts.

    What is walked are the turns of those holders, never all closed records.
    """
    rows = uow.run(_OF, holders=sorted(holders), persons=sorted(persons), parts=sorted(parts))
    return tuple(PartTurn(*row) for row in rows)
