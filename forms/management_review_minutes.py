"""BM.CTCL.02, the minutes of a management review (Biên bản họp xem xét của lãnh đạo)."""

from service.formkit.declare import (
    box,
    code,
    day,
    lines,
    moment,
    one_of,
    person,
    recipients,
    rows,
    text,
    tick,
    unit,
    whole,
)
from service.formkit.features.record_rules import CorrectionRule
from service.formkit.fields import Answers, Field, Text, option
from service.formkit.form import Form, FormVersion, Rule
from service.formkit.labels import Label
from service.formkit.moves import Move, NumberSeries, Role, Stage
from service.formkit.retention import RetentionRule


def _discussion(name: str, vi: str, en: str, step: str | None = "5.8.2") -> Text:
    return lines(f"discussion_{name}", vi, en, 4000, step=step)


def _conclusion(item: int, step: str | None = "5.8.2") -> Text:
    vi, en = f"Kết luận mục {item}", f"Conclusion on item {item}"
    return lines(f"conclusion_{item}", vi, en, 1500, step=step)


def _who(name: str, vi: str, en: str) -> tuple[Field, Field]:
    title = (f"Chức danh ({vi.lower()})", f"Title ({en.lower()})")
    return (
        person(f"{name}_name", vi, en, step="5.8.2"),
        text(f"{name}_title", *title, 100, step="5.8.2"),
    )


MEETING = box(
    "meeting",
    Label("Cuộc họp", "The meeting"),
    code(
        "minutes_number",
        "Số biên bản",
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
        step="5.8.2",
        default="setting:place_name",
        default_on_blank=True,
    ),
    day("issue_date", "Ngày lập", "Date", step="5.8.2", default="today", happened=True),
    one_of(
        "meeting_type",
        "Loại cuộc họp",
        "Kind of meeting",
        option("annual", "Định kỳ hằng năm", "Annual"),
        option("combined", "Kết hợp họp giao ban", "Combined with another meeting"),
        option("ad_hoc", "Đột xuất", "Ad hoc"),
        printed=False,
        default="annual",
    ),
    whole("review_year", "Năm xem xét", "Year under review", 2000, 2100, printed=False),
    text(
        "internal_audit_ref",
        "Đợt đánh giá nội bộ",
        "Internal audit",
        200,
        printed=False,
        hint=("Họp sau đợt đánh giá nội bộ định kỳ.", "Held after the internal audit."),
    ),
    moment("opened_at", "Khai mạc lúc", "Opened at", step="5.8.2", happened=True),
    text(
        "venue",
        "Địa điểm",
        "Venue",
        150,
        step="5.8.2",
        default="setting:agency_name_text",
        default_on_blank=True,
    ),
    on_paper=Label("Phần đầu biên bản", "Head of the minutes"),
)

PEOPLE = box(
    "people",
    Label("Thành phần dự họp", "Who took part"),
    rows(
        "attendees",
        "Thành phần tham dự",
        "Attendees",
        ("Người dự họp", "Attendee"),
        60,
        person("name", "Họ tên", "Name", required=True),
        text("title", "Chức danh", "Title", 100),
        unit("unit", "Đơn vị", "Unit"),
        step="5.8.2",
        missing=("Vui lòng ghi người dự họp.", "Write who attended."),
    ),
    *_who("chair", "Chủ trì", "Chair"),
    *_who("secretary", "Thư ký cuộc họp", "Meeting secretary"),
    on_paper=Label("Mục I–III", "Parts I–III"),
)

REPORTS = box(
    "reports",
    Label("Các báo cáo", "Reports"),
    rows(
        "reports",
        "Báo cáo",
        "Reports",
        ("Báo cáo", "Report"),
        20,
        person("reporter_name", "Người báo cáo", "Reporter", required=True),
        text("reporter_title", "Chức danh", "Title", 100),
        whole("item_no", "Thuộc nội dung số", "On item", 1, 7, printed=False),
        lines("summary", "Tóm tắt nội dung", "Summary", 1500, required=True),
        step="5.8.1",
    ),
    on_paper=Label("Mục IV.1", "Part IV.1"),
)

