"""Drafts and records as lists show them, and one record as its page shows it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import url_for

from service.web.components.answers import AnswerReader
from service.web.components.form_labels import blank_href, stage_badge
from service.web.components.page_views import (
    CompanionView,
    RecordHead,
    VersionView,
)
from service.web.components.record_titles import record_title, subject_words
from service.web.components.views import SectionView
from service.web.i18n import gettext as _
from service.web.i18n import language, office_date, office_moment
from service.workflow.records.read_records import RecordView


def record_head(view: RecordView) -> RecordHead:
    """Return the head of a record's page."""
    opened = view.events[0]
    lang = language()
    return RecordHead(
        title=record_title(view.form, view.number),
        number=view.number or "",
        form_code=view.form.code,
        form_short=view.form.short.in_(lang),
        subtitle=" · ".join(
            (
                subject_words(view.form, view.summary),
                view.submitter,
                _("mở %(day)s", day=office_date(opened.at)),
            )
        ),
        badge=stage_badge(view.stage),
        href=url_for("web.record", record_id=view.id),
        correct_href=_correct_href(view),
        correct_words=_correct_words(view),
        blank_href=blank_href(view.form, view.variant, "docx"),
        dossier_href=url_for("web.dossier", record_id=view.id),
        version=view.version,
    )


def _correct_href(view: RecordView) -> str:
    """Return where the person corrects it; while a proposal waits there is nothing to correct."""
    may = view.may_correct and view.correction.proposed is None
    return url_for("web.correct", record_id=view.id) if may else ""


def _correct_words(view: RecordView) -> str:
    if view.correction.needs_confirming:
        who = view.correction.confirmed_by.in_(language())
        return _(
            "Nội dung này đã được người khác quyết định nên đính chính cần %(who)s xác nhận.",
            who=who,
        )
    return _("Đính chính phát hành bản mới, giữ nguyên số, kèm lý do.")


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
    return SectionView(
        key=section.key,
        number=section.number,
        title=section.title,
        on_paper=section.on_paper,
        waiting=_("Chưa đến bước này. Người ghi: %(who)s.", who=who),
    )


def record_versions(view: RecordView) -> list[VersionView]:
    """Return the issued versions, newest first."""
    title = record_title(view.form, view.number)
    return [
        VersionView(
            title=_("%(title)s, bản v%(n)s", title=title, n=f"{document.version:02d}"),
            words=_("Phát hành %(at)s", at=office_moment(document.issued_at)),
            checksum=document.sha256[:12].upper(),
            word_href=_issued(view, document.version, "docx"),
            pdf_href=_issued(view, document.version, "pdf"),
        )
        for document in sorted(view.documents, key=lambda d: d.version, reverse=True)
    ]


def companion_papers(view: RecordView) -> list[CompanionView]:
    """Return the companion documents of the dossier, each with its versions, newest first."""
    found: dict[str, list[VersionView]] = {}
    for each in sorted(view.companions, key=lambda c: c.document.id, reverse=True):
        document, code = each.document, each.form.code
        title = f"{code} · {each.form.title.in_(language())}"
        found.setdefault(title, []).append(
            VersionView(
                title=_("%(title)s, bản v%(n)s", title=title, n=f"{document.version:02d}"),
                words=_("Phát hành %(at)s", at=office_moment(document.issued_at)),
                checksum=document.sha256[:12].upper(),
                word_href=_issued(view, document.version, "docx", code),
                pdf_href=_issued(view, document.version, "pdf", code),
            )
        )
    return [CompanionView(title, tuple(versions)) for title, versions in found.items()]


def _issued(view: RecordView, version: int, kind: str, form: str | None = None) -> str:
    return url_for("web.issued", record_id=view.id, version=version, kind=kind, form=form)


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
