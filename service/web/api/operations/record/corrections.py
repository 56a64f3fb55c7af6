"""Corrections of what was approved over the API: proposed, confirmed, declined, withdrawn."""

from collections.abc import Iterator, Mapping
from typing import Any

from marshmallow import fields as ma

from service.formkit.form import Form
from service.formkit.schema import schema_class
from service.web.api.authentication import actor, office
from service.web.api.blueprint import ApiBlueprint
from service.web.api.operations.drafts.form_submission import (
    Answers,
    SubmissionKey,
    require_record_of,
    version_read,
)
from service.web.api.schemas import (
    AnswerShape,
    LabelShape,
    MomentText,
    TakenShape,
    Words,
)
from service.workflow.event_kinds import CORRECTION_PROPOSED
from service.workflow.moves.corrections import confirm_correction as deciding
from service.workflow.moves.corrections import propose_correction as proposing
from service.workflow.moves.corrections.propose_correction import ProposalMade
from service.workflow.moves.transition import LONGEST_REASON
from service.workflow.office import Office

door = ApiBlueprint(
    "corrections", "Đính chính nội dung đã phê duyệt · Corrections of what was approved", place=70
)
OUTCOMES = ("waiting", "confirmed", "declined", "withdrawn")


class KeptFieldShape(AnswerShape):
    """A field that this person cannot correct, and the sentence that says whose it is."""

    field = ma.String(attribute="field.name")
    why = ma.Nested(LabelShape, attribute="sentence")


class ProposedShape(AnswerShape):
    """A correction that waits to be confirmed."""

    proposer = ma.String()
    reason = ma.String()
    proposed_at = MomentText()
    due_on = ma.Date()
    changes = ma.Dict(metadata={"description": "each field with what it was and is to become"})
    may_confirm = ma.Boolean()
    is_mine = ma.Boolean()


class CorrectionShape(AnswerShape):
    """What this person may correct in the record now, and what is proposed."""

    fields_open = ma.List(
        ma.String(), metadata={"description": "what may be corrected; empty for who may nothing"}
    )
    fields_kept = ma.List(ma.Nested(KeptFieldShape))
    needs_confirming = ma.Boolean(
        metadata={"description": "somebody else approved this: a correction is only proposed"}
    )
    confirmed_by = ma.Nested(LabelShape)
    proposed = ma.Nested(ProposedShape, allow_none=True)


class ProposalMadeShape(AnswerShape):
    """What came of a deed about a proposed correction."""

    record_id = ma.String()
    outcome = ma.String(metadata={"enum": list(OUTCOMES)})
    record_version = ma.Integer()
    document_version = ma.Integer()


class Confirming(TakenShape):
    """The version of the record beside which the proposal was read."""

    version = version_read()
    submission = SubmissionKey()


class Declining(TakenShape):
    """Why not."""

    reason = Words(LONGEST_REASON, required=True)
    submission = SubmissionKey()


class Withdrawing(TakenShape):
    """Which click it is."""

    submission = SubmissionKey()


def doors_of(house: Office) -> Iterator[ApiBlueprint]:
    """Yield for every form the operation by which corrections of its records are proposed."""
    return (_proposals_of(form) for form in house.catalogue)


def _proposals_of(form: Form) -> ApiBlueprint:
    """Return the path by which corrections of a form's records are proposed."""
    door = ApiBlueprint(
        f"proposals_{form.key}", f"{form.title.vi} · {form.title.en}", tag=form.code
    )
    name = "ProposeCorrectionOf" + "".join(part.title() for part in form.key.split("_"))
    members: dict[str, ma.Field[Any]] = {
        "answers": Answers(schema_class(form), required=True),
        "reason": Words(LONGEST_REASON, required=True),
        "version": version_read(),
        "submission": SubmissionKey(),
    }

    @door.post(
        f"/forms/{form.code}/records/<id:record_id>/correction-proposals",
        "Đề nghị đính chính · Propose a correction",
        body=type(name, (TakenShape,), members),
        answers=ProposalMadeShape,
        errors=(409,),
    )
    def propose_correction(sent: Mapping[str, Any], record_id: str) -> ProposalMade:
        """Return the proposal: once somebody else has approved the record, it waits for them.

        Its submitter or the ISO secretary may, with a reason; one waits on a record at a time.
        The record's `correction` says which fields are open and whether a proposal is needed.
        """
        require_record_of(form, record_id, CORRECTION_PROPOSED)
        return proposing.propose_correction(
            office(),
            actor(),
            record_id,
            typed=sent["answers"],
            reason=sent["reason"],
            version=sent["version"],
            submission=sent["submission"],
        )

    return door


@door.post(
    "/records/<id:record_id>/correction/confirm",
    "Xác nhận đính chính · Confirm a correction",
    body=Confirming,
    answers=ProposalMadeShape,
    errors=(409,),
)
def confirm(sent: Mapping[str, Any], record_id: str) -> ProposalMade:
    """Return what came of it: the record as proposed, a new version under both names.

    The ISO board leader or a delegate may, never the proposer.
    """
    return deciding.confirm_correction(
        office(), actor(), record_id, version=sent["version"], submission=sent["submission"]
    )


@door.post(
    "/records/<id:record_id>/correction/decline",
    "Không đồng ý đính chính · Decline a correction",
    body=Declining,
    answers=ProposalMadeShape,
)
def decline(sent: Mapping[str, Any], record_id: str) -> ProposalMade:
    """Return what came of it: the record stays as it is, and its timeline says why."""
    return deciding.decline_correction(
        office(), actor(), record_id, reason=sent["reason"], submission=sent["submission"]
    )


@door.post(
    "/records/<id:record_id>/correction/withdraw",
    "Rút đề nghị đính chính · Withdraw one's proposal",
    body=Withdrawing,
    answers=ProposalMadeShape,
)
def withdraw(sent: Mapping[str, Any], record_id: str) -> ProposalMade:
    """Return what came of it: the record stays as it is. Only the proposer may."""
    return proposing.withdraw_correction(
        office(), actor(), record_id, submission=sent["submission"]
    )
