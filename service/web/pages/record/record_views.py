"""Drafts and records as lists show them, and one record as its page shows it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from service.web.components.answers import AnswerReader
from service.web.components.views import SectionView
from service.web.i18n import gettext as _
from service.web.i18n import language
from service.workflow.records.read_records import CompanionPaper, RecordView


def record_sections(view: RecordView) -> list[SectionView]:
    """Return the boxes of a record, those of later steps with the words that say whose they are."""
    reader = AnswerReader(language())
    return [
        _filled(_waiting(reader.section(box, n, view.answers), box.filled_by, view.answers, box))
        for n, box in enumerate(view.form.boxes_for(view.variant), start=1)
    ]


def _filled(section: SectionView) -> SectionView:
    """Return the box without its empty blanks, which say nothing to a reader."""
    return replace(section, answers=tuple(a for a in section.answers if not a.empty))


def _waiting(section: SectionView, filled_by: Any, answers: Any, box: Any) -> SectionView:
    if box.filled_at == "draft" or any(f.name in answers for f in box.fields):
        return section
    who = filled_by.in_(language()) if filled_by else ""
    told = _("Chưa đến bước này. Người ghi: %(who)s.", who=who)
    return replace(section, answers=(), waiting=told)


def companion_papers(view: RecordView) -> list[list[CompanionPaper]]:
    """Return the companion documents of the dossier, each with its versions, newest first."""
    found: dict[str, list[CompanionPaper]] = {}
    for each in sorted(view.companions, key=lambda c: c.document.id, reverse=True):
        found.setdefault(each.form.code, []).append(each)
    return list(found.values())


def record_facts(view: RecordView) -> list[tuple[str, str]]:
    """Return the short facts beside a record: units, kind, keeping."""
    reader = AnswerReader(language())
    named = [view.form.field(name) for name in view.form.unit_fields.values()]
    units = [
        (each.label.in_(language()), reader.text(each, view.answers[each.name]))
        for each in named
        if each.name in view.answers
    ]
    rule = view.form.retention
    return [
        *units,
        (_("Người lập"), view.submitter),
        (_("Tên biểu mẫu"), f"{view.form.code} · {view.form.title.in_(language())}"),
        (_("Lưu hồ sơ"), _("%(n)s năm, tính từ 01/01 sau năm đóng", n=rule.years)),
        (_("Nơi lưu"), rule.keeper.in_(language())),
    ]
