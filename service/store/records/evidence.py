"""Evidence of records: a row a file, final once written; the file lies in the vault by its hash."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import bindparam, func, select

from service.store.base import canonical_json, in_range, storable, stored_moment, value_of
from service.store.database import UnitOfWork
from service.store.errors import NotStored
from service.store.snapshot import has_none
from service.store.tables.ledger.events import ChainRow
from service.store.tables.people.persons import PersonRow
from service.store.tables.records.evidence import EvidenceRow


@dataclass(frozen=True, kw_only=True)
class EvidenceFacts:
    """What is said of a file: whose evidence it is, what it is, at which stage it was added."""

    record_id: str
    file_name: str
    media_type: str
    note: str
    stage: str
    added_by: int
    added_at: datetime


@dataclass(frozen=True, kw_only=True)
class Evidence(EvidenceFacts):
    """A file of evidence (bằng chứng); it lies in the vault under `sha256`."""

    id: int
    sha256: str
    size: int

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of all this row says, kept in the record's chain of events."""
        return sha256(
            canonical_json(
                {
                    "record_id": self.record_id,
                    "id": self.id,
                    "sha256": self.sha256,
                    "size": self.size,
                    "file_name": self.file_name,
                    "media_type": self.media_type,
                    "note": self.note,
                    "stage": self.stage,
                    "added_by": self.added_by,
                    "added_at": stored_moment(self.added_at),
                }
            )
        ).hexdigest()


_OF_RECORD = (
    select(EvidenceRow.__table__)
    .where(EvidenceRow.record_id == bindparam("record_id"))
    .order_by(EvidenceRow.id)
)


def add_evidence(uow: UnitOfWork, facts: EvidenceFacts, *, sha256: str, size: int) -> Evidence:
    """The new evidence. The record has none of that content yet: ask `find_evidence` first."""
    row = EvidenceRow(**vars(facts), sha256=sha256, size=size)
    uow.session.add(row)
    uow.session.flush()
    return value_of(Evidence, row)


def find_evidence(uow: UnitOfWork, record_id: str, sha256: str) -> Evidence | None:
    """The record's evidence of that content, or None."""
    query = select(EvidenceRow).where(
        EvidenceRow.record_id == storable(record_id), EvidenceRow.sha256 == sha256
    )
    row = uow.session.scalar(query)
    return None if row is None else value_of(Evidence, row)


def get_evidence(uow: UnitOfWork, record_id: str, evidence_id: int) -> Evidence:
    """That evidence of that record. Raises NotStored."""
    query = select(EvidenceRow).where(
        EvidenceRow.record_id == storable(record_id),
        EvidenceRow.id == (evidence_id if in_range(evidence_id) else -1),
    )
    row = uow.session.scalar(query)
    if row is None:
        raise NotStored("evidence", f"{record_id} {evidence_id}")
    return value_of(Evidence, row)


def list_evidence(uow: UnitOfWork, record_id: str) -> tuple[Evidence, ...]:
    """All evidence of a record, in the order it was added."""
    if has_none(uow, record_id, "evidence"):
        return ()
    return tuple(
        value_of(Evidence, row) for row in uow.run(_OF_RECORD, record_id=storable(record_id))
    )


def list_all_evidence(uow: UnitOfWork) -> tuple[Evidence, ...]:
    """All evidence of the office, oldest first; for the re-reading of the archive."""
    rows = uow.session.scalars(select(EvidenceRow).order_by(EvidenceRow.id))
    return tuple(value_of(Evidence, row) for row in rows)


def lock_room(uow: UnitOfWork, record_id: str, person_id: int) -> None:
    """Return when nobody else adds evidence to the record, nor this person elsewhere, till the end.

    The locks leave rows that refer to the person or the record alone, so that other work goes on.
    """
    person = select(PersonRow.id).where(PersonRow.id == person_id)
    uow.session.execute(person.with_for_update(key_share=True))
    chain = select(ChainRow.name).where(ChainRow.name == storable(record_id))
    uow.session.execute(chain.with_for_update(key_share=True))


def weigh_evidence(uow: UnitOfWork, record_id: str) -> tuple[int, int]:
    """How many files of evidence a record has, and their bytes together."""
    query = select(func.count(), func.coalesce(func.sum(EvidenceRow.size), 0)).where(
        EvidenceRow.record_id == storable(record_id)
    )
    files, size = uow.session.execute(query).one()
    return int(files), int(size)


def weigh_evidence_of(uow: UnitOfWork, person_id: int, since: datetime) -> int:
    """The bytes of all evidence that the person added since that moment."""
    query = select(func.coalesce(func.sum(EvidenceRow.size), 0)).where(
        EvidenceRow.added_by == person_id, EvidenceRow.added_at >= since
    )
    return int(uow.session.scalar(query) or 0)
