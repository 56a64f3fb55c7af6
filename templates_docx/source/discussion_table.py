"""The discussion table of BM.CTCL.02: seven fixed rows of text with discussion and conclusion."""

from dataclasses import dataclass

from templates_docx.source.blocks import dash, led_text
from templates_docx.source.controls import Controls
from templates_docx.source.tables import Cell, Grid
from templates_docx.source.wordml import ITALIC, PLAIN, Layout, Look, paragraph, run

EXTERNAL = (
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
INTERNAL = (
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


@dataclass(frozen=True)
class Passage:
    """Fixed paragraphs of column 2 and the discussions printed under the last of them."""

    fixed: tuple[str, ...]
    discussions: tuple[str, ...] = ()
    look: Look = PLAIN


@dataclass(frozen=True)
class Item:
    """One row: its number, its passages and the field of the conclusion."""

    number: int
    passages: tuple[Passage, ...]

    @property
    def conclusion(self) -> str:
        """The field of column 3."""
        return f"conclusion_{self.number}"


def _italic(text: str, discussion: str) -> Passage:
    return Passage((text,), (discussion,), ITALIC)


ITEMS = (
    Item(
        1,
        (
            Passage(
                ("Tình trạng của các hành động từ các cuộc họp xem xét trước đó.",),
                ("discussion_1",),
            ),
        ),
    ),
    Item(
        2,
        (
            Passage(
                (
                    "Bối cảnh hoạt động, những thay đổi vấn đề nội bộ và bên ngoài "
                    "ảnh hưởng tới HTQLCL.",
                )
            ),
            Passage(EXTERNAL, ("discussion_2_1",)),
            Passage(INTERNAL, ("discussion_2_2",)),
        ),
    ),
    Item(
        3,
        (
            Passage(("Kết quả thực hiện và hiệu lực của hệ thống:",)),
            _italic("- Thỏa mãn của người dân, phản hồi bên quan tâm;", "discussion_3_1"),
            _italic("- Mức độ thực hiện các mục tiêu CL;", "discussion_3_2"),
            _italic("- Sự không phù hợp và HĐKP;", "discussion_3_3"),
            _italic("- Kết quả theo dõi đo lường;", "discussion_3_4"),
            _italic(
                "- Kết quả đánh giá, kết quả thực hiện của các nhà cung cấp...", "discussion_3_5"
            ),
        ),
    ),
    Item(4, (Passage(("Sự đầy đủ của nguồn lực",), ("discussion_4",)),)),
    Item(
        5,
        (Passage(("Hiệu lực của hành động giải quyết rủi ro, cơ hội",), ("discussion_5",)),),
    ),
    Item(6, (Passage(("Các cơ hội cải tiến",), ("discussion_6",)),)),
    Item(
        7,
        (Passage(("Các nội dung khác",), ("discussion_7_stakeholders", "discussion_7_other")),),
    ),
)
LEAD_INS = {"discussion_7_stakeholders": "Yêu cầu của các bên liên quan:"}
NAMED = {
    "discussion_7_stakeholders": "Yêu cầu của các bên liên quan",
    "discussion_7_other": "Các nội dung khác",
}
FIELDS = tuple(
    field
    for item in ITEMS
    for field in (
        *(name for passage in item.passages for name in passage.discussions),
        item.conclusion,
    )
)
HEADS = ("STT", "Nội dung thảo luận", "Kết luận của chủ trì")


def discussion_table(controls: Controls) -> str:
    """The table of 165 mm with its repeating head and the seven rows, which may all split."""
    grid = Grid((13, 97, 55))
    head = grid.row(
        [Cell(paragraph(run(text), style="TableHead"), centred=True) for text in HEADS], head=True
    )
    return grid.table(head, *(_row(controls, grid, item) for item in ITEMS))


def _row(controls: Controls, grid: Grid, item: Item) -> str:
    number = paragraph(run(f"{item.number}."), style="TableText", layout=Layout(align="center"))
    passages = "".join(_passage(controls, passage) for passage in item.passages)
    conclusion = controls.text(item.conclusion, f"Kết luận mục {item.number}", lines=True)
    closing = paragraph(conclusion, style="TableText")
    return grid.row([Cell(number), Cell(passages), Cell(closing)], may_split=True)


def _alias(field: str) -> str:
    return NAMED.get(field) or f"Thảo luận {field.removeprefix('discussion_').replace('_', '.')}"


def _passage(controls: Controls, passage: Passage) -> str:
    *leading, last = passage.fixed
    paragraphs = [paragraph(run(text, passage.look), style="TableText") for text in leading]
    # An empty discussion stands behind the fixed words, where it takes no line of its own.
    empty = [controls.unless(field, _discussion(controls, field)) for field in passage.discussions]
    filled = [controls.when(field, _discussed(controls, field)) for field in passage.discussions]
    paragraphs.append(paragraph(run(last, passage.look), *empty, style="TableText"))
    return "".join((*paragraphs, *filled))


def _discussed(controls: Controls, field: str) -> str:
    control = _discussion(controls, field)
    if field in LEAD_INS:
        lead = run(f"- {LEAD_INS[field]}")
        return led_text(controls, field, lambda: lead, control, style="TableText")
    return paragraph(dash(controls, field), control, style="TableText")


def _discussion(controls: Controls, field: str) -> str:
    return controls.text(field, _alias(field), lines=True)