DISCUSSION = box(
    "discussion",
    Label("Phần thảo luận", "Discussion"),
    _discussion(
        "1",
        "1. Tình trạng của các hành động từ các cuộc họp trước",
        "1. Status of actions from previous reviews",
    ),
    _conclusion(1),
    _discussion("2_1", "2.1. Vấn đề bên ngoài", "2.1. External issues"),
    _discussion("2_2", "2.2. Vấn đề bên trong", "2.2. Internal issues"),
    _conclusion(2),
    _discussion(
        "3_1",
        "3. Thỏa mãn của người dân, phản hồi bên quan tâm",
        "3. Satisfaction and feedback",
    ),
    _discussion("3_2", "3. Mức độ thực hiện các mục tiêu chất lượng", "3. Quality objectives"),
    _discussion(
        "3_3", "3. Sự không phù hợp và hành động khắc phục", "3. Nonconformities and actions"
    ),
    _discussion("3_4", "3. Kết quả theo dõi đo lường", "3. Monitoring results"),
    _discussion(
        "3_5",
        "3. Kết quả đánh giá, kết quả thực hiện của các nhà cung cấp",
        "3. Audits and suppliers",
    ),
    _conclusion(3),
    _discussion("4", "4. Sự đầy đủ của nguồn lực", "4. Adequacy of resources"),
    _conclusion(4),
    _discussion(
        "5",
        "5. Hiệu lực của hành động giải quyết rủi ro, cơ hội",
        "5. Actions on risks and opportunities",
    ),
    _conclusion(5),
    _discussion("6", "6. Các cơ hội cải tiến", "6. Improvement opportunities"),
    _conclusion(6),
    _discussion(
        "7_stakeholders",
        "7. Yêu cầu của các bên liên quan",
        "7. Requirements of interested parties",
    ),
    _discussion("7_other", "7. Các nội dung khác", "7. Other matters", step=None),
    _conclusion(7, step=None),
    on_paper=Label("Mục IV.2", "Part IV.2"),
    note=Label(
        "Bảy nội dung của mục 5.8.1; nội dung không phát sinh thì ghi «Không có».",
        "The seven inputs of 5.8.1; where there is nothing, write “None”.",
    ),
)

CONCLUSION = box(
    "conclusion",
    Label("Kết luận", "Conclusion"),
    lines("general_conclusion", "Kết luận chung", "General conclusion", 4000, step="5.8.2"),
    rows(
        "follow_up_actions",
        "Hành động sau họp",
        "Follow-up actions",
        ("Hành động", "Action"),
        30,
        one_of(
            "kind",
            "Loại",
            "Kind",
            option("KP", "KP (khắc phục)", "KP (corrective)", "KP"),
            option("PN", "PN (phòng ngừa)", "PN (preventive)", "PN"),
            option("CT", "CT (cải tiến)", "CT (improvement)", "CT"),
            required=True,
        ),
        lines("action", "Việc cần làm", "Action", 500, required=True),
        unit("lead_unit", "Đơn vị đầu mối", "Lead unit"),
        day("due_date", "Thời gian hoàn thành", "Due"),
        code("car_number", "Số phiếu", "Slip number"),
    ),
    moment("closed_at", "Kết thúc lúc", "Closed at", step="5.8.2", happened=True),
    recipients(120, step="5.8.2"),
    whole("archive_copies", "Số bản lưu tại Ban ISO", "Copies kept", 1, 99, width=2, step="5.8.2"),
    tick(
        "risk_table_updated",
        "Đã cập nhật bảng phân tích rủi ro",
        "Risk table updated",
        printed=False,
    ),
    on_paper=Label("Mục IV.3", "Part IV.3"),
)


def _closes_after_opening(answers: Answers) -> dict[str, Label]:
    """A meeting ends after it begins (forms-spec §3.3)."""
    opened, closed = answers.get("opened_at"), answers.get("closed_at")
    if opened and closed and closed < opened:
        return {
            "closed_at": Label(
                "Giờ kết thúc trước giờ khai mạc. Vui lòng xem lại.",
                "The meeting ends before it opens. Please check.",
            )
        }
    return {}


SECRETARY = frozenset({Role.ISO_SECRETARY})

FORM = Form(
    code="BM.CTCL.02",
    key="management_review_minutes",
    title=Label("Biên bản họp xem xét của lãnh đạo", "Management review minutes"),
    register_title=Label("Biên bản họp xem xét của lãnh đạo", "Management review minutes"),
    short=Label("Biên bản", "Minutes"),
    procedure="QT.CTCL",
    clause="5.8",
    boxes=(MEETING, PEOPLE, REPORTS, DISCUSSION, CONCLUSION),
    stages=(
        Stage("draft", Label("Nháp", "Draft"), tone="draft", icon="pencil"),
        Stage("issued", Label("Đã phát hành", "Issued"), tone="done", icon="check", ended=True),
    ),
    moves=(
        Move(
            key="issue",
            label=Label("Phát hành biên bản", "Issue the minutes"),
            from_stage="draft",
            to_stage="issued",
            roles=SECRETARY,
            completes=("5.8.1", "5.8.2"),
            series=NumberSeries("minutes", "minutes_number", "{n:02d}", "{n:02d}/BB-ISO"),
            consequences=(
                Label(
                    "Biên bản được cấp số và phát hành bản Word v01.",
                    "The minutes get their number and their Word file v01.",
                ),
            ),
        ),
    ),
    retention=RetentionRule(3, Label("Đơn vị thực hiện, Thư ký ISO", "Executing unit, secretary")),
    versions=(FormVersion("01", "2020-09-14", "2020-09-14"),),
    templates={"": "BM.CTCL.02.docx"},
    rules=(Rule("closes after opening", _closes_after_opening),),
    subject_field="general_conclusion",
    features=(CorrectionRule(answered_by=frozenset({"issue"})),),
)
