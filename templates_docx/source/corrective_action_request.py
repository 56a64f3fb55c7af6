"""BM.CTCL.01, Phiếu yêu cầu hành động khắc phục/cải tiến: the page of forms-spec section 2."""

from collections.abc import Sequence

from . import blocks
from .content import Content, dots, paragraph, thin
from .controls import Control, box, choice, date, dotted, item, rows, setting, text, unless, when
from .package import Template
from .page import slip_page
from .tables import Cell, row, table

CODE, TITLE = "BM.CTCL.01", "Phiếu yêu cầu hành động khắc phục/cải tiến"
PROCEDURE_TITLE = "QUY TRÌNH CẢI TIẾN HỆ THỐNG QUẢN LÝ CHẤT LƯỢNG"
PROPOSER_SPACE = 28.0
CONTROL_BOX_ROW = 4.2
HEADING_HEIGHT = 5.3
COLUMNS = (27.5,) * 6
DISPOSITIONS = (
    ("rework", "làm lại"),
    ("repair", "sửa chữa, khắc phục"),
    ("accept", "chấp nhận"),
    ("reject", "loại bỏ"),
    ("other", "hình thức khác"),
)
NUMBER = ("Số phiếu: ", dotted("car_number", "Số phiếu", 4))
HEAD = (
    paragraph(blocks.PLACE_AND_DATE, align="right"),
    paragraph("PHIẾU YÊU CẦU HÀNH ĐỘNG KHẮC PHỤC/CẢI TIẾN", style="Form Title", before=8),
    paragraph(*NUMBER, style="Centred", keep_next=True, before=2, after=6),
)


def _control_row(merge: str, names: Sequence[Content], line: Content) -> Content:
    shown = (paragraph(name, style="Control Box Name") for name in names)
    named = [Cell(each, merge=merge, at="center") for each in shown]
    last = Cell(paragraph(line, style="Control Box"), at="center")
    return row((*named, last), height=CONTROL_BOX_ROW, exact=True)


AGENCY_NAME = setting("settings.agency_iso_name", "Tên cơ quan (khung ISO)")
ISSUE = ("Lần ban hành: ", setting("form.issue_no", "Lần ban hành"))
ISSUED = ("Ngày ban hành: ", setting("form.issue_date", "Ngày ban hành"))
# The ISO control box of the page header: agency, procedure, code and version.
CONTROL_BOX = table(
    (50, 70, 45),
    _control_row("restart", (AGENCY_NAME, PROCEDURE_TITLE), f"Mã hiệu: {CODE}"),
    *(_control_row("continue", ((), ()), line) for line in (ISSUE, ISSUED)),
    margin=1.0,
)


def _text_rows(heading: str, content: Content, height: float) -> Content:
    """The heading of a box and its text, which may break over two pages.

    The heading has a row of its own, kept with the next: inside one row LibreOffice would leave it
    behind as the last line of a page. A dotted line between the text and what is signed below
    closes the box where a page ends there.
    """
    named = paragraph(heading, style="Box Heading", keep_next=True)
    below = Cell(content, span=6, open_sides=("top",), dotted_sides=("bottom",))
    return (
        row([Cell(named, span=6, open_sides=("bottom",))]),
        row([below], height=height - HEADING_HEIGHT, may_split=True),
    )


def _signature(
    dated: Content, caption: str, role: str, alias: str, titles: Sequence[Control]
) -> Content:
    """The date, the caption and, as far as there is an authority, its lines above the name."""
    authority = blocks.authority_lines(f"{role}_authority", titles)
    name = blocks.signer_name(text(f"{role}_name", alias), blocks.SIGNATURE_SPACE)
    return dated, blocks.position(caption), authority, name


RELATED = text("related_documents", "Tài liệu liên quan", dots(21), lines=True)
CORRECTIVE = box("request_type:corrective", "Hành động khắc phục")
PREVENTIVE = box("request_type:preventive_improvement", "Hành động phòng ngừa/cải tiến")
UNIT = paragraph("Đơn vị đề nghị: ", dotted("requesting_unit", "Đơn vị đề nghị", 27))
KINDS = [Cell(paragraph(f"{kind.alias}  ", kind), span=3) for kind in (CORRECTIVE, PREVENTIVE)]
LISTED = blocks.led_text("Tài liệu liên quan (nếu có):", RELATED)
REQUEST = (
    row([Cell(UNIT, span=6)], height=6),
    row(KINDS, height=6.5),
    row([Cell(LISTED, span=6)], height=6, may_split=True),
)

NONCONFORMITY = ("nonconformity_description", "Mô tả sự không phù hợp", dots(34, 5))
DESCRIPTION = paragraph(text(*NONCONFORMITY, lines=True), style="Dotted Lines")
DATED = paragraph("Ngày: ", date("requested_on", "Ngày đề nghị"))
PROPOSER = (
    paragraph("Người đề nghị:", style="Centred", keep_next=True),
    blocks.signer_name(text("requester_name", "Người đề nghị"), PROPOSER_SPACE),
)
SIGNED = (
    Cell(DATED, span=3, open_sides=("right",), dotted_sides=("top",)),
    Cell(PROPOSER, span=3, open_sides=("left",), dotted_sides=("top",)),
)
END = thin(keep_next=True)
FIRST_BOX = _text_rows("1. Mô tả sự không phù hợp:", (DESCRIPTION, END), 28), row(SIGNED, height=20)


