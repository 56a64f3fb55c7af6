"""Sample data removed: the people, units, records and chains made to learn on, and nothing else."""

from dataclasses import dataclass

from sqlalchemy import Delete, delete, func, select, update
from sqlalchemy.exc import IntegrityError

from service.store.base import Base
from service.store.database import UnitOfWork
from service.store.errors import SampleDataInUse
from service.store.tables.ledger.issued import IssuedDocumentRow
from service.store.tables.people.persons import PersonRoleRow, PersonRow
from service.store.tables.people.units import UnitRow
from service.store.tables.records.drafts import DraftRow
from service.store.tables.records.evidence import EvidenceRow
from service.store.tables.records.records import RecordRow
from service.store.tables.settings import DayOffRow, OfficeSettingRow

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
        for statement in _in_order():
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
    """Let settings and roles that sample people gave stay, given by nobody."""
    sample = select(PersonRow.id).where(PersonRow.is_sample)
    for row, column in (
        (OfficeSettingRow, OfficeSettingRow.changed_by),
        (PersonRoleRow, PersonRoleRow.granted_by),
        (DayOffRow, DayOffRow.changed_by),
    ):
        uow.session.execute(update(row).where(column.in_(sample)).values({column: None}))


def _in_order() -> list[Delete]:
    """What each table says of itself is sample data; what leads to other rows goes before them."""
    rows = {mapper.local_table: mapper.class_ for mapper in Base.registry.mappers}
    return [
        delete(table).where(is_sample(rows[table]))
        for table in reversed(Base.metadata.sorted_tables)
        if (is_sample := rows[table].sample_rows)
    ]


def _run(uow: UnitOfWork, statement: Delete) -> int:
    return uow.session.connection().execute(statement).rowcount
