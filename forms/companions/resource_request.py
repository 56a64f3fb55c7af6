"""O-05, a request for resources, another measure or a later date (Phiếu đề nghị)."""

from __future__ import annotations

from forms.companions._common import (
    BODY,
    HEAD,
    PROCEDURE,
    RETENTION,
    SIGNATURES,
    VERSIONS,
    car_number,
    issuing_unit,
    place_and_date,
)
from service.formkit.fields import Answers, option
from service.formkit.form import Box, Form, Rule
from service.formkit.labels import Label
from service.formkit.words import authority, day, lines, one_of, person, tick

STEP = "5.5"

REQUEST = Box(
    key="request",
    title=Label("Đề nghị", "Request"),
    on_paper=HEAD,
    fields=(
        issuing_unit(STEP),
        *place_and_date(STEP),
        car_number(STEP),
        tick("asks_resources", "Bổ sung nguồn lực", "More resources"),
        tick("asks_other_measure", "Thay đổi biện pháp", "Another measure"),
        tick("asks_later_date", "Gia hạn", "A later date"),
    ),
)

REASONS = Box(
    key="reasons",
    title=Label("Nội dung đề nghị", "What is asked and why"),
    on_paper=BODY,
    fields=(
        lines("work_done", "Nội dung đã thực hiện", "Work done so far", 1500, step=STEP),
        lines("difficulties", "Khó khăn, vướng mắc", "Difficulties", 1500, step=STEP),
        lines("request_text", "Đề nghị", "What is asked", 1500, step=STEP),
        day("current_due_date", "Thời hạn hiện tại", "Present deadline", year_allowed=False),
        day("requested_due_date", "Thời hạn đề nghị", "Date asked for", year_allowed=False),
        person("executor_name", "Người đề nghị", "Requested by", step=STEP, default="actor:name"),
        authority("unit_head_authority", "Thẩm quyền ký của đơn vị", "Authority for the unit"),
        person("unit_head_name", "Trưởng đơn vị", "Unit head"),
    ),
)

DECISION = Box(
    key="decision",
    title=Label("Ý kiến của Ban ISO", "The ISO board's decision"),
    on_paper=SIGNATURES,
    fields=(
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
        authority("board_authority", "Thẩm quyền ký của Ban ISO", "Authority of the board"),
        person("board_name", "Lãnh đạo Ban ISO", "ISO board leader"),
    ),
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


FORM = Form(
    code="O-05",
    key="resource_request",
    title=Label(
        "Phiếu đề nghị bổ sung nguồn lực/thay đổi biện pháp thực hiện",
        "Request for resources or another measure",
    ),
    register_title=Label("Phiếu đề nghị bổ sung, thay đổi", "Request for resources or changes"),
    short=Label("Phiếu đề nghị", "Request"),
    procedure=PROCEDURE,
    clause="5.5",
    boxes=(REQUEST, REASONS, DECISION),
    stages=(),
    moves=(),
    retention=RETENTION,
    versions=VERSIONS,
    templates={"": "companions/O-05.docx"},
    rules=(Rule("a later date is later", _a_later_date_is_later),),
)
