"""Issuing a document: rendered, proved to say the answers, filed; all inside the caller's write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from service.archive.filing import file_document
from service.documents.context import Paper
from service.documents.errors import DocumentError, TemplateBroken
from service.documents.library import TemplateLibrary
from service.documents.render import prove, render
from service.formkit.form import Form
from service.store import issued
from service.store.database import UnitOfWork
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
    letterhead = office.letterhead(uow)
    paper = Paper(
        letterhead,
        form.version_no(issue.form_version),
        issue.record_name,
        unit_code=issue.unit_code,
    )
    template = find_template(office.library, form, form.variant_of(issue.answers))
    try:
        docx = render(form, template, issue.answers, paper)
        prove(form, template, docx, issue.answers)
    except DocumentError as error:
        raise DocumentNotProved(error.label) from error
    filed = issued.Issue(
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
    return file_document(uow, office.vault, filed, docx, actor_name=issue.actor.full_name)


def find_template(library: TemplateLibrary, form: Form, variant: str) -> Any:
    """Return the compiled template; raises TemplateUnusable naming the corrupted file."""
    try:
        return library.template(form, variant)
    except TemplateBroken as error:
        raise TemplateUnusable(form.code, error.label) from error
