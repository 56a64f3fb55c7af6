"""O-02, the notice that assigns a slip to a unit and a person (Thông báo phân công thực hiện)."""

from collections.abc import Mapping
from typing import Any

from forms.companions._common import (
    BODY,
    HEAD,
    SIGNATURES,
    archive_copies,
    board_leader,
    companion,
    document_number,
    place_and_date,
    recipients,
)
from forms.companions._reading import cut, made_here_today, signed_for_the_board
from service.formkit.declare import box, code, day, lines, person, rows, unit
from service.formkit.features.companion import DrawnFromRecord
from service.formkit.fields import Answers
from service.formkit.labels import Label
from service.formkit.move_facts import MoveFacts
from service.formkit.vietnamese import shortened

STEP = "5.3"


def _recipients(answers: Answers) -> list[str]:
    """The director, the unit of each row, and the official archive."""
    units = (row.get("executing_unit", "") for row in answers.get("assignments", []))
    named = [f"{unit_} (để t/h)" for unit_ in dict.fromkeys(units) if unit_]
    return ["Lãnh đạo Sở (để b/c)", *(named or ["Các đơn vị được phân công (để t/h)"])][:15]


NOTICE = box(
    "notice",
    Label("Thông báo", "Notice"),
    document_number("notice_number", "Số thông báo"),
    *place_and_date(STEP),
    day(
        "list_date",
        "Ngày của Bảng tổng hợp",
        "Date of the consolidated list",
        year_allowed=False,
        hint=(
            "Bảng tổng hợp mà Lãnh đạo Ban ISO cho ý kiến.",
            "The list on which the board gave its opinion.",
        ),
    ),
    on_paper=HEAD,
)

ASSIGNMENTS = box(
    "assignments",
    Label("Phân công", "Assignments"),
    rows(
        "assignments",
        "Phân công",
        "Assignments",
        ("Phân công", "Assignment"),
        50,
        code("car_number", "Số phiếu", "Slip number", required=True),
        lines("summary", "Nội dung", "Summary", 500, required=True),
        lines("board_instruction", "Ý kiến chỉ đạo", "The board's instruction", 500),
        unit("executing_unit", "Đơn vị thực hiện", "Executing unit", required=True),
        person("executor_name", "Cá nhân thực hiện", "Assigned person"),
        day("analysis_due", "Thời hạn", "Analysis due", year_allowed=False),
        step=STEP,
        missing=("Vui lòng phân công ít nhất một phiếu.", "Assign at least one slip."),
    ),
    on_paper=BODY,
)

SIGNER = box(
    "signer",
    Label("Người ký và nơi nhận", "Signer and recipients"),
    recipients(_recipients),
    archive_copies(),
    *board_leader(STEP),
    on_paper=SIGNATURES,
)


def reads(answers: Answers, facts: MoveFacts) -> Mapping[str, Any]:
    """Return the notice that assigns this one slip, or assigns it anew for a reason (5.5)."""
    words = [answers.get("iso_board_instruction", "")]
    if facts.reason:
        words.append(f"Phân công lại: {facts.reason}")
    assignment = {
        "car_number": answers.get("car_number"),
        "summary": cut(answers, "nonconformity_description", 500),
        "board_instruction": shortened("\n".join(filter(None, words)), 500),
        "executing_unit": answers.get("executing_unit"),
        "executor_name": answers.get("executor_name"),
        "analysis_due": answers.get("working_due_on") or answers.get("analysis_due_on"),
    }
    return {
        **made_here_today(facts),
        "list_date": facts.papers.get("O-01", {}).get("issue_date"),
        "assignments": [assignment],
        "recipients": _recipients({"assignments": [assignment]}),
        **signed_for_the_board(facts),
    }


FORM = companion(
    "O-02",
    "assignment_notice",
    title=Label(
        "Thông báo phân công thực hiện hành động khắc phục/cải tiến",
        "Notice assigning a corrective action",
    ),
    register_title=Label("Thông báo phân công thực hiện", "Assignment notice"),
    short=Label("Thông báo phân công", "Assignment notice"),
    clause="5.3",
    boxes=(NOTICE, ASSIGNMENTS, SIGNER),
    features=(DrawnFromRecord(reads),),
)
