"""Papers to take away: issued, draft and blank, as Word and PDF."""

from __future__ import annotations

from urllib.parse import quote

from flask import Response, request
from flask.typing import ResponseReturnValue

from service.web.context import the_actor, the_office, web
from service.workflow.files import document_files
from service.workflow.files.document_files import Download, plain_copy


@web.get("/records/<record_id>/versions/<int:version>.<any(docx, pdf):kind>")
def issued(record_id: str, version: int, kind: str) -> ResponseReturnValue:
    """Answer with an issued version, of a companion document when the address names one."""
    take = document_files.issued_word if kind == "docx" else document_files.issued_pdf
    code = request.args.get("form", "")
    return hand_out(take(the_office(), the_actor(), record_id, version, code))


@web.get("/drafts/<draft_id>/paper.<any(docx, pdf):kind>")
def draft_paper(draft_id: str, kind: str) -> ResponseReturnValue:
    """Answer with the draft, marked as such."""
    take = document_files.draft_word if kind == "docx" else document_files.draft_pdf
    return hand_out(take(the_office(), the_actor(), draft_id))


@web.get("/forms/<code>/blank.<any(docx, pdf):kind>")
def blank(code: str, kind: str) -> ResponseReturnValue:
    """Answer with the blank form."""
    office, variant = the_office(), request.args.get("variant", "")
    if kind == "docx":
        return hand_out(document_files.blank_word(office, code, variant))
    return hand_out(document_files.blank_pdf(office, the_actor(), code, variant))


def hand_out(paper: Download) -> Response:
    """Return the file under its ASCII name, with the Vietnamese one beside it (forms-spec §9.8).

    A Word file comes as a copy without controls where the address asks for a `plain` one.
    """
    paper = plain_copy(paper) if "plain" in request.args else paper
    how = "inline" if "inline" in request.args else "attachment"
    title = quote(paper.title.replace("/", "-"))
    disposition = f"{how}; filename=\"{paper.file_name}\"; filename*=UTF-8''{title}"
    headers = {"Content-Disposition": disposition}
    return Response(paper.content, mimetype=paper.media_type, headers=headers)
