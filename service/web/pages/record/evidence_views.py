"""The evidence of a record as its page shows it: the list, and the form that adds a file to it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from flask import url_for

from service.formkit.field_errors import Faults
from service.web.components.views import FaultView, FieldView
from service.web.i18n import gettext as _
from service.web.i18n import language, office_moment
from service.workflow.files.evidence import (
    ACCEPTED,
    LONGEST_NOTE,
    EvidenceView,
    RecordEvidence,
)

NOTE, FILE = "evidence_note", "evidence_file"
_NAMES = {"note": NOTE, "file": FILE}
_MEGABYTE = 1024 * 1024
_ICONS = {"application/pdf": "file-type-pdf", "text/plain": "file-text", "text/csv": "file-text"}


@dataclass(frozen=True)
class EvidenceAttempt:
    """What was sent and refused: the note as typed, each fault beside its field."""

    note: str = ""
    faults: Faults | None = None
    submission: str = ""


NOTHING_SENT = EvidenceAttempt()


@dataclass(frozen=True)
class EvidenceLine:
    """One file in the list."""

    name: str
    words: str
    note: str
    icon: str
    href: str
    inline_href: str


@dataclass(frozen=True)
class EvidenceCard:
    """The card: its lines, and the form where the person may add; `add_href` is empty elsewhere."""

    lines: tuple[EvidenceLine, ...]
    add_href: str
    note: FieldView
    file: FieldView
    endings: str
    faults: tuple[FaultView, ...]
    submission: str


def evidence_card(
    record_id: str, found: RecordEvidence, attempt: EvidenceAttempt, submission: str
) -> EvidenceCard:
    """Return the card of a record's evidence, with what an attempt left typed and wrong in it."""
    told = language()
    wrong = {
        _NAMES[path]: " ".join(label.in_(told) for label in labels)
        for path, labels in (attempt.faults or {}).items()
    }
    return EvidenceCard(
        lines=tuple(_line(each) for each in found.files),
        add_href=url_for("web.evidence", record_id=record_id) if found.may_add else "",
        note=FieldView(
            name=NOTE,
            kind="lines",
            label=_("Nội dung bằng chứng"),
            value=attempt.note,
            optional=True,
            max_length=LONGEST_NOTE,
            error=wrong.get(NOTE, ""),
        ),
        file=FieldView(
            name=FILE,
            kind="file",
            label=_("Tệp bằng chứng"),
            hint=_(
                "PDF, Word, Excel, PowerPoint, OpenDocument, ảnh, .txt, .csv; tệp tới 25 MB. "
                "Tệp đã thêm thì không sửa, không xóa được."
            ),
            error=wrong.get(FILE, ""),
        ),
        endings=",".join(ending for kind in ACCEPTED for ending in (kind.ending, *kind.aliases)),
        faults=tuple(FaultView(text, f"#f-{name}") for name, text in wrong.items()),
        submission=attempt.submission or submission,
    )


def _line(each: EvidenceView) -> EvidenceLine:
    href = url_for("web.evidence_file", record_id=each.record_id, number=each.id)
    kind = PurePath(each.file_name).suffix.lstrip(".").upper()
    words = (kind, size_words(each.size), each.added_by, office_moment(each.added_at))
    return EvidenceLine(
        name=each.file_name,
        words=" · ".join(words),
        note=each.note,
        icon=_ICONS.get(each.media_type, "file"),
        href=href,
        inline_href=f"{href}?inline=1" if each.shown_inline else "",
    )


def size_words(size: int) -> str:
    """Return a size as a clerk reads it: `640 kB`, `2,4 MB`."""
    if size < _MEGABYTE:
        return f"{max(1, round(size / 1024))} kB"
    shown = f"{size / _MEGABYTE:.1f}"
    return f"{shown if language() == 'en' else shown.replace('.', ',')} MB"
