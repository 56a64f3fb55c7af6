"""Papers to take away: issued, draft and blank, as Word and PDF."""

from flask import request
from flask.typing import ResponseReturnValue

from service.web.context import the_actor, the_office, web
from service.web.downloads import hand_out_as_asked
from service.workflow.files import document_files


@web.get("/records/<record_id>/versions/<int:version>.<any(docx, pdf):kind>")
def issued(record_id: str, version: int, kind: str) -> ResponseReturnValue:
    """Answer with an issued version, of a companion document when the address names one."""
    take = document_files.issued_word if kind == "docx" else document_files.issued_pdf
    code = request.args.get("form", "")
    return hand_out_as_asked(take(the_office(), the_actor(), record_id, version, code))


@web.get("/drafts/<draft_id>/paper.<any(docx, pdf):kind>")
def draft_paper(draft_id: str, kind: str) -> ResponseReturnValue:
    """Answer with the draft, marked as such."""
    take = document_files.draft_word if kind == "docx" else document_files.draft_pdf
    return hand_out_as_asked(take(the_office(), the_actor(), draft_id))


@web.get("/forms/<code>/blank.<any(docx, pdf):kind>")
def blank(code: str, kind: str) -> ResponseReturnValue:
    """Answer with the blank form."""
    office, variant = the_office(), request.args.get("variant", "")
    if kind == "docx":
        return hand_out_as_asked(document_files.blank_word(office, code, variant))
    return hand_out_as_asked(document_files.blank_pdf(office, the_actor(), code, variant))
