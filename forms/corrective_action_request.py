"""BM.CTCL.01, the corrective action request (Phiếu yêu cầu hành động khắc phục/cải tiến)."""

from __future__ import annotations

from forms._procedure_lists import DISPOSITIONS, KINDS_OF_SOURCE, SIGNS
from service.formkit.fields import Answers, option
from service.formkit.form import Box, Form, FormVersion, Rule
from service.formkit.labels import Label
from service.formkit.moves import Move, NumberSeries, Role, Stage
from service.formkit.repetition_rule import RepetitionRule
from service.formkit.retention_rule import RetentionRule
from service.formkit.words import (
    any_of,
    authority,
    code,
    day,
    lines,
    one_of,
    person,
    rows,
    text,
    tick,
    unit,
)

NOT_PRINTED = Label("Phần này không in trên phiếu.", "This part is not printed.")

REQUEST = Box(
    key="request",
    title=Label("Đơn vị và loại yêu cầu", "Unit and kind of request"),
    on_paper=Label("Phần đầu phiếu", "Head of the slip"),
    fields=(
        text("issue_place", "Nơi lập", "Place", 40, step="5.2", default="setting:place_name"),
        day("issue_date", "Ngày lập", "Date", step="5.2", default="today"),
        code(
            "car_number",
            "Số phiếu",
            "Slip number",
            hint=("Hệ thống cấp khi gửi.", "Given when the slip is sent."),
        ),
        unit(
            "requesting_unit",
            "Đơn vị đề nghị",
            "Requesting unit",
            step="5.2",
            default="actor:unit",
            missing=("Chưa chọn đơn vị đề nghị.", "Choose the requesting unit."),
        ),
        unit(
            "concerned_unit",
            "Đơn vị có sự không phù hợp",
            "Unit concerned",
            printed=False,
            hint=("Để trống nếu là đơn vị đề nghị.", "Leave empty if it is the requesting unit."),
        ),
        one_of(
            "request_type",
            "Loại yêu cầu",
            "Kind of request",
            option("corrective", "Hành động khắc phục", "Corrective action"),
            option(
                "preventive_improvement",
                "Hành động phòng ngừa/cải tiến",
                "Preventive action or improvement",
            ),
            step="5.2",
            boxes=True,
        ),
    ),
)

NONCONFORMITY = Box(
    key="nonconformity",
    title=Label("Sự không phù hợp", "Nonconformity"),
    on_paper=Label("Ô 1", "Box 1"),
    note=Label("Phần này in vào ô thứ nhất của phiếu.", "This part prints in box 1 of the slip."),
    fields=(
        lines("related_documents", "Tài liệu liên quan", "Related documents", 500),
        lines(
            "nonconformity_description",
            "Mô tả sự không phù hợp",
            "Description of the nonconformity",
            2000,
            step="5.2",
            hint=(
                "Ghi rõ việc gì, khi nào, ở đâu, trái quy định nào. "
                "Dùng mã hồ sơ thay cho họ tên công dân.",
                "What, when, where, against which rule. Use case numbers, not citizens' names.",
            ),
            missing=("Chưa mô tả sự không phù hợp.", "Describe the nonconformity."),
        ),
        day("requested_on", "Ngày đề nghị", "Date of request", step="5.2", default="today"),
        person(
            "requester_name",
            "Người đề nghị",
            "Requested by",
            step="5.2",
            default="actor:name",
            missing=("Chưa chọn người đề nghị.", "Choose who requests."),
        ),
    ),
)

SOURCES = Box(
    key="sources",
    title=Label("Nguồn thông tin", "Sources of information"),
    note=NOT_PRINTED,
    fields=(
        any_of(
            "sources",
            "Nguồn thông tin",
            "Sources",
            *KINDS_OF_SOURCE,
            step="5.2",
            hint=(
                "Chọn một hoặc nhiều nguồn; không ghi tên khách hàng.",
                "One or more; leave customers' names out.",
            ),
            missing=("Nguồn thông tin: chọn ít nhất một nguồn.", "Sources: choose at least one."),
        ),
        any_of(
            "need_criteria",
            "Dấu hiệu cần hành động khắc phục",
            "Signs that action is needed",
            *SIGNS,
            hint=(
                "Nếu đã rõ; Trưởng đơn vị xác định ở bước sau.",
                "If already clear; the unit head decides later.",
            ),
        ),
    ),
)

