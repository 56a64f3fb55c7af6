"""The page of one record, a move open in it or not; its content named, who acts reminded."""

from secrets import token_urlsafe
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from service.web.components.days_off_words import days_off_words
from service.web.components.suggestions import suggestions
from service.web.context import the_actor, the_office, web
from service.web.i18n import gettext as _
from service.web.i18n import language, ngettext
from service.web.pages.record.move_views import Attempt, PanelView, panel_faults, panel_view
from service.web.pages.record.proposal_card import old_and_new
from service.web.pages.record.record_views import (
    NOTHING_SENT,
    EvidenceAttempt,
    adding_form,
    earlier_records,
    issued_papers,
    record_facts,
    record_sections,
    worth_telling,
)
from service.web.pages.record.stage_path import record_path
from service.web.pages.record.timeline import record_timeline
from service.web.pages.record.turn_card import turn_card
from service.web.pages.unsent.unsent_views import unsent_lines
from service.workflow.drafts.edit_returned import draft_begun
from service.workflow.drafts.unsent_texts import list_unsent
from service.workflow.errors import NotFound, RemindedToday
from service.workflow.files.evidence import RecordEvidence, list_evidence
from service.workflow.moves.move_panel import MovePanel
from service.workflow.records.read_records import (
    RecordView,
    open_record,
)
from service.workflow.recurrence.classify_record import classify_record
from service.workflow.recurrence.repetition import read_repetition
from service.workflow.reminders.send_reminders import remind_now


@web.get("/records/<record_id>")
def record(record_id: str) -> ResponseReturnValue:
    """Answer with one record: what it says, its papers, what happened."""
    return record_page(record_id)


def record_page(record_id: str, attempt: EvidenceAttempt = NOTHING_SENT) -> str:
    """Return the page of a record, with what was refused of a file sent to it."""
    return _page(open_record(the_office(), the_actor(), record_id), attempt)


def move_page(panel: MovePanel, attempt: Attempt, **more: Any) -> str:
    """Return the page of a record with the panel of a move open in its card."""
    view = panel_view(panel, attempt, draft_begun(the_office(), the_actor(), panel.record.id))
    meanwhile, faults = attempt.meanwhile, panel_faults(view, attempt)
    days_off = days_off_words(panel.calendar, panel.today)
    return _page(
        panel.record,
        panel=view,
        faults=faults,
        meanwhile=meanwhile,
        suggestions=suggestions(view.fields),
        days_off=days_off,
        **more,
    )


def _page(view: RecordView, attempt: EvidenceAttempt = NOTHING_SENT, **more: Any) -> str:
    evidence = list_evidence(the_office(), the_actor(), view.id)
    unsent = list_unsent(the_office(), the_actor(), view.id)
    repetition = worth_telling(read_repetition(the_office(), the_actor(), view.id))
    return render_template(
        "record/move.html" if "panel" in more else "record/record.html",
        record=view,
        path=record_path(view),
        turn=turn_card(view),
        compared=old_and_new(view) if view.correction.proposed else (),
        sections=record_sections(view),
        papers=issued_papers(view),
        timeline=record_timeline(view),
        facts=record_facts(view),
        evidence=evidence,
        adding=adding_form(attempt, token_urlsafe(16)),
        unsent_texts=unsent_lines(unsent, but=_forms_here(view, evidence, more.get("panel"))),
        repetition=repetition,
        earlier=earlier_records(repetition),
        **more,
    )


def _forms_here(view: RecordView, evidence: RecordEvidence, panel: PanelView | None) -> set[str]:
    """Return the addresses whose unsent text stands in its own form on this page."""
    adding = {url_for("web.evidence", record_id=view.id)} if evidence.may_add else set()
    return adding | {panel.href} if panel else adding


@web.post("/records/<record_id>/category")
def classify(record_id: str) -> ResponseReturnValue:
    """Put the record, and the similar ones ticked, into the chosen category."""
    also = request.form.getlist("also")
    classify_record(the_office(), the_actor(), record_id, _chosen(), also)
    flash(_("Đã lưu nhóm nội dung."), "green")
    return redirect(url_for("web.record", record_id=record_id), 303)


def _chosen() -> int | None:
    """Return the chosen category, None for «in no category»; raises NotFound for what is none."""
    if not request.form.get("category"):
        return None
    chosen = request.form.get("category", None, int)
    if chosen is None:
        raise NotFound
    return chosen


@web.post("/records/<record_id>/remind")
def remind(record_id: str) -> ResponseReturnValue:
    """Remind those the record waits for, at most once a day, and come back to it."""
    try:
        count = remind_now(the_office(), the_actor(), record_id)
    except RemindedToday as already:
        flash(already.label.in_(language()), "amber")
    else:
        flash(ngettext("Đã nhắc %(num)d người.", "Đã nhắc %(num)d người.", count), "green")
    return redirect(url_for("web.record", record_id=record_id), 303)
