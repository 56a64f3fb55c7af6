"""Issued documents: the row that freezes a file's hash, its template and its values."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import bindparam, func, insert, select

from service.store.base import (
    JsonObject,
    canonical_json,
    in_range,
    storable,
    stored_moment,
    value_of,
)
from service.store.database import UnitOfWork
from service.store.errors import NotStored
from service.store.tables.ledger.issued import IssuedDocumentRow


@dataclass(frozen=True, kw_only=True)
class Issue:
    """What is to be issued; `reason` is that of a correction, None for the first version.

    `settings` are the letterhead values the file was made with: with them it can be made again.
    """

    record_id: str
    form_code: str
    form_version: str
    template_sha256: str
    values: JsonObject
    settings: JsonObject
    reason: str | None
    issued_at: datetime
    issued_by: int


@dataclass(frozen=True, kw_only=True)
class IssuedDocument(Issue):
    """An issued document (văn bản phát hành); its file lies in the vault under `sha256`."""

    id: int
    version: int
    sha256: str
    size: int

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of all this row says, kept in the record's chain of events."""
        return sha256(
            canonical_json(
                {
                    "record_id": self.record_id,
                    "form_code": self.form_code,
                    "form_version": self.form_version,
                    "version": self.version,
                    "sha256": self.sha256,
                    "size": self.size,
                    "template_sha256": self.template_sha256,
                    "values": self.values,
                    "settings": self.settings,
                    "reason": self.reason,
                    "issued_at": stored_moment(self.issued_at),
                    "issued_by": self.issued_by,
                }
            )
        ).hexdigest()


_NEWEST = select(func.max(IssuedDocumentRow.version)).where(
    IssuedDocumentRow.record_id == bindparam("record_id"),
    IssuedDocumentRow.form_code == bindparam("form_code"),
)
_OF_RECORD = (
    select(IssuedDocumentRow.__table__)
    .where(IssuedDocumentRow.record_id == bindparam("record_id"))
    .order_by(IssuedDocumentRow.id)
)
_NEWEST_OF_EACH = select(func.max(IssuedDocumentRow.id)).where(
    IssuedDocumentRow.record_id == bindparam("record_id")
)
_NEWEST_VALUES = select(IssuedDocumentRow.form_code, IssuedDocumentRow.answers.label("said")).where(
    IssuedDocumentRow.record_id == bindparam("record_id"),
    IssuedDocumentRow.id.in_(_NEWEST_OF_EACH.group_by(IssuedDocumentRow.form_code)),
)
_ADD = insert(IssuedDocumentRow).returning(IssuedDocumentRow.id)


def add_issued(uow: UnitOfWork, issue: Issue, *, sha256: str, size: int) -> IssuedDocument:
    """The issued document, one version after the newest of the same form of the same record."""
    version = newest_version(uow, issue.record_id, issue.form_code) + 1
    row = {**vars(issue), "version": version, "sha256": sha256, "size": size}
    return IssuedDocument(id=uow.run(_ADD, **row).scalar_one(), **row)


def newest_version(uow: UnitOfWork, record_id: str, form_code: str) -> int:
    """The newest version issued, 0 when there is none."""
    return uow.run(_NEWEST, record_id=record_id, form_code=form_code).scalar() or 0


def get_issued(
    uow: UnitOfWork, record_id: str, form_code: str, version: int | None = None
) -> IssuedDocument:
    """The version asked for, or the newest. Raises NotStored."""
    query = select(IssuedDocumentRow).where(
        IssuedDocumentRow.record_id == storable(record_id),
        IssuedDocumentRow.form_code == storable(form_code),
    )
    if version is not None:
        query = query.where(IssuedDocumentRow.version == (version if in_range(version) else -1))
    row = uow.session.scalars(query.order_by(IssuedDocumentRow.version.desc()).limit(1)).first()
    if row is None:
        raise NotStored("issued_document", f"{record_id} {form_code} {version or ''}".strip())
    return _issued(row)


def newest_values(uow: UnitOfWork, record_id: str) -> dict[str, JsonObject]:
    """What the newest version of each paper of the dossier says, by the form's code."""
    return {row.form_code: row.said for row in uow.run(_NEWEST_VALUES, record_id=record_id)}


def list_issued(uow: UnitOfWork, record_id: str) -> tuple[IssuedDocument, ...]:
    """All documents issued for a record, in the order they were issued."""
    return tuple(IssuedDocument(**row._mapping) for row in uow.run(_OF_RECORD, record_id=record_id))


def list_all_issued(uow: UnitOfWork) -> tuple[IssuedDocument, ...]:
    """Every document ever issued, oldest first; for the re-reading of the archive."""
    rows = uow.session.scalars(select(IssuedDocumentRow).order_by(IssuedDocumentRow.id))
    return tuple(_issued(row) for row in rows)


def _issued(row: IssuedDocumentRow) -> IssuedDocument:
    return value_of(IssuedDocument, row, values=row.answers)
