"""BM.CTCL.03, the plan of quality objectives (Kế hoạch thực hiện mục tiêu chất lượng)."""

from forms._plan_rules import (
    approved_in_time,
    bases_end_properly,
    legal_bases,
    missed_objectives_say_why,
    usual_recipients,
)
from service.formkit.declare import (
    authority,
    box,
    code,
    day,
    lines,
    one_of,
    person,
    recipients,
    rows,
    text,
    texts,
    unit,
    whole,
)
from service.formkit.features.record_rules import CorrectionRule
from service.formkit.fields import option
from service.formkit.form import Form, FormVersion, Rule
from service.formkit.labels import Label
from service.formkit.moves import Move, NumberSeries, Role, Stage
from service.formkit.retention import RetentionRule

HEAD = box(
    "head",
    Label("Thông tin kế hoạch", "The plan"),
    one_of(
        "plan_level",
        "Cấp kế hoạch",
        "Level",
        option("agency", "Kế hoạch của Sở", "The Department's plan"),
        option("unit", "Kế hoạch của đơn vị", "A unit's plan"),
        step="5.9",
    ),
    whole("plan_year", "Năm kế hoạch", "Plan year", 2000, 2100, step="5.9"),
    code(
        "plan_number",
        "Số kế hoạch",
        "Number",
        pattern=r"\d{2,4}",
        max_length=4,
        hint=("Hệ thống cấp khi phát hành.", "Given when issued."),
    ),
    text(
        "issue_place",
        "Nơi lập",
        "Place",
        40,
        step="5.9",
        default="setting:place_name",
        default_on_blank=True,
    ),
    day("issue_date", "Ngày lập", "Date", step="5.9", default="today", happened=True),
    texts(
        "legal_bases",
        "Căn cứ",
        "Grounds",
        10,
        300,
        step="5.9",
        default=legal_bases,
        hint=(
            "Mỗi căn cứ kết thúc bằng dấu chấm phẩy, căn cứ cuối bằng dấu chấm.",
            "Each ends with a semicolon, the last with a full stop.",
        ),
    ),
    on_paper=Label("Phần đầu kế hoạch", "Head of the plan"),
)

UNIT = box(
    "unit",
    Label("Đơn vị", "Unit"),
    unit("unit", "Đơn vị", "Unit", step="5.9", default="actor:unit"),
    on_paper=Label("Phần đầu kế hoạch", "Head of the plan"),
    variants=("unit",),
)

ACTIONS = rows(
    "actions",
    "Biện pháp thực hiện",
    "Actions",
    ("Biện pháp", "Action"),
    20,
    lines("action_text", "Biện pháp thực hiện", "Action", 500, required=True),
    lines("resources", "Nguồn lực", "Resources", 200),
    text("lead_unit_or_person", "Chủ trì", "Lead", 150),
    text("support_units", "Phối hợp", "Support", 200),
    day("action_due", "Thời hạn hoàn thành", "Due"),
    lines("note", "Ghi chú", "Note", 150),
)

OBJECTIVES = box(
    "objectives",
    Label("Mục tiêu và kế hoạch", "Objectives and plan"),
    rows(
        "objectives",
        "Mục tiêu chất lượng",
        "Quality objectives",
        ("Mục tiêu", "Objective"),
        60,
        whole("objective_no", "TT", "No.", 1, 999, required=True),
        lines("objective_text", "Mục tiêu chất lượng", "Objective", 300, required=True),
        whole(
            "linked_objective_no",
            "Thực hiện mục tiêu số … của Sở",
            "Serves the Department's objective",
            1,
            999,
        ),
        text("policy_ref", "Nội dung Chính sách chất lượng", "Quality policy reference", 200),
        one_of(
            "target_operator",
            "So sánh",
            "Operator",
            *(option(sign, sign, sign, sign) for sign in "≥≤=><"),
        ),
        text(
            "target_value",
            "Mức cần đạt",
            "Target",
            50,
            required=True,
            hint=("Viết như sẽ in, ví dụ 98,5.", "As printed, e.g. 98,5."),
        ),
        text("target_unit", "Đơn vị tính", "Unit of measure", 30),
        text("baseline_value", "Kết quả năm trước", "Last year's result", 50),
        lines("measure_formula", "Cách đo", "How it is measured", 300),
        text("data_source", "Nguồn số liệu", "Data source", 150),
        one_of(
            "monitoring_frequency",
            "Tần suất theo dõi",
            "Monitoring frequency",
            option("month", "hằng tháng", "monthly"),
            option("quarter", "hằng quý", "quarterly"),
            option("half", "06 tháng", "half-yearly"),
            option("year", "hằng năm", "yearly"),
        ),
        ACTIONS,
        text("actual_q1", "Quý I", "Quarter I", 30),
        text("actual_q2", "Quý II", "Quarter II", 30),
        text("actual_q3", "Quý III", "Quarter III", 30),
        text("actual_q4", "Quý IV", "Quarter IV", 30),
        text("actual_year", "Cả năm", "Whole year", 30),
        one_of(
            "assessment",
            "Đánh giá",
            "Assessment",
            option("met", "Đạt", "Met"),
            option("not_met", "Không đạt", "Not met"),
            boxes=True,
        ),
        lines("deviation_cause", "Nguyên nhân, hành động", "Cause and action", 500),
        code("car_number", "Số phiếu BM.CTCL.01", "Slip number"),
        step="5.9",
        missing=("Vui lòng ghi ít nhất một mục tiêu.", "Write at least one objective."),
    ),
    on_paper=Label("Bảng I và II", "Tables I and II"),
)

