"""O-06, the report to the director that an action is done (Báo cáo kết quả thực hiện)."""

from __future__ import annotations

from forms.companions._common import (
    BODY,
    HEAD,
    PROCEDURE,
    RETENTION,
    SIGNATURES,
    VERSIONS,
    archive_copies,
    car_number,
    document_number,
    issuing_unit,
    place_and_date,
    recipients,
    unit_abbreviation,
)
from service.formkit.fields import Answers
from service.formkit.form import Box, Form
from service.formkit.labels import Label
from service.formkit.words import authority, day, lines, person, texts

STEP = "5.5"


def _recipients(_: Answers) -> list[str]:
    return ["Như trên", "Ban ISO (để theo dõi)"]


REPORT = Box(
    key="report",
    title=Label("Báo cáo", "Report"),
    on_paper=HEAD,
    fields=(
        issuing_unit(STEP),
        document_number("report_number", "Số báo cáo"),
        unit_abbreviation(),
        *place_and_date(STEP),
        car_number(STEP),
        day("due_date", "Thời hạn hoàn thành", "Deadline", year_allowed=False),
        day("completed_on", "Ngày hoàn thành", "Completed on", step=STEP, year_allowed=False),
    ),
)

RESULT = Box(
    key="result",
    title=Label("Kết quả thực hiện", "What was done"),
    on_paper=BODY,
    fields=(
        lines("measures_taken", "Biện pháp đã thực hiện", "Measures taken", 2000, step=STEP),
        lines("results", "Kết quả", "Results", 2000, step=STEP),
        texts("evidence", "Bằng chứng kèm theo", "Evidence attached", 30, 300),
        lines("recommendations", "Kiến nghị", "Recommendations", 1000),
    ),
)

SIGNERS = Box(
    key="signers",
    title=Label("Người ký và nơi nhận", "Signers and recipients"),
    on_paper=SIGNATURES,
    fields=(
        recipients(_recipients),
        archive_copies(),
        person("executor_name", "Người thực hiện", "Executed by", step=STEP, default="actor:name"),
        authority("unit_head_authority", "Thẩm quyền ký của đơn vị", "Authority for the unit"),
        person("unit_head_name", "Trưởng đơn vị", "Unit head"),
    ),
)

FORM = Form(
    code="O-06",
    key="completion_report",
    title=Label(
        "Báo cáo kết quả thực hiện hành động khắc phục/cải tiến",
        "Report on the completion of a corrective action",
    ),
    register_title=Label("Báo cáo kết quả thực hiện", "Completion report"),
    short=Label("Báo cáo kết quả", "Completion report"),
    procedure=PROCEDURE,
    clause="5.5",
    boxes=(REPORT, RESULT, SIGNERS),
    stages=(),
    moves=(),
    retention=RETENTION,
    versions=VERSIONS,
    templates={"": "companions/O-06.docx"},
)
