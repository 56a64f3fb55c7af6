"""Repetition on a record's page: which content the record is for."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from service.web.context import the_actor, the_office, web
from service.web.i18n import gettext as _
from service.workflow.errors import NotFound
from service.workflow.recurrence.classify_record import classify_record


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
