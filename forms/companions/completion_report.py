"""O-06, the report to the director that an action is done (Báo cáo kết quả thực hiện)."""

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
from forms.companions._reading import of_the_unit
from service.formkit.declare import box, day, lines, person, texts
from service.formkit.features.companion import DrawnFromRecord
from service.formkit.fields import Answers
from service.formkit.labels import Label
from service.formkit.move_facts import MoveFacts
from service.formkit.vietnamese import shortened

STEP = "5.5"
MOST_EVIDENCE = 30


RECIPIENTS = ("Như trên", "Ban ISO (để theo dõi)")

REPORT = box(
    "report",
    Label("Báo cáo", "Report"),
    *unit_head_lines(STEP, "report_number", "Số báo cáo"),
    car_number(STEP),
    day("due_date", "Thời hạn hoàn thành", "Deadline", year_allowed=False),
    day("completed_on", "Ngày hoàn thành", "Completed on", step=STEP, year_allowed=False),
    on_paper=HEAD,
)

RESULT = box(
    "result",
    Label("Kết quả thực hiện", "What was done"),
    lines("measures_taken", "Biện pháp đã thực hiện", "Measures taken", 2000, step=STEP),
    lines("results", "Kết quả", "Results", 2000, step=STEP),
    texts(
        "evidence",
        "Bằng chứng kèm theo",
        "Evidence attached",
        MOST_EVIDENCE,
        300,
        sign_follows=True,
    ),
    lines("recommendations", "Kiến nghị", "Recommendations", 1000),
    on_paper=BODY,
)

SIGNERS = signed_by_unit(
    RECIPIENTS,
    person("executor_name", "Người thực hiện", "Executed by", step=STEP, default="actor:name"),
)


def _evidence(files: tuple[str, ...]) -> list[str]:
    """The names of the files, one line each; the last line counts those that have no room."""
    if len(files) <= MOST_EVIDENCE:
        return [shortened(name, 300) for name in files]
    shown = _evidence(files[: MOST_EVIDENCE - 1])
    return [*shown, f"và {len(files) - len(shown)} tệp khác trong hồ sơ của Phiếu"]


def reads(answers: Answers, facts: MoveFacts) -> Mapping[str, Any]:
    """Return the report: what was done, what came of it, the files that show it."""
    return {
        **of_the_unit(answers, facts),
        "unit_abbreviation": facts.unit_code,
        "car_number": answers.get("car_number"),
        "due_date": answers.get("working_due_on"),
        "completed_on": answers.get("completed_on"),
        "measures_taken": answers.get("measures_taken"),
        "results": answers.get("results"),
        "evidence": _evidence(facts.files),
        "recommendations": answers.get("recommendations"),
        "recipients": list(RECIPIENTS),
        "executor_name": facts.actor_name,
    }


FORM = companion(
    "O-06",
    "completion_report",
    title=Label(
        "Báo cáo kết quả thực hiện hành động khắc phục/cải tiến",
        "Report on the completion of a corrective action",
    ),
    register_title=Label("Báo cáo kết quả thực hiện", "Completion report"),
    short=Label("Báo cáo kết quả", "Completion report"),
    clause="5.5",
    boxes=(REPORT, RESULT, SIGNERS),
    features=(DrawnFromRecord(reads),),
)
