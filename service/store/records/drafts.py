"""Drafts: what somebody typed so far, each save refused when another save came between."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update

from service.store.base import JsonObject, new_id, storable, value_of
from service.store.database import UnitOfWork
from service.store.errors import NotStored, StaleVersion
from service.store.snapshot import has_none
from service.store.tables.records.drafts import DraftRow


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


_ADD = insert(DraftRow)
_SAVE = update(DraftRow).where(DraftRow.id == bindparam("of_draft"))
_DELETE = delete(DraftRow).where(DraftRow.id == bindparam("draft_id"))
_DISCARD = (
    update(DraftRow)
    .where(DraftRow.record_id == bindparam("of_record"), DraftRow.removed_at.is_(None))
    .values(removed_at=bindparam("now"))
)
_ALL = select(DraftRow.__table__)
_ONE = _ALL.where(DraftRow.id == bindparam("draft_id"))
_LOCKED = _ONE.with_for_update()
_OWN = (
    _ALL.where(DraftRow.owner_id == bindparam("owner_id"))
    .order_by(DraftRow.updated_at.desc(), DraftRow.id)
    .limit(bindparam("most"))
)
_OPEN, _REMOVED = (
    _OWN.where(DraftRow.removed_at.is_(None)),
    _OWN.where(DraftRow.removed_at.is_not(None)),
)
_OF_RECORD = (
    _ALL.where(DraftRow.record_id == bindparam("record_id"))
    .where(DraftRow.owner_id == bindparam("owner_id"), DraftRow.removed_at.is_(None))
    .order_by(DraftRow.updated_at.desc())
    .limit(1)
)


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
    draft = Draft(
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
        removed_at=None,
    )
    uow.run(_ADD, **vars(draft))
    return draft


def get_draft(uow: UnitOfWork, draft_id: str) -> Draft:
    """The draft, discarded or not. Raises NotStored. In a writing unit of work it is locked."""
    row = uow.run(_LOCKED if uow.writes else _ONE, draft_id=storable(draft_id)).first()
    if row is None:
        raise NotStored("draft", draft_id)
    return value_of(Draft, row)


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
    before = get_draft(uow, draft_id)
    if before.version != version:
        raise StaleVersion("draft", draft_id, version, before.version, before)
    changed: dict[str, Any] = {
        "typed": typed,
        "version": version + 1,
        "updated_at": now,
        "variant": variant or before.variant,
    }
    uow.run(_SAVE, of_draft=draft_id, **changed)
    return replace(before, **changed)


def discard_draft(uow: UnitOfWork, draft_id: str, now: datetime) -> Draft:
    """The draft, put aside: it can be restored until it is deleted. Raises NotStored."""
    return _put_aside(uow, draft_id, lambda before: before or now)


def restore_draft(uow: UnitOfWork, draft_id: str) -> Draft:
    """The draft, back among the others. Raises NotStored."""
    return _put_aside(uow, draft_id, lambda _before: None)


def delete_draft(uow: UnitOfWork, draft_id: str) -> None:
    """Delete the draft, which has become a record."""
    uow.run(_DELETE, draft_id=draft_id)


def discard_drafts_of(uow: UnitOfWork, record_id: str, now: datetime) -> None:
    """Put aside what others had typed for the record, which moved on; it can be restored."""
    uow.run(_DISCARD, of_record=record_id, now=now)


def list_drafts(
    uow: UnitOfWork, owner_id: int, *, removed: bool = False, limit: int = 100
) -> tuple[Draft, ...]:
    """A person's drafts, last touched first; with `removed` those put aside."""
    if has_none(uow, owner_id, "removed_drafts" if removed else "drafts"):
        return ()
    query = _REMOVED if removed else _OPEN
    return tuple(value_of(Draft, row) for row in uow.run(query, owner_id=owner_id, most=limit))


def find_draft_of_record(uow: UnitOfWork, record_id: str, owner_id: int) -> Draft | None:
    """The person's open draft of a change to that record, or None."""
    if has_none(uow, owner_id, "drafts") or has_none(uow, record_id, "drafts"):
        return None
    row = uow.run(_OF_RECORD, record_id=record_id, owner_id=owner_id).first()
    return None if row is None else value_of(Draft, row)


def _put_aside(
    uow: UnitOfWork, draft_id: str, since: Callable[[datetime | None], datetime | None]
) -> Draft:
    before = get_draft(uow, draft_id)
    removed_at = since(before.removed_at)
    uow.run(_SAVE, of_draft=draft_id, removed_at=removed_at)
    return replace(before, removed_at=removed_at)
