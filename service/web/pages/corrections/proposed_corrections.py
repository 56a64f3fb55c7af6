"""A proposed correction: old beside new, and what is decided on it."""

import secrets
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from service.web.components.field_views import FaultView
from service.web.context import the_actor, the_office, web
from service.web.downloads import hand_out_as_asked
from service.web.i18n import gettext as _
from service.web.i18n import language
from service.web.pages.corrections.corrections import reason_field
from service.web.pages.record.proposal_card import old_and_new
from service.workflow.errors import (
    DocumentNotProved,
    ReasonMissing,
    RuleRefuses,
    Stale,
    sentence_of,
)
from service.workflow.files.proposed_paper import proposed_pdf, proposed_word
from service.workflow.moves.corrections.confirm_correction import (
    WHY_NOT,
    confirm_correction,
    decline_correction,
)
from service.workflow.moves.corrections.propose_correction import (
    NOTHING_PROPOSED,
    withdraw_correction,
)
from service.workflow.records.read_records import RecordView, open_record


@dataclass(frozen=True)
class _Attempt:
    """What was refused: of the whole, or of the reason; `stale` when the record moved on."""

    general: str = ""
    reason_fault: str = ""
    stale: bool = False


@web.get("/records/<record_id>/correction")
def correction(record_id: str) -> ResponseReturnValue:
    """Answer with the proposed correction, old beside new; with the record when none waits."""
    view = open_record(the_office(), the_actor(), record_id)
    return _page(view, _Attempt())


@web.get("/records/<record_id>/correction/paper.<any(docx, pdf):kind>")
def proposed_paper(record_id: str, kind: str) -> ResponseReturnValue:
    """Answer with the paper as the correction would make it, marked as a draft."""
    take = proposed_word if kind == "docx" else proposed_pdf
    return hand_out_as_asked(take(the_office(), the_actor(), record_id))


@web.post("/records/<record_id>/correction/confirm")
def confirm(record_id: str) -> ResponseReturnValue:
    """Issue the correction as proposed, and go back to the record."""
    try:
        confirm_correction(
            the_office(),
            the_actor(),
            record_id,
            version=request.form.get("version", 0, int),
            submission=request.form.get("submission", ""),
        )
    except Stale:
        return _refused(record_id, _Attempt(stale=True)), 409
    except (RuleRefuses, DocumentNotProved) as refused:
        return _refused(record_id, _Attempt(sentence_of(refused).in_(language()))), 422
    return _done(record_id, _("Đã phát hành bản đính chính."))


@web.post("/records/<record_id>/correction/decline")
def decline(record_id: str) -> ResponseReturnValue:
    """Note that the correction is not agreed to, and go back to the record."""
    try:
        decline_correction(
            the_office(),
            the_actor(),
            record_id,
            reason=request.form.get("reason", ""),
            submission=request.form.get("submission", ""),
        )
    except ReasonMissing as missing:
        fault = missing.label.in_(language())
        return _refused(record_id, _Attempt(reason_fault=fault)), 422
    except RuleRefuses as refused:
        return _refused(record_id, _Attempt(sentence_of(refused).in_(language()))), 422
    return _done(record_id, _("Đã ghi ý kiến không đồng ý; hồ sơ giữ nguyên."))


@web.post("/records/<record_id>/correction/withdraw")
def withdraw(record_id: str) -> ResponseReturnValue:
    """Take one's proposal back, and go back to the record."""
    try:
        key = request.form.get("submission", "")
        withdraw_correction(the_office(), the_actor(), record_id, submission=key)
    except RuleRefuses as refused:
        return _refused(record_id, _Attempt(sentence_of(refused).in_(language()))), 422
    return _done(record_id, _("Đã rút đề nghị đính chính; hồ sơ giữ nguyên."))


def _done(record_id: str, words: str) -> ResponseReturnValue:
    flash(words, "green")
    return redirect(url_for("web.record", record_id=record_id), 303)


def _refused(record_id: str, attempt: _Attempt) -> str:
    view = open_record(the_office(), the_actor(), record_id)
    return _page(view, attempt)


def _page(view: RecordView, attempt: _Attempt) -> str:
    proposal = view.correction.proposed
    general = attempt.general
    if proposal is None:
        general = general or NOTHING_PROPOSED.in_(language())
    faults = [FaultView(general, "")] if general else []
    if attempt.reason_fault:
        faults.append(FaultView(attempt.reason_fault, "#f-reason"))
    return render_template(
        "corrections/correction.html",
        record=view,
        proposal=proposal,
        compared=old_and_new(view),
        faults=tuple(faults),
        stale=attempt.stale,
        reason=reason_field(WHY_NOT.in_(language()), attempt.reason_fault),
        submission=secrets.token_urlsafe(16),
    )
