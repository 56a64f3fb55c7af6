"""O-01, the consolidated list of slips put before the ISO board (Bảng tổng hợp phiếu yêu cầu)."""

from collections.abc import Mapping
from typing import Any

from forms.companions._common import (
    BODY,
    HEAD,
    REQUEST_TYPES,
    SIGNATURES,
    board_leader,
    companion,
    place_and_date,
)
from forms.companions._reading import cut, made_here_today
from service.formkit.declare import box, code, day, lines, one_of, person, rows, text, unit
from service.formkit.features.companion import DrawnFromRecord, ListsRecords
from service.formkit.fields import Answers
from service.formkit.form import Rule
from service.formkit.labels import Label
from service.formkit.move_facts import MoveFacts

STEP = "5.3"

PERIOD = box(
    "period",
    Label("Kỳ tổng hợp", "Period"),
    *place_and_date(STEP),
    day("period_from", "Từ ngày", "From", step=STEP, year_allowed=False),
    day("period_to", "Đến ngày", "To", step=STEP, year_allowed=False),
    on_paper=HEAD,
)

SLIPS = box(
    "slips",
    Label("Các phiếu trong kỳ", "Slips of the period"),
    rows(
        "slips",
        "Phiếu",
        "Slips",
        ("Phiếu", "Slip"),
        200,
        code("car_number", "Số phiếu", "Slip number", required=True),
        day("opened_on", "Ngày mở", "Opened on"),
        unit("requesting_unit", "Đơn vị đề nghị", "Requesting unit"),
        one_of("request_type", "Loại", "Kind", *REQUEST_TYPES),
        lines("summary", "Nội dung tóm tắt", "Summary", 500),
        lines("secretary_proposal", "Đề xuất của Thư ký ISO", "The secretary's proposal", 300),
        lines("board_instruction", "Ý kiến chỉ đạo", "The board's instruction", 300),
        unit("assigned_unit", "Đơn vị được phân công", "Assigned unit"),
        text("assigned_person", "Cá nhân được phân công", "Assigned person", 100),
        day("due_date", "Thời hạn", "Due"),
        step=STEP,
        missing=("Vui lòng chọn ít nhất một phiếu.", "Choose at least one slip."),
    ),
    on_paper=BODY,
)

SIGNERS = box(
    "signers",
    Label("Người lập và Lãnh đạo Ban ISO", "Drafter and ISO board"),
    person("drafter_name", "Người lập", "Drafted by", step=STEP, default="actor:name"),
    *board_leader(),
    on_paper=SIGNATURES,
)


def _the_period_ends_after_it_begins(answers: Answers) -> dict[str, Label]:
    """The list covers a period (kỳ) from its first day to its last."""
    begins, ends = answers.get("period_from"), answers.get("period_to")
    if begins and ends and ends < begins:
        return {
            "period_to": Label(
                "Ngày cuối kỳ phải từ ngày đầu kỳ trở đi.",
                "The period must end on or after its first day.",
            )
        }
    return {}


def row(answers: Answers, facts: MoveFacts) -> dict[str, Any]:
    """Return a slip's row: what it is about, what is proposed, and what was directed so far."""
    return {
        "car_number": answers.get("car_number"),
        "opened_on": facts.opened_on,
        "requesting_unit": answers.get("requesting_unit"),
        "request_type": answers.get("request_type"),
        "summary": cut(answers, "nonconformity_description", 500),
        "secretary_proposal": cut(answers, "secretary_proposal", 300),
        "board_instruction": cut(answers, "iso_board_instruction", 300),
        "assigned_unit": answers.get("executing_unit"),
        "assigned_person": answers.get("executor_name"),
        "due_date": answers.get("analysis_due_on"),
    }


def reads(answers: Answers, facts: MoveFacts) -> Mapping[str, Any]:
    """Return the list of this one slip, from the day it was opened to the day it was listed."""
    return {
        **made_here_today(facts),
        "period_from": facts.opened_on,
        "period_to": facts.today,
        "slips": [row(answers, facts)],
        "drafter_name": facts.actor_name,
        "board_name": facts.people.get("iso_board"),
    }


FORM = companion(
    "O-01",
    "consolidated_list",
    title=Label(
        "Bảng tổng hợp phiếu yêu cầu hành động khắc phục/cải tiến",
        "Consolidated list of corrective action requests",
    ),
    register_title=Label("Bảng tổng hợp phiếu yêu cầu", "Consolidated list of slips"),
    short=Label("Bảng tổng hợp", "Consolidated list"),
    clause="5.3",
    boxes=(PERIOD, SLIPS, SIGNERS),
    rules=(Rule("the period ends after it begins", _the_period_ends_after_it_begins),),
    features=(DrawnFromRecord(reads), ListsRecords(row)),
)
