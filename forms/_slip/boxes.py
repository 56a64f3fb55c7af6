"""BM.CTCL.01, boxes 2 and 3 and what goes with them unprinted (steps 5.2.1 to 5.7)."""

from __future__ import annotations

from typing import Any

from forms._slip.choice_lists import CHANGES, DECISIONS, DISPOSITIONS, FISHBONE, OTHER_WAY
from forms._slip.request import NOT_PRINTED
from service.formkit.declare import (
    any_of,
    authority,
    code,
    day,
    lines,
    one_of,
    percent,
    person,
    rows,
    text,
    tick,
    unit,
)
from service.formkit.fields import Chosen, Date, option
from service.formkit.form import Box
from service.formkit.labels import Label


def _day(name: str, vi: str, en: str, **more: Any) -> Date:
    """Return a whole day that the service reckons with and no paper prints."""
    return day(name, vi, en, printed=False, year_allowed=False, **more)


DECISION = Box(
    key="decision",
    title=Label("Xem xét và chỉ đạo", "Review and direction"),
    note=NOT_PRINTED,
    filled_at="with_unit_head",
    filled_by=Label("Trưởng đơn vị, Ban ISO", "The unit head, the ISO board"),
    fields=(
        lines(
            "unit_head_decision",
            "Ý kiến, lý do của Trưởng đơn vị",
            "The unit head's decision and reasons",
            500,
            step="5.2.1",
            printed=False,
        ),
        person("correction_executor_name", "Người xử lý tại chỗ", "Corrected by", printed=False),
        _day("correction_due_on", "Hạn xử lý tại chỗ", "Correct by", deadline=True),
        lines("correction_result", "Kết quả xử lý tại chỗ", "Result", 1000, printed=False),
        day(
            "sent_to_secretary_on",
            "Ngày gửi Thư ký ISO",
            "Sent to the secretary",
            printed=False,
            happened=True,
        ),
        lines(
            "secretary_proposal",
            "Đề xuất của Thư ký ISO",
            "The secretary's proposal",
            300,
            printed=False,
        ),
        lines(
            "iso_board_instruction",
            "Ý kiến chỉ đạo của Lãnh đạo Ban ISO",
            "The ISO board's instruction",
            300,
            step="5.3",
            printed=False,
        ),
        _day("analysis_due_on", "Hạn gửi phân tích nguyên nhân", "Analysis due", deadline=True),
        lines(
            "director_opinion", "Ý kiến của Giám đốc", "The director's opinion", 800, printed=False
        ),
        _day("director_opinion_on", "Ngày cho ý kiến", "Date of the opinion", happened=True),
    ),
)

CAUSE = Box(
    key="cause",
    title=Label("Nguyên nhân và biện pháp", "Cause and measures"),
    on_paper=Label("Ô 2", "Box 2"),
    filled_at="analysing",
    filled_by=Label("Người được phân công", "The assignee"),
    fields=(
        one_of(
            "disposition",
            "Hình thức xử lý",
            "Disposition",
            *DISPOSITIONS,
        ),
        lines(
            "disposition_text",
            "Nội dung xử lý",
            "How it was treated",
            500,
            needed_with=Chosen("disposition", OTHER_WAY),
            missing=("Vui lòng ghi rõ hình thức xử lý khác.", "Please say which other way."),
        ),
        rows(
            "five_whys",
            "5 lần hỏi vì sao",
            "5 whys",
            ("Câu trả lời", "Answer"),
            5,
            text("text", "Vì sao?", "Why?", 300),
            plain=True,
            printed=False,
            hint=(
                "Không bắt buộc. Để trống ô nguyên nhân thì các câu này được ghi vào đó.",
                "Optional. Leave the root cause empty and these are written into it.",
            ),
        ),
        rows(
            "fishbone",
            "Sơ đồ xương cá",
            "Fishbone",
            ("Nhánh", "Branch"),
            12,
            one_of("branch", "Nhóm", "Group", *FISHBONE, required=True),
            text("cause", "Nguyên nhân", "Cause", 200, required=True),
            printed=False,
        ),
        lines("root_cause", "Nguyên nhân gốc rễ", "Root cause", 2000, step="5.4"),
        lines("proposed_measures", "Biện pháp", "Measures", 2000, step="5.4"),
        rows(
            "plan_updates",
            "Thay đổi, bổ sung",
            "Changes",
            ("Lần thay đổi", "Change"),
            20,
            day(
                "updated_on",
                "Ngày cập nhật",
                "Date",
                required=True,
                year_allowed=False,
                happened=True,
            ),
            lines("text", "Nội dung", "Content", 500, required=True),
        ),
        unit("executing_unit", "Đơn vị thực hiện", "Executing unit", step="5.3"),
        day("due_date", "Ngày hoàn thành", "Deadline", step="5.4", deadline=True),
        person("executor_name", "Người thực hiện", "Executed by", step="5.4"),
        person(
            "executing_unit_head_name",
            "Trưởng đơn vị thực hiện",
            "Head of the executing unit",
            step="5.4",
        ),
        rows(
            "implementers",
            "Cá nhân, đơn vị phối hợp thực hiện",
            "Implementers",
            ("Người thực hiện", "Implementer"),
            10,
            person("text", "Người thực hiện", "Implementer"),
            plain=True,
            printed=False,
        ),
        lines("resources", "Nguồn lực cần có", "Resources", 500, printed=False),
        day("approved_on", "Ngày phê duyệt", "Approved on", step="5.4", happened=True),
        authority("approver_authority", "Thẩm quyền ký phê duyệt", "Authority of the approver"),
        person("approver_name", "Người phê duyệt", "Approved by", step="5.4"),
    ),
)

