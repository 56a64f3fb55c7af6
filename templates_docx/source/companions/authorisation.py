"""O-07, Giấy ủy quyền: an official document of the agency, limited in content and time."""

from .. import blocks
from ..content import Content, dots, paragraph
from ..controls import date, dotted, item, rows, text, unless, when
from . import paper

BASES = (
    "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư;",
    "Căn cứ Quy trình cải tiến hệ thống quản lý chất lượng (QT.CTCL), mục 5.6.",
)
CONTENT = (
    "Tổ chức kiểm tra bằng chứng, xác nhận kết quả thực hiện (Đạt hoặc Không đạt) và ký tại ô thứ "
    "ba của Phiếu yêu cầu hành động khắc phục/cải tiến (BM.CTCL.01) sau đây:"
)
DUTIES = (
    "Bên được ủy quyền thực hiện đúng nội dung và thời hạn trên, chịu trách nhiệm trước bên ủy "
    "quyền về kết quả kiểm tra, không kiểm tra việc do chính mình thực hiện và không được ủy quyền "
    "lại cho người khác (khoản 3 Điều 13 Nghị định số 30/2020/NĐ-CP)."
)
IN_FORCE = "Giấy ủy quyền này có hiệu lực trong thời hạn nêu tại mục 4./."


def _party(caption: str, who: str, alias: str, *more: Content) -> Content:
    name = dotted(f"{who}_name", alias.capitalize(), 7)
    office = dotted(f"{who}_title", f"Chức vụ {alias}", 7)
    return paper.part(caption, "Ông/Bà ", name, ", chức vụ: ", office, *more, ".", short=True)


def _slips(end: Content) -> Content:
    unit = dotted("slips[].executing_unit", "Đơn vị thực hiện", 7)
    due = date("slips[].due_date", "Thời hạn hoàn thành")
    number = ("- Phiếu số ", dotted("slips[].car_number", "Số phiếu"))
    by, until = (", đơn vị thực hiện: ", unit), (", thời hạn hoàn thành: ", due)
    filled = paper.sentence(number, when(unit.tag, by), when(due.tag, until), end, short=True)
    drawn = paper.sentence(number, by, until, ".", short=True)
    alias = "Phiếu được ủy quyền kiểm tra"
    return rows("slips[]", alias, item(filled), item(drawn, blank=True))


NUMBER = ("Số: ", dotted("authorisation_number", "Số giấy ủy quyền"), "/GUQ-", blocks.ABBREVIATION)
UNIT = when("delegate_unit", ", ", dotted("delegate_unit", "Đơn vị", 7))
# The slips one by one, or the scope in words; a blank paper has a line for a slip.
SCOPE = text("scope", "Phạm vi ủy quyền khác", dots(2), lines=True)
IN_WORDS = paragraph(blocks.dash("scope"), SCOPE, style="Box Text", before=6, sides=paper.INDENT)
SLIPS = (unless("scope", _slips(paper.LINE_END)), when("scope", when("slips", _slips(";"))))
FROM = ("từ ngày ", date("valid_from", "Từ ngày"))
TO = (" đến hết ngày ", date("valid_to", "Đến hết ngày"), ".")
# Only the head of the agency delegates, so the position has no authority before it.
NAME = text("delegator_name", "Người ủy quyền").copy
HEAD = blocks.plain_signer(blocks.AGENCY[0], NAME, blocks.SEAL_SPACE)
RECIPIENTS = blocks.recipient_list("- Lưu: VT, Ban ISO (")
AUTHORISATION = paper.titled(
    "O-07",
    blocks.national_head(blocks.AGENCY_NAMES, *NUMBER),
    "GIẤY ỦY QUYỀN",
    "kiểm tra, xác nhận kết quả thực hiện hành động khắc phục",
    (),
    blocks.legal_bases(*BASES),
    _party("1. Bên ủy quyền:", "delegator", "người ủy quyền"),
    _party("2. Bên được ủy quyền:", "delegate", "người được ủy quyền", UNIT),
    paper.part("3. Nội dung ủy quyền:", CONTENT, kept=True),
    SLIPS,
    when("scope", IN_WORDS),
    paper.part("4. Thời hạn ủy quyền:", FROM, TO, short=True),
    paper.part("5. Trách nhiệm:", DUTIES),
    paper.sentence(IN_FORCE, kept=True),
    paper.closing((80, 85), RECIPIENTS, HEAD),
)
