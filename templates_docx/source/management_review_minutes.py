"""BM.CTCL.02, Biên bản họp xem xét của lãnh đạo: the page of forms-spec section 3."""

from functools import partial

from . import blocks
from .content import ITALIC, Content, dots, italic, paragraph, thin
from .controls import choice, date, dotted, item, rows, text, unless, when
from .discussion_table import DISCUSSION, FIELDS
from .package import Template
from .page import official_page

CODE, TITLE = "BM.CTCL.02", "Biên bản họp xem xét của lãnh đạo"
MOMENT_BLANK = "…… giờ, ngày …… tháng …… năm ……"
KINDS = (("KP", "KP"), ("PN", "PN"), ("CT", "CT"))
DISCUSSION_PROMPT = (
    "(Ghi cụ thể nội dung và vấn đề nêu ra để thảo luận, các ý kiến thảo luận, "
    "kết luận của cuộc họp về từng vấn đề):"
)
CONCLUSION_PROMPT = (
    "Ghi kết luận chung về cuộc họp, các hành động KP, PN, cải tiến cần thực hiện, "
    "đơn vị đầu mối và thời gian cần hoàn thành."
)
READ_OUT = "Biên bản này được đọc trước cuộc họp và toàn bộ thành viên đã nhất trí thông qua"


_heading = partial(paragraph, style="Section Heading")
_line = partial(paragraph, style="Prompt Text")
NUMBER = ("Số: ", dotted("minutes_number", "Số biên bản"), "/BB-ISO")
OPENED = ("Khai mạc hồi ", text("opened_at", "Khai mạc lúc", MOMENT_BLANK))
VENUE = (" tại ", dotted("venue", "Địa điểm", 4), ";")
CLOSED = ("Cuộc họp kết thúc hồi ", text("closed_at", "Kết thúc lúc", MOMENT_BLANK))


def _attendees() -> Content:
    named = text("attendees[].name", "Họ tên", italic("Họ tên"))
    more = text("attendees[].name", "Họ tên", italic(dots(1)))
    titled = (italic(", "), text("attendees[].title", "Chức danh", italic("chức danh")))
    title, unit = dotted("attendees[].title", "Chức danh"), dotted("attendees[].unit", "Đơn vị")
    known = (when(title.tag, ", ", title), when(unit.tag, ", ", unit))
    pattern = _line(named, known, numbered=True)
    drawn = partial(_line, numbered=True, mark=ITALIC)
    blank, last = item(drawn(named, titled), blank=True), item(drawn(more), blank=True)
    return rows("attendees[]", "Người dự họp", item(pattern), blank, blank, last)


CHAIR = text("chair_name", "Chủ trì", italic("Ghi họ tên"))
CHAIR_PROMPT = italic("chức danh người chủ trì cuộc họp")
CHAIR_TITLE = text("chair_title", "Chức danh người chủ trì", CHAIR_PROMPT)
SECRETARY = text("secretary_name", "Thư ký cuộc họp", italic("Ghi họ tên"))
SECRETARY_PROMPT = italic("chức danh người làm thư ký cuộc họp")
SECRETARY_TITLE = text("secretary_title", "Chức danh thư ký cuộc họp", SECRETARY_PROMPT)


def _reports() -> Content:
    name, summary = ("reports[].reporter_name", "Người báo cáo"), "reports[].summary"
    title = dotted("reports[].reporter_title", "Chức danh")
    lead = ("- Ông/Bà ", dotted(*name), when(title.tag, ", ", title), ":")
    said = text(summary, "Tóm tắt nội dung", dots(2), lines=True)
    prompt = italic("tóm tắt nội dung báo cáo theo 6 nội dung dưới đây)")
    asked = text(summary, "Tóm tắt nội dung", prompt, lines=True)
    drawn = _line(text(*name, italic("(Ghi tên người báo cáo")), italic(", "), asked)
    pattern = blocks.led_text(lead, said, style="Prompt Text", kept=True)
    return rows("reports[]", "Báo cáo", item(pattern), item(drawn, blank=True))


def _prompt() -> Content:
    # The room below the prompt, which only the blank prints, sends 2.2 to the second page whole: no
    # LibreOffice keeps lines of a cell together, and 25.2 finds room for one line more than 7.4.
    words = italic(DISCUSSION_PROMPT)
    asked: Content = _line(words, keep_next=True, after=28)
    for field in FIELDS:
        asked = unless(field, asked)
    return asked


def _follow_up_actions() -> Content:
    tag = "follow_up_actions[]"
    lead = dotted(f"{tag}.lead_unit", "Đơn vị đầu mối")
    due = date(f"{tag}.due_date", "Thời gian hoàn thành")
    slip = dotted(f"{tag}.car_number", "Số phiếu")
    line = blocks.led_text(
        ("- (", choice(f"{tag}.kind", "Loại hành động", KINDS, dots(2)), ")"),
        text(f"{tag}.action", "Việc cần làm", dots(2), lines=True),
        when(lead.tag, "; đơn vị đầu mối: ", lead),
        when(due.tag, "; thời gian hoàn thành: ", due),
        when(slip.tag, " (Phiếu số ", slip, ")"),
        ".",
        style="Prompt Text",
        kept=True,
    )
    return rows(tag, "Hành động", item(line))


CONCLUSION = ("general_conclusion", "Kết luận chung", italic(CONCLUSION_PROMPT))
SIGNERS = [
    blocks.plain_signer(caption, text(field, caption).copy, blocks.SEAL_SPACE)
    for caption, field in (
        ("THƯ KÝ CUỘC HỌP", "secretary_name"),
        ("CHỦ TOẠ CUỘC HỌP", "chair_name"),
    )
]
BODY = (
    blocks.national_head(blocks.BOARD_NAMES, *NUMBER, condition="settings.minutes_national_header"),
    paragraph("BIÊN BẢN HỌP XEM XÉT CỦA LÃNH ĐẠO", style="Form Title", before=14, after=8),
    paragraph(OPENED, VENUE, style="Form Text"),
    _heading("I. Thành phần tham dự:"),
    _attendees(),
    _heading("II. Chủ trì:"),
    _line(CHAIR, when("chair_name", ","), " ", CHAIR_TITLE),
    _heading("III. Thư ký cuộc họp:"),
    _line(SECRETARY, ", ", SECRETARY_TITLE),
    _heading("IV. Nội dung cuộc họp:"),
    _heading("1. Các báo cáo"),
    _reports(),
    _heading("2. Phần thảo luận"),
    _prompt(),
    thin(keep_next=True, height=3),
    DISCUSSION,
    _heading("3. Kết luận"),
    _line(text(*CONCLUSION, lines=True)),
    when("follow_up_actions", _follow_up_actions()),
    paragraph(READ_OUT, style="Form Text", keep_next=True),
    paragraph(CLOSED, style="Form Text", keep_next=True, after=12),
    blocks.closing_table((50, 55, 60), blocks.recipient_list("- Lưu: Ban ISO ("), *SIGNERS),
    thin(),
)
TEMPLATE = Template(f"{CODE}.docx", CODE, TITLE, official_page(CODE), BODY)
