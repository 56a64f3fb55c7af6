"""Sample data removed: the people, units, records and chains made to learn on, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Delete, Select, delete, func, select, union, update
from sqlalchemy.exc import IntegrityError

from service.store.base import Base
from service.store.database import UnitOfWork
from service.store.errors import SampleDataInUse
from service.store.ledger.counters import SAMPLE_SERIES
from service.store.tables import (
    ApiTokenRow,
    BundleRow,
    CalendarFeedRow,
    ChainRow,
    ContentCategoryRow,
    CorrectionProposalRow,
    CounterRow,
    CounterStartRow,
    DayOffRow,
    DelegationRow,
    DraftRow,
    EventRow,
    EvidenceRow,
    IssuedDocumentRow,
    JobRow,
    OfficeSettingRow,
    PersonRoleRow,
    PersonRow,
    RecordAccessRow,
    RecordCategoryRow,
    RecordLinkRow,
    RecordPartRow,
    RecordRow,
    RecordUnitRow,
    RecordWordRow,
    ReminderRow,
    RoleTenureRow,
    SavedViewRow,
    SecuritySeenRow,
    SessionRow,
    SubmissionRow,
    TurnRow,
    UnitRow,
    UnsentTextRow,
)

KEPT_IN_THE_VAULT = (IssuedDocumentRow, EvidenceRow)


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


@dataclass(frozen=True)
class SampleContents:
    """What `remove_sample_data` would take: names, and how much hangs on them.

    `settings` are the keys of what sample people set, which stays.
    """

    people: tuple[tuple[str, str], ...]
    units: tuple[str, ...]
    records: tuple[tuple[str, int], ...]
    drafts: int
    files: int
    settings: tuple[str, ...]


def sample_contents(uow: UnitOfWork) -> SampleContents:
    """The sample data there is: people (name, user name), units, records of each form."""
    people = select(PersonRow.id).where(PersonRow.is_sample)
    records = select(RecordRow.id).where(RecordRow.is_sample)
    forms = select(RecordRow.form_code, func.count()).where(RecordRow.is_sample)
    drafts = select(func.count()).select_from(DraftRow).where(DraftRow.owner_id.in_(people))
    settings = select(OfficeSettingRow.key).where(OfficeSettingRow.changed_by.in_(people))
    kept = (
        select(func.count()).select_from(kind).where(kind.record_id.in_(records))
        for kind in KEPT_IN_THE_VAULT
    )
    return SampleContents(
        people=tuple(
            (row.full_name, row.username)
            for row in uow.session.execute(
                select(PersonRow.full_name, PersonRow.username)
                .where(PersonRow.is_sample)
                .order_by(PersonRow.sort_rank, PersonRow.sort_key, PersonRow.id)
            )
        ),
        units=tuple(
            uow.session.scalars(
                select(UnitRow.name)
                .where(UnitRow.is_sample)
                .order_by(UnitRow.sort_rank, UnitRow.id)
            )
        ),
        records=tuple(
            (code, count)
            for code, count in uow.session.execute(
                forms.group_by(RecordRow.form_code).order_by(RecordRow.form_code)
            )
        ),
        drafts=uow.session.scalar(drafts) or 0,
        files=sum(uow.session.scalar(query) or 0 for query in kept),
        settings=tuple(uow.session.scalars(settings.order_by(OfficeSettingRow.key))),
    )


def remove_sample_data(uow: UnitOfWork) -> SampleDataRemoved:
    """What was removed. Raises SampleDataInUse when a real row leads to a sample person or unit.

    The one way around the guards on events and issued documents: they let go of sample rows only.
    """
    records = select(RecordRow.id).where(RecordRow.is_sample)
    files = {
        digest
        for kept in KEPT_IN_THE_VAULT
        for digest in uow.session.scalars(select(kept.sha256).where(kept.record_id.in_(records)))
    }
    try:
        _forget_who(uow)
        for statement in _in_order(records):
            _run(uow, statement)
        records_gone = _run(uow, delete(RecordRow).where(RecordRow.is_sample))
        people_gone = _run(uow, delete(PersonRow).where(PersonRow.is_sample))
        units_gone = _run(uow, delete(UnitRow).where(UnitRow.is_sample))
    except IntegrityError as clash:
        raise SampleDataInUse(str(clash.orig)) from clash
    for kept in KEPT_IN_THE_VAULT:
        files -= set(uow.session.scalars(select(kept.sha256).where(kept.sha256.in_(files))))
    return SampleDataRemoved(records_gone, people_gone, units_gone, frozenset(files))


def _forget_who(uow: UnitOfWork) -> None:
    """Nothing; settings and roles that sample people gave stay, by nobody."""
    sample = select(PersonRow.id).where(PersonRow.is_sample)
    for row, column in (
        (OfficeSettingRow, OfficeSettingRow.changed_by),
        (PersonRoleRow, PersonRoleRow.granted_by),
        (DayOffRow, DayOffRow.changed_by),
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
    unsent = union(
        select(UnsentTextRow.id).where(UnsentTextRow.person_id.in_(people)),
        select(UnsentTextRow.id).where(UnsentTextRow.record_id.in_(records)),
    )
    leaves: tuple[tuple[type[Base], ColumnElement[bool]], ...] = (
        (DraftRow, DraftRow.id.in_(drafts)),
        (EventRow, EventRow.record_id.in_(records)),
        (ChainRow, ChainRow.name.in_(records)),
        (IssuedDocumentRow, IssuedDocumentRow.record_id.in_(records)),
        (EvidenceRow, EvidenceRow.record_id.in_(records)),
        (ReminderRow, ReminderRow.record_id.in_(records)),
        (TurnRow, TurnRow.record_id.in_(records)),
        (DelegationRow, DelegationRow.giver_id.in_(people)),
        (CorrectionProposalRow, CorrectionProposalRow.record_id.in_(records)),
        (RecordLinkRow, RecordLinkRow.record_id.in_(records)),
        (RecordCategoryRow, RecordCategoryRow.record_id.in_(records)),
        (ContentCategoryRow, ContentCategoryRow.is_sample.is_(True)),
        (RecordPartRow, RecordPartRow.record_id.in_(records)),
        (RecordUnitRow, RecordUnitRow.record_id.in_(records)),
        (RecordAccessRow, RecordAccessRow.entry.in_(entries)),
        (RecordWordRow, RecordWordRow.entry.in_(entries)),
        (UnsentTextRow, UnsentTextRow.id.in_(unsent)),
        (SubmissionRow, SubmissionRow.person_id.in_(people)),
        (SavedViewRow, SavedViewRow.person_id.in_(people)),
        (BundleRow, BundleRow.asked_by.in_(people)),
        (JobRow, JobRow.asked_by.in_(people)),
        (CalendarFeedRow, CalendarFeedRow.person_id.in_(people)),
        (SessionRow, SessionRow.person_id.in_(people)),
        (ApiTokenRow, ApiTokenRow.person_id.in_(people)),
        (PersonRoleRow, PersonRoleRow.person_id.in_(people)),
        (RoleTenureRow, RoleTenureRow.person_id.in_(people)),
        (SecuritySeenRow, SecuritySeenRow.person_id.in_(people)),
        (CounterRow, CounterRow.series.startswith(SAMPLE_SERIES, autoescape=True)),
        (CounterStartRow, CounterStartRow.series.startswith(SAMPLE_SERIES, autoescape=True)),
    )
    return [delete(table).where(condition) for table, condition in leaves]


def _run(uow: UnitOfWork, statement: Delete) -> int:
    return uow.session.connection().execute(statement).rowcount
