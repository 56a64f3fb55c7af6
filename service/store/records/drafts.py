"""Drafts: what somebody typed so far, each save refused when another save came between."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update

from service.store.base import JsonObject, new_id, storable
from service.store.database import UnitOfWork
from service.store.errors import NotStored, StaleVersion
from service.store.tables.records import DraftRow


@dataclass(frozen=True)
class Draft:
    """A form somebody is still filling (bản nháp), as it was typed.

    With `record_id` it changes that record, from the version `record_version` on.
    """

    id: str
    form_code: str
    variant: str | None
    owner_id: int
    record_id: str | None
    typed: JsonObject
    version: int
    created_at: datetime
    updated_at: datetime
    removed_at: datetime | None
    record_version: int | None = None


def add_draft(
    uow: UnitOfWork,
    *,
    form_code: str,
    owner_id: int,
    typed: JsonObject,
    now: datetime,
    variant: str | None = None,
    record_id: str | None = None,
    record_version: int | None = None,
) -> Draft:
    """The new draft, version 1; with `record_id` it prepares a change of that record."""
    row = DraftRow(
        id=new_id("d"),
        form_code=form_code,
        variant=variant,
        owner_id=owner_id,
        record_id=record_id,
        record_version=record_version,
        typed=typed,
        version=1,
        created_at=now,
        updated_at=now,
    )
    uow.session.add(row)
    uow.session.flush()
    return _draft(row)


def get_draft(uow: UnitOfWork, draft_id: str) -> Draft:
    """The draft, discarded or not. Raises NotStored. In a writing unit of work it is locked."""
    return _draft(_row(uow, draft_id))


def save_draft(
    uow: UnitOfWork,
    draft_id: str,
    *,
    typed: JsonObject,
    version: int,
    now: datetime,
    variant: str | None = None,
) -> Draft:
    """The draft as saved, one version on. Raises NotStored, StaleVersion with the current draft.

    `variant` is changed only when given.
    """
    row = _row(uow, draft_id)
    if row.version != version:
        raise StaleVersion("draft", draft_id, version, row.version, _draft(row))
    row.typed, row.version, row.updated_at = typed, version + 1, now
    row.variant = variant or row.variant
    uow.session.flush()
    return _draft(row)


def discard_draft(uow: UnitOfWork, draft_id: str, now: datetime) -> Draft:
    """The draft, put aside: it can be restored until it is deleted. Raises NotStored."""
    row = _row(uow, draft_id)
    row.removed_at = row.removed_at or now
    uow.session.flush()
    return _draft(row)


def restore_draft(uow: UnitOfWork, draft_id: str) -> Draft:
    """The draft, back among the others. Raises NotStored."""
    row = _row(uow, draft_id)
    row.removed_at = None
    uow.session.flush()
    return _draft(row)


def delete_draft(uow: UnitOfWork, draft_id: str) -> None:
    """Nothing; the draft has become a record and is gone."""
    uow.session.execute(delete(DraftRow).where(DraftRow.id == draft_id))


def discard_drafts_of(uow: UnitOfWork, record_id: str, now: datetime) -> None:
    """Nothing; the record moved on, and what others had typed for it can be restored."""
    open_here = (DraftRow.record_id == record_id, DraftRow.removed_at.is_(None))
    uow.session.execute(update(DraftRow).where(*open_here).values(removed_at=now))


def list_drafts(
    uow: UnitOfWork, owner_id: int, *, removed: bool = False, limit: int = 100
) -> tuple[Draft, ...]:
    """A person's drafts, last touched first; with `removed` those put aside."""
    query = (
        select(DraftRow)
        .where(DraftRow.owner_id == owner_id, DraftRow.removed_at.is_not(None) == removed)
        .order_by(DraftRow.updated_at.desc(), DraftRow.id)
        .limit(limit)
    )
    return tuple(_draft(row) for row in uow.session.scalars(query))


def find_draft_of_record(uow: UnitOfWork, record_id: str, owner_id: int) -> Draft | None:
    """The person's open draft of a change to that record, or None."""
    query = select(DraftRow).where(
        DraftRow.record_id == record_id,
        DraftRow.owner_id == owner_id,
        DraftRow.removed_at.is_(None),
    )
    row = uow.session.scalars(query.order_by(DraftRow.updated_at.desc())).first()
    return None if row is None else _draft(row)


def _row(uow: UnitOfWork, draft_id: str) -> DraftRow:
    row = uow.session.get(DraftRow, storable(draft_id), with_for_update=uow.writes or None)
    if row is None:
        raise NotStored("draft", draft_id)
    return row


def _draft(row: DraftRow) -> Draft:
    return Draft(
        id=row.id,
        form_code=row.form_code,
        variant=row.variant,
        owner_id=row.owner_id,
        record_id=row.record_id,
        typed=row.typed,
        version=row.version,
        created_at=row.created_at,
        updated_at=row.updated_at,
        removed_at=row.removed_at,
        record_version=row.record_version,
    )