WORK = Box(
    key="work",
    title=Label("Thực hiện, theo dõi", "Implementation"),
    note=NOT_PRINTED,
    filled_at="implementing",
    filled_by=Label("Người được phân công", "The assignee"),
    fields=(
        _day("working_due_on", "Thời hạn đang áp dụng", "Working deadline", deadline=True),
        rows(
            "tasks",
            "Kế hoạch công việc",
            "Plan of work",
            ("Công việc", "Task"),
            50,
            lines("task", "Nội dung công việc", "Task", 500, required=True),
            text("person", "Người thực hiện", "Person", 100, required=True),
            text("support", "Phối hợp", "Support", 150),
            day("due_date", "Thời hạn", "Due", required=True, year_allowed=False),
            lines("expected_result", "Kết quả cần đạt", "Expected result", 300),
            printed=False,
        ),
        rows(
            "progress_reports",
            "Báo cáo tình hình",
            "Progress reports",
            ("Báo cáo", "Report"),
            60,
            day("reported_on", "Ngày báo cáo", "Reported on", required=True, happened=True),
            percent("percent_done", "Tiến độ (%)", "Progress (%)", required=True),
            lines("difficulties", "Khó khăn, vướng mắc", "Difficulties", 400),
            lines("proposals", "Đề nghị", "Proposals", 400),
            printed=False,
        ),
        rows(
            "change_requests",
            "Đề nghị bổ sung, thay đổi",
            "Requests for change",
            ("Đề nghị", "Request"),
            20,
            day("asked_on", "Ngày đề nghị", "Asked on", required=True, happened=True),
            person("asked_by", "Người đề nghị", "Asked by"),
            any_of("asks_for", "Đề nghị về", "Asks for", *CHANGES),
            lines("work_done", "Nội dung đã thực hiện", "Work done so far", 1500),
            lines("difficulties", "Khó khăn, vướng mắc", "Difficulties", 1500),
            lines("request_text", "Đề nghị", "What is asked", 500, required=True),
            day("requested_due_on", "Thời hạn đề nghị", "Date asked for", deadline=True),
            one_of("decision", "Ý kiến của Ban ISO", "Decision", *DECISIONS),
            lines("board_opinion", "Nội dung ý kiến", "Opinion", 800),
            day("decided_on", "Ngày cho ý kiến", "Decided on", happened=True),
            printed=False,
        ),
        lines("measures_taken", "Biện pháp đã thực hiện", "Measures taken", 2000, printed=False),
        lines("results", "Kết quả", "Results", 2000, printed=False),
        lines("recommendations", "Kiến nghị", "Recommendations", 1000, printed=False),
        day(
            "completed_on", "Ngày hoàn thành thực tế", "Completed on", printed=False, happened=True
        ),
        text(
            "completion_report_ref",
            "Báo cáo kết quả thực hiện",
            "Report of completion",
            200,
            printed=False,
        ),
    ),
)

VERIFICATION = Box(
    key="verification",
    title=Label("Kiểm tra, xác nhận", "Verification"),
    on_paper=Label("Ô 3", "Box 3"),
    filled_at="awaiting_verification",
    filled_by=Label("Lãnh đạo Sở", "The head of the Department"),
    fields=(
        lines("verification_evidence", "Bằng chứng kiểm tra", "Evidence", 2000, step="5.7"),
        code("follow_up_car_number", "Số phiếu mới", "Number of the new slip"),
        day(
            "follow_up_opened_on",
            "Ngày mở phiếu mới",
            "Opened on",
            year_allowed=False,
            happened=True,
        ),
        one_of(
            "result",
            "Kết quả",
            "Result",
            option("met", "Đạt", "Met"),
            option("not_met", "Không đạt", "Not met"),
            step="5.6",
            boxes=True,
        ),
        tick("new_measure_required", "Cần biện pháp khắc phục/phòng ngừa mới", "New measure"),
        day("verified_on", "Ngày kiểm tra", "Verified on", step="5.6", happened=True),
        authority("verifier_authority", "Thẩm quyền ký kiểm tra", "Authority of the verifier"),
        person("verifier_name", "Người kiểm tra", "Verified by", step="5.6"),
        text("authorisation_ref", "Giấy ủy quyền", "Authorisation", 300, printed=False),
        day("closed_on", "Ngày đóng phiếu", "Closed on", step="5.7", printed=False, happened=True),
        person("closed_by", "Người đóng phiếu", "Closed by", step="5.7", printed=False),
    ),
)
