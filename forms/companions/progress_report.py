"""O-04, the monthly report on long actions (Báo cáo tình hình thực hiện hằng tháng)."""

from __future__ import annotations

from forms.companions._common import (
    BODY,
    HEAD,
    PROCEDURE,
    RETENTION,
    SIGNATURES,
    VERSIONS,
    archive_copies,
    document_number,
    issuing_unit,
    place_and_date,
    recipients,
    unit_abbreviation,
)
from service.formkit.fields import Answers, option
from service.formkit.form import Box, Form
from service.formkit.labels import Label
from service.formkit.words import authority, code, day, lines, one_of, person, rows, whole

STEP = "5.5"
# Official months: a leading zero for 1 and 2 only (Decree 30/2020, annex I, part 4).
MONTHS = tuple(
    option(str(n), f"Tháng {n}", f"Month {n}", f"{n:02d}" if n < 3 else str(n))
    for n in range(1, 13)
)


def _recipients(_: Answers) -> list[str]:
    return ["Như trên", "Thư ký ISO (để tổng hợp)"]


REPORT = Box(
    key="report",
    title=Label("Kỳ báo cáo", "Period"),
    on_paper=HEAD,
    fields=(
        issuing_unit(STEP),
        document_number("report_number", "Số báo cáo"),
        unit_abbreviation(),
        *place_and_date(STEP),
        one_of("report_month", "Tháng báo cáo", "Month", *MONTHS, step=STEP),
        whole("report_year", "Năm báo cáo", "Year", 2000, 2100, step=STEP),
    ),
)

PROGRESS = Box(
    key="progress",
    title=Label("Tình hình thực hiện", "Progress"),
    on_paper=BODY,
    fields=(
        rows(
            "actions",
            "Hành động",
            "Actions",
            ("Hành động", "Action"),
            50,
            code("car_number", "Số phiếu", "Slip number", required=True),
            lines("measures", "Biện pháp", "Measures", 500),
            day("due_date", "Thời hạn", "Deadline"),
            whole("percent_done", "Tiến độ (%)", "Progress (%)", 0, 100, required=True),
            lines("difficulties", "Khó khăn, vướng mắc", "Difficulties", 400),
            lines("proposals", "Đề nghị", "Proposals", 400),
            step=STEP,
            missing=("Chưa báo cáo phiếu nào.", "Report on at least one slip."),
        ),
    ),
)

SIGNERS = Box(
    key="signers",
    title=Label("Người ký và nơi nhận", "Signers and recipients"),
    on_paper=SIGNATURES,
    fields=(
        recipients(_recipients),
        archive_copies(),
        person("reporter_name", "Người báo cáo", "Reported by", step=STEP, default="actor:name"),
        authority("unit_head_authority", "Thẩm quyền ký của đơn vị", "Authority for the unit"),
        person("unit_head_name", "Trưởng đơn vị", "Unit head"),
    ),
)

FORM = Form(
    code="O-04",
    key="progress_report",
    title=Label(
        "Báo cáo tình hình thực hiện hành động khắc phục/cải tiến",
        "Monthly report on corrective actions",
    ),
    register_title=Label("Báo cáo tình hình thực hiện hằng tháng", "Monthly progress report"),
    short=Label("Báo cáo tháng", "Monthly report"),
    procedure=PROCEDURE,
    clause="5.5",
    boxes=(REPORT, PROGRESS, SIGNERS),
    stages=(),
    moves=(),
    retention=RETENTION,
    versions=VERSIONS,
    templates={"": "companions/O-04.docx"},
)
