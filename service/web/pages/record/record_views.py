"""One record as its page shows it: boxes, papers, facts, its evidence, how it repeats others."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for

from service.formkit.form import Box, Form
from service.formkit.labels import Faults
from service.web.components.answers import AnswerReader
from service.web.components.field_views import FaultView, FieldView, plain_field, summary
from service.web.components.record_words import record_title
from service.web.components.views import SectionView
from service.web.i18n import gettext as _
from service.web.i18n import language, office_date, office_moment
from service.workflow.files.evidence import (
    ACCEPTED,
    LONGEST_NOTE,
)
from service.workflow.records.read_records import CompanionPaper, RecordView
from service.workflow.recurrence.repetition import Predecessor, RepetitionView

NOTE, FILE = "evidence_note", "evidence_file"
_NAMES = {"note": NOTE, "file": FILE}


@dataclass(frozen=True)
class EvidenceAttempt:
    """What was sent and refused: the note as typed, each fault beside its field."""

    note: str = ""
    faults: Faults | None = None
    submission: str = ""


NOTHING_SENT = EvidenceAttempt()


@dataclass(frozen=True)
class AddingForm:
    """The form by which a file is added, as it was sent."""

    note: FieldView
    file: FieldView
    endings: str
    faults: tuple[FaultView, ...]
    submission: str


@dataclass(frozen=True)
class PaperView:
    """An issued version: what it is called, when it was issued, its mark, where to fetch it."""

    title: str
    issued: str
    code: str
    word: str
    pdf: str


@dataclass(frozen=True)
class PapersView:
    """The versions of one paper; `companion` names it where it is not the record's own."""

    newest: PaperView
    older: tuple[PaperView, ...]
    companion: str


@dataclass(frozen=True)
class EarlierView:
    """An earlier record for the same content, and how like it is."""

    text: str
    href: str
    words: str
    summary: str


def record_sections(view: RecordView) -> list[SectionView]:
    """Return the boxes of a record, those of later steps with the words that say whose they are."""
    reader = AnswerReader(language())
    boxes = enumerate(view.form.boxes_for(view.variant), start=1)
    return [_section(view, reader, box, number) for number, box in boxes]


def _section(view: RecordView, reader: AnswerReader, box: Box, number: int) -> SectionView:
    """Return the box without its empty blanks, which say nothing to a reader."""
    answered = [each for each in box.fields if each.name in view.answers]
    waits = box.filled_at != "draft" and not answered
    who = box.filled_by.in_(language()) if box.filled_by else ""
    return SectionView(
        key=box.key,
        number=number,
        title=box.title.in_(language()),
        on_paper=box.on_paper.in_(language()) if box.on_paper else "",
        answers=tuple(a for a in reader.answers(answered, view.answers) if not a.empty),
        waiting=_("Chưa đến bước này. Người ghi: %(who)s.", who=who) if waits else "",
    )


def issued_papers(view: RecordView) -> list[PapersView]:
    """Return the record's own papers, then its companion documents, each newest first."""
    title = record_title(view.form, view.number)
    own = sorted(view.documents, key=lambda each: each.version, reverse=True)
    papers = [_papers([CompanionPaper(view.form, each) for each in own], title)] if own else []
    found: dict[str, list[CompanionPaper]] = {}
    for each in sorted(view.companions, key=lambda c: c.document.id, reverse=True):
        found.setdefault(each.form.code, []).append(each)
    for code, companions in found.items():
        title = f"{code} · {companions[0].form.title.in_(language())}"
        papers.append(_papers(companions, title, code))
    return papers


def _papers(papers: list[CompanionPaper], title: str, code: str | None = None) -> PapersView:
    newest, *older = (_paper(each, title, code) for each in papers)
    return PapersView(newest, tuple(older), companion=title if code else "")


def _paper(paper: CompanionPaper, title: str, code: str | None) -> PaperView:
    issued = paper.document
    where: dict[str, Any] = {"record_id": issued.record_id, "version": issued.version, "form": code}
    return PaperView(
        title=_("%(title)s, bản v%(n)s", title=title, n=f"{issued.version:02d}"),
        issued=_("Phát hành %(at)s", at=office_moment(issued.issued_at)),
        code=issued.sha256[:12].upper(),
        word=url_for("web.issued", kind="docx", **where),
        pdf=url_for("web.issued", kind="pdf", **where),
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


def adding_form(attempt: EvidenceAttempt, submission: str) -> AddingForm:
    """Return the form, with what an attempt left typed and wrong in it."""
    wrong = {_NAMES[path]: labels for path, labels in (attempt.faults or {}).items()}
    hint = _(
        "PDF, Word, Excel, PowerPoint, OpenDocument, ảnh, .txt, .csv; tệp tới 25 MB. "
        "Tệp đã thêm thì không sửa, không xóa được."
    )
    free = {"optional": True, "max_length": LONGEST_NOTE}
    return AddingForm(
        note=plain_field(NOTE, "lines", _("Nội dung bằng chứng"), attempt.note, wrong, **free),
        file=plain_field(FILE, "file", _("Tệp bằng chứng"), "", wrong, hint=hint),
        endings=",".join(ending for kind in ACCEPTED for ending in (kind.ending, *kind.aliases)),
        faults=summary(wrong),
        submission=attempt.submission or submission,
    )


def worth_telling(view: RepetitionView | None) -> RepetitionView | None:
    """Return how it repeats others; None where there is nothing to say and nothing to choose."""
    if view is None:
        return None
    found = view.repetition
    return view if found.category or found.predecessors or view.may_classify else None


def classified_words(payload: Mapping[str, Any]) -> str:
    """Return what the timeline says when somebody named the content of a record."""
    if not payload.get("category"):
        return _("bỏ nhóm nội dung «%(before)s»", before=payload.get("before") or "")
    return _("xếp vào nhóm nội dung «%(name)s»", name=payload["category"])


def earlier_records(view: RepetitionView | None) -> list[EarlierView]:
    """Return the earlier records that the reader may open, with their day and likeness."""
    return [_earlier(view.form, each) for each in view.shown] if view else []


def _earlier(form: Form, each: Predecessor) -> EarlierView:
    words, number = office_date(each.record.created_at), each.record.number
    if each.likeness is not None:
        # No line may begin with the sign: its space does not break.
        likeness = f"{each.likeness}\N{NO-BREAK SPACE}%"
        words = _("%(day)s · giống %(n)s, chưa xếp nhóm", day=words, n=likeness)
    return EarlierView(
        text=" ".join(filter(None, (form.short.in_(language()), number))),
        href=url_for("web.record", record_id=each.record.id),
        words=words,
        summary=each.record.summary,
    )
