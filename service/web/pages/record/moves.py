"""Making a move of a record: its panel, and what becomes of what was typed there."""

import secrets
from dataclasses import replace
from itertools import chain
from typing import Any

from flask import flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from service.formkit.form import Form
from service.formkit.move_form import move_form
from service.formkit.moves import Move
from service.web.components.field_views import CONVERT
from service.web.components.form_data import Posted, do_row_deed, read_post
from service.web.components.record_words import done_words, record_title
from service.web.context import the_actor, the_office, wants_json, web
from service.web.i18n import language
from service.web.pages.record.move_views import REASON, Attempt
from service.web.pages.record.record import move_page
from service.web.pages.record.timeline import changed_since
from service.workflow.errors import (
    DocumentNotProved,
    FieldErrors,
    ReasonMissing,
    RuleRefuses,
    Stale,
    sentence_of,
)
from service.workflow.moves.make_move import make_move
from service.workflow.moves.move_panel import (
    MovePanel,
    open_panel,
    panel_as_sent,
    written_with_aids,
)
from service.workflow.moves.transition import move_as_sent

ASIDE = ("row", CONVERT, "aids")
"""Buttons that change what is typed and make no move."""


@web.get("/records/<record_id>/moves/<move>")
def move(record_id: str, move: str) -> ResponseReturnValue:
    """Answer with the panel of a move."""
    panel = open_panel(the_office(), the_actor(), record_id, move)
    return _page(panel, Attempt(panel.answers, panel.record.version))


@web.post("/records/<record_id>/moves/<move>")
def send_move(record_id: str, move: str) -> ResponseReturnValue:
    """Make the move and go back to the record."""
    office, actor = the_office(), the_actor()
    sent = (office, actor, record_id, move, request.form.get("from", ""))
    form, made = move_as_sent(*sent)
    posted = read_post(move_form(form, made).fields, request.form)
    if any(name in request.form for name in ASIDE):
        return _aside(panel_as_sent(*sent), posted)
    try:
        return _make(record_id, form, made, posted)
    except (FieldErrors, ReasonMissing, RuleRefuses, DocumentNotProved, Stale) as refused:
        return _refused(panel_as_sent(*sent), posted, refused)


def _make(record_id: str, form: Form, move: Move, posted: Posted) -> ResponseReturnValue:
    sent = request.form
    made = make_move(
        the_office(),
        the_actor(),
        record_id,
        move=move.key,
        typed=posted.typed,
        reason=sent.get(REASON, ""),
        version=sent.get("version", 0, int),
        submission=sent.get("submission", ""),
    )
    flash(done_words(move, record_title(form, made.number)), "green")
    for told in dict.fromkeys(each[language()] for each in chain(*made.warnings.values())):
        flash(told, "amber")
    return redirect(url_for("web.record", record_id=made.record_id), 303)


def _refused(panel: MovePanel, posted: Posted, refused: Exception) -> ResponseReturnValue:
    """Answer with the panel as it was sent and why no move was made."""
    sent = request.form
    attempt = Attempt(posted.typed, sent.get("version", 0, int), sent.get(REASON, ""))
    if isinstance(refused, Stale):
        return _stale_page(panel, attempt, refused.current_version)
    if isinstance(refused, FieldErrors):
        attempt = replace(attempt, faults=refused.faults)
    elif isinstance(refused, ReasonMissing):
        attempt = replace(attempt, reason_fault=refused.label.in_(language()))
    else:
        attempt = replace(attempt, general=(sentence_of(refused).in_(language()),))
    return _page(panel, attempt), 422


def _stale_page(panel: MovePanel, attempt: Attempt, current: int) -> ResponseReturnValue:
    """Answer with what changed meanwhile; what was typed stays, to be sent again or copied."""
    meanwhile = tuple(changed_since(panel.record, attempt.version))
    return _page(panel, replace(attempt, version=current, meanwhile=meanwhile), stale=True), 409


def _aside(panel: MovePanel, posted: Posted) -> ResponseReturnValue:
    """Answer with the panel after a row, a font or an aid has been seen to; nothing is saved."""
    sent, aids = request.form, request.form.get("aids", "")
    more = do_row_deed(posted, sent.get("row", ""))
    if aids:
        text = written_with_aids(the_office(), the_actor(), panel, posted.typed, aids)
        if wants_json():
            return jsonify(text=text)
        posted.typed[aids] = text
    attempt = Attempt(
        posted.typed,
        sent.get("version", 0, int),
        sent.get(REASON, ""),
        more_rows=(more,),
        aids_open=bool(aids) or _is_aid(panel, more),
    )
    return _page(panel, attempt)


def _is_aid(panel: MovePanel, name: str) -> bool:
    return any(name in names for names in panel.move.aids.values())


def _page(panel: MovePanel, attempt: Attempt, **more: Any) -> str:
    key = request.form.get("submission") or secrets.token_urlsafe(16)
    return move_page(panel, attempt, submission=key, **more)
