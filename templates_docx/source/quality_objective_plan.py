"""BM.CTCL.03, Kế hoạch thực hiện mục tiêu chất lượng: forms-spec section 4, agency and unit."""

from dataclasses import replace
from typing import Any

from . import blocks
from .content import BOLD, Content, paragraph, thin
from .controls import dotted, setting, text, unless, when
from .objective_tables import PLAN_TABLE, result_table
from .package import Template
from .page import official_page

CODE, TITLE = "BM.CTCL.03", "Kế hoạch thực hiện mục tiêu chất lượng"
PLAN_HEADING = "I. MỤC TIÊU CHẤT LƯỢNG VÀ KẾ HOẠCH THỰC HIỆN"
RESULT_HEADING = "II. THEO DÕI, ĐÁNH GIÁ KẾT QUẢ THỰC HIỆN"
AGENCY_BASES = (
    "Căn cứ định hướng phát triển chung và Chính sách chất lượng của Cơ quan;",
    "Căn cứ kết quả thực hiện mục tiêu chất lượng năm …… và yêu cầu thực hiện của năm …….",
)
UNIT_BASES = (
    "Căn cứ Chính sách chất lượng, mục tiêu chất lượng năm …… của Cơ quan;",
    "Căn cứ chức năng, nhiệm vụ của đơn vị, kết quả thực hiện mục tiêu chất lượng năm …… "
    "và các yêu cầu cần đáp ứng.",
)
NUMBER = dotted("plan_number", "Số kế hoạch")
YEAR = dotted("plan_year", "Năm kế hoạch")


def _plan(
    name: str, head: Content, of_unit: Content, bases: tuple[str, ...], *closing: Any
) -> Template:
    page = official_page(CODE, landscape=True)
    subject = ("Thực hiện mục tiêu chất lượng năm ", YEAR, of_unit)
    body = (
        head,
        blocks.title("KẾ HOẠCH", *subject, room=page.text_width, before=14),
        blocks.legal_bases(*bases),
        paragraph(PLAN_HEADING, style="Section Heading", before=6, after=3),
        PLAN_TABLE,
        paragraph(RESULT_HEADING, style="Section Heading", before=12, after=3),
        result_table(blocks.closing_table((72, 56, 62, 62), *closing)),
        thin(),
    )
    return Template(f"{name}.docx", CODE, TITLE, page, body)


OF_AGENCY = ("Số: ", NUMBER, "/KH-", blocks.ABBREVIATION)
AGENCY_PLAN = _plan(
    CODE,
    blocks.national_head(blocks.AGENCY_NAMES, *OF_AGENCY, landscape=True),
    (),
    AGENCY_BASES,
    blocks.recipient_list("- Lưu: VT, Ban ISO ("),
    blocks.plain_signer("NGƯỜI LẬP", text("drafter_name", "Người lập")),
    blocks.on_behalf(blocks.signer("reviewer", "Người xem xét", blocks.BOARD)),
    blocks.signer("approver", "Người phê duyệt", blocks.AGENCY, seal=True),
)

UNIT = dotted("unit", "Đơn vị").copy
OF_UNIT = ("Số: ", NUMBER, "/KH-", setting("doc.unit_code", "Viết tắt đơn vị"))
# A plan numbered before the setting was switched off keeps its number.
ASKED = "settings.unit_plan_numbered"
NUMBERED = (when(ASKED, OF_UNIT), unless(ASKED, when("plan_number", OF_UNIT)))
UNIT_PLAN = _plan(
    f"{CODE}-unit",
    blocks.national_head(blocks.unit_names("unit", "Đơn vị"), *NUMBERED, landscape=True),
    (" của ", replace(UNIT, look=BOLD)),
    UNIT_BASES,
    blocks.recipient_list("- Lưu: ", UNIT, " ("),
    blocks.plain_signer("NGƯỜI DỰ THẢO", text("drafter_name", "Người lập")),
    None,
    blocks.signer("approver", "Trưởng đơn vị", blocks.UNIT),
)
