"""Issuing a document: rendered, proved to say the answers, filed; all inside the caller's write."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from service.archive.filing import file_document
from service.documents.errors import DocumentError, TemplateBroken
from service.documents.render.library import TemplateLibrary
from service.documents.render.render import Paper, prove, render
from service.formkit.form import Form
from service.store.database import UnitOfWork
from service.store.ledger import issued
from service.workflow.actor import Actor
from service.workflow.errors import DocumentNotProved, TemplateUnusable
from service.workflow.office import Office


@dataclass(frozen=True)
class Issue:
    """What an issued document is about: the record, its answers, who issues it and why."""

    record_id: str
    record_name: str
    answers: Mapping[str, Any]
    form_version: str
    actor: Actor
    unit_code: str
    reason: str | None
    at: datetime


def issue_document(
    office: Office, uow: UnitOfWork, form: Form, issue: Issue
) -> issued.IssuedDocument:
    """Return the next version of the record's document, filed in the vault.

    Raises DocumentNotProved naming the field when the file does not read back as the answers or
    the setting that is missing, TemplateUnusable, DiskFull; the caller's transaction then leaves
    nothing behind.
    """
    (filed,) = issue_alike(office, uow, form, (issue,))
    return filed


def issue_alike(
    office: Office, uow: UnitOfWork, form: Form, issues: Sequence[Issue]
) -> tuple[issued.IssuedDocument, ...]:
    """Return one document filed for several records: made and proved once, as the first issue says.

    The issues differ in their record alone. Raises what issue_document raises.
    """
    first, letterhead = issues[0], office.letterhead(uow)
    paper = Paper(
        letterhead,
        form.version_no(first.form_version),
        first.record_name,
        unit_code=first.unit_code,
        made_at=office.now(),
    )
    template = find_template(office.library, form, form.variant_of(first.answers))
    try:
        docx = render(form, template, first.answers, paper)
        prove(form, template, docx, first.answers)
    except DocumentError as error:
        raise DocumentNotProved(error.label) from error
    rows = [
        issued.Issue(
            record_id=issue.record_id,
            form_code=form.code,
            form_version=issue.form_version,
            template_sha256=template.sha256,
            values=dict(issue.answers),
            settings=dict(letterhead),
            reason=issue.reason,
            issued_at=issue.at,
            issued_by=issue.actor.person_id,
        )
        for issue in issues
    ]
    return file_document(uow, office.vault, rows, docx, actor_name=first.actor.full_name)


def find_template(library: TemplateLibrary, form: Form, variant: str) -> Any:
    """Return the compiled template; raises TemplateUnusable naming the corrupted file."""
    try:
        return library.template(form, variant)
    except TemplateBroken as error:
        raise TemplateUnusable(form.code, error.label) from error
