"""Filling a form: section by section, saved by itself, checked, then sent by a named button."""

import json
import secrets

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from service.formkit.form import Box
from service.formkit.labels import Faults
from service.formkit.moves import Move
from service.web.components.conflicts import ConflictView
from service.web.components.field_versions import marks_of
from service.web.components.field_views import CONVERT
from service.web.components.form_data import do_row_deed, read_post
from service.web.components.suggestions import suggestions
from service.web.context import the_actor, the_office, web
from service.web.i18n import gettext as _
from service.web.i18n import language
from service.web.pages.drafts.autosave import autosaved, save_section, still_torn
from service.web.pages.drafts.draft_views import (
    CHECK,
    around_draft,
    box_called,
    faults_for_sending,
    faults_of,
    faults_to_show,
    later_tasks,
    move_views,
    open_boxes,
    section_to_fill,
    sections_to_read,
    tasks,
)
from service.web.pages.record.timeline import changed_since
from service.workflow.drafts import drafts as workflow
from service.workflow.drafts.draft_view import DraftView
from service.workflow.drafts.edit_returned import edit_returned, moves_of_returned
from service.workflow.drafts.submit_draft import submit_draft
from service.workflow.errors import FieldErrors, NotFound, Stale
from service.workflow.records.draft_moves import moves_open_to
from service.workflow.records.read_records import open_record
from service.workflow.submissions import MoveResult


@web.post("/drafts")
def start_draft() -> ResponseReturnValue:
    """Begin a form and go to its first section."""
    office, code = the_office(), request.form.get("form", "")
    variant_field, variant = office.form(code).variant_field, request.form.get("variant", "")
    typed = {variant_field: variant} if variant_field and variant else None
    draft = workflow.start_draft(office, the_actor(), code, typed)
    return redirect(url_for("web.draft", draft_id=draft.id), 303)


@web.post("/records/<record_id>/edit")
def edit(record_id: str) -> ResponseReturnValue:
    """Go to the parts of a record that came back, to edit them as a draft, or to look them over."""
    found = edit_returned(the_office(), the_actor(), record_id)
    if request.form.get("go") == CHECK:
        return redirect(url_for("web.check", draft_id=found.id), 303)
    return redirect(url_for("web.draft", draft_id=found.id), 303)


@web.get("/drafts/<draft_id>")
def draft(draft_id: str) -> ResponseReturnValue:
    """Go to the draft's first section."""
    found = workflow.open_draft(the_office(), the_actor(), draft_id)
    return redirect(url_for("web.fill", draft_id=draft_id, section=open_boxes(found)[0].key), 303)


@web.get("/drafts/<draft_id>/parts/<section>")
def fill(draft_id: str, section: str) -> ResponseReturnValue:
    """Answer with one section to fill."""
    found = workflow.open_draft(the_office(), the_actor(), draft_id)
    return _fill_page(found, _box(found, section), show_missing="all" in request.args)


@web.post("/drafts/<draft_id>/parts/<section>")
def save_part(draft_id: str, section: str) -> ResponseReturnValue:
    """Save one section and go where the pressed button says."""
    found = workflow.open_draft(the_office(), the_actor(), draft_id, also_aside=True)
    return _save(found, _box(found, section))


def _save(found: DraftView, box: Box) -> ResponseReturnValue:
    posted = read_post(box.fields, request.form)
    more = do_row_deed(posted, request.form.get("row", ""))
    told = save_section(found, box, posted, request.form)
    if told.conflicts:
        return _fill_page(still_torn(told, posted), box, conflicts=told.conflicts), 409
    saved = told.draft
    go = request.form.get("go", "stay")
    if "row" in request.form or CONVERT in request.form:
        return _fill_page(saved, box, more_rows=(more,))
    if faults_of(box, saved.faults) and go == "next":
        return _fill_page(saved, box, summary=True), 422
    return redirect(_where_to(saved, box, go), 303)


def _where_to(saved: DraftView, box: Box, go: str) -> str:
    boxes = open_boxes(saved)
    at = boxes.index(box) if box in boxes else -1
    step = {"next": 1, "back": -1}.get(go, 0)
    if at + step >= len(boxes):
        return url_for("web.check", draft_id=saved.id)
    return url_for("web.fill", draft_id=saved.id, section=boxes[max(at + step, 0)].key)


def _fill_page(
    draft: DraftView,
    box: Box,
    *,
    summary: bool = False,
    show_missing: bool = False,
    more_rows: tuple[str, ...] = (),
    conflicts: tuple[ConflictView, ...] = (),
) -> str:
    faults = faults_for_sending(draft) if show_missing else dict(draft.faults)
    boxes = open_boxes(draft)
    after = boxes[boxes.index(box) + 1 :]
    summed_up = summary or show_missing
    section = section_to_fill(draft, box, faults=faults, more_rows=more_rows)
    return render_template(
        "drafts/fill.html",
        **around_draft(draft, box.key),
        section=section,
        next_title=after[0].title.in_(language()) if after else "",
        tasks=tasks(draft, box.key),
        later=later_tasks(draft),
        faults=faults_to_show(draft, [box], faults) if summed_up else (),
        conflicts=conflicts,
        loaded=json.dumps(marks_of(box.fields, draft.kept)),
        pictures=(),
        suggestions=suggestions(section.fields),
    )


