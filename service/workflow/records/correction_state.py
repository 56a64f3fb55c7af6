"""How it stands with corrections of a record: what one may correct, what is proposed, by whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from service.formkit.features.record_rules import correction_rule
from service.formkit.form import Form
from service.formkit.labels import Label
from service.store.corrections.proposals import waiting_proposal
from service.store.database import UnitOfWork
from service.store.ledger.events import Event
from service.workflow.actor import Actor
from service.workflow.authority import Capacity, MovePolicy, may_correct
from service.workflow.errors import NotAllowed
from service.workflow.records.correctable_fields import Correctable, Kept

ONLY_CONFIRMERS = Label(
    "Chỉ {who} xác nhận hoặc không đồng ý đề nghị đính chính.",
    "Only these confirm or decline a proposed correction: {who}.",
)
NOT_ONE_S_OWN = Label(
    "Người đề nghị, người ủy quyền cho họ và người họ ủy quyền không tự xác nhận đề nghị đính "
    "chính này. Vui lòng để người khác có thẩm quyền xác nhận.",
    "Whoever proposed the correction, acts for the proposer or by the proposer's delegation does "
    "not confirm it. Please leave it to somebody else with that authority.",
)


@dataclass(frozen=True)
class ProposedCorrection:
    """A correction that waits to be confirmed, as one person sees it."""

    proposer: str
    reason: str
    proposed_at: datetime
    due_on: date
    changes: Mapping[str, Any]
    may_confirm: bool
    is_mine: bool


@dataclass(frozen=True)
class CorrectionState:
    """What one person may correct in a record now, None for nothing, and what is proposed."""

    may: Correctable | None
    proposed: ProposedCorrection | None
    confirmed_by: Label

    @property
    def fields_open(self) -> tuple[str, ...]:
        """The names of the fields that the person may correct."""
        return tuple(each.name for each in self.may.fields) if self.may else ()

    @property
    def fields_kept(self) -> tuple[Kept, ...]:
        """Every other field, with whose it is."""
        return tuple(self.may.kept.values()) if self.may else ()

    @property
    def needs_confirming(self) -> bool:
        """True when the person only proposes what somebody else is to confirm."""
        return self.may is not None and self.may.by_proposal


def correction_state(
    uow: UnitOfWork, actor: Actor, policy: MovePolicy, happened: tuple[Event, ...]
) -> CorrectionState:
    """Return how it stands for that person."""
    may, form, record, settings = None, policy.form, policy.record, policy.settings
    if may_correct(actor, record.submitter_id, is_sample=record.is_sample):
        variant = record.variant or form.variants[0]
        may = Correctable(form, variant, happened, settings, actor.person_id)
    waiting = waiting_proposal(uow, record.id)
    proposed = (
        None
        if waiting is None
        else ProposedCorrection(
            proposer=waiting.proposer,
            reason=waiting.reason,
            proposed_at=waiting.proposed_at,
            due_on=waiting.due_on,
            changes=waiting.changes,
            may_confirm=may_confirm(policy, waiting.proposed_by),
            is_mine=waiting.proposed_by == actor.person_id,
        )
    )
    return CorrectionState(may, proposed, confirmers(form, settings))


def require_confirmer(policy: MovePolicy, proposer_id: int) -> Capacity:
    """Return by what right the person decides on the proposal; raises NotAllowed with the rule."""
    for acting in confirming(policy):
        given = acting.delegation
        if proposer_id not in (policy.authority.person_id, given and given.giver_id):
            return acting
    raise NotAllowed(NOT_ONE_S_OWN)


def may_confirm(policy: MovePolicy, proposer_id: int) -> bool:
    """Return whether the person decides on what that other proposed."""
    try:
        require_confirmer(policy, proposer_id)
    except NotAllowed:
        return False
    return True


def confirming(policy: MovePolicy) -> tuple[Capacity, ...]:
    """Return by what rights the person confirms corrections of the record; raises NotAllowed."""
    form, settings = policy.form, policy.settings
    rights = tuple(policy.authority.rights(correction_rule(form).confirmed_by, settings))
    if not rights:
        who = confirmers(form, settings)
        vi, en = ONLY_CONFIRMERS.vi.format(who=who.vi), ONLY_CONFIRMERS.en.format(who=who.en)
        raise NotAllowed(Label(vi, en))
    return rights


def confirmers(form: Form, settings: Mapping[str, Any]) -> Label:
    """Return who confirms corrections of the form's records, in words."""
    labels = correction_rule(form).confirmed_by.labels(settings)
    return Label(", ".join(each.vi for each in labels), ", ".join(each.en for each in labels))
