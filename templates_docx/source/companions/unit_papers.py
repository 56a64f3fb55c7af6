"""The papers of a unit: plan O-03, progress O-04, request O-05, completion O-06."""

from .. import blocks
from ..content import BOLD, Content, dots, italic, paragraph, thin
from ..controls import box, choice, date, dotted, item, rows, text, unless, when
from . import paper
from .row_table import count, day, left, middle, row_table

SLIP = "Phiếu yêu cầu hành động khắc phục/cải tiến số "
CAR_NUMBER = dotted("car_number", "Số phiếu").copy
DUE = date("due_date", "Thời hạn hoàn thành")
EXECUTOR = blocks.plain_signer("NGƯỜI THỰC HIỆN", text("executor_name", "Người thực hiện"))
RECIPIENTS = blocks.recipient_list("- Lưu: ", paper.unit_in_words(4), " (")
UNIT = paper.unit_in_words()

TASKS = (
    (10, "TT", count),
    (52, "Nội dung công việc", left("task", lines=True)),
    (28, "Người thực hiện", left("person")),
    (22, "Phối hợp", left("support")),
    (22, "Thời hạn", day("due_date")),
    (31, "Kết quả cần đạt", left("expected_result", lines=True)),
)
BY_THE_BOARD = italic(" được Lãnh đạo Ban ISO phê duyệt ngày ")
APPROVED = when("approved_on", BY_THE_BOARD, date("approved_on", "Ngày phê duyệt"))
# O-03, Kế hoạch thực hiện biện pháp: the tasks of one slip with people and dates.
WORK_PLAN = paper.titled(
    "O-03",
    paper.unit_head("plan_number", "Số kế hoạch", "KH"),
    "KẾ HOẠCH",
    "thực hiện biện pháp khắc phục/cải tiến",
    paper.SLIP_REFERENCE,
    # The two grounds, in italics, one a line (NĐ 30, ô 6).
    paragraph(f"Căn cứ {paper.PROCEDURE_NAME}, mục 5.5;", style="Legal Basis"),
    paragraph(f"Căn cứ {SLIP}", CAR_NUMBER, APPROVED, ".", style="Legal Basis"),
    paper.asked("1. Biện pháp được phê duyệt:", "measures", 3),
    paper.part("2. Thời hạn hoàn thành:", DUE, ".", short=True),
    paper.heading("3. Nội dung, phân công thực hiện:"),
    row_table(("tasks[]", "Công việc"), TASKS, 12, gap=thin(keep_next=True, height=3)),
    paper.asked("4. Nguồn lực thực hiện:", "resources", 1, alias="Nguồn lực", kept=True),
    paper.closing((45, 47, 73), RECIPIENTS, EXECUTOR, paper.EXECUTING_LEADER),
)

MONTHS = tuple((str(n), f"{n:02d}" if n < 3 else str(n)) for n in range(1, 13))
MONTH = (" tháng ", choice("report_month", "Tháng báo cáo", MONTHS, dots(2), BOLD))
YEAR = (" năm ", dotted("report_year", "Năm báo cáo", look=BOLD))
REPORTS = " báo cáo tình hình thực hiện các hành động khắc phục/cải tiến được giao như sau:"
REPORTER = blocks.plain_signer("NGƯỜI BÁO CÁO", text("reporter_name", "Người báo cáo"))
ACTIONS = (
    (10, "TT", count),
    (20, "Số phiếu", middle("car_number")),
    (40, "Biện pháp", left("measures", lines=True)),
    (22, "Thời hạn", day("due_date")),
    (17, "Tiến độ (%)", middle("percent_done")),
    (28, "Khó khăn, vướng mắc", left("difficulties", lines=True)),
    (28, "Đề nghị", left("proposals", lines=True)),
)
# O-04, Báo cáo tình hình thực hiện: a unit's monthly report to the ISO board.
PROGRESS_REPORT = paper.titled(
    "O-04",
    paper.unit_head("report_number", "Số báo cáo", "BC"),
    "BÁO CÁO",
    "tình hình thực hiện hành động khắc phục/cải tiến",
    (MONTH, YEAR),
    paper.addressee("Ban ISO"),
    paper.sentence(f"Thực hiện {paper.PROCEDURE_NAME}, mục 5.5, ", UNIT, REPORTS),
    row_table(("actions[]", "Hành động"), ACTIONS, 14),
    paper.sentence("Kính báo cáo Ban ISO xem xét, chỉ đạo./.", kept=True),
    paper.closing((55, 50, 60), RECIPIENTS, REPORTER, paper.UNIT_LEADER),
)


def _boxes(*boxes: tuple[str, str]) -> Content:
    ticked = [(f"{caption}  ", box(tag, caption)) for tag, caption in boxes]
    return ticked[0], *((" " * 8, each) for each in ticked[1:])


