"""What records are called on pages: `Phiếu 21/2026`."""

from __future__ import annotations

from service.formkit.form import Form
from service.formkit.labels import Label
from service.formkit.moves import Move
from service.web.i18n import gettext as _
from service.web.i18n import language


def record_title(form: Form, number: str | None) -> str:
    """Return what a record is called: `Phiếu 21/2026`."""
    return f"{form.short.in_(language())} {number}" if number else form.title.in_(language())


def subject_words(form: Form, summary: str) -> str:
    """Return what a record is about, in its own words; of one that has none its form's title."""
    return form.title.in_(language()) if summary == form.title.vi else summary


def deed_words(move: Move, title: str) -> str:
    """Return what a move does to the record, as its last button says it."""
    deed = move.deed or Label(f"{move.label.vi}: {{what}}", f"{move.label.en}: {{what}}")
    return deed.with_(what=title).in_(language())


def done_words(move: Move, title: str) -> str:
    """Return what was done, as it is told afterwards: `Đã phê duyệt Phiếu 21/2026.`"""
    deed = deed_words(move, title)
    return _("Đã %(deed)s.", deed=deed[:1].lower() + deed[1:])
