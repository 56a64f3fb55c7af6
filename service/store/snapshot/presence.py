"""What a page need not ask for: that a person or a record has none of it was read beside them.

Most records have no link, no proposed correction, no evidence; most people no unsent text. Read
with the row itself, six such flags cost less than asking once for what is not there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Label, exists

from service.store.database import UnitOfWork
from service.store.tables.bundles import BundleRow
from service.store.tables.corrections.proposals import CorrectionProposalRow
from service.store.tables.people.persons import PersonRow
from service.store.tables.people.saved_views import SavedViewRow
from service.store.tables.records.content_categories import RecordCategoryRow
from service.store.tables.records.drafts import DraftRow
from service.store.tables.records.evidence import EvidenceRow
from service.store.tables.records.links import RecordLinkRow
from service.store.tables.records.records import RecordRow, RecordUnitRow
from service.store.tables.records.unsent_texts import UnsentTextRow
from service.store.tables.turns.delegations import DelegationRow
from service.store.tables.turns.reminders import ReminderRow

_KEPT = "flags of the snapshot"
_BEGIN = "has_"


def _columns(**flags: Any) -> tuple[Label[bool], ...]:
    return tuple(exists().where(which).label(_BEGIN + name) for name, which in flags.items())


FLAGS_OF_PERSON = _columns(
    delegations=(DelegationRow.receiver_id == PersonRow.id) & DelegationRow.revoked_at.is_(None),
    drafts=(DraftRow.owner_id == PersonRow.id) & DraftRow.removed_at.is_(None),
    removed_drafts=(DraftRow.owner_id == PersonRow.id) & DraftRow.removed_at.is_not(None),
    unsent=UnsentTextRow.person_id == PersonRow.id,
    bundles=BundleRow.asked_by == PersonRow.id,
    # Of the whole office: who may confirm one is asked of everybody who may.
    proposals=CorrectionProposalRow.outcome.is_(None),
    reminders=ReminderRow.person_id == PersonRow.id,
    views=SavedViewRow.person_id == PersonRow.id,
)
FLAGS_OF_RECORD = _columns(
    drafts=(DraftRow.record_id == RecordRow.id) & DraftRow.removed_at.is_(None),
    links=RecordLinkRow.record_id == RecordRow.id,
    proposal=CorrectionProposalRow.waits_on == RecordRow.id,
    evidence=EvidenceRow.record_id == RecordRow.id,
    category=RecordCategoryRow.record_id == RecordRow.id,
    unit_parts=RecordUnitRow.record_id == RecordRow.id,
)


def keep_flags(uow: UnitOfWork, of: int | str, values: Mapping[str, Any]) -> dict[str, Any]:
    """What a row tells beside its flags, which are kept for the snapshot under its id."""
    flags = {name: there for name, there in values.items() if name.startswith(_BEGIN)}
    if not uow.writes:
        uow.info.setdefault(_KEPT, {})[of] = flags
    return {name: value for name, value in values.items() if name not in flags}


def has_none(uow: UnitOfWork, of: int | str, what: str) -> bool:
    """Whether that person, or that record, is known to have none of it; else it must be asked."""
    if uow.writes:
        return False
    flags: Mapping[str, bool] = uow.info.get(_KEPT, {}).get(of, {})
    return flags.get(_BEGIN + what) is False
