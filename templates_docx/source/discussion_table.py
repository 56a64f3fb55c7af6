"""The discussion table of BM.CTCL.02: seven fixed rows of text with discussion and conclusion."""

from functools import partial

from .blocks import dash, led_text
from .content import ITALIC, PLAIN, Content, Look, Words, paragraph
from .controls import Control, text, unless, when
from .tables import Cell, row, table

DISCUSSED = "1 2_1 2_2 3_1 3_2 3_3 3_4 3_5 4 5 6 7_stakeholders 7_other"
FIELDS = (
    *(f"discussion_{point}" for point in DISCUSSED.split()),
    *(f"conclusion_{number}" for number in range(1, 8)),
)
NAMED = {
    "discussion_7_stakeholders": "Yêu cầu của các bên liên quan",
    "discussion_7_other": "Các nội dung khác",
}
_cell_text = partial(paragraph, style="Table Text")


def _discussion(field: str) -> Control:
    numbered = f"Thảo luận {field.removeprefix('discussion_').replace('_', '.')}"
    return text(field, NAMED.get(field, numbered), lines=True)


def _discussed(field: str) -> Content:
    control = _discussion(field)
    if field == "discussion_7_stakeholders":
        return led_text(f"- {control.alias}:", control, style="Table Text")
    return _cell_text(dash(field), control)


def _passage(words: str, *fields: str, look: Look = PLAIN) -> Content:
    """A fixed paragraph of column 2, and below it what is said about it."""
    # An empty discussion stands behind the fixed words, where it takes no line of its own.
    empty = (unless(field, _discussion(field)) for field in fields)
    filled = (when(field, _discussed(field)) for field in fields)
    return _cell_text(Words(words, look), *empty), *filled


def _passages(field: str, *texts: str) -> Content:
    return *map(_passage, texts[:-1]), _passage(texts[-1], field)


def _row(number: int, *passages: Content) -> Content:
    conclusion = text(f"conclusion_{number}", f"Kết luận mục {number}", lines=True)
    count = _cell_text(f"{number}.", align="center")
    return row([Cell(count), Cell(passages), Cell(_cell_text(conclusion))], may_split=True)


EXTERNAL = _passages(
    "discussion_2_1",
    # One paragraph with its first point: Word then leaves no heading alone at a page's end.
    "2.1. Vấn đề bên ngoài:\n"
    "- Môi trường pháp lý bao gồm chính sách pháp luật nhà nước, các văn bản quy phạm pháp luật "
    "hiện hành có liên quan đến hoạt động của Sở Tài chính và các lĩnh vực, quá trình nằm trong "
    "phạm vi áp dụng hệ thống.",
    "- Tình hình kinh tế, chính trị, văn hóa xã hội trong và ngoài nước, tại tỉnh, thành phố "
    "hoặc địa phương.",
    "- Các yếu tố bất thường như: thiên tai, dịch bệnh...",
    "- Sự đổi mới trong hoạt động, ứng dụng công nghệ thông tin, các phương pháp cải cách hành "
    "chính của các cơ quan cùng cấp ở các tỉnh, địa phương khác hoặc trong tỉnh, địa phương mình.",
    "- Sự tác động của các nhà thầu phụ, nhà cung cấp bên ngoài.",
)
INTERNAL = _passages(
    "discussion_2_2",
    "2.2. Vấn đề bên trong:\n"
    "- Kết quả hoạt động trong nội bộ của Cơ quan (UBND, Sở, Chi cục...), có thể bao gồm: cơ cấu "
    "tổ chức, phân công chức năng, nhiệm vụ, trách nhiệm và quyền hạn, sự phối kết hợp từ trên "
    "xuống dưới, từ dưới lên trên, liên phòng, bộ phận, những vấn đề bất cập nổi bật... tác động "
    "vào các quá trình, hoạt động, hiệu quả công việc;",
    "- Sự đầy đủ của các nguồn lực bao gồm (nhân lực, vật lực, tài lực);",
    "- Tình hình văn hóa công sở;",
    "- Tri thức của nguồn nhân lực (cán bộ, công chức, viên chức, người lao động);",
    "- Các quá trình của Hệ thống quản lý chất lượng (liên quan đến chức năng quản lý Nhà nước "
    "và cung cấp các dịch vụ hành chính công).",
)
STATUS = "Tình trạng của các hành động từ các cuộc họp xem xét trước đó."
CONTEXT = "Bối cảnh hoạt động, những thay đổi vấn đề nội bộ và bên ngoài ảnh hưởng tới HTQLCL."
RESULTS = (
    "- Thỏa mãn của người dân, phản hồi bên quan tâm;",
    "- Mức độ thực hiện các mục tiêu CL;",
    "- Sự không phù hợp và HĐKP;",
    "- Kết quả theo dõi đo lường;",
    "- Kết quả đánh giá, kết quả thực hiện của các nhà cung cấp...",
)


HEADS = [
    Cell(paragraph(head, style="Table Head"), at="center")
    for head in ("STT", "Nội dung thảo luận", "Kết luận của chủ trì")
]
EACH_RESULT = (
    _passage(words, f"discussion_3_{number}", look=ITALIC)
    for number, words in enumerate(RESULTS, 1)
)
# The table of 165 mm with its repeating head and the seven rows, which may all split.
DISCUSSION = table(
    (13, 97, 55),
    row(HEADS, head=True),
    _row(1, _passage(STATUS, "discussion_1")),
    _row(2, _passage(CONTEXT), EXTERNAL, INTERNAL),
    _row(3, _passage("Kết quả thực hiện và hiệu lực của hệ thống:"), *EACH_RESULT),
    _row(4, _passage("Sự đầy đủ của nguồn lực", "discussion_4")),
    _row(5, _passage("Hiệu lực của hành động giải quyết rủi ro, cơ hội", "discussion_5")),
    _row(6, _passage("Các cơ hội cải tiến", "discussion_6")),
    _row(7, _passage("Các nội dung khác", *FIELDS[11:13])),
)
