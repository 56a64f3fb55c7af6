"""O-01, the consolidated list of slips put before the ISO board (Bảng tổng hợp phiếu yêu cầu)."""

from __future__ import annotations

from forms.companions._common import (
    BODY,
    HEAD,
    PROCEDURE,
    REQUEST_TYPES,
    RETENTION,
    SIGNATURES,
    VERSIONS,
    place_and_date,
)
from service.formkit.fields import Answers
from service.formkit.form import Box, Form, Rule
from service.formkit.labels import Label
from service.formkit.words import authority, code, day, lines, one_of, person, rows, text, unit

STEP = "5.3"

PERIOD = Box(
    key="period",
    title=Label("Kỳ tổng hợp", "Period"),
    on_paper=HEAD,
    fields=(
        *place_and_date(STEP),
        day("period_from", "Từ ngày", "From", step=STEP, year_allowed=False),
        day("period_to", "Đến ngày", "To", step=STEP, year_allowed=False),
    ),
)

SLIPS = Box(
    key="slips",
    title=Label("Các phiếu trong kỳ", "Slips of the period"),
    on_paper=BODY,
    fields=(
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
            missing=("Chưa chọn phiếu nào.", "Choose at least one slip."),
        ),
    ),
)

SIGNERS = Box(
    key="signers",
    title=Label("Người lập và Lãnh đạo Ban ISO", "Drafter and ISO board"),
    on_paper=SIGNATURES,
    fields=(
        person("drafter_name", "Người lập", "Drafted by", step=STEP, default="actor:name"),
        authority("board_authority", "Thẩm quyền ký của Ban ISO", "Authority of the board"),
        person("board_name", "Lãnh đạo Ban ISO", "ISO board leader"),
    ),
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


FORM = Form(
    code="O-01",
    key="consolidated_list",
    title=Label(
        "Bảng tổng hợp phiếu yêu cầu hành động khắc phục/cải tiến",
        "Consolidated list of corrective action requests",
    ),
    register_title=Label("Bảng tổng hợp phiếu yêu cầu", "Consolidated list of slips"),
    short=Label("Bảng tổng hợp", "Consolidated list"),
    procedure=PROCEDURE,
    clause="5.3",
    boxes=(PERIOD, SLIPS, SIGNERS),
    stages=(),
    moves=(),
    retention=RETENTION,
    versions=VERSIONS,
    templates={"": "companions/O-01.docx"},
    rules=(Rule("the period ends after it begins", _the_period_ends_after_it_begins),),
)
