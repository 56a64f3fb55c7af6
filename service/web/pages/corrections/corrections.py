"""Correcting an issued record: at once, or as a proposal once somebody else has approved it."""

import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from service.formkit.labels import Faults
from service.formkit.schema import judge
from service.web.components.box_form import BoxForm
from service.web.components.conflicts import ConflictView, conflict_views
from service.web.components.field_versions import Marks, marks_of, merge, read_marks
from service.web.components.field_views import CONVERT, FaultView, FieldView, named_faults
from service.web.components.form_data import Posted, do_row_deed, read_post
from service.web.components.suggestions import suggestions
from service.web.components.views import SectionView
from service.web.context import the_actor, the_office, web
from service.web.i18n import gettext as _
from service.web.i18n import language
from service.web.pages.corrections.correction_views import (
    fields_to_correct,
    sections_of_others,
    sections_to_correct,
)
from service.workflow.errors import (
    DocumentNotProved,
    FieldErrors,
    ReasonMissing,
    RuleRefuses,
    Stale,
    sentence_of,
)
from service.workflow.moves.corrections.correct_record import correct_record, open_correction
from service.workflow.moves.corrections.propose_correction import propose_correction
from service.workflow.moves.transition import LONGEST_REASON
from service.workflow.records.read_records import RecordView


@dataclass(frozen=True)
class _Attempt:
    """What the correction page shows: values, faults, the two texts of a conflict.

    `loaded` are the marks of what the page was loaded with, by default those it sent; `general` is
    what is wrong with the correction as a whole.
    """

    values: dict[str, Any]
    version: int
    faults: Faults = field(default_factory=dict)
    reason_fault: str = ""
    general: str = ""
    more_rows: tuple[str, ...] = ()
    conflicts: tuple[ConflictView, ...] = ()
    loaded: Marks | None = None
    stale: bool = False


@web.get("/records/<record_id>/correct")
def correct(record_id: str) -> ResponseReturnValue:
    """Answer with the record to correct; with what is proposed already, where that waits."""
    view = open_correction(the_office(), the_actor(), record_id)
    if view.correction.proposed is not None:
        return redirect(url_for("web.correction", record_id=view.id), 303)
    return _page(view, _Attempt(dict(view.answers), view.version))


@web.post("/records/<record_id>/correct")
def issue_correction(record_id: str) -> ResponseReturnValue:
    """Issue the corrected version, or send it on to be confirmed, and go back to the record."""
    view = open_correction(the_office(), the_actor(), record_id)
    posted = read_post(fields_to_correct(view), request.form)
    more = do_row_deed(posted, request.form.get("row", ""))
    values = {**view.answers, **posted.typed}
    version = request.form.get("version", 0, int)
    if "row" in request.form or CONVERT in request.form:
        return _page(view, _Attempt(values, version, more_rows=(more,)))
    try:
        done = _send(view, posted, version)
    except FieldErrors as wrong:
        return _page(view, _Attempt(values, version, wrong.faults)), 422
    except ReasonMissing as missing:
        fault = missing.label.in_(language())
        return _page(view, _Attempt(values, version, reason_fault=fault)), 422
    except (RuleRefuses, DocumentNotProved) as refused:
        words = sentence_of(refused).in_(language())
        return _page(view, _Attempt(values, version, general=words)), 422
    except Stale as stale:
        return _page(view, _beside_the_other(view, posted, stale)), 409
    flash(done, "green")
    return redirect(url_for("web.record", record_id=view.id), 303)


def _send(view: RecordView, posted: Posted, version: int) -> str:
    """Return what was done, in words."""
    told: dict[str, Any] = {
        "typed": posted.typed,
        "reason": request.form.get("reason", ""),
        "version": version,
        "submission": request.form.get("submission", ""),
    }
    if view.correction.needs_confirming:
        propose_correction(the_office(), the_actor(), view.id, **told)
        who = view.correction.confirmed_by.in_(language())
        return _("Đã gửi đề nghị đính chính; bản mới được phát hành khi %(who)s xác nhận.", who=who)
    correct_record(the_office(), the_actor(), view.id, **told)
    return _("Đã phát hành bản đính chính.")


def _beside_the_other(view: RecordView, posted: Posted, stale: Stale) -> _Attempt:
    """Return the newest record with this page's changes in it, and what both sides changed."""
    fields = fields_to_correct(view)
    merged = merge(fields, posted.typed, read_marks(request.form), stale.current, newest=False)
    mine = {each.name: posted.typed[each.name] for each in merged.torn}
    return _Attempt(
        {**stale.current, **merged.changes, **mine},
        stale.current_version,
        conflicts=conflict_views(merged.torn, posted.typed, stale.current),
        loaded=marks_of(fields, stale.current),
        stale=True,
    )


def _marks(view: RecordView, attempt: _Attempt) -> Marks:
    if attempt.loaded is not None:
        return attempt.loaded
    return read_marks(request.form) or marks_of(fields_to_correct(view), view.answers)


def _page(view: RecordView, attempt: _Attempt) -> str:
    warnings = judge(view.form, attempt.values).warnings
    form = BoxForm(language(), attempt.faults, attempt.more_rows, warnings=warnings)
    sections = sections_to_correct(view, form, attempt.values)
    return render_template(
        "corrections/correct.html",
        record=view,
        version=attempt.version,
        sections=sections,
        others=sections_of_others(view),
        by_proposal=view.correction.needs_confirming,
        confirmed_by=view.correction.confirmed_by.in_(language()),
        reason=reason_field(_("Lý do đính chính"), attempt.reason_fault),
        faults=_summary(view, attempt, sections),
        conflicts=attempt.conflicts,
        loaded=json.dumps(_marks(view, attempt)),
        stale=attempt.stale,
        submission=request.form.get("submission") or secrets.token_urlsafe(16),
        suggestions=suggestions(f for each in sections for f in each.fields),
    )


def reason_field(label: str, fault: str) -> FieldView:
    """Return the field of a reason with what was posted in it, as long as reasons may be."""
    return FieldView(
        name="reason",
        kind="lines",
        label=label,
        hint=_("Lý do được ghi vào diễn biến của hồ sơ."),
        value=request.form.get("reason", ""),
        max_length=LONGEST_REASON,
        error=fault,
    )


def _summary(
    view: RecordView, attempt: _Attempt, sections: list[SectionView]
) -> tuple[FaultView, ...]:
    shown = [each for section in sections for each in section.fields]
    found = [FaultView(attempt.general, "")] if attempt.general else []
    found += named_faults(view.form, attempt.faults, shown)
    if attempt.reason_fault:
        found.append(FaultView(attempt.reason_fault, "#f-reason"))
    return tuple(found)
