"""Proposing a correction of what somebody else approved, and taking the proposal back."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from service.formkit.features.record_rules import correction_rule
from service.formkit.labels import Label
from service.store.base import office_day
from service.store.corrections.proposals import (
    ProposalFacts,
    add_proposal,
    end_proposal,
    waiting_proposal,
)
from service.store.database import UnitOfWork
from service.store.ledger import issued
from service.store.ledger.events import NewEvent, append_event
from service.workflow.actor import Actor
from service.workflow.authority import visible_record
from service.workflow.errors import NotAllowed, RuleRefuses
from service.workflow.event_kinds import CORRECTION_PROPOSED, CORRECTION_WITHDRAWN
from service.workflow.log_refusal import noting_refusals
from service.workflow.moves.corrections.correct_record import checked_answers, record_to_correct
from service.workflow.moves.transition import changes_between, checked_reason
from service.workflow.office import Office, calendar_of
from service.workflow.submissions import submission_key, submitting

ALREADY_PROPOSED = Label(
    "Hồ sơ đang có một đề nghị đính chính chờ xác nhận. Vui lòng chờ ý kiến về đề nghị ấy.",
    "A proposed correction of this record already waits. Please wait until it is decided on.",
)
NEED_NOT_BE_PROPOSED = Label(
    "Anh/chị đính chính được ngay, không cần đề nghị. Vui lòng tải lại trang.",
    "You may correct this at once and need not propose it. Please reload the page.",
)
NOTHING_PROPOSED = Label(
    "Không còn đề nghị đính chính nào chờ xác nhận. Vui lòng tải lại trang hồ sơ.",
    "No proposed correction waits any longer. Please reload the record's page.",
)
NOT_YOURS = Label(
    "Chỉ người đề nghị được rút đề nghị đính chính của mình.",
    "Only who proposed a correction may withdraw it.",
)


@dataclass(frozen=True)
class ProposalMade:
    """What came of a deed about a proposal: the record, its version and that of its document."""

    record_id: str
    outcome: str
    record_version: int
    document_version: int


def propose_correction(
    office: Office,
    actor: Actor,
    record_id: str,
    *,
    typed: Mapping[str, Any],
    reason: str,
    version: int,
    submission: str,
) -> ProposalMade:
    """Return the proposal of a correction; the record stays as it is until it is confirmed.

    Only its submitter or the ISO secretary may, with a reason. Raises NotFound, NotAllowed (both
    noted in the security log), ReasonMissing, Stale with both texts, FieldErrors, RuleRefuses when
    one waits already or none is needed.
    """
    now = office.now()
    submission = submission_key(record_id, submission, CORRECTION_PROPOSED, typed, reason)
    with (
        noting_refusals(office, actor, record_id, CORRECTION_PROPOSED),
        office.database.writing() as uow,
        submitting(uow, submission, actor.person_id, now) as submit,
    ):
        if submit.earlier is not None:
            return ProposalMade(**submit.earlier)  # type: ignore[arg-type]
        record, may = record_to_correct(office, uow, actor, record_id, typed, version)
        why = checked_reason(reason)
        form = office.form(record.form_code)
        if not may.by_proposal:
            raise RuleRefuses(NEED_NOT_BE_PROPOSED)
        if waiting_proposal(uow, record.id) is not None:
            raise RuleRefuses(ALREADY_PROPOSED)
        answers, named = checked_answers(office, uow, actor, record, typed, may)
        changes = changes_between(record.answers, answers)
        due_on = calendar_of(uow).add_working(office_day(now), correction_rule(form).days)
        facts = ProposalFacts(
            record_id=record.id,
            proposed_by=actor.person_id,
            proposed_at=now,
            due_on=due_on,
            reason=why,
            changes=changes,
            named={
                path: who
                for path, who in named.items()
                if record.named.get(path) != who or path.partition(".")[0] in changes
            },
        )
        add_proposal(uow, facts)
        # Not `changes`: the record does not say so yet.
        event = NewEvent.by(actor, CORRECTION_PROPOSED, now, {"reason": why, "proposed": changes})
        append_event(uow, record.id, event)
        made = proposal_made(uow, record.id, form.code, "waiting", record.version)
        submit.answer = asdict(made)
    return made


def withdraw_correction(
    office: Office, actor: Actor, record_id: str, *, submission: str
) -> ProposalMade:
    """Return what came of taking one's proposal back.

    Raises NotFound, NotAllowed for anybody but its proposer (both noted in the security log),
    RuleRefuses when none waits.
    """
    now = office.now()
    submission = submission_key(record_id, submission, CORRECTION_WITHDRAWN)
    with (
        noting_refusals(office, actor, record_id, CORRECTION_WITHDRAWN),
        office.database.writing() as uow,
        submitting(uow, submission, actor.person_id, now) as submit,
    ):
        if submit.earlier is not None:
            return ProposalMade(**submit.earlier)  # type: ignore[arg-type]
        record = visible_record(uow, actor, record_id, office_day(now))
        waiting = waiting_proposal(uow, record.id)
        if waiting is None:
            raise RuleRefuses(NOTHING_PROPOSED)
        if waiting.proposed_by != actor.person_id:
            raise NotAllowed(NOT_YOURS)
        end_proposal(uow, waiting.id, "withdrawn", by=actor.person_id, now=now)
        event = NewEvent.by(actor, CORRECTION_WITHDRAWN, now, {})
        append_event(uow, record.id, event)
        made = proposal_made(uow, record.id, record.form_code, "withdrawn", record.version)
        submit.answer = asdict(made)
    return made


def proposal_made(
    uow: UnitOfWork, record_id: str, form_code: str, outcome: str, version: int
) -> ProposalMade:
    """Return what came of a deed that left the record as it was."""
    newest = issued.newest_version(uow, record_id, form_code)
    return ProposalMade(record_id, outcome, version, newest)