@web.post("/drafts/<draft_id>/parts/<section>/autosave")
def autosave(draft_id: str, section: str) -> ResponseReturnValue:
    """Save what was typed so far and tell the page what changed around it."""
    found = workflow.open_draft(the_office(), the_actor(), draft_id, also_aside=True)
    box = _box(found, section)
    posted = read_post(box.fields, request.form)
    saved = save_section(found, box, posted, request.form)
    return jsonify(autosaved(saved, box, posted)), 409 if saved.conflicts else 200


@web.get("/drafts/<draft_id>/check")
def check(draft_id: str) -> ResponseReturnValue:
    """Answer with every answer to look over, and the buttons that send."""
    return _check_page(workflow.open_draft(the_office(), the_actor(), draft_id))


def _check_page(draft: DraftView, refused: Faults | None = None, *, stale: bool = False) -> str:
    """Return the page; once sending was `refused`, every fault is in the summary too.

    A record that changed meanwhile tells what changed; its version then counts as seen.
    """
    record = open_record(the_office(), the_actor(), draft.record_id) if draft.record_id else None
    changed = stale and record is not None and record.version != draft.record_version
    beside = {**faults_for_sending(draft), **(refused or {})}
    moves = _moves(draft)
    return render_template(
        "drafts/check.html",
        **around_draft(draft, CHECK),
        sections=sections_to_read(draft, change=True, faults=beside),
        tasks=tasks(draft, CHECK),
        later=later_tasks(draft),
        moves=move_views(draft, moves),
        submission=request.form.get("submission") or secrets.token_urlsafe(16),
        faults=faults_to_show(draft, open_boxes(draft), beside) if refused else (),
        stale=stale,
        moved_on=record is not None and not moves,
        record_version=record.version if changed and record else 0,
        meanwhile=changed_since(record, draft.record_version or 0) if changed and record else (),
        pictures=(),
    )


def _moves(draft: DraftView) -> tuple[Move, ...]:
    if draft.record_id:
        return moves_of_returned(the_office(), the_actor(), draft)
    return moves_open_to(draft.form, "draft", draft.variant, the_actor(), draft.answers)


@web.post("/drafts/<draft_id>/send")
def submit(draft_id: str) -> ResponseReturnValue:
    """Make the official step and go to the record, or show what is still wrong."""
    try:
        made = _send(draft_id)
    except FieldErrors as wrong:
        found = workflow.open_draft(the_office(), the_actor(), draft_id)
        return _check_page(found, wrong.faults), 422
    except Stale:
        # Another tab saved, or the record changed: what would be sent is shown before it is sent.
        found = workflow.open_draft(the_office(), the_actor(), draft_id)
        return _check_page(found, stale=True), 409
    flash(_("Đã gửi %(what)s.", what=made.number or _("biểu mẫu")), "green")
    return redirect(url_for("web.record", record_id=made.record_id), 303)


def _send(draft_id: str) -> MoveResult:
    sent = request.form
    return submit_draft(
        the_office(),
        the_actor(),
        draft_id=draft_id,
        move=sent.get("move", ""),
        typed={},
        version=sent.get("version", 0, int),
        submission=sent.get("submission", ""),
        record_version=sent.get("record_version", 0, int) or None,
    )


@web.get("/drafts/<draft_id>/text")
def draft_text(draft_id: str) -> ResponseReturnValue:
    """Answer with the words that the Word page will show."""
    found = workflow.open_draft(the_office(), the_actor(), draft_id)
    sections = sections_to_read(found, change=False, faults=found.faults)
    head = around_draft(found, open_boxes(found)[0].key)
    return render_template("drafts/text_view.html", sections=sections, **head)


@web.post("/drafts/<draft_id>/discard")
def discard(draft_id: str) -> ResponseReturnValue:
    """Put the draft aside; it can be taken back for 30 days."""
    workflow.discard_draft(the_office(), the_actor(), draft_id)
    flash(_("Đã bỏ bản nháp. Trong 30 ngày có thể lấy lại ở trang này."), "green")
    return redirect(url_for("web.home"), 303)


@web.post("/drafts/<draft_id>/restore")
def restore(draft_id: str) -> ResponseReturnValue:
    """Take a draft back and open it."""
    workflow.restore_draft(the_office(), the_actor(), draft_id)
    return redirect(url_for("web.draft", draft_id=draft_id), 303)


def _box(found: DraftView, section: str) -> Box:
    box = box_called(found, section)
    if box is None:
        raise NotFound
    return box
