"""The paper of a delegation, O-07 Giấy ủy quyền: what the director gives is put in writing."""

from typing import Any

from service.documents.errors import DocumentError
from service.documents.render.render import Paper, prove, render
from service.formkit.features.companion import DrawnFromRecord
from service.formkit.form import Form
from service.formkit.letterhead import letterhead_facts
from service.formkit.move_facts import MoveFacts
from service.formkit.schema import load_answers
from service.store.base import office_day
from service.store.database import UnitOfWork
from service.store.ledger import issued
from service.store.ledger.events import timeline
from service.store.people import persons, units
from service.store.records import records
from service.store.turns.delegations import Delegation
from service.workflow.actor import Actor
from service.workflow.authority import is_past_bar
from service.workflow.errors import DocumentNotProved
from service.workflow.event_kinds import DELEGATED
from service.workflow.issue_document import Issue, find_template, issue_document
from service.workflow.office import Office

PAPER = "O-07"
CLAUSE = "5.6"
"""Its required answers are asked for by this clause."""


def issue_paper(
    office: Office, uow: UnitOfWork, actor: Actor, delegation: Delegation
) -> issued.IssuedDocument:
    """Return the paper of a single record's delegation, issued among the record's documents."""
    form = office.companion(PAPER)
    record = records.get_record(uow, str(delegation.record_id))
    issue = Issue(
        record_id=record.id,
        record_name=record.number or "",
        answers=paper_answers(office, uow, form, delegation),
        form_version=form.version.issue_no,
        actor=actor,
        unit_code="",
        reason=None,
        at=delegation.made_at,
    )
    return issue_document(office, uow, form, issue)


def paper_answers(
    office: Office, uow: UnitOfWork, form: Form, delegation: Delegation
) -> dict[str, Any]:
    """Return what the paper says of the delegation; raises FieldErrors for what will not fit."""
    giver = persons.get_person(uow, delegation.giver_id)
    receiver = persons.get_person(uow, delegation.receiver_id)
    letterhead = office.letterhead(uow)
    day = office_day(delegation.made_at).isoformat()
    given: dict[str, Any] = {
        "giver": delegation.giver_then,
        "giver_title": giver.title or str(letterhead["head_title"]).capitalize(),
        "receiver": delegation.receiver_then,
        "receiver_title": receiver.title,
        "receiver_unit": receiver.unit_name,
        "scope": delegation.scope,
        "from_day": delegation.from_day.isoformat(),
        "to_day": delegation.to_day.isoformat(),
        "slip": "",
        "slip_unit": "",
        "is_past_bar": _is_past_bar(office, uow, delegation),
        **_slip(uow, delegation),
    }
    facts = MoveFacts(today=day, actor_name=delegation.giver_then)
    drawn_from = form.feature(DrawnFromRecord)
    answers = drawn_from.answers(given, facts) if drawn_from else given
    drawn = {**form.defaults(answers, letterhead_facts(letterhead) | {"today": day}), **answers}
    return load_answers(form, drawn, (CLAUSE,))


def _is_past_bar(office: Office, uow: UnitOfWork, delegation: Delegation) -> bool:
    """Return whether its giver is barred from what is lent: as told then, else as it stands."""
    if delegation.record_id is None:
        return False
    for event in timeline(uow, delegation.record_id):
        if event.kind == DELEGATED and event.payload.get("delegation") == delegation.id:
            return bool(event.payload.get("past_bar"))
    record = records.get_record(uow, delegation.record_id)
    return is_past_bar(office, uow, record, delegation.giver_id)


def role_paper(office: Office, uow: UnitOfWork, delegation: Delegation) -> bytes:
    """Return the paper of a role's delegation as a Word file, proved to say it."""
    form = office.companion(PAPER)
    answers = paper_answers(office, uow, form, delegation)
    template = find_template(office.library, form, "")
    try:
        paper = Paper(office.letterhead(uow), form.version, made_at=office.now())
        docx = render(form, template, answers, paper)
        prove(form, template, docx, answers)
    except DocumentError as error:
        raise DocumentNotProved(error.label) from error
    return docx


def _slip(uow: UnitOfWork, delegation: Delegation) -> dict[str, str]:
    """Return the single record that is lent, and the unit that carries it out; none for a role."""
    if delegation.record_id is None:
        return {}
    record = records.get_record(uow, delegation.record_id)
    unit_id = record.executing_unit_id
    unit = units.get_unit(uow, unit_id).name if unit_id is not None else ""
    return {"slip": record.number or "", "slip_unit": unit}
