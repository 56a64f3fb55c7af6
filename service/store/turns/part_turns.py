"""Turns at records in which the same persons did something: where a bar may stand in the way."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from service.store.database import UnitOfWork
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


def turns_with_parts(
    uow: UnitOfWork,
    parts: Collection[str],
    *,
    holders: Collection[str] | None = None,
    persons: Collection[int] | None = None,
    records: Collection[str] | None = None,
) -> tuple[PartTurn, ...]:
    """The turns at records in which somebody has one of the parts; only what is named, if any.

    What is walked are the turns of those holders or of those records, never all closed records.
    """
    query = (
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
        .where(RecordPartRow.part.in_([*parts]))
    )
    for column, named in (
        (TurnRow.holder, holders),
        (RecordPartRow.person_id, persons),
        (TurnRow.record_id, records),
    ):
        if named is not None:
            query = query.where(column.in_([*named]))
    return tuple(PartTurn(*row) for row in uow.session.execute(query))
