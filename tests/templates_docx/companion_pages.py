"""What the companion documents must look like: file, title, sheet and columns (forms-spec §7)."""

from dataclasses import dataclass

from tests.templates_docx.word_page import WordPage, page


@dataclass(frozen=True)
class Companion:
    """One companion document as the layout spec asks for it."""

    code: str
    titles: tuple[str, ...]
    captions: tuple[str, ...]
    columns: tuple[tuple[float, str], ...] = ()
    landscape: bool = False
    number: str = ""

    @property
    def file(self) -> str:
        """The template's file below templates_docx/."""
        return f"companions/{self.code}.docx"

    @property
    def page(self) -> WordPage:
        """The committed template, opened."""
        return page(self.file)


LIST = Companion(
    "O-01",
    ("BẢNG TỔNG HỢP PHIẾU YÊU CẦU HÀNH ĐỘNG KHẮC PHỤC/CẢI TIẾN",),
    ("NGƯỜI LẬP", "[Chức vụ người phê duyệt của Ban ISO]"),
    (
        (10, "TT"),
        (20, "Số phiếu"),
        (22, "Ngày mở"),
        (32, "Đơn vị đề nghị"),
        (16, "Loại"),
        (54, "Nội dung tóm tắt"),
        (34, "Đề xuất của Thư ký ISO"),
        (42, "Ý kiến chỉ đạo; đơn vị, cá nhân được phân công"),
        (22, "Thời hạn"),
    ),
    landscape=True,
)
NOTICE = Companion(
    "O-02",
    ("THÔNG BÁO", "Phân công thực hiện hành động khắc phục/cải tiến"),
    ("TM. [Tên Ban ISO]", "[Chức vụ đứng đầu Ban ISO]", "Nơi nhận:"),
    (
        (10, "TT"),
        (22, "Số phiếu"),
        (58, "Nội dung"),
        (50, "Đơn vị, cá nhân thực hiện"),
        (25, "Thời hạn"),
    ),
    number="Số: ……/TB-ISO",
)
PLAN = Companion(
    "O-03",
    ("KẾ HOẠCH", "Thực hiện biện pháp khắc phục/cải tiến (Phiếu số ……)"),
    ("NGƯỜI THỰC HIỆN", "[Chức vụ trưởng đơn vị] THỰC HIỆN", "Nơi nhận:"),
    (
        (10, "TT"),
        (52, "Nội dung công việc"),
        (28, "Người thực hiện"),
        (22, "Phối hợp"),
        (22, "Thời hạn"),
        (31, "Kết quả cần đạt"),
    ),
    number="Số: ……/KH-……",
)
PROGRESS = Companion(
    "O-04",
    ("BÁO CÁO", "Tình hình thực hiện hành động khắc phục/cải tiến tháng …… năm ……"),
    ("Kính gửi: Ban ISO", "NGƯỜI BÁO CÁO", "[Chức vụ trưởng đơn vị]", "Nơi nhận:"),
    (
        (10, "TT"),
        (20, "Số phiếu"),
        (40, "Biện pháp"),
        (22, "Thời hạn"),
        (17, "Tiến độ (%)"),
        (28, "Khó khăn, vướng mắc"),
        (28, "Đề nghị"),
    ),
    number="Số: ……/BC-……",
)
REQUEST = Companion(
    "O-05",
    ("PHIẾU ĐỀ NGHỊ", "Bổ sung nguồn lực/thay đổi biện pháp thực hiện (Phiếu số ……)"),
    (
        "Kính gửi: Ban ISO",
        "Bổ sung nguồn lực  ☐        Thay đổi biện pháp  ☐        Gia hạn  ☐",
        "1. Nội dung đã thực hiện:",
        "2. Khó khăn, vướng mắc:",
        "3. Đề nghị:",
        "NGƯỜI ĐỀ NGHỊ",
        "[Chức vụ trưởng đơn vị]",
        "4. Ý kiến của Ban ISO:",
        "Đồng ý  ☐        Đồng ý một phần  ☐        Không đồng ý  ☐",
        "[Chức vụ người phê duyệt của Ban ISO]",
    ),
)
COMPLETION = Companion(
    "O-06",
    ("BÁO CÁO", "Kết quả thực hiện hành động khắc phục/cải tiến (Phiếu số ……)"),
    (
        "Kính gửi: Lãnh đạo [Tên cơ quan trong câu văn]",
        "1. Biện pháp đã thực hiện:",
        "2. Kết quả, bằng chứng kèm theo:",
        "3. Kiến nghị:",
        "NGƯỜI THỰC HIỆN",
        "[Chức vụ trưởng đơn vị]",
        "Nơi nhận:",
    ),
    number="Số: ……/BC-……",
)
AUTHORISATION = Companion(
    "O-07",
    ("GIẤY ỦY QUYỀN", "Kiểm tra, xác nhận kết quả thực hiện hành động khắc phục"),
    (
        "1. Bên ủy quyền: Ông/Bà …………………, chức vụ: ………………….",
        "2. Bên được ủy quyền: Ông/Bà …………………, chức vụ: ………………….",
        "4. Thời hạn ủy quyền: từ ngày ……/……/20…… đến hết ngày ……/……/20…….",
        "[Chức vụ người đứng đầu]",
        "Nơi nhận:",
    ),
    number="Số: ……/GUQ-[Chữ viết tắt tên cơ quan]",
)
SUBMISSION = Companion(
    "O-08",
    ("TỜ TRÌNH", "Về việc xử lý Phiếu yêu cầu hành động khắc phục chưa đạt yêu cầu"),
    (
        "Kính gửi: Giám đốc [Tên cơ quan trong câu văn]",
        "2. Lý do không đạt:",
        "4. Đề xuất:",
        "NGƯỜI KIỂM TRA",
        "TM. [Tên Ban ISO]",
        "[Chức vụ đứng đầu Ban ISO]",
        "Ý kiến chỉ đạo:",
        "[Chức vụ người đứng đầu]",
        "Nơi nhận:",
    ),
    number="Số: ……/TTr-ISO",
)
REGISTER = Companion(
    "O-16",
    ("SỔ THEO DÕI PHIẾU YÊU CẦU HÀNH ĐỘNG KHẮC PHỤC/CẢI TIẾN", "Năm ……"),
    ("NGƯỜI LẬP",),
    (
        (10, "TT"),
        (18, "Số phiếu"),
        (21, "Ngày mở"),
        (28, "Đơn vị đề nghị"),
        (14, "Loại"),
        (45, "Nội dung"),
        (28, "Đơn vị thực hiện"),
        (21, "Hạn"),
        (21, "Ngày kiểm tra"),
        (16, "Kết quả"),
        (14, "Phiếu mới"),
        (16, "Ghi chú"),
    ),
    landscape=True,
)
ALL = (
    LIST, NOTICE, PLAN, PROGRESS, REQUEST, COMPLETION, AUTHORISATION, SUBMISSION, REGISTER,
)  # fmt: skip
WITH_ROWS = tuple(each for each in ALL if each.columns)
