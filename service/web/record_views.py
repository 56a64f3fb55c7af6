"""Drafts and records as lists show them, and one record as its page shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from flask import url_for

from service.formkit.form import Form
from service.web.answer_views import AnswerReader, change_text
from service.web.delegation_views import delegation_words
from service.web.form_views import blank_href, stage_badge
from service.web.i18n import gettext as _
from service.web.i18n import language, office_date, office_hour, office_moment
from service.web.page_views import DraftLine, RecordHead, RecordLineView, VersionView
from service.web.repetition_views import classified_words
from service.web.views import ChangeView, EventView, PathStep, SectionView
from service.workflow.classify_record import CLASSIFIED
from service.workflow.delegation import DELEGATED, REVOKED
from service.workflow.drafts import DraftView
from service.workflow.reading import RecordPage, RecordView

EVIDENCE_ADDED = "evidence_added"
_ICONS = {"correct": "pencil", CLASSIFIED: "repeat", EVIDENCE_ADDED: "upload"}
_SUBJECT = 90
OTHER_EVENTS = ("correct", DELEGATED, REVOKED, CLASSIFIED, EVIDENCE_ADDED)
"""What happens to a record beside its form's moves, and is told in its history."""


def draft_lines(drafts: Iterable[DraftView]) -> list[DraftLine]:
    """Return the drafts as a list shows them."""
    return [
        DraftLine(
            title=draft.form.title.in_(language()),
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


def record_lines(page: RecordPage) -> list[RecordLineView]:
    """Return the records of a page as a list shows them."""
    return [
        RecordLineView(
            title=record_title(row.form, row.line.number),
            number=row.line.number or "",
            form_code=row.form.code,
            subject=row.line.summary,
            unit=row.line.requesting_unit,
            author=row.line.submitter,
            date=office_date(row.line.created_at),
            href=url_for("web.record", record_id=row.line.id),
            badge=stage_badge(row.stage),
        )
        for row in page.rows
    ]


def record_title(form: Form, number: str | None) -> str:
    """Return what a record is called: `Phiếu 21/2026`."""
    return f"{form.short.in_(language())} {number}" if number else form.title.in_(language())


def record_head(view: RecordView) -> RecordHead:
    """Return the head of a record's page."""
    opened = view.events[0]
    # Evidence moves nothing: the turn is as old as before.
    last = next(e for e in reversed(view.events) if e.kind != EVIDENCE_ADDED)
    lang = language()
    stage = view.stage.label.in_(lang)
    done = view.stage.ended
    return RecordHead(
        title=record_title(view.form, view.number),
        number=view.number or "",
        form_code=view.form.code,
        form_short=view.form.short.in_(lang),
        subtitle=" · ".join(
            (view.summary, view.submitter, _("mở %(day)s", day=office_date(opened.at)))
        ),
        badge=stage_badge(view.stage),
        turn=stage if done else _("Đang chờ: %(stage)s", stage=stage),
        turn_words=_(
            "từ %(hour)s ngày %(day)s", hour=office_hour(last.at), day=office_date(last.at)
        ),
        href=url_for("web.record", record_id=view.id),
        correct_href=(url_for("web.correct", record_id=view.id) if view.may_correct else ""),
        blank_href=blank_href(view.form, view.variant, "docx"),
        version=view.version,
    )


def record_sections(view: RecordView) -> list[SectionView]:
    """Return the boxes of a record, those of later steps with the words that say whose they are."""
    reader = AnswerReader(language())
    return [
        _waiting(reader.section(box, number, view.answers), box.filled_by, view.answers, box)
        for number, box in enumerate(view.form.boxes_for(view.variant), start=1)
    ]


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


def record_path(view: RecordView) -> list[PathStep]:
    """Return the stages of the form with what is behind, now and ahead."""
    keys = [stage.key for stage in view.form.stages]
    now = keys.index(view.stage.key)
    reached = {str(e.payload.get("to")): e for e in view.events if e.payload.get("to")}
    steps = []
    for at, stage in enumerate(view.form.stages):
        event = reached.get(stage.key) or (view.events[0] if at == 0 else None)
        words = f"{office_date(event.at)} · {event.actor_name}" if event and at <= now else ""
        state = "ahead" if at > now else "done" if at < now or stage.ended else "now"
        steps.append(PathStep(stage.label.in_(language()), state, words, stage.icon))
    return steps


def record_versions(view: RecordView) -> list[VersionView]:
    """Return the issued versions, newest first."""
    title = record_title(view.form, view.number)

    def address(version: int, kind: str) -> str:
        return url_for("web.issued", record_id=view.id, version=version, kind=kind)

    return [
        VersionView(
            title=_("%(title)s, bản v%(n)s", title=title, n=f"{document.version:02d}"),
            words=_("Phát hành %(at)s", at=office_moment(document.issued_at)),
            checksum=document.sha256[:12].upper(),
            word_href=address(document.version, "docx"),
            pdf_href=address(document.version, "pdf"),
        )
        for document in sorted(view.documents, key=lambda d: d.version, reverse=True)
        if document.form_code == view.form.code
    ]


def record_timeline(view: RecordView) -> list[EventView]:
    """Return what happened, newest first, with what a correction changed field by field."""
    return [
        EventView(
            at=office_moment(event.at),
            at_iso=event.at.isoformat(timespec="minutes"),
            who=event.actor_name,
            text=_event_words(view.form, event.kind, event.payload),
            icon=_ICONS.get(event.kind, "send"),
            tone="blue" if event.kind in _ICONS else "green",
            changes=tuple(_changes(view.form, event.payload.get("changes") or {})),
        )
        for event in sorted(view.events, key=lambda e: e.sequence, reverse=True)
        if event.kind in OTHER_EVENTS or any(m.key == event.kind for m in view.form.moves)
    ]


def _event_words(form: Form, kind: str, payload: Any) -> str:
    if kind == CLASSIFIED:
        return classified_words(payload)
    if kind == "correct":
        return _("đính chính: “%(why)s”", why=payload.get("reason", ""))
    if kind == EVIDENCE_ADDED:
        return _("thêm bằng chứng: %(name)s", name=payload.get("file_name", ""))
    if kind in (DELEGATED, REVOKED):
        return delegation_words(payload, revoked=kind == REVOKED)
    label = next(m.label for m in form.moves if m.key == kind).in_(language())
    number = payload.get("number")
    return _("%(deed)s · số %(n)s", deed=label, n=number) if number else label


def _changes(form: Form, changes: Any) -> Iterator[ChangeView]:
    reader = AnswerReader(language())
    for name, change in changes.items():
        if form.has_field(name):
            each = form.field(name)
            yield ChangeView(
                each.label.in_(language()),
                change_text(reader, each, change.get("before")),
                change_text(reader, each, change.get("after")),
            )


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
