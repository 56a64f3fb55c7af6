"""Sending a draft: answers checked, number given, document issued, event written, or nothing."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from service.formkit.form import Form
from service.formkit.moves import Move
from service.formkit.schema import judge, missing_sentence
from service.formkit.typed_days import day_faults
from service.store.base import office_day
from service.store.database import UnitOfWork
from service.store.records import drafts
from service.workflow.actor import Actor, require_move
from service.workflow.choosable_people import register_of
from service.workflow.drafts.drafts import own_draft
from service.workflow.drafts.edit_returned import send_again
from service.workflow.errors import FieldErrors, Stale
from service.workflow.moves.create_record import NewRecord, create_record
from service.workflow.office import Office
from service.workflow.records.draft_moves import find_move
from service.workflow.records.editable_fields import of_variant, require_open_in_draft
from service.workflow.records.participants import Named, name_draft
from service.workflow.submissions import MoveResult, submission_key, submitting


def submit_draft(
    office: Office,
    actor: Actor,
    *,
    draft_id: str,
    move: str,
    typed: Mapping[str, Any],
    version: int,
    submission: str,
    record_version: int | None = None,
) -> MoveResult:
    """Return the record that the draft became by its first move, or that it changes.

    Of a record that came back, `record_version` is the version whose changes the person has seen.

    The same `submission` again gives the first result; an empty one is always new. Raises
    FieldErrors with every fault beside its field, NotAllowed, NotFound, Stale with both texts,
    DocumentNotProved.
    """
    now = office.now()
    submission = submission_key(draft_id, submission)
    with (
        office.database.writing() as uow,
        submitting(uow, submission, actor.person_id, now) as submit,
    ):
        if submit.earlier is not None:
            return MoveResult.from_json(submit.earlier)
        draft = own_draft(uow, actor, draft_id)
        form = office.form(draft.form_code)
        require_open_in_draft(form, typed)
        values = {**draft.typed, **typed}
        if draft.version != version:
            raise Stale(dict(typed), dict(draft.typed), draft.version)
        if draft.record_id:
            made = send_again(office, uow, actor, draft, move, values, record_version)
        else:
            made = _first_move(office, uow, actor, form, move, values, now)
            drafts.delete_draft(uow, draft_id)
        submit.answer = vars(made).copy()
    return made


def _first_move(
    office: Office,
    uow: UnitOfWork,
    actor: Actor,
    form: Form,
    move_key: str,
    values: Mapping[str, Any],
    now: datetime,
) -> MoveResult:
    variant = form.variant_of(values)
    move = find_move(form, move_key, "draft", variant)
    require_move(actor, move)
    named = name_draft(register_of(uow, is_sample=actor.is_sample), form, values, actor)
    new = NewRecord(
        form=form,
        variant=variant,
        answers=of_variant(form, variant, _whole_answers(form, move, named, office_day(now))),
        named=named.people,
        series=move.series,
        stage=move.to_stage,
        kind=move.key,
        now=now,
        from_stage=move.from_stage,
        move=move,
    )
    born = create_record(office, uow, actor, new)
    record = born.record
    return MoveResult(record.id, record.number, record.stage, record.version, born.document_version)


def _whole_answers(form: Form, move: Move, named: Named, today: date) -> dict[str, Any]:
    """Return the answers when they are all a move needs; raises FieldErrors with every fault."""
    judged = judge(form, named.typed, move.completes)
    faults = {**named.faults, **judged.faults}
    lacking = {
        name: (missing_sentence(form.field(name)),)
        for name in move.needs
        if name not in judged.answers and name not in faults
    }
    odd_days = day_faults(form.fields, judged.answers, {}, today.isoformat())
    if faults or lacking or odd_days:
        raise FieldErrors({**odd_days, **faults, **lacking})
    return judged.answers