def _disposition() -> Content:
    """The line `- Xử lý: làm lại; …`, as soon as the way to treat or its words are known."""
    way, words = "disposition", "disposition_text"
    chosen = ("- Xử lý: ", choice(way, "Hình thức xử lý", DISPOSITIONS, dots(2)))
    said = text(words, "Nội dung xử lý", dots(2), lines=True)

    def described(*lead: Content) -> Content:
        return when(words, blocks.led_text(lead, said, style="Box Text"))

    alone = unless(words, paragraph(chosen, style="Box Text"))
    return when(way, alone, described(chosen, ";")), unless(way, described("- Xử lý:"))


def _cause_or_measure(field: str, caption: str) -> Content:
    lead, listed = f"- {caption}:", f"{field}:list"
    control = text(field, caption, dots(34, 3), lines=True)
    beside = when(field, unless(listed, lead, " "))
    alone = when(listed, paragraph(lead, style="Box Text"))
    return alone, paragraph(beside, control, style="Dotted Lines")


UPDATED = ("- Cập nhật ngày ", date("plan_updates[].updated_on", "Ngày cập nhật"), ":")
UPDATE = text("plan_updates[].text", "Nội dung cập nhật", dots(2), lines=True)
UPDATE_LINE = item(blocks.led_text(UPDATED, UPDATE, style="Box Text"))
UPDATES = rows("plan_updates[]", "Cập nhật", UPDATE_LINE)
PLAN = (
    _disposition(),
    _cause_or_measure("root_cause", "Nguyên nhân"),
    _cause_or_measure("proposed_measures", "Biện pháp"),
    when("plan_updates", UPDATES),
    END,
)
EXECUTION = (
    dotted("executing_unit", "Đơn vị thực hiện", 9),
    date("due_date", "Ngày hoàn thành", dots(9)),
    dotted("executor_name", "Người thực hiện", 9),
    dotted("executing_unit_head_name", "Trưởng đơn vị thực hiện", 6),
)
EXECUTED = tuple(paragraph(f"{control.alias}: ", control) for control in EXECUTION)
APPROVED_ON = blocks.signing_date("approved_on", "Ngày phê duyệt")
APPROVED = _signature(APPROVED_ON, "Phê duyệt", "approver", "Người phê duyệt", blocks.BOARD)
SECOND_BOX = (
    _text_rows("2. Xác định nguyên nhân và đề xuất biện pháp:", PLAN, 34),
    row([Cell(each, span=3, dotted_sides=("top",)) for each in (EXECUTED, APPROVED)], height=35),
)


def _follow_up() -> Content:
    """The sentence `Đã mở Phiếu số 02/2026 ngày 05/3/2026.`, as soon as one of the two is known."""
    number, opened = "follow_up_car_number", "follow_up_opened_on"
    on_day = (" ngày ", date(opened, "Ngày mở phiếu mới"))

    def sentence(end: Content) -> Content:
        slip = dotted(number, "Số phiếu mới", 4)
        return paragraph("Đã mở Phiếu số ", slip, end, ".", style="Box Text")

    numbered = when(number, sentence(when(opened, on_day)))
    return numbered, unless(number, when(opened, sentence(on_day)))


EVIDENCE = ("verification_evidence", "Bằng chứng kiểm tra", dots(34, 4))
PROVEN = paragraph(text(*EVIDENCE, lines=True), style="Dotted Lines", keep_next=True)
BOXES = (
    box("result:met", "Đạt"),
    box("result:not_met", "Không đạt"),
    box("new_measure_required:true", "Biện pháp KP/PN mới"),
)
RESULTS = [Cell(paragraph(f"{each.alias}  ", each, keep_next=True), span=2) for each in BOXES]
VERIFIED_ON = blocks.signing_date("verified_on", "Ngày kiểm tra")
VERIFIED = _signature(VERIFIED_ON, "Người kiểm tra", "verifier", "Người kiểm tra", blocks.AGENCY)
# R9 and R10 are a table without borders in one row, never divided in LibreOffice too: with 40 to 45
# lines in box 3 it gives up "keep with next" and would leave R10 alone on a page.
INSEPARABLE = table(
    COLUMNS,
    row(RESULTS, height=7),
    row([Cell(paragraph(), span=3), Cell(VERIFIED, span=3)], height=35),
    borders=False,
)
LAST = Cell((INSEPARABLE, thin()), span=6, dotted_sides=("top",), flush=True)
VERIFICATION = "3. Kiểm tra – Xác nhận thực hiện biện pháp khắc phục/phòng ngừa/cải tiến"
THIRD_BOX = _text_rows(VERIFICATION, (PROVEN, _follow_up(), END), 24), row([LAST])

SLIP = table(COLUMNS, REQUEST, FIRST_BOX, SECOND_BOX, THIRD_BOX)
PAGE = slip_page(CODE, (CONTROL_BOX, thin()))
TEMPLATE = Template(f"{CODE}.docx", CODE, TITLE, PAGE, (HEAD, SLIP, thin()))
