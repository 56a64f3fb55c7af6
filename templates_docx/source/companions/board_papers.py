"""The papers of the ISO board: list O-01, notice O-02, submission O-08, register O-16."""

from .. import blocks
from ..content import ITALIC, Content, italic, paragraph, thin
from ..controls import date, dotted, text, unless, when
from . import paper
from .row_table import LEGEND, RowCells, count, day, left, middle, request_type, row_table

DRAFTER = blocks.plain_signer("NGƯỜI LẬP", text("drafter_name", "Người lập"))
KEPT_BY_THE_BOARD = blocks.recipient_list("- Lưu: Ban ISO (")
LIST = "Bảng tổng hợp phiếu yêu cầu hành động khắc phục/cải tiến"
GROUNDS = (
    f"Thực hiện {paper.PROCEDURE_NAME}, mục 5.3, và ý kiến chỉ đạo của Lãnh đạo Ban ISO đối với "
    "các Phiếu yêu cầu hành động khắc phục/cải tiến"
)
DUTIES = (
    "Đơn vị, cá nhân được phân công phân tích nguyên nhân gốc rễ, đề ra biện pháp khắc phục/cải "
    "tiến tại ô thứ hai của Phiếu và báo cáo Lãnh đạo Ban ISO trong thời hạn nêu trên (mục 5.4 "
    "của Quy trình)."
)
DIFFICULTIES = (
    "Trong quá trình thực hiện nếu có khó khăn, vướng mắc, đề nghị đơn vị, cá nhân báo cáo Ban ISO "
    "(qua Thư ký ISO) để xem xét, giải quyết./."
)
REPORTED = (
    f"Thực hiện mục 5.6 và 5.7 của {paper.PROCEDURE_NAME}, Ban ISO báo cáo kết quả kiểm tra và "
    "trình Giám đốc như sau:"
)
REGISTER = "Sổ theo dõi phiếu yêu cầu hành động khắc phục/cải tiến"


def _direction(row: RowCells, _head: str) -> Content:
    """The instruction, then on a line of its own the unit and the person it goes to."""
    instruction = row.text("board_instruction", "Ý kiến chỉ đạo", lines=True)
    unit = row.text("assigned_unit", "Đơn vị được phân công")
    person = row.text("assigned_person", "Cá nhân được phân công")
    if row.drawn:
        # Two lines at most: a third would make the blank rows higher than their 14 mm.
        return row.left(instruction), row.left(unit, " ", person)
    return (
        when(instruction.tag, row.left(instruction)),
        when(unit.tag, row.left(unit, when(person.tag, "; ", person))),
        unless(unit.tag, when(person.tag, row.left(person))),
        thin(),
    )


LIST_COLUMNS = (
    (10, "TT", count),
    (20, "Số phiếu", middle("car_number")),
    (22, "Ngày mở", day("opened_on")),
    (32, "Đơn vị đề nghị", left("requesting_unit")),
    (16, "Loại", request_type),
    (54, "Nội dung tóm tắt", left("summary", lines=True)),
    (34, "Đề xuất của Thư ký ISO", left("secretary_proposal", lines=True)),
    (42, "Ý kiến chỉ đạo; đơn vị, cá nhân được phân công", _direction),
    (22, "Thời hạn", day("due_date")),
)
FROM = ("(Kỳ: từ ngày ", date("period_from", "Từ ngày"))
TO = (" đến ngày ", date("period_to", "Đến ngày"), ")")
LIST_SIGNERS = (LEGEND, paper.closing((126, 126), None, DRAFTER, paper.BOARD_LEADER))
# O-01, Bảng tổng hợp phiếu yêu cầu: landscape, nine columns, secretary and ISO board.
CONSOLIDATED_LIST = paper.companion(
    "O-01",
    LIST,
    paper.board_head(landscape=True),
    paragraph(LIST.upper(), style="Form Title", before=12),
    paragraph(FROM, TO, style="Centred", keep_next=True),
    row_table(("slips[]", "Phiếu"), LIST_COLUMNS, 14, LIST_SIGNERS),
    landscape=True,
)


def _instructed(row: RowCells, head: str) -> Content:
    """What the slip is about, and a line `Chỉ đạo: …` below; a list begins below the words."""
    summary = row.left(row.text("summary", head, lines=True))
    instruction = row.text("board_instruction", "Ý kiến chỉ đạo", lines=True, look=ITALIC)
    if row.drawn:
        return summary, row.left(instruction)
    words, listed = italic("Chỉ đạo:"), f"{instruction.tag}:list"
    beside = row.left(unless(listed, words, " "), instruction)
    return summary, when(instruction.tag, when(listed, row.left(words)), beside)


def _assigned(row: RowCells, _head: str) -> Content:
    unit = row.text("executing_unit", "Đơn vị thực hiện")
    person = row.text("executor_name", "Cá nhân thực hiện")
    if row.drawn:
        return row.left(unit), row.left(person)
    return row.left(unit, when(person.tag, "\n", person))