SIGNATURES = Label("Phần ký", "Signatures")

DRAFTER = box(
    "drafter",
    Label("Người lập", "Drafter"),
    person("drafter_name", "Người lập, dự thảo", "Drafted by", step="5.9", default="actor:name"),
    on_paper=SIGNATURES,
)

REVIEWER = box(
    "reviewer",
    Label("Ban ISO xem xét", "ISO board's review"),
    authority("reviewer_authority", "Thẩm quyền ký xem xét", "Authority of the reviewer"),
    person("reviewer_name", "Người xem xét", "Reviewed by", step="5.9"),
    on_paper=SIGNATURES,
    variants=("agency",),
)

APPROVAL = box(
    "approval",
    Label("Phê duyệt và nơi nhận", "Approval and recipients"),
    authority("approver_authority", "Thẩm quyền ký phê duyệt", "Authority of the approver"),
    person("approver_name", "Người phê duyệt", "Approved by", step="5.9"),
    day(
        "approved_on",
        "Ngày phê duyệt",
        "Approved on",
        printed=False,
        happened=True,
        hint=(
            "Kế hoạch của Sở: trước 31/12 năm trước; của đơn vị: trước 15/01.",
            "The Department's plan: before 31/12 of the year before; a unit's: before 15/01.",
        ),
    ),
    recipients(120, default=usual_recipients),
    whole("archive_copies", "Số bản lưu", "Copies kept", 1, 99, width=2),
    day("communicated_on", "Ngày truyền đạt", "Communicated on", printed=False, happened=True),
    text("communicated_to", "Truyền đạt tới", "Communicated to", 300, printed=False),
    whole("revision_no", "Lần sửa đổi", "Revision", 0, 99, printed=False),
    lines("revision_reason", "Lý do sửa đổi", "Reason of the revision", 500, printed=False),
    on_paper=SIGNATURES,
)


PLANNERS = frozenset({Role.ISO_SECRETARY, Role.UNIT_HEAD})
ISSUED = Label("Kế hoạch được phát hành bản Word v01.", "The plan is issued as Word file v01.")

FORM = Form(
    code="BM.CTCL.03",
    key="quality_objective_plan",
    title=Label("Kế hoạch thực hiện mục tiêu chất lượng", "Quality objective plan"),
    register_title=Label("Kế hoạch thực hiện MTCL", "Quality objective plan"),
    short=Label("Kế hoạch", "Plan"),
    procedure="QT.CTCL",
    clause="5.9",
    boxes=(HEAD, UNIT, OBJECTIVES, DRAFTER, REVIEWER, APPROVAL),
    stages=(
        Stage("draft", Label("Nháp", "Draft"), tone="draft", icon="pencil"),
        Stage("issued", Label("Đã phát hành", "Issued"), tone="done", icon="check", ended=True),
    ),
    moves=(
        Move(
            key="issue",
            label=Label("Phát hành kế hoạch", "Issue the plan"),
            from_stage="draft",
            to_stage="issued",
            roles=frozenset({Role.ISO_SECRETARY}),
            completes=("5.9",),
            variants=("agency",),
            series=NumberSeries(
                "agency_plan", "plan_number", "{n:02d}", "{n:02d}/KH-{agency_abbrev}"
            ),
            consequences=(ISSUED,),
        ),
        Move(
            key="issue_unit",
            label=Label("Phát hành kế hoạch của đơn vị", "Issue the unit's plan"),
            from_stage="draft",
            to_stage="issued",
            roles=PLANNERS,
            completes=("5.9",),
            variants=("unit",),
            series=NumberSeries(
                "unit_plan",
                "plan_number",
                "{n:02d}",
                "{n:02d}/KH-{unit}",
                only_with_setting="unit_plan_numbered",
                per_unit=True,
            ),
            consequences=(ISSUED,),
        ),
    ),
    retention=RetentionRule(3, Label("Đơn vị thực hiện, Thư ký ISO", "Executing unit, secretary")),
    versions=(FormVersion("01", "2020-09-14", "2020-09-14"),),
    templates={"agency": "BM.CTCL.03.docx", "unit": "BM.CTCL.03-unit.docx"},
    variant_field="plan_level",
    rules=(
        Rule("grounds end properly", bases_end_properly),
        Rule("a missed objective says why", missed_objectives_say_why),
    ),
    warnings=(Rule("approved in time", approved_in_time),),
    unit_fields={"requesting": "unit"},
    features=(CorrectionRule(answered_by=frozenset({"issue", "issue_unit"})),),
)
