"""The evidence of a record as its page shows it: the list, and the form that adds a file to it."""

from __future__ import annotations

from dataclasses import dataclass

from service.formkit.field_errors import Faults
from service.web.components.error_summary import plain_field, summary
from service.web.components.views import FaultView, FieldView
from service.web.i18n import gettext as _
from service.workflow.files.evidence import (
    ACCEPTED,
    LONGEST_NOTE,
)

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
