"""O-03, the plan of work with people and dates (Kế hoạch thực hiện biện pháp khắc phục)."""

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
from service.formkit.words import authority, day, lines, person, rows, text

STEP = "5.5"


def _recipients(_: Answers) -> list[str]:
    return ["Ban ISO (để b/c)", "Các đơn vị phối hợp (để t/h)"]


PLAN = Box(
    key="plan",
    title=Label("Kế hoạch", "Plan"),
    on_paper=HEAD,
    fields=(
        issuing_unit(STEP),
        document_number("plan_number", "Số kế hoạch"),
        unit_abbreviation(),
        *place_and_date(STEP),
        car_number(STEP),
        day("approved_on", "Ngày phê duyệt biện pháp", "Measures approved on"),
        lines("measures", "Biện pháp được phê duyệt", "Approved measures", 2000, step=STEP),
        day("due_date", "Thời hạn hoàn thành", "Deadline", step=STEP, year_allowed=False),
    ),
)

TASKS = Box(
    key="tasks",
    title=Label("Nội dung công việc", "Tasks"),
    on_paper=BODY,
    fields=(
        rows(
            "tasks",
            "Công việc",
            "Tasks",
            ("Công việc", "Task"),
            50,
            lines("task", "Nội dung công việc", "Task", 500, required=True),
            text("person", "Người thực hiện", "Person", 100, required=True),
            text("support", "Phối hợp", "Support", 150),
            day("due_date", "Thời hạn", "Due", required=True, year_allowed=False),
            lines("expected_result", "Kết quả cần đạt", "Expected result", 300),
            step=STEP,
            missing=("Chưa ghi công việc nào.", "Write at least one task."),
        ),
        lines("resources", "Nguồn lực", "Resources", 500),
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
        person("unit_head_name", "Trưởng đơn vị thực hiện", "Head of the executing unit"),
    ),
)

FORM = Form(
    code="O-03",
    key="work_plan",
    title=Label(
        "Kế hoạch thực hiện biện pháp khắc phục/cải tiến", "Plan of work for a corrective action"
    ),
    register_title=Label("Kế hoạch thực hiện biện pháp", "Plan of work"),
    short=Label("Kế hoạch công việc", "Plan of work"),
    procedure=PROCEDURE,
    clause="5.5",
    boxes=(PLAN, TASKS, SIGNERS),
    stages=(),
    moves=(),
    retention=RETENTION,
    versions=VERSIONS,
    templates={"": "companions/O-03.docx"},
)
