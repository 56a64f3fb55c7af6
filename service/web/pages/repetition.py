"""Repetition on a record's page: which content the record is for."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from service.web.door import the_actor, the_office, web
from service.web.i18n import gettext as _
from service.workflow.classify_record import classify_record


@web.post("/records/<record_id>/category")
def classify(record_id: str) -> ResponseReturnValue:
    """Put the record, and the similar ones ticked, into the chosen category."""
    chosen = request.form.get("category", "")
    category_id = int(chosen) if chosen.isascii() and chosen.isdigit() else None
    also = request.form.getlist("also")
    classify_record(the_office(), the_actor(), record_id, category_id, also)
    flash(_("Đã lưu nhóm nội dung."), "green")
    return redirect(url_for("web.record", record_id=record_id), 303)
