"""The paper that a proposed correction would make, marked as a draft: to read before confirming."""

from service.formkit.schema_fields import is_empty
from service.store.corrections.proposals import waiting_proposal
from service.workflow.actor import Actor
from service.workflow.authority import visible_record
from service.workflow.errors import NotFound
from service.workflow.files.document_files import WORD, Download, as_pdf, ascii_name, rendered
from service.workflow.office import Office


def proposed_word(office: Office, actor: Actor, record_id: str) -> Download:
    """Return the Word file as it would be, marked DỰ THẢO; raises NotFound, TemplateUnusable."""
    with office.database.reading() as uow:
        record = visible_record(uow, actor, record_id, office.today())
        waiting = waiting_proposal(uow, record.id)
    if waiting is None:
        raise NotFound
    form = office.form(record.form_code)
    values = {**record.answers, **{n: each.get("after") for n, each in waiting.changes.items()}}
    answers = {name: value for name, value in values.items() if not is_empty(value)}
    content = rendered(office, form, answers, draft=True)
    called = record.number or record.id
    name = f"{form.code}_{ascii_name(called)}_de-nghi-dinh-chinh.docx"
    title = f"{form.title.vi} {called} (đề nghị đính chính).docx"
    return Download(name, title, WORD, content)


def proposed_pdf(office: Office, actor: Actor, record_id: str) -> Download:
    """Return the same as a PDF; raises NotFound, PdfError."""
    return as_pdf(office, proposed_word(office, actor, record_id), actor)
