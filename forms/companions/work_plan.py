"""O-03, the plan of work with people and dates (Kế hoạch thực hiện biện pháp khắc phục)."""

from collections.abc import Mapping
from typing import Any

from forms.companions._common import (
    BODY,
    HEAD,
    car_number,
    companion,
    signed_by_unit,
    unit_head_lines,
)
from forms.companions._reading import measures, of_the_unit
from service.formkit.declare import box, day, lines, person, rows, text
from service.formkit.features.companion import DrawnFromRecord
from service.formkit.fields import Answers
from service.formkit.labels import Label
from service.formkit.move_facts import MoveFacts

STEP = "5.5"


RECIPIENTS = ("Ban ISO (để b/c)", "Các đơn vị phối hợp (để t/h)")

PLAN = box(
    "plan",
    Label("Kế hoạch", "Plan"),
    *unit_head_lines(STEP, "plan_number", "Số kế hoạch"),
    car_number(STEP),
    day("approved_on", "Ngày phê duyệt biện pháp", "Measures approved on"),
    lines("measures", "Biện pháp được phê duyệt", "Approved measures", 2000, step=STEP),
    day("due_date", "Thời hạn hoàn thành", "Deadline", step=STEP, year_allowed=False),
    on_paper=HEAD,
)

TASKS = box(
    "tasks",
    Label("Nội dung công việc", "Tasks"),
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
        missing=("Vui lòng ghi ít nhất một công việc.", "Write at least one task."),
    ),
    lines("resources", "Nguồn lực", "Resources", 500),
    on_paper=BODY,
)

SIGNERS = signed_by_unit(
    RECIPIENTS,
    person("executor_name", "Người thực hiện", "Executed by", step=STEP, default="actor:name"),
    head=("Trưởng đơn vị thực hiện", "Head of the executing unit"),
)


def reads(answers: Answers, facts: MoveFacts) -> Mapping[str, Any]:
    """Return the plan as its maker wrote it, under the measures approved and agreed to."""
    earlier = facts.papers.get("O-03", {})
    return {
        **of_the_unit(answers, facts),
        "unit_abbreviation": facts.unit_code,
        "car_number": answers.get("car_number"),
        "approved_on": answers.get("approved_on"),
        "measures": measures(answers, 2000),
        "due_date": answers.get("working_due_on"),
        "tasks": answers.get("tasks"),
        "resources": answers.get("resources"),
        "recipients": list(RECIPIENTS),
        # Issued anew with a later deadline, it is still the plan of who made it.
        "executor_name": earlier.get("executor_name") if facts.renewed else facts.actor_name,
    }


FORM = companion(
    "O-03",
    "work_plan",
    title=Label(
        "Kế hoạch thực hiện biện pháp khắc phục/cải tiến", "Plan of work for a corrective action"
    ),
    register_title=Label("Kế hoạch thực hiện biện pháp", "Plan of work"),
    short=Label("Kế hoạch công việc", "Plan of work"),
    clause="5.5",
    boxes=(PLAN, TASKS, SIGNERS),
    features=(DrawnFromRecord(reads),),
)
