"""Drafts as the first page shows them, a line each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import url_for

from service.formkit.form import Form
from service.web.components.page_views import (
    DraftLine,
)
from service.web.components.record_titles import record_title
from service.web.i18n import office_moment
from service.workflow.drafts.draft_view import DraftView

_SUBJECT = 90


def draft_lines(drafts: Iterable[DraftView]) -> list[DraftLine]:
    """Return the drafts as a list shows them."""
    return [
        DraftLine(
            title=record_title(draft.form, draft.number),
            form_code=draft.form.code,
            subject=_subject(draft.form, draft.answers),
            saved_at=office_moment(draft.saved_at),
            href=url_for("web.draft", draft_id=draft.id),
            restore_href=url_for("web.restore", draft_id=draft.id),
        )
        for draft in drafts
    ]


def _subject(form: Form, answers: Any) -> str:
    text = str(answers.get(form.subject_field or "", "")).strip()
    first = text.splitlines()[0] if text else ""
    return first if len(first) <= _SUBJECT else first[: _SUBJECT - 1].rstrip() + "…"
