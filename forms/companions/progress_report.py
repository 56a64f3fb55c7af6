"""O-04, the monthly report on long actions (Báo cáo tình hình thực hiện hằng tháng)."""

from collections.abc import Mapping
from typing import Any

from forms.companions._common import (
    BODY,
    HEAD,
    companion,
    signed_by_unit,
    unit_head_lines,
)
from forms.companions._reading import cut, of_the_unit
from service.formkit.declare import box, code, day, lines, one_of, percent, person, rows, whole
from service.formkit.features.companion import DrawnFromRecord
from service.formkit.fields import Answers, option
from service.formkit.labels import Label
from service.formkit.move_facts import MoveFacts

STEP = "5.5"
# Official months: a leading zero for 1 and 2 only (Decree 30/2020, annex I, part 4).
MONTHS = tuple(
    option(str(n), f"Tháng {n}", f"Month {n}", f"{n:02d}" if n < 3 else str(n))
    for n in range(1, 13)
)


RECIPIENTS = ("Như trên", "Thư ký ISO (để tổng hợp)")

REPORT = box(
    "report",
    Label("Kỳ báo cáo", "Period"),
    *unit_head_lines(STEP, "report_number", "Số báo cáo"),
    one_of("report_month", "Tháng báo cáo", "Month", *MONTHS, step=STEP),
    whole("report_year", "Năm báo cáo", "Year", 2000, 2100, step=STEP),
    on_paper=HEAD,
)

PROGRESS = box(
    "progress",
    Label("Tình hình thực hiện", "Progress"),
    rows(
        "actions",
        "Hành động",
        "Actions",
        ("Hành động", "Action"),
        50,
        code("car_number", "Số phiếu", "Slip number", required=True),
        lines("measures", "Biện pháp", "Measures", 500),
        day("due_date", "Thời hạn", "Deadline"),
        percent("percent_done", "Tiến độ (%)", "Progress (%)", required=True),
        lines("difficulties", "Khó khăn, vướng mắc", "Difficulties", 400),
        lines("proposals", "Đề nghị", "Proposals", 400),
        step=STEP,
        missing=("Chưa báo cáo phiếu nào.", "Report on at least one slip."),
    ),
    on_paper=BODY,
)

SIGNERS = signed_by_unit(
    RECIPIENTS,
    person("reporter_name", "Người báo cáo", "Reported by", step=STEP, default="actor:name"),
)


def reads(answers: Answers, facts: MoveFacts) -> Mapping[str, Any]:
    """Return the report on this one slip, of the month it is made in."""
    *_, report = answers["progress_reports"]
    year, month, _ = report["reported_on"].split("-")
    action = {
        "car_number": answers.get("car_number"),
        "measures": cut(answers, "proposed_measures", 500),
        "due_date": answers.get("working_due_on"),
        "percent_done": report["percent_done"],
        "difficulties": report.get("difficulties"),
        "proposals": report.get("proposals"),
    }
    return {
        **of_the_unit(answers, facts),
        "unit_abbreviation": facts.unit_code,
        "report_month": str(int(month)),
        "report_year": int(year),
        "actions": [action],
        "recipients": list(RECIPIENTS),
        "reporter_name": facts.actor_name,
    }


FORM = companion(
    "O-04",
    "progress_report",
    title=Label(
        "Báo cáo tình hình thực hiện hành động khắc phục/cải tiến",
        "Monthly report on corrective actions",
    ),
    register_title=Label("Báo cáo tình hình thực hiện hằng tháng", "Monthly progress report"),
    short=Label("Báo cáo tháng", "Monthly report"),
    clause="5.5",
    boxes=(REPORT, PROGRESS, SIGNERS),
    features=(DrawnFromRecord(reads),),
)
