"""Sample data removed: the people, units, records and chains made to learn on, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Delete, Select, delete, select, union, update
from sqlalchemy.exc import IntegrityError

from service.store.counters import SAMPLE_SERIES
from service.store.database import UnitOfWork
from service.store.errors import SampleDataInUse
from service.store.tables import (
    ApiTokenRow,
    ChainRow,
    CounterRow,
    CounterStartRow,
    DraftRow,
    EventRow,
    IssuedDocumentRow,
    OfficeSettingRow,
    PersonRoleRow,
    PersonRow,
    RecordAccessRow,
    RecordPartRow,
    RecordRow,
    RecordUnitRow,
    RecordWordRow,
    SessionRow,
    SubmissionRow,
    UnitRow,
)


@dataclass(frozen=True)
class SampleDataRemoved:
    """What went; `files` are the hashes in the vault that no document leads to any more."""

    records: int
    people: int
    units: int
    files: frozenset[str]


def has_sample_data(uow: UnitOfWork) -> bool:
    """Whether any sample person is there."""
    return uow.session.scalar(select(PersonRow.id).where(PersonRow.is_sample).limit(1)) is not None


def remove_sample_data(uow: UnitOfWork) -> SampleDataRemoved:
    """What was removed. Raises SampleDataInUse when a real row leads to a sample person or unit.

    The one way around the guards on events and issued documents: they let go of sample rows only.
    """
    records = select(RecordRow.id).where(RecordRow.is_sample)
    files = set(
        uow.session.scalars(
            select(IssuedDocumentRow.sha256).where(IssuedDocumentRow.record_id.in_(records))
        )
    )
    try:
        _forget_who(uow)
        for statement in _in_order(records):
            _run(uow, statement)
        records_gone = _run(uow, delete(RecordRow).where(RecordRow.is_sample))
        people_gone = _run(uow, delete(PersonRow).where(PersonRow.is_sample))
        units_gone = _run(uow, delete(UnitRow).where(UnitRow.is_sample))
    except IntegrityError as clash:
        raise SampleDataInUse(str(clash.orig)) from clash
    still = select(IssuedDocumentRow.sha256).where(IssuedDocumentRow.sha256.in_(files))
    orphans = frozenset(files - set(uow.session.scalars(still)))
    return SampleDataRemoved(records_gone, people_gone, units_gone, orphans)


def _forget_who(uow: UnitOfWork) -> None:
    """Nothing; settings and roles that sample people gave stay, by nobody."""
    sample = select(PersonRow.id).where(PersonRow.is_sample)
    for row, column in (
        (OfficeSettingRow, OfficeSettingRow.changed_by),
        (PersonRoleRow, PersonRoleRow.granted_by),
    ):
        uow.session.execute(update(row).where(column.in_(sample)).values({column: None}))


def _in_order(records: Select[str]) -> list[Delete]:
    """What hangs on sample records and people, leaves first."""
    entries = select(RecordRow.entry).where(RecordRow.is_sample)
    people = select(PersonRow.id).where(PersonRow.is_sample)
    drafts = union(
        select(DraftRow.id).where(DraftRow.owner_id.in_(people)),
        select(DraftRow.id).where(DraftRow.record_id.in_(records)),
    )
    which: list[ColumnElement[bool]] = [
        DraftRow.id.in_(drafts),
        EventRow.record_id.in_(records),
        ChainRow.name.in_(records),
        IssuedDocumentRow.record_id.in_(records),
        RecordPartRow.record_id.in_(records),
        RecordUnitRow.record_id.in_(records),
        RecordAccessRow.entry.in_(entries),
        RecordWordRow.entry.in_(entries),
        SubmissionRow.person_id.in_(people),
        SessionRow.person_id.in_(people),
        ApiTokenRow.person_id.in_(people),
        PersonRoleRow.person_id.in_(people),
        CounterRow.series.startswith(SAMPLE_SERIES, autoescape=True),
        CounterStartRow.series.startswith(SAMPLE_SERIES, autoescape=True),
    ]
    tables = (
        DraftRow,
        EventRow,
        ChainRow,
        IssuedDocumentRow,
        RecordPartRow,
        RecordUnitRow,
        RecordAccessRow,
        RecordWordRow,
        SubmissionRow,
        SessionRow,
        ApiTokenRow,
        PersonRoleRow,
        CounterRow,
        CounterStartRow,
    )
    return [delete(table).where(condition) for table, condition in zip(tables, which, strict=True)]


def _run(uow: UnitOfWork, statement: Delete) -> int:
    return uow.session.connection().execute(statement).rowcount
