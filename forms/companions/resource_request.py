"""O-05, a request for resources, another measure or a later date (Phiếu đề nghị)."""

from collections.abc import Mapping
from typing import Any

from forms.companions._common import (
    BODY,
    HEAD,
    SIGNATURES,
    board_leader,
    car_number,
    companion,
    issuing_unit,
    place_and_date,
    unit_leader,
)
from forms.companions._reading import of_the_unit, signed_for_the_board
from service.formkit.declare import box, day, lines, one_of, person, tick
from service.formkit.features.companion import DrawnFromRecord
from service.formkit.fields import Answers, option
from service.formkit.form import Rule
from service.formkit.labels import Label
from service.formkit.move_facts import MoveFacts

STEP = "5.5"

REQUEST = box(
    "request",
    Label("Đề nghị", "Request"),
    issuing_unit(STEP),
    *place_and_date(STEP),
    car_number(STEP),
    tick("asks_resources", "Bổ sung nguồn lực", "More resources"),
    tick("asks_other_measure", "Thay đổi biện pháp", "Another measure"),
    tick("asks_later_date", "Gia hạn", "A later date"),
    on_paper=HEAD,
)

REASONS = box(
    "reasons",
    Label("Nội dung đề nghị", "What is asked and why"),
    lines("work_done", "Nội dung đã thực hiện", "Work done so far", 1500, step=STEP),
    lines("difficulties", "Khó khăn, vướng mắc", "Difficulties", 1500, step=STEP),
    lines("request_text", "Đề nghị", "What is asked", 1500, step=STEP),
    day("current_due_date", "Thời hạn hiện tại", "Present deadline", year_allowed=False),
    day("requested_due_date", "Thời hạn đề nghị", "Date asked for", year_allowed=False),
    person("executor_name", "Người đề nghị", "Requested by", step=STEP, default="actor:name"),
    *unit_leader(),
    on_paper=BODY,
)

DECISION = box(
    "decision",
    Label("Ý kiến của Ban ISO", "The ISO board's decision"),
    one_of(
        "board_decision",
        "Ý kiến của Ban ISO",
        "Decision",
        option("agreed", "Đồng ý", "Agreed"),
        option("partly", "Đồng ý một phần", "Agreed in part"),
        option("refused", "Không đồng ý", "Refused"),
        boxes=True,
    ),
    lines("board_opinion", "Nội dung ý kiến", "Opinion", 800),
    day("agreed_due_date", "Thời hạn mới", "New deadline", year_allowed=False),
    day("decided_on", "Ngày cho ý kiến", "Decided on"),
    *board_leader(),
    on_paper=SIGNATURES,
)


def _a_later_date_is_later(answers: Answers) -> dict[str, Label]:
    """A date asked for lies after the present deadline (QT.CTCL 5.5)."""
    present, asked = answers.get("current_due_date"), answers.get("requested_due_date")
    if present and asked and asked <= present:
        return {
            "requested_due_date": Label(
                "Thời hạn đề nghị phải sau thời hạn hiện tại.",
                "The date asked for must be after the present deadline.",
            )
        }
    return {}


def reads(answers: Answers, facts: MoveFacts) -> Mapping[str, Any]:
    """Return the request as it was made and, once decided, the ISO board's answer below it."""
    *_, request = answers["change_requests"]
    asked = request.get("asks_for", [])
    return {
        **of_the_unit(answers, facts),
        "car_number": answers.get("car_number"),
        "issue_date": request["asked_on"],
        "asks_resources": "resources" in asked,
        "asks_other_measure": "measure" in asked,
        "asks_later_date": "date" in asked,
        "work_done": request.get("work_done"),
        "difficulties": request.get("difficulties"),
        "request_text": request["request_text"],
        # Before the move: an agreed later date is the working deadline after it.
        "current_due_date": facts.before.get("working_due_on"),
        "requested_due_date": request.get("requested_due_on"),
        "executor_name": request.get("asked_by"),
        **(_decision(answers, request, facts) if "decision" in request else {}),
    }


def _decision(answers: Answers, request: Answers, facts: MoveFacts) -> Mapping[str, Any]:
    due, before = answers.get("working_due_on"), facts.before.get("working_due_on")
    return {
        "board_decision": request["decision"],
        "board_opinion": request.get("board_opinion"),
        "agreed_due_date": due if due != before else None,
        "decided_on": request["decided_on"],
        **signed_for_the_board(facts),
    }


FORM = companion(
    "O-05",
    "resource_request",
    title=Label(
        "Phiếu đề nghị bổ sung nguồn lực/thay đổi biện pháp thực hiện",
        "Request for resources or another measure",
    ),
    register_title=Label("Phiếu đề nghị bổ sung, thay đổi", "Request for resources or changes"),
    short=Label("Phiếu đề nghị", "Request"),
    clause="5.5",
    boxes=(REQUEST, REASONS, DECISION),
    rules=(Rule("a later date is later", _a_later_date_is_later),),
    features=(DrawnFromRecord(reads),),
)
