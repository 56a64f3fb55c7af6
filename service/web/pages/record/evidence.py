"""Evidence of a record: a file added on its page, and taken away again."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from service.formkit.labels import Label
from service.web.context import safe_path, the_actor, the_office, web
from service.web.downloads import hand_out
from service.web.i18n import gettext as _
from service.web.pages.record.record import record_page
from service.web.pages.record.record_views import FILE, NOTE, EvidenceAttempt
from service.web.posts import is_too_large, least_size, text_before_the_file
from service.workflow.errors import FieldErrors
from service.workflow.files.evidence import (
    SHOWN_INLINE,
    TOO_LARGE,
    add_evidence,
    download_evidence,
    list_evidence,
    note_too_large,
    require_adding,
)

NO_FILE = Label("Vui lòng chọn một tệp.", "Please choose a file.")
# What somebody sent is shown as if it came from nowhere: no scripts, no forms, no cookies of ours.
SANDBOX = "default-src 'none'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


@web.get("/records/<record_id>/evidence")
def evidence(record_id: str) -> ResponseReturnValue:
    """Go to the list of evidence on the record's page."""
    list_evidence(the_office(), the_actor(), record_id)
    return redirect(url_for("web.record", record_id=record_id, _anchor="evidence"), 303)


@web.post("/records/<record_id>/evidence")
def take_evidence(record_id: str) -> ResponseReturnValue:
    """Add a file to the record's evidence."""
    require_adding(the_office(), the_actor(), record_id)
    if is_too_large(request):
        note_too_large(the_office(), the_actor(), record_id, request.content_length or 0)
        note = text_before_the_file(request, NOTE)
        return record_page(record_id, EvidenceAttempt(note, {"file": (TOO_LARGE,)})), 413
    sent, note = request.files.get(FILE), request.form.get(NOTE, "")
    submission = request.form.get("submission", "")
    if not sent or not sent.filename:
        return record_page(record_id, EvidenceAttempt(note, {"file": (NO_FILE,)}, submission)), 422
    try:
        require_adding(the_office(), the_actor(), record_id, least_size(request))
        add_evidence(
            the_office(),
            the_actor(),
            record_id,
            file_name=sent.filename,
            content=sent.read(),
            note=note,
            submission=submission,
        )
    except FieldErrors as wrong:
        return record_page(record_id, EvidenceAttempt(note, wrong.faults, submission)), 422
    flash(_("Đã thêm bằng chứng."), "green")
    # Beside an open panel one goes on where one was.
    back = request.form.get("back", url_for("web.record", record_id=record_id))
    return redirect(safe_path(back), 303)


@web.get("/records/<record_id>/evidence/<int:number>")
def evidence_file(record_id: str, number: int) -> ResponseReturnValue:
    """Answer with a file of evidence, to be saved; a picture may be looked at where it is."""
    file = download_evidence(the_office(), the_actor(), record_id, number)
    inline = "inline" in request.args and file.media_type in SHOWN_INLINE
    answer = hand_out(file, inline=inline)
    answer.headers["Content-Security-Policy"] = SANDBOX
    return answer
