"""The companion papers a move hands out: drawn from the record, proved, filed in its dossier."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from service.formkit.form import Form
from service.formkit.move_facts import MoveFacts
from service.formkit.move_form import MoveTyped
from service.formkit.schema import load_answers
from service.store import issued
from service.store.database import UnitOfWork
from service.workflow.issue_document import Issue, issue_document
from service.workflow.office import Office

if TYPE_CHECKING:
    from service.workflow.move_record import Step


def issue_papers(
    office: Office,
    uow: UnitOfWork,
    step: Step,
    said: MoveTyped,
    facts: MoveFacts,
    *,
    also_for: str | None = None,
) -> tuple[issued.IssuedDocument, ...]:
    """Return the papers the move issued, each the next version of its kind in the dossier.

    `also_for` is a new record whose dossier gets the same papers. Raises DocumentNotProved,
    TemplateUnusable.
    """
    found = []
    for code in step.move.papers:
        form = office.companion(code)
        for record_id in filter(None, (step.record.id, also_for)):
            found.append(_issue(office, uow, step, form, said, facts, record_id))
    return tuple(found)


def _issue(
    office: Office,
    uow: UnitOfWork,
    step: Step,
    form: Form,
    said: MoveTyped,
    facts: MoveFacts,
    record_id: str,
) -> issued.IssuedDocument:

    assert form.reads is not None, f"{form.code} does not say what it reads"
    moment = replace(facts, own=said.own)
    answers = load_answers(form, form.reads(said.answers, moment))
    issue = Issue(
        record_id=record_id,
        record_name=step.record.number or "",
        answers=answers,
        form_version=form.version.issue_no,
        actor=step.actor,
        unit_code=facts.unit_code,
        reason=None,
        at=step.now,
    )
    return issue_document(office, uow, form, issue)