DECISION = Box(
    key="decision",
    title=Label("Xem xét và chỉ đạo", "Review and direction"),
    note=NOT_PRINTED,
    filled_at="with_unit_head",
    filled_by=Label("Trưởng đơn vị, Ban ISO", "The unit head, the ISO board"),
    fields=(
        lines(
            "unit_head_decision",
            "Ý kiến của Trưởng đơn vị",
            "The unit head's decision",
            500,
            step="5.2.1",
            printed=False,
        ),
        day("sent_to_secretary_on", "Ngày gửi Thư ký ISO", "Sent to the secretary", printed=False),
        lines(
            "iso_board_instruction",
            "Ý kiến chỉ đạo của Lãnh đạo Ban ISO",
            "The ISO board's instruction",
            1000,
            step="5.3",
            printed=False,
        ),
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
        lines("disposition_text", "Nội dung xử lý", "How it was treated", 500),
        lines("root_cause", "Nguyên nhân gốc rễ", "Root cause", 2000, step="5.4"),
        lines("proposed_measures", "Biện pháp", "Measures", 2000, step="5.4"),
        rows(
            "plan_updates",
            "Thay đổi, bổ sung",
            "Changes",
            ("Lần thay đổi", "Change"),
            20,
            day("updated_on", "Ngày cập nhật", "Date", required=True, year_allowed=False),
            lines("text", "Nội dung", "Content", 500, required=True),
        ),
        unit("executing_unit", "Đơn vị thực hiện", "Executing unit", step="5.3"),
        day("due_date", "Ngày hoàn thành", "Deadline", step="5.4"),
        person("executor_name", "Người thực hiện", "Executed by", step="5.4"),
        person(
            "executing_unit_head_name",
            "Trưởng đơn vị thực hiện",
            "Head of the executing unit",
            step="5.4",
        ),
        day("approved_on", "Ngày phê duyệt", "Approved on", step="5.4"),
        authority("approver_authority", "Thẩm quyền ký phê duyệt", "Authority of the approver"),
        person("approver_name", "Người phê duyệt", "Approved by", step="5.4"),
        day("completed_on", "Ngày hoàn thành thực tế", "Completed on", printed=False),
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
        day("follow_up_opened_on", "Ngày mở phiếu mới", "Opened on", year_allowed=False),
        one_of(
            "result",
            "Kết quả",
            "Result",
            option("met", "Đạt", "Met"),
            option("not_met", "Không đạt", "Not met"),
            step="5.6",
            boxes=True,
        ),
        tick("new_measure_required", "Biện pháp KP/PN mới", "New measure"),
        day("verified_on", "Ngày kiểm tra", "Verified on", step="5.6"),
        authority("verifier_authority", "Thẩm quyền ký kiểm tra", "Authority of the verifier"),
        person("verifier_name", "Người kiểm tra", "Verified by", step="5.6"),
        text("authorisation_ref", "Giấy ủy quyền", "Authorisation", 200, printed=False),
        day("closed_on", "Ngày đóng phiếu", "Closed on", step="5.7", printed=False),
        person("closed_by", "Người đóng phiếu", "Closed by", step="5.7", printed=False),
    ),
)


def _new_measure_only_when_not_met(answers: Answers) -> dict[str, Label]:
    """«Biện pháp KP/PN mới» goes with «Không đạt» alone (forms-spec §2.3)."""
    if answers.get("new_measure_required") and answers.get("result") != "not_met":
        return {
            "new_measure_required": Label(
                "Chỉ đánh dấu «Biện pháp KP/PN mới» khi kết quả là «Không đạt».",
                "Tick “New measure” only when the result is “Not met”.",
            )
        }
    return {}


PROPOSERS = frozenset({Role.OFFICIAL, Role.AUDITOR, Role.UNIT_HEAD, Role.ISO_SECRETARY})

FORM = Form(
    code="BM.CTCL.01",
    key="corrective_action_request",
    title=Label("Phiếu yêu cầu hành động khắc phục/cải tiến", "Corrective action request"),
    register_title=Label("Phiếu yêu cầu hành động khắc phục", "Corrective action request"),
    short=Label("Phiếu", "Slip"),
    procedure="QT.CTCL",
    clause="5.1–5.7",
    boxes=(REQUEST, NONCONFORMITY, SOURCES, DECISION, CAUSE, VERIFICATION),
    stages=(
        Stage("draft", Label("Nháp", "Draft"), tone="draft", icon="pencil"),
        Stage("with_unit_head", Label("Trưởng đơn vị xem xét", "With unit head")),
    ),
    moves=(
        Move(
            key="submit",
            label=Label("Gửi Trưởng đơn vị", "Send to unit head"),
            from_stage="draft",
            to_stage="with_unit_head",
            roles=PROPOSERS,
            completes=("5.2",),
            series=NumberSeries("car", "car_number", "{n:02d}/{year}", "{n:02d}/{year}"),
            consequences=(
                Label(
                    "Phiếu được cấp số và phát hành bản Word v01.",
                    "The slip gets its number and its Word file v01.",
                ),
                Label("Trưởng đơn vị nhận việc ngay.", "The unit head receives it at once."),
            ),
        ),
    ),
    retention=RetentionRule(3, Label("Đơn vị thực hiện, Thư ký ISO", "Executing unit, secretary")),
    versions=(FormVersion("01", "2020-09-14", "2020-09-14"),),
    templates={"": "BM.CTCL.01.docx"},
    rules=(Rule("new measure only when not met", _new_measure_only_when_not_met),),
    unit_fields={
        "requesting": "requesting_unit",
        "concerned": "concerned_unit",
        "executing": "executing_unit",
    },
    subject_field="nonconformity_description",
    author_field="requester_name",
    repetition=RepetitionRule(
        "nonconformity_description", frozenset({"not_a_nonconformity", "withdrawn"})
    ),
)