def _known_or_open(field: str, settled_by: str, *words: Content) -> Content:
    """Words about a field that may stay empty: left out once `settled_by` is known without it."""
    return when(field, *words), unless(field, unless(settled_by, *words))


KINDS = _boxes(
    ("asks_resources:true", "Bổ sung nguồn lực"),
    ("asks_other_measure:true", "Thay đổi biện pháp"),
    ("asks_later_date:true", "Gia hạn"),
)
DECISIONS = _boxes(
    ("board_decision:agreed", "Đồng ý"),
    ("board_decision:partly", "Đồng ý một phần"),
    ("board_decision:refused", "Không đồng ý"),
)
ASKS = (" (mục 5.5 của Quy trình QT.CTCL), ", UNIT, " đề nghị Ban ISO xem xét:")
NOW = date("current_due_date", "Thời hạn hiện tại")
LATER = date("requested_due_date", "Thời hạn đề nghị")
ASKED = _known_or_open(LATER.tag, NOW.tag, "; đề nghị gia hạn đến: ", LATER)
AGREED = date("agreed_due_date", "Thời hạn mới")
NEW_DATE = paper.sentence("Thời hạn mới (nếu gia hạn): ", AGREED, ".", kept=True)
ASKER = blocks.plain_signer("NGƯỜI ĐỀ NGHỊ", text("executor_name", "Người đề nghị"))
DECIDER = paper.dated(paper.BOARD_LEADER, "decided_on", "Ngày cho ý kiến")
# O-05, Phiếu đề nghị: what a unit in difficulty asks of the ISO board, and the answer below.
RESOURCE_REQUEST = paper.titled(
    "O-05",
    paper.unit_head(),
    "PHIẾU ĐỀ NGHỊ",
    "bổ sung nguồn lực/thay đổi biện pháp thực hiện",
    paper.SLIP_REFERENCE,
    paper.addressee("Ban ISO"),
    paper.sentence(f"Thực hiện {SLIP}", CAR_NUMBER, ASKS, kept=True),
    paragraph(KINDS, style="Form Text"),
    paper.asked("1. Nội dung đã thực hiện:", "work_done", 2),
    paper.asked("2. Khó khăn, vướng mắc:", "difficulties", 2),
    paper.asked("3. Đề nghị:", "request_text", 3),
    paper.sentence("Thời hạn hiện tại: ", NOW, ASKED, ".", kept=True, short=True),
    paper.closing((82.5, 82.5), None, ASKER, paper.UNIT_LEADER),
    paper.heading("4. Ý kiến của Ban ISO:", paper.AFTER_SIGNATURES),
    paragraph(DECISIONS, style="Form Text", keep_next=True),
    paper.long_text("board_opinion", "Nội dung ý kiến", 2, kept=True),
    _known_or_open(AGREED.tag, "board_decision", NEW_DATE),
    paper.closing((82.5, 82.5), None, None, DECIDER),
)

DUE_THEN = when("due_date", ", thời hạn hoàn thành ngày ", DUE)
COMPLETED = date("completed_on", "Ngày hoàn thành")
DONE = (" đã hoàn thành các biện pháp ngày ", COMPLETED, " và báo cáo kết quả như sau:")
PROOF = dotted("evidence[].text", "Bằng chứng kèm theo")
PROOF_LINE = (blocks.dash(PROOF.tag), PROOF, paper.LINE_END)
PROOFS = item(paragraph(*PROOF_LINE, style="Box Text", sides=paper.INDENT))
CHECK = " tổ chức kiểm tra, xác nhận kết quả thực hiện theo mục 5.6 của Quy trình QT.CTCL./."
# O-06, Báo cáo kết quả thực hiện: a unit's report to the director that an action is done.
COMPLETION_REPORT = paper.titled(
    "O-06",
    paper.unit_head("report_number", "Số báo cáo", "BC"),
    "BÁO CÁO",
    "kết quả thực hiện hành động khắc phục/cải tiến",
    paper.SLIP_REFERENCE,
    paper.addressee("Lãnh đạo ", paper.AGENCY_IN_WORDS),
    paper.sentence(f"Thực hiện {SLIP}", CAR_NUMBER, DUE_THEN, ", ", UNIT, DONE),
    paper.asked("1. Biện pháp đã thực hiện:", "measures_taken", 4),
    paper.asked("2. Kết quả, bằng chứng kèm theo:", "results", 4, alias="Kết quả"),
    when("evidence", rows("evidence[]", PROOF.alias, PROOFS)),
    paper.asked("3. Kiến nghị:", "recommendations", 3),
    paper.sentence("Kính đề nghị Lãnh đạo ", paper.AGENCY_IN_WORDS, CHECK, kept=True),
    paper.closing((55, 50, 60), RECIPIENTS, EXECUTOR, paper.UNIT_LEADER),
)
