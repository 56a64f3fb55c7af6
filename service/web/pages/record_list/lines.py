"""Records as a list shows them, a line each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flask import url_for

from service.web.components.deadline_words import day_words, due_badge
from service.web.components.form_labels import stage_badge
from service.web.components.page_views import (
    RecordLineView,
)
from service.web.components.record_titles import record_title, subject_words
from service.web.i18n import language, office_date
from service.workflow.records.read_records import RecordRow


def record_lines(rows: Iterable[RecordRow], today: date) -> list[RecordLineView]:
    """Return the records as a list shows them that day."""
    return [
        RecordLineView(
            title=record_title(row.form, row.line.number),
            number=row.line.number or "",
            form_code=row.form.code,
            subject=subject_words(row.form, row.line.summary),
            unit=row.line.requesting_unit,
            author=row.line.submitter,
            date=office_date(row.line.created_at),
            href=url_for("web.record", record_id=row.line.id),
            badge=stage_badge(row.stage),
            waits=", ".join(dict.fromkeys(each.named.in_(language()) for each in row.waits)),
            due_on=day_words(row.term.due_on) if row.term and row.term.due_on else "",
            due=due_badge(row.term, today) if row.term else None,
            id=row.line.id,
        )
        for row in rows
    ]
