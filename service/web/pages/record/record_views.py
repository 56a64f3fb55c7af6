"""Drafts and records as lists show them, and one record as its page shows it."""

from __future__ import annotations

from service.formkit.form import Box
from service.web.components.answers import AnswerReader
from service.web.components.views import SectionView
from service.web.i18n import gettext as _
from service.web.i18n import language
from service.workflow.records.read_records import CompanionPaper, RecordView


def record_sections(view: RecordView) -> list[SectionView]:
    """Return the boxes of a record, those of later steps with the words that say whose they are."""
    reader = AnswerReader(language())
    boxes = enumerate(view.form.boxes_for(view.variant), start=1)
    return [_section(view, reader, box, number) for number, box in boxes]


def _section(view: RecordView, reader: AnswerReader, box: Box, number: int) -> SectionView:
    """Return the box without its empty blanks, which say nothing to a reader."""
    waits = box.filled_at != "draft" and all(f.name not in view.answers for f in box.fields)
    who = box.filled_by.in_(language()) if box.filled_by else ""
    answers = () if waits else reader.answers(box, view.answers)
    return SectionView(
        key=box.key,
        number=number,
        title=box.title.in_(language()),
        on_paper=box.on_paper.in_(language()) if box.on_paper else "",
        answers=tuple(each for each in answers if not each.empty),
        waiting=_("Chưa đến bước này. Người ghi: %(who)s.", who=who) if waits else "",
    )


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
