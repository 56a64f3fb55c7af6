"""Deciding on a proposed correction: confirmed, it is issued under both names, or declined."""

from dataclasses import asdict, dataclass
from typing import Any

from service.formkit.form import Form
from service.formkit.labels import Label
from service.store.corrections.proposals import Proposal, end_proposal, waiting_proposal
from service.store.database import UnitOfWork
from service.store.ledger.events import NewEvent, append_event
from service.store.records import records
from service.workflow.actor import Actor
from service.workflow.authority import Capacity, policy_on
from service.workflow.errors import FieldErrors, RuleRefuses, Stale
from service.workflow.event_kinds import CORRECTION_CONFIRMED, CORRECTION_DECLINED
from service.workflow.log_refusal import noting_refusals
from service.workflow.moves.corrections.correct_record import (
    Correction,
    issue_correction,
    what_may_be_corrected,
)
from service.workflow.moves.corrections.corrected_answers import corrected_answers
from service.workflow.moves.corrections.kept_links import require_link_kept
from service.workflow.moves.corrections.propose_correction import (
    NOTHING_PROPOSED,
    ProposalMade,
    proposal_made,
)
from service.workflow.moves.transition import checked_reason
from service.workflow.office import Office
from service.workflow.records.correction_state import confirming, require_confirmer
from service.workflow.records.record_index import units_after
from service.workflow.submissions import submission_key, submitting

WHY_NOT = Label("Lý do không đồng ý", "Why not")
NO_LONGER_FITS = Label(
    "Hồ sơ đã đổi nên không còn đính chính được như đề nghị: {why} Vui lòng chọn «Không đồng ý» "
    "và ghi lý do.",
    "The record has changed and can no longer be corrected as proposed: {why} Please decline it "
    "and say why.",
)


@dataclass(frozen=True)
class Decision:
    """A proposal about to be decided on: of which record, by whom and by what right."""

    form: Form
    record: records.Record
    waiting: Proposal
    acting: Capacity


def confirm_correction(
    office: Office, actor: Actor, record_id: str, *, version: int, submission: str
) -> ProposalMade:
    """Return what came of confirming: the record as proposed, the next version of its document.

    `version` is the record's that was shown beside the proposal. Raises NotFound, NotAllowed (both
    noted in the security log), RuleRefuses when none waits or it no longer fits, Stale when the
    record changed since it was shown: then it is to be looked at again.
    """
    now = office.now()
    submission = submission_key(record_id, submission, CORRECTION_CONFIRMED, version)
    with (
        noting_refusals(office, actor, record_id, CORRECTION_CONFIRMED),
        office.database.writing() as uow,
        submitting(uow, submission, actor.person_id, now) as submit,
    ):
        if submit.earlier is not None:
            return ProposalMade(**submit.earlier)  # type: ignore[arg-type]
        found = _to_decide(office, uow, actor, record_id)
        record, waiting = found.record, found.waiting
        if record.version != version:
            raise Stale({}, dict(record.answers), record.version)
        answers = _as_proposed(office, uow, found)
        named = _named_as_proposed(record, waiting)
        more: dict[str, Any] = {
            "proposed_by": {"id": waiting.proposed_by, "name": waiting.proposer},
            **({"for": found.acting.behalf} if found.acting.behalf else {}),
        }
        end_proposal(uow, waiting.id, "confirmed", by=actor.person_id, now=now)
        correction = Correction(record, answers, named, actor, waiting.reason, now, more)
        issued = issue_correction(office, uow, correction)
        made = ProposalMade(record.id, "confirmed", issued.record_version, issued.document_version)
        submit.answer = asdict(made)
    return made


def decline_correction(
    office: Office, actor: Actor, record_id: str, *, reason: str, submission: str
) -> ProposalMade:
    """Return what came of declining; the record stays as it is.

    Raises NotFound, NotAllowed (both noted in the security log), ReasonMissing, RuleRefuses when
    none waits.
    """
    now = office.now()
    submission = submission_key(record_id, submission, CORRECTION_DECLINED, reason)
    with (
        noting_refusals(office, actor, record_id, CORRECTION_DECLINED),
        office.database.writing() as uow,
        submitting(uow, submission, actor.person_id, now) as submit,
    ):
        if submit.earlier is not None:
            return ProposalMade(**submit.earlier)  # type: ignore[arg-type]
        found = _to_decide(office, uow, actor, record_id)
        why = checked_reason(reason, WHY_NOT)
        record, behalf = found.record, found.acting.behalf
        end_proposal(uow, found.waiting.id, "declined", by=actor.person_id, now=now)
        event = NewEvent.by(
            actor, CORRECTION_DECLINED, now, {"reason": why, **({"for": behalf} if behalf else {})}
        )
        append_event(uow, record.id, event)
        made = proposal_made(uow, record.id, record.form_code, "declined", record.version)
        submit.answer = asdict(made)
    return made


def _to_decide(office: Office, uow: UnitOfWork, actor: Actor, record_id: str) -> Decision:
    """Return the proposal that the person may decide on.

    Raises NotFound, NotAllowed, RuleRefuses.
    """
    policy = policy_on(office, uow, actor, record_id, office.today())
    confirming(policy)
    waiting = waiting_proposal(uow, record_id)
    if waiting is None:
        raise RuleRefuses(NOTHING_PROPOSED)
    acting = require_confirmer(policy, waiting.proposed_by)
    return Decision(policy.form, policy.record, waiting, acting)


def _named_as_proposed(record: records.Record, waiting: Proposal) -> dict[str, int]:
    """Return who is meant by each name: as proposed where it was changed, else as it stands."""

    kept = {
        path: who
        for path, who in record.named.items()
        if path.partition(".")[0] not in waiting.changes
    }
    return kept | dict(waiting.named)


def _as_proposed(office: Office, uow: UnitOfWork, found: Decision) -> dict[str, Any]:
    """Return the answers as proposed, judged once more on the record as it stands now."""
    form, record, waiting = found.form, found.record, found.waiting
    may = what_may_be_corrected(office, uow, record, waiting.proposed_by)
    wanted = {name: change.get("after") for name, change in waiting.changes.items()}
    others_meant = any(record.named.get(path) != who for path, who in waiting.named.items())
    try:
        answers = corrected_answers(form, record, wanted, may, others_meant=others_meant)
        require_link_kept(uow, form, record, answers)
        units_after(uow, form, record, answers)
    except FieldErrors as wrong:
        first = next(iter(wrong.faults.values()))[0]
        vi, en = (NO_LONGER_FITS.in_(x).format(why=first.in_(x)) for x in ("vi", "en"))
        raise RuleRefuses(Label(vi, en)) from wrong
    return answers
