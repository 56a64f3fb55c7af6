"""Who sees which record, kept ready so that the list need not work it out."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, func, insert, select, update

from service.store.database import UnitOfWork
from service.store.tables.moving import TurnRow
from service.store.tables.records import (
    NO_DEADLINE,
    RecordAccessRow,
    RecordPartRow,
    RecordRow,
    RecordUnitRow,
)

EVERYBODY, EVERYBODY_OF_SAMPLE = "*", "*m"
"""Who sees every record of the office, and who every record of the sample data."""


@dataclass(frozen=True)
class Visibility:
    """Which records somebody may see: all, or those of these units and of this person.

    Sample people see sample records only and real people real ones, whatever else they may.
    """

    sees_all: bool
    unit_ids: frozenset[int]
    person_id: int
    is_sample: bool = False

    @property
    def viewers(self) -> tuple[str, ...]:
        """The names under which record_access knows this somebody."""
        if self.sees_all:
            return (everybody(is_sample=self.is_sample),)
        units = (unit_viewer(unit_id) for unit_id in sorted(self.unit_ids))
        return (*units, person_viewer(self.person_id))


def everybody(*, is_sample: bool) -> str:
    """The name in record_access of whoever sees all real, or all sample, records."""
    return EVERYBODY_OF_SAMPLE if is_sample else EVERYBODY


def unit_viewer(unit_id: int) -> str:
    """The name of a unit in record_access."""
    return f"u{unit_id}"


def person_viewer(person_id: int) -> str:
    """The name of a person in record_access."""
    return f"p{person_id}"


def is_visible(uow: UnitOfWork, entry: int, visibility: Visibility) -> bool:
    """Whether somebody may see the record."""
    query = select(RecordAccessRow.entry).where(
        RecordAccessRow.entry == entry, RecordAccessRow.viewer.in_(visibility.viewers)
    )
    return uow.session.scalars(query.limit(1)).first() is not None


def keep_access(uow: UnitOfWork, row: RecordRow) -> None:
    """Nothing; the units and persons with a part in the record, and only they, see it."""
    uow.session.execute(delete(RecordAccessRow).where(RecordAccessRow.entry == row.entry))
    due_key = _due_key(uow, row.id)
    uow.session.connection().execute(
        insert(RecordAccessRow),
        [
            {
                "viewer": viewer,
                "entry": row.entry,
                "form_code": row.form_code,
                "stage": row.stage,
                "year": row.year,
                "due_key": due_key,
            }
            for viewer in sorted(_viewers(uow, row))
        ],
    )


def keep_due(uow: UnitOfWork, record_id: str) -> None:
    """Nothing; the list knows the earliest deadline of the record's turns."""
    entry = select(RecordRow.entry).where(RecordRow.id == record_id).scalar_subquery()
    uow.session.execute(
        update(RecordAccessRow)
        .where(RecordAccessRow.entry == entry)
        .values(due_key=_due_key(uow, record_id))
    )


def _due_key(uow: UnitOfWork, record_id: str) -> str:
    earliest = select(func.min(TurnRow.order_key)).where(TurnRow.record_id == record_id)
    return uow.session.scalar(earliest) or NO_DEADLINE


def _viewers(uow: UnitOfWork, row: RecordRow) -> set[str]:
    units = {row.requesting_unit_id, row.concerned_unit_id, row.executing_unit_id}
    units |= set(
        uow.session.scalars(select(RecordUnitRow.unit_id).where(RecordUnitRow.record_id == row.id))
    )
    people = {row.submitter_id} | set(
        uow.session.scalars(
            select(RecordPartRow.person_id).where(RecordPartRow.record_id == row.id)
        )
    )
    return (
        {everybody(is_sample=row.is_sample)}
        | {unit_viewer(unit_id) for unit_id in units if unit_id is not None}
        | {person_viewer(person_id) for person_id in people}
    )