NOTICE_COLUMNS = (
    (10, "TT", count),
    (22, "Số phiếu", middle("car_number")),
    (58, "Nội dung", _instructed),
    (50, "Đơn vị, cá nhân thực hiện", _assigned),
    (25, "Thời hạn", day("analysis_due")),
)
LIST_DATE = date("list_date", "Ngày của Bảng tổng hợp")
LISTED = when("list_date", " tại Bảng tổng hợp ngày ", LIST_DATE)
SO = (", Ban ISO ", paper.AGENCY_IN_WORDS, " thông báo phân công thực hiện như sau:")
# O-02, Thông báo phân công thực hiện: an official notice of the ISO board, portrait.
ASSIGNMENT_NOTICE = paper.titled(
    "O-02",
    paper.board_head("notice_number", "Số thông báo", "TB"),
    "THÔNG BÁO",
    "phân công thực hiện hành động khắc phục/cải tiến",
    (),
    paper.sentence(GROUNDS, LISTED, SO),
    row_table(("assignments[]", "Phân công"), NOTICE_COLUMNS, 14),
    paper.sentence(DUTIES),
    paper.sentence(DIFFICULTIES, kept=True),
    paper.closing((80, 85), KEPT_BY_THE_BOARD, paper.FOR_THE_BOARD),
)

VERIFIED_ON = date("verified_on", "Ngày kiểm tra")
OLD_SLIP = (
    ("Phiếu số ", dotted("car_number", "Số phiếu cũ")),
    (", đơn vị thực hiện: ", dotted("executing_unit", "Đơn vị thực hiện", 10)),
    when("due_date", ", thời hạn hoàn thành: ", date("due_date", "Thời hạn hoàn thành")),
    ("; kiểm tra ngày ", VERIFIED_ON, ", kết quả: Không đạt."),
)
NEW_SLIP = (
    ("Đã mở Phiếu số ", dotted("follow_up_car_number", "Số phiếu mới")),
    (" ngày ", date("follow_up_opened_on", "Ngày mở phiếu mới")),
    " thay cho phiếu trên (mục 5.7 của Quy trình).",
)
VERIFIER = blocks.plain_signer("NGƯỜI KIỂM TRA", text("verifier_name", "Người kiểm tra"))
OPINION = paper.dated(paper.DIRECTOR, "director_opinion_on", "Ngày cho ý kiến")
# O-08, Tờ trình: a failed slip, its successor, a proposal, and the opinion of the director.
SUBMISSION_TO_DIRECTOR = paper.titled(
    "O-08",
    paper.board_head("submission_number", "Số tờ trình", "TTr"),
    "TỜ TRÌNH",
    "về việc xử lý Phiếu yêu cầu hành động khắc phục chưa đạt yêu cầu",
    (),
    paper.addressee("Giám đốc ", paper.AGENCY_IN_WORDS),
    paper.sentence(REPORTED),
    paper.part("1. Phiếu chưa đạt yêu cầu:", *OLD_SLIP, short=True),
    paper.asked("2. Lý do không đạt:", "failure_reasons", 3),
    paper.part("3. Phiếu mới:", *NEW_SLIP),
    paper.asked("4. Đề xuất:", "proposals", 2),
    paper.sentence(
        "Kính trình Giám đốc xem xét, cho ý kiến giải quyết trước khi thực hiện./.", kept=True
    ),
    paper.closing((50, 50, 65), KEPT_BY_THE_BOARD, VERIFIER, paper.FOR_THE_BOARD),
    paper.heading("Ý kiến chỉ đạo:", paper.AFTER_SIGNATURES),
    paper.long_text("director_opinion", "Ý kiến chỉ đạo", 2, kept=True),
    paper.closing((82.5, 82.5), None, None, OPINION),
)

REGISTER_COLUMNS = (
    (10, "TT", count),
    (18, "Số phiếu", middle("car_number")),
    (21, "Ngày mở", day("opened_on")),
    (28, "Đơn vị đề nghị", left("requesting_unit")),
    (14, "Loại", request_type),
    (45, "Nội dung", left("summary", lines=True)),
    (28, "Đơn vị thực hiện", left("executing_unit")),
    (21, "Hạn", day("due_date")),
    (21, "Ngày kiểm tra", day("verified_on")),
    (16, "Kết quả", middle("result")),
    (14, "Phiếu mới", middle("follow_up_car_number")),
    (16, "Ghi chú", left("note", lines=True)),
)
REGISTER_SIGNER = (LEGEND, paper.closing((126, 126), None, None, DRAFTER))
# O-16, Sổ theo dõi phiếu yêu cầu: landscape, twelve narrow columns in 10 points.
YEARLY_REGISTER = paper.companion(
    "O-16",
    REGISTER,
    paper.board_head(landscape=True),
    paragraph(REGISTER.upper(), style="Form Title", before=12),
    paragraph("Năm ", dotted("register_year", "Năm"), style="Form Title"),
    row_table(("slips[]", "Phiếu"), REGISTER_COLUMNS, 9, REGISTER_SIGNER),
    landscape=True,
)
