"""O-02, Thông báo phân công thực hiện: an official notice of the ISO board, portrait."""

from templates_docx.source.companions.row_table import RowCells, RowTable, space_before_rows
from templates_docx.source.companions.sheet import (
    PORTRAIT,
    SHORT_DATE_BLANK,
    board_head,
    board_number,
    companion,
    title,
)
from templates_docx.source.companions.signing import closing, for_the_board, recipient_list
from templates_docx.source.companions.words import PROCEDURE_NAME, agency_in_words, sentence
from templates_docx.source.controls import Controls
from templates_docx.source.package import Template
from templates_docx.source.wordml import ITALIC, run

TITLE = "Thông báo phân công thực hiện hành động khắc phục/cải tiến"
COLUMNS = (
    (10, "TT"),
    (22, "Số phiếu"),
    (58, "Nội dung"),
    (50, "Đơn vị, cá nhân thực hiện"),
    (25, "Thời hạn"),
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


def template() -> Template:
    """The template companions/O-02.docx."""
    controls = Controls()
    number = board_number(controls, "notice_number", "Số thông báo", "TB")
    listed = recipient_list(controls, run("Ban ISO"))
    parts = (
        board_head(controls, PORTRAIT, number),
        title(PORTRAIT, "THÔNG BÁO", run("Phân công thực hiện hành động khắc phục/cải tiến")),
        _opening(controls),
        space_before_rows(),
        RowTable("assignments[]", "Phân công", COLUMNS, _cells, height=14).drawn(controls),
        sentence(run(DUTIES)),
        sentence(run(DIFFICULTIES), kept=True),
        closing((80, 85), for_the_board(controls), listed=listed),
    )
    return companion("O-02", TITLE, PORTRAIT, "".join(parts), controls)


def _opening(controls: Controls) -> str:
    listed = controls.when(
        "list_date",
        run(" tại Bảng tổng hợp ngày "),
        controls.date("list_date", "Ngày của Bảng tổng hợp", SHORT_DATE_BLANK),
    )
    return sentence(
        run(
            f"Thực hiện {PROCEDURE_NAME}, mục 5.3, và ý kiến chỉ đạo của Lãnh đạo Ban ISO đối với "
            "các Phiếu yêu cầu hành động khắc phục/cải tiến"
        ),
        listed,
        run(", Ban ISO "),
        agency_in_words(controls),
        run(" thông báo phân công thực hiện như sau:"),
    )


def _directed(row: RowCells) -> str:
    """The line `Chỉ đạo: …` below what the slip is about; a list begins below the words."""
    words = row.words("Chỉ đạo:", ITALIC)
    text = row.text("board_instruction", "Ý kiến chỉ đạo", lines=True, look=ITALIC)
    beside = row.unless("board_instruction:list", words, row.words(" "))
    return row.when("board_instruction:list", row.left(words)) + row.left(beside, text)


def _cells(row: RowCells) -> tuple[str, ...]:
    summary = row.text("summary", "Nội dung", lines=True)
    unit = row.text("executing_unit", "Đơn vị thực hiện")
    person = row.text("executor_name", "Cá nhân thực hiện")
    if row.drawn:
        instruction = row.text("board_instruction", "Ý kiến chỉ đạo", lines=True, look=ITALIC)
        content = row.left(summary) + row.left(instruction)
        assigned = row.left(unit) + row.left(person)
    else:
        content = row.left(summary) + row.when("board_instruction", _directed(row))
        assigned = row.left(unit, row.when("executor_name", row.words("\n"), person))
    return (
        row.count(),
        row.centred(row.text("car_number", "Số phiếu")),
        content,
        assigned,
        row.centred(row.day("analysis_due", "Thời hạn")),
    )
