"""Correcting an issued record: a new version under the same number, with its reason."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from service.formkit.field_errors import Faults
from service.formkit.fields import Field
from service.formkit.form import Box
from service.formkit.schema import judge
from service.web.box_form import BoxForm
from service.web.conflicts import conflict_views
from service.web.door import the_actor, the_office, web
from service.web.i18n import gettext as _
from service.web.i18n import language
from service.web.page_marks import Marks, marks_of, merge, read_marks
from service.web.posted import Posted, read_post
from service.web.record_views import record_head
from service.web.row_deeds import convert_legacy_text, do_row_deed
from service.web.suggestions import suggestions
from service.web.views import ConflictView, FaultView, FieldView
from service.workflow.correct_record import correct_record, open_correction
from service.workflow.errors import FieldErrors, ReasonMissing, Stale
from service.workflow.reading import RecordView

MOST_REASON = 500


@dataclass(frozen=True)
class _Attempt:
    """What the correction page shows: values, faults, the two texts of a conflict.

    `loaded` are the marks of what the page was loaded with, by default those it sent.
    """

    values: dict[str, Any]
    version: int
    faults: Faults = field(default_factory=dict)
    reason_fault: str = ""
    more_rows: tuple[str, ...] = ()
    conflicts: tuple[ConflictView, ...] = ()
    loaded: Marks | None = None
    stale: bool = False


@web.get("/records/<record_id>/correct")
def correct(record_id: str) -> ResponseReturnValue:
    """Answer with the record to correct."""
    view = open_correction(the_office(), the_actor(), record_id)
    return _page(view, _Attempt(dict(view.answers), view.version))


@web.post("/records/<record_id>/correct")
def send_correction(record_id: str) -> ResponseReturnValue:
    """Issue the record's corrected version."""
    return _issue(open_correction(the_office(), the_actor(), record_id))


def _issue(view: RecordView) -> ResponseReturnValue:
    posted = read_post(_fields(view), request.form)
    more = do_row_deed(posted, request.form.get("row", ""))
    convert_legacy_text(posted, request.form.get("convert", ""))
    values = {**view.answers, **posted.typed}
    version = request.form.get("version", 0, int)
    if "row" in request.form or "convert" in request.form:
        return _page(view, _Attempt(values, version, more_rows=(more,)))
    try:
        _correct(view, posted, version)
    except FieldErrors as wrong:
        return _page(view, _Attempt(values, version, wrong.faults)), 422
    except ReasonMissing as missing:
        fault = missing.label.in_(language())
        return _page(view, _Attempt(values, version, reason_fault=fault)), 422
    except Stale as stale:
        return _page(view, _beside_the_other(view, posted, stale)), 409
    flash(_("Đã phát hành bản đính chính."), "green")
    return redirect(url_for("web.record", record_id=view.id), 303)


def _beside_the_other(view: RecordView, posted: Posted, stale: Stale) -> _Attempt:
    """Return the newest record with this page's changes in it, and what both sides changed."""
    fields = _fields(view)
    merged = merge(fields, posted.typed, read_marks(request.form), stale.current, newest=False)
    mine = {each.name: posted.typed[each.name] for each in merged.torn}
    return _Attempt(
        {**stale.current, **merged.changes, **mine},
        stale.current_version,
        conflicts=conflict_views(merged.torn, posted.typed, stale.current),
        loaded=marks_of(fields, stale.current),
        stale=True,
    )


def _correct(view: RecordView, posted: Posted, version: int) -> None:
    correct_record(
        the_office(),
        the_actor(),
        view.id,
        typed=posted.typed,
        reason=request.form.get("reason", "")[: MOST_REASON + 1],
        version=version,
        submission=request.form.get("submission", ""),
    )


def _boxes(view: RecordView) -> list[Box]:
    """Return the boxes that have been filled so far; those of later steps stay closed."""
    return [
        box
        for box in view.form.boxes_for(view.variant)
        if box.filled_at == "draft" or any(each.name in view.answers for each in box.fields)
    ]


def _fields(view: RecordView) -> list[Field]:
    fixed = view.form.variant_field
    return [each for box in _boxes(view) for each in box.fields if each.name != fixed]


def _marks(view: RecordView, attempt: _Attempt) -> Marks:
    if attempt.loaded is not None:
        return attempt.loaded
    return read_marks(request.form) or marks_of(_fields(view), view.answers)


def _page(view: RecordView, attempt: _Attempt) -> str:
    warnings = judge(view.form, attempt.values).warnings
    form = BoxForm(language(), attempt.faults, attempt.more_rows, warnings=warnings)
    faults = [
        FaultView(" ".join(x.in_(language()) for x in labels), f"#f-{path.replace('.', '-')}")
        for path, labels in attempt.faults.items()
    ]
    if attempt.reason_fault:
        faults.append(FaultView(attempt.reason_fault, "#f-reason"))
    return render_template(
        "correct.html",
        record=record_head(view),
        version=attempt.version,
        sections=[
            form.section(box, number, attempt.values)
            for number, box in enumerate(_boxes(view), start=1)
        ],
        reason=FieldView(
            name="reason",
            kind="lines",
            label=_("Lý do đính chính"),
            hint=_("Lý do được ghi vào diễn biến của hồ sơ."),
            value=request.form.get("reason", ""),
            max_length=MOST_REASON,
            error=attempt.reason_fault,
        ),
        faults=tuple(faults),
        conflicts=attempt.conflicts,
        loaded=json.dumps(_marks(view, attempt)),
        stale=attempt.stale,
        submission=request.form.get("submission") or secrets.token_urlsafe(16),
        suggestions=suggestions(),
    )
