"""The papers a person may take away: issued, draft and blank, as Word and PDF."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from service.archive.filing import read_document
from service.documents.render.render import Paper, render
from service.documents.template.prepare import without_controls
from service.formkit import vietnamese
from service.formkit.form import Form
from service.formkit.letterhead import letterhead_facts
from service.formkit.text_files import marked_encoding
from service.store.ledger import issued
from service.store.ledger.security_log import SecurityNote, note_security
from service.workflow.actor import Actor
from service.workflow.authority import visible_record
from service.workflow.drafts.drafts import open_draft
from service.workflow.errors import looking_up
from service.workflow.files.issued_pdf import pdf_of_issued
from service.workflow.issue_document import find_template
from service.workflow.office import Office

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"


@dataclass(frozen=True)
class Download:
    """A file to hand out: ASCII name, Vietnamese title, media type and bytes."""

    file_name: str
    title: str
    media_type: str
    content: bytes

    @property
    def content_type(self) -> str:
        """The media type; of a text with the encoding that it is written in."""
        if not self.media_type.startswith("text/"):
            return self.media_type
        return f"{self.media_type}; charset={marked_encoding(self.content)}"


def issued_word(
    office: Office, actor: Actor, record_id: str, version: int, form_code: str = ""
) -> Download:
    """Return the Word file exactly as issued: of the record's own form, or of that companion.

    Raises NotFound, FileMissing, FileAltered.
    """
    with office.database.reading() as uow:
        record = visible_record(uow, actor, record_id, office.today())
        form = office.any_form(form_code or record.form_code)
        with looking_up():
            document = issued.get_issued(uow, record_id, form.code, version)
    content = read_document(office.vault, document)
    with office.database.writing() as uow:
        what = {"record": record_id, "version": str(version), "form": form.code}
        note_security(
            uow, SecurityNote(office.now(), "download", actor.person_id, actor.address, what)
        )
    name = issued_name(form.code, record.number or record_id, version)
    title = " ".join(filter(None, (form.title.vi, record.number)))
    return Download(f"{name}.docx", f"{title}.docx", WORD, content)


def issued_pdf(
    office: Office, actor: Actor, record_id: str, version: int, form_code: str = ""
) -> Download:
    """Return the PDF of the issued Word file, proved first; raises NotFound, PdfError.

    Raises FileMissing, FileAltered, whatever copies there are.
    """
    word = issued_word(office, actor, record_id, version, form_code)
    return _called_pdf(word, pdf_of_issued(office, word.content, actor.username))


def draft_word(office: Office, actor: Actor, draft_id: str) -> Download:
    """Return the draft as a Word file marked DỰ THẢO; raises NotFound."""
    draft = open_draft(office, actor, draft_id)
    content = rendered(office, draft.form, draft.answers, draft=True)
    return Download(
        f"{draft.form.code}_nhap.docx", f"{draft.form.title.vi} (dự thảo).docx", WORD, content
    )


def draft_pdf(office: Office, actor: Actor, draft_id: str) -> Download:
    """Return the draft as a PDF marked DỰ THẢO; raises NotFound, PdfError."""
    return as_pdf(office, draft_word(office, actor, draft_id), actor)


def blank_word(office: Office, form_code: str, variant: str = "") -> Download:
    """Return the blank form, dots where a pen writes; raises NotFound."""
    form = office.form(form_code)
    chosen = variant if variant in form.templates else form.variants[0]
    with office.database.reading() as uow:
        letterhead = office.letterhead(uow)
    answers = form.blank_answers(chosen, letterhead_facts(letterhead))
    content = rendered(office, form, answers, draft=False)
    return Download(
        f"{form.code}{'_' + chosen if chosen else ''}_trang.docx",
        f"{form.title.vi} (bản trắng).docx",
        WORD,
        content,
    )


def blank_pdf(office: Office, actor: Actor, form_code: str, variant: str = "") -> Download:
    """Return the blank form as a PDF to print; raises NotFound, PdfError."""
    return as_pdf(office, blank_word(office, form_code, variant), actor)


def rendered(office: Office, form: Form, answers: Mapping[str, Any], *, draft: bool) -> bytes:
    """Return the Word file of the answers on the paper they belong on; raises TemplateUnusable."""
    with office.database.reading() as uow:
        letterhead = office.letterhead(uow)
    template = find_template(office.library, form, form.variant_of(answers))
    record_id = "bản nháp" if draft else ""
    paper = Paper(letterhead, form.version, record_id, draft, made_at=office.now())
    return render(form, template, answers, paper)


def plain_copy(word: Download) -> Download:
    """Return the Word file as a copy without content controls, anything else as it is.

    Readers that know no controls around table rows (docx-preview, python-docx) show no such row:
    there a plan has no objective. The copy shows all, but can neither be filled nor read back.
    """
    if word.media_type != WORD:
        return word
    return replace(
        word,
        file_name=word.file_name.removesuffix(".docx") + "_khong-o-nhap.docx",
        title=word.title.removesuffix(".docx") + " (không ô nhập).docx",
        content=without_controls(word.content),
    )


def as_pdf(office: Office, word: Download, actor: Actor) -> Download:
    """Return the Word file as a PDF under the same names, in the person's turn; raises PdfError."""
    # In turn with all who want one: meanwhile nobody else's connection is held.
    office.database.let_go()
    return _called_pdf(word, office.pdf.convert(without_controls(word.content), actor.username))


def _called_pdf(word: Download, content: bytes) -> Download:
    return Download(
        word.file_name.removesuffix("docx") + "pdf",
        word.title.removesuffix("docx") + "pdf",
        PDF,
        content,
    )


def issued_name(form_code: str, called: str, version: int) -> str:
    """Return the file name of an issued version without its ending (`BM.CTCL.01_01-2026_v01`)."""
    return f"{form_code}_{ascii_name(called)}_v{version:02d}"


def ascii_name(text: str) -> str:
    """Return a number such as `09/BB-ISO` as a file name may hold it (forms-spec §9.8)."""
    return "".join(
        c if c.isascii() and (c.isalnum() or c in ".-_") else "-" for c in vietnamese.fold(text)
    )
